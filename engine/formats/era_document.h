// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "formats/era_dump.h"

#include <optional>

namespace blkera {

// The grammar of a dump: takes its elements as a parser finds them, refuses what is out of place,
// and hands runs to a writer. Errors: Corrupt, and what the writer returns.
class EraDocument {
public:
    explicit EraDocument(EraDumpWriter& writer);

    enum class Section : std::uint8_t {
        Prolog, // nothing seen
        Superblock, // writesets, then the array
        Writeset,
        EraArray,
        Epilog, // after the array
        End,
    };

    Section section() const { return m_section; }

    struct Attribute {
        const char* name;
        const char* value;
    };

    Result<void> startElement(const char* name, std::span<const Attribute> attributes);
    Result<void> endElement();
    // The document is over: was it whole?
    Result<void> finish() const;

    // What <bit>, <marked> and <era> say, for parsers that have the numbers already; section() is
    // Writeset for the first two, EraArray for the other.
    Result<void> mark(std::uint64_t begin, std::uint64_t length, bool set);
    Result<void> setEra(std::uint64_t block, std::uint32_t era);

    // Nothing but an element of the current section can come next.
    bool betweenElements() const { return !m_leaf; }

private:
    Result<void> startSuperblock(std::span<const Attribute> attributes);
    Result<void> startWriteset(std::span<const Attribute> attributes);
    Result<void> startEraArray(std::span<const Attribute> attributes);
    Result<void> startBit(std::span<const Attribute> attributes);
    Result<void> startMarked(std::span<const Attribute> attributes);
    Result<void> startEra(std::span<const Attribute> attributes);
    Result<void> place(std::uint64_t begin, std::uint64_t length);
    Result<void> add(std::uint64_t end, std::uint32_t value);
    Result<void> flush();
    Result<void> closeRuns();

    EraDumpWriter& m_writer;
    Section m_section = Section::Prolog;
    const char* m_leaf = nullptr; // an element that has no content is open
    EraView m_view;

    // Of the writeset or array that is open: the run that may still grow, and where it may grow to.
    std::uint64_t m_size = 0;
    std::uint64_t m_runBegin = 0;
    std::uint64_t m_runEnd = 0;
    std::uint32_t m_runValue = 0;
    std::optional<Era> m_lastWriteset;
};

} // namespace blkera
