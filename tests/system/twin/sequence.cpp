// SPDX-License-Identifier: GPL-2.0-or-later
#include "sequence.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <random>

namespace blkera::twin {

namespace {

using Kind = Operation::Kind;

constexpr std::uint64_t kCountsPerBitmap = 16320;

const char* nameOf(Kind kind)
{
    switch (kind) {
    case Kind::Write:
        return "write";
    case Kind::Discard:
        return "discard";
    case Kind::Checkpoint:
        return "checkpoint";
    case Kind::TakeSnapshot:
        return "take_metadata_snap";
    case Kind::DropSnapshot:
        return "drop_metadata_snap";
    case Kind::Pause:
        return "pause";
    case Kind::GrowMetadata:
        return "grow metadata";
    case Kind::Restart:
        return "restart";
    case Kind::Crash:
        return "crash";
    case Kind::Compare:
        return "compare";
    case Kind::Settle:
        return "settle";
    }
    return "?";
}

class Generator {
public:
    explicit Generator(std::uint64_t seed)
        : m_random(seed)
    {
        m_sequence.seed = seed;
        m_sequence.blockSizeSectors = 8 * static_cast<std::uint32_t>(oneTo(16));
        const std::uint64_t blocks = blockCount();
        // The last block is short, more often than not.
        m_sectors = blocks * blockSectors() - below(blockSectors());
        m_sequence.size = SectorCount(m_sectors);
    }

    Sequence twin()
    {
        m_sequence.formattedByOther = below(4) == 0;
        const std::uint64_t length = 10 + below(21);
        for (std::uint64_t i = 0; i < length; ++i) {
            add(anyKind());
            if (i == length / 2) {
                if (below(3) == 0)
                    add(Kind::GrowMetadata);
                add(Kind::Settle);
                add(below(2) == 0 ? Kind::Restart : Kind::Crash);
                m_sequence.operations.back().swap = true;
                add(Kind::Compare);
            }
        }
        add(Kind::Settle);
        add(Kind::Restart);
        add(Kind::Compare);
        return finish();
    }

    Sequence growth()
    {
        for (int part = 0; part < 4; ++part) {
            for (int i = 0; i < 3; ++i)
                add(i % 2 == 0 ? Kind::Write : Kind::Checkpoint);
            if (part == 1)
                add(Kind::GrowMetadata);
            if (part > 0)
                add(below(2) == 0 ? Kind::Restart : Kind::Crash);
            m_sequence.operations.back().swap = part > 1;
            add(Kind::Settle);
        }
        finish();
        // The first bitmap is full or nearly; one or two more come.
        m_sequence.metadataBlocks = kCountsPerBitmap - below(100);
        m_sequence.grownMetadataBlocks = kCountsPerBitmap + oneTo(kCountsPerBitmap + 100);
        return m_sequence;
    }

    Sequence image()
    {
        const std::uint64_t length = 5 + below(26);
        for (std::uint64_t i = 0; i < length; ++i) {
            const Kind kind = anyKind();
            if (kind != Kind::Compare && kind != Kind::Settle)
                add(kind);
        }
        return finish();
    }

private:
    std::uint64_t below(std::uint64_t bound) { return m_random() % bound; }

    std::uint64_t oneTo(std::uint64_t bound) { return 1 + below(bound); }

    std::uint64_t blockSectors() const { return m_sequence.blockSizeSectors; }

    // 1 to 70001, each order of magnitude as likely, the borders of words and array blocks
    // likelier.
    std::uint64_t blockCount()
    {
        static constexpr std::array<std::uint64_t, 12> kBorders { 1,     2,     63,    64,
                                                                  65,    1017,  1018,  1019,
                                                                  32575, 32576, 32577, 70001 };
        if (below(4) == 0)
            return kBorders[below(kBorders.size())];
        const double exponent = static_cast<double>(below(10000)) / 10000 * std::log(70001.0);
        return static_cast<std::uint64_t>(std::exp(exponent));
    }

