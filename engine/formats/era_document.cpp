// SPDX-License-Identifier: GPL-2.0-or-later
#include "formats/era_document.h"

#include <array>
#include <charconv>
#include <cstring>
#include <limits>
#include <string>

namespace blkera {

namespace {

using Attribute = EraDocument::Attribute;

constexpr std::uint64_t kMostBlocks = (std::uint64_t { 1 } << 31) - 1;
constexpr std::uint64_t kMostEra = std::numeric_limits<std::uint32_t>::max();
constexpr std::size_t kMostShown = 40;

// Part of a hostile document in a message for people.
std::string shown(const char* text)
{
    std::string result = "'";
    std::size_t length = 0;
    for (; *text != '\0' && length < kMostShown; ++text, ++length)
        result += static_cast<unsigned char>(*text) < ' ' || *text == 0x7F ? '?' : *text;
    return result + (*text != '\0' ? "…'" : "'");
}

std::string element(const char* name)
{
    return "<" + std::string(name) + ">";
}

// The values of the attributes that an element must have, each once; there are no others.
template <std::size_t N>
Result<std::array<const char*, N>> take(const char* name, std::span<const Attribute> attributes,
                                        const std::array<const char*, N>& names)
{
    std::array<const char*, N> values {};
    for (const Attribute& attribute : attributes) {
        std::size_t i = 0;
        while (i < N && std::strcmp(attribute.name, names[i]) != 0)
            ++i;
        if (i == N)
            return corrupt(element(name) + " has no attribute " + shown(attribute.name));
        values[i] = attribute.value;
    }
    for (std::size_t i = 0; i < N; ++i) {
        if (!values[i])
            return corrupt(element(name) + " lacks the attribute '" + names[i] + "'");
    }
    return values;
}

Result<std::uint64_t> numberUpTo(std::uint64_t most, const char* attribute, const char* text)
{
    std::uint64_t value = 0;
    const char* end = text + std::strlen(text);
    const auto [rest, error] = std::from_chars(text, end, value);
    if (rest == text || (error == std::errc() && rest != end))
        return corrupt(std::string(attribute) + " is " + shown(text) + ", not a number");
    if (error != std::errc() || value > most)
        return corrupt(std::string(attribute) + " is " + shown(text) + ", more than "
                       + std::to_string(most));
    return value;
}

BlockRange range(std::uint64_t begin, std::uint64_t end)
{
    return { BlockIndex(static_cast<std::uint32_t>(begin)),
             BlockIndex(static_cast<std::uint32_t>(end)) };
}

} // namespace

EraDocument::EraDocument(EraDumpWriter& writer)
    : m_writer(writer)
{
}

Result<void> EraDocument::startElement(const char* name, std::span<const Attribute> attributes)
{
    struct Rule {
        const char* name;
        Section within;
        Result<void> (EraDocument::*start)(std::span<const Attribute>);
    };

    static constexpr std::array kRules {
        Rule { "era", Section::EraArray, &EraDocument::startEra },
        Rule { "bit", Section::Writeset, &EraDocument::startBit },
        Rule { "marked", Section::Writeset, &EraDocument::startMarked },
        Rule { "writeset", Section::Superblock, &EraDocument::startWriteset },
        Rule { "era_array", Section::Superblock, &EraDocument::startEraArray },
        Rule { "superblock", Section::Prolog, &EraDocument::startSuperblock },
    };
    if (m_leaf)
        return corrupt(element(m_leaf) + " has no content");
    for (const Rule& rule : kRules) {
        if (std::strcmp(name, rule.name) != 0)
            continue;
        if (m_section == rule.within)
            return (this->*rule.start)(attributes);
        if (m_section == Section::Epilog)
            return corrupt(element(rule.name) + " comes after the era array");
        return corrupt(element(rule.name) + " is out of place");
    }
    return corrupt("there is no element " + shown(name) + " in a dump of era metadata");
}

Result<void> EraDocument::endElement()
{
    if (m_leaf) {
        m_leaf = nullptr;
        return {};
    }
    switch (m_section) {
    case Section::Superblock:
        return corrupt("the dump has no <era_array>");
    case Section::Writeset:
        if (auto closed = closeRuns(); !closed)
            return closed;
        m_section = Section::Superblock;
        return m_writer.endWriteset();
    case Section::EraArray:
        if (auto closed = closeRuns(); !closed)
            return closed;
        m_section = Section::Epilog;
        return m_writer.endEraArray();
    case Section::Epilog:
        m_section = Section::End;
        return {};
    case Section::Prolog:
    case Section::End:
        break;
    }
    return corrupt("an element ends that never began");
}

Result<void> EraDocument::finish() const
{
    return m_section == Section::End ? m_writer.end()
                                     : corrupt("the dump ends before its </superblock>");
}

Result<void> EraDocument::mark(std::uint64_t begin, std::uint64_t length, bool set)
{
    if (auto placed = place(begin, length); !placed || length == 0)
        return placed;
    return add(begin + length, set ? 1 : 0);
}

Result<void> EraDocument::setEra(std::uint64_t block, std::uint32_t era)
{
    if (auto placed = place(block, 1); !placed)
        return placed;
    if (Era(era) > m_view.currentEra)
        return corrupt("block " + std::to_string(block) + " has era " + std::to_string(era)
                       + ", the current one is " + std::to_string(m_view.currentEra.raw()));
    return add(block + 1, era);
}

Result<void> EraDocument::startSuperblock(std::span<const Attribute> attributes)
{
    const auto values
        = take<4>("superblock", attributes, { "block_size", "nr_blocks", "current_era", "uuid" });
    if (!values)
        return values.error();
    const auto blockSize = numberUpTo(kMostEra, "block_size", (*values)[0]);
    if (!blockSize)
        return blockSize.error();
    if (*blockSize == 0 || *blockSize % 8 != 0)
        return corrupt("block_size is " + std::to_string(*blockSize)
                       + " sectors, not a multiple of 8");
    const auto nrBlocks = numberUpTo(kMostBlocks, "nr_blocks", (*values)[1]);
    if (!nrBlocks)
        return nrBlocks.error();
    const auto era = numberUpTo(kMostEra, "current_era", (*values)[2]);
    if (!era)
        return era.error();
    m_view.dataBlockSizeSectors = static_cast<std::uint32_t>(*blockSize);
    m_view.nrBlocks = BlockCount(static_cast<std::uint32_t>(*nrBlocks));
    m_view.currentEra = Era(static_cast<std::uint32_t>(*era));
    m_section = Section::Superblock;
    return m_writer.superblock(m_view);
}

Result<void> EraDocument::startWriteset(std::span<const Attribute> attributes)
{
    const auto values = take<2>("writeset", attributes, { "era", "nr_bits" });
    if (!values)
        return values.error();
    const auto number = numberUpTo(kMostEra, "era", (*values)[0]);
    if (!number)
        return number.error();
    const auto nrBits = numberUpTo(kMostBlocks, "nr_bits", (*values)[1]);
    if (!nrBits)
        return nrBits.error();
    const Era era(static_cast<std::uint32_t>(*number));
    if (era > m_view.currentEra)
        return corrupt("a writeset of era " + std::to_string(*number) + ", the current one is "
                       + std::to_string(m_view.currentEra.raw()));
    if (era == Era(0))
        return corrupt("a writeset of era 0, in which nothing is ever written");
    if (m_lastWriteset && era <= *m_lastWriteset)
        return corrupt("the writeset of era " + std::to_string(*number) + " follows that of era "
                       + std::to_string(m_lastWriteset->raw()) + ": their eras must ascend");
    m_lastWriteset = era;
    m_section = Section::Writeset;
    m_size = *nrBits;
    return m_writer.beginWriteset(era, static_cast<std::uint32_t>(*nrBits));
}

Result<void> EraDocument::startEraArray(std::span<const Attribute> attributes)
{
    if (const auto none = take<0>("era_array", attributes, {}); !none)
        return none.error();
    m_section = Section::EraArray;
    m_size = m_view.nrBlocks.raw();
    return m_writer.beginEraArray();
}

Result<void> EraDocument::startBit(std::span<const Attribute> attributes)
{
    const auto values = take<2>("bit", attributes, { "block", "value" });
    if (!values)
        return values.error();
    const auto block = numberUpTo(kMostBlocks, "block", (*values)[0]);
    if (!block)
        return block.error();
    const bool set = std::strcmp((*values)[1], "true") == 0;
    if (!set && std::strcmp((*values)[1], "false") != 0)
        return corrupt("value is " + shown((*values)[1]) + ", neither 'true' nor 'false'");
    m_leaf = "bit";
    return mark(*block, 1, set);
}

Result<void> EraDocument::startMarked(std::span<const Attribute> attributes)
{
    const auto values = take<2>("marked", attributes, { "block_begin", "len" });
    if (!values)
        return values.error();
    const auto begin = numberUpTo(kMostBlocks, "block_begin", (*values)[0]);
    if (!begin)
        return begin.error();
    const auto length = numberUpTo(kMostBlocks, "len", (*values)[1]);
    if (!length)
        return length.error();
    m_leaf = "marked";
    return mark(*begin, *length, true);
}

Result<void> EraDocument::startEra(std::span<const Attribute> attributes)
{
    const auto values = take<2>("era", attributes, { "block", "era" });
    if (!values)
        return values.error();
    const auto block = numberUpTo(kMostBlocks, "block", (*values)[0]);
    if (!block)
        return block.error();
    const auto era = numberUpTo(kMostEra, "era", (*values)[1]);
    if (!era)
        return era.error();
    m_leaf = "era";
    return setEra(*block, static_cast<std::uint32_t>(*era));
}

// Whether something may stand there; what was left out before it gets the default.
Result<void> EraDocument::place(std::uint64_t begin, std::uint64_t length)
{
    if (begin < m_runEnd)
        return corrupt("block " + std::to_string(begin) + " follows block "
                       + std::to_string(m_runEnd - 1) + ": blocks must ascend");
    if (begin + length > m_size)
        return corrupt("block " + std::to_string(begin + length - 1) + " is beyond the end, "
                       + std::to_string(m_size)
                       + (m_section == Section::Writeset ? " bits" : " blocks"));
    return begin == m_runEnd ? Result<void>() : add(begin, 0);
}

// From the end of the run to `end` the value is this one.
Result<void> EraDocument::add(std::uint64_t end, std::uint32_t value)
{
    if (value != m_runValue) {
        if (auto flushed = flush(); !flushed)
            return flushed;
        m_runValue = value;
    }
    m_runEnd = end;
    return {};
}

Result<void> EraDocument::flush()
{
    const std::uint64_t begin = std::exchange(m_runBegin, m_runEnd);
    if (begin == m_runEnd)
        return {};
    return m_section == Section::Writeset ? m_writer.bits(range(begin, m_runEnd), m_runValue != 0)
                                          : m_writer.eras(range(begin, m_runEnd), Era(m_runValue));
}

Result<void> EraDocument::closeRuns()
{
    auto closed = m_runEnd == m_size ? Result<void>() : add(m_size, 0);
    if (closed)
        closed = flush();
    m_runBegin = m_runEnd = 0;
    m_runValue = 0;
    return closed;
}

} // namespace blkera