    Kind anyKind()
    {
        // Out of a hundred.
        static constexpr std::array<std::pair<Kind, unsigned>, 10> kShares { {
            { Kind::Write, 42 },
            { Kind::Discard, 8 },
            { Kind::Checkpoint, 15 },
            { Kind::TakeSnapshot, 7 },
            { Kind::DropSnapshot, 6 },
            { Kind::Pause, 5 },
            { Kind::Restart, 5 },
            { Kind::Crash, 5 },
            { Kind::Compare, 4 },
            { Kind::Settle, 3 },
        } };
        std::uint64_t draw = below(100);
        for (const auto& [kind, share] : kShares) {
            if (draw < share)
                return kind;
            draw -= share;
        }
        return Kind::Write;
    }

    void add(Kind kind)
    {
        Operation operation;
        operation.kind = kind;
        if (kind == Kind::Write || kind == Kind::Discard)
            operation.sectors = requests();
        if (kind == Kind::Restart || kind == Kind::Crash)
            operation.swap = below(6) == 0;
        if (kind == Kind::Pause || kind == Kind::Restart || kind == Kind::Crash)
            maybeGrow();
        operation.size = SectorCount(m_sectors);
        m_sequence.operations.push_back(std::move(operation));
    }

    void maybeGrow()
    {
        const std::uint64_t limit = std::uint64_t { 70001 } * blockSectors();
        if (below(4) != 0 || m_sectors >= limit)
            return;
        // Within the last block, by a few blocks, or to twice the size.
        const std::uint64_t most
            = std::array { blockSectors(), 100 * blockSectors(), m_sectors }[below(3)];
        m_sectors = std::min(limit, m_sectors + oneTo(most));
    }

    std::vector<SectorRange> requests()
    {
        std::vector<SectorRange> ranges;
        const std::uint64_t count = oneTo(12);
        const std::uint64_t home = below(m_sectors);
        for (std::uint64_t i = 0; i < count; ++i) {
            // Half of them near each other, so that blocks are written again.
            const std::uint64_t begin
                = below(2) == 0 ? below(m_sectors) : (home + below(8 * blockSectors())) % m_sectors;
            const std::uint64_t most = std::min(m_sectors - begin, 3 * blockSectors());
            const std::uint64_t end = begin + (below(3) == 0 ? 1 : oneTo(most));
            ranges.push_back({ Sector(begin), Sector(end) });
        }
        return ranges;
    }

    // Enough metadata that it is never full, in whole MiB: an era array three times over, and a
    // writeset for each operation, and what we keep in reserve.
    Sequence finish()
    {
        const std::uint64_t blocks = (m_sectors + blockSectors() - 1) / blockSectors();
        const std::uint64_t needed = 3 * (blocks / 1018 + 2)
            + (m_sequence.operations.size() + 2) * (blocks / 32576 + 2) + 128;
        m_sequence.metadataBlocks
            = std::min(kLargestMetadataBlocks - 300, (needed + 255) / 256 * 256 + below(3) * 37);
        m_sequence.grownMetadataBlocks = m_sequence.metadataBlocks + oneTo(300);
        return m_sequence;
    }

    std::mt19937_64 m_random;
    Sequence m_sequence;
    std::uint64_t m_sectors = 0;
};

} // namespace

std::string Operation::text() const
{
    std::string text = nameOf(kind);
    for (const SectorRange& range : sectors)
        text += " " + std::to_string(range.begin.raw()) + "+" + std::to_string(range.count().raw());
    if (kind == Kind::Pause || kind == Kind::Restart || kind == Kind::Crash)
        text += " size " + std::to_string(size.raw());
    if (swap)
        text += ", swap";
    return text;
}

std::string Sequence::text() const
{
    return "seed " + std::to_string(seed) + ": " + std::to_string(size.raw())
        + " sectors in blocks of " + std::to_string(blockSizeSectors) + ", "
        + std::to_string(metadataBlocks) + " metadata blocks, " + std::to_string(operations.size())
        + " operations";
}

Sequence twinSequence(std::uint64_t seed)
{
    return Generator(seed).twin();
}

Sequence growthSequence(std::uint64_t seed)
{
    return Generator(seed).growth();
}

Sequence imageSequence(std::uint64_t seed)
{
    return Generator(seed).image();
}

} // namespace blkera::twin
