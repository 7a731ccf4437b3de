// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "era/write_gate.h"
#include "pdata/array.h"
#include "pdata/bitset.h"
#include "world.h"

#include <map>
#include <random>
#include <set>
#include <string>

namespace blkera::test {

// Numbers below a bound.
class Dice {
public:
    explicit Dice(std::uint32_t start)
        : m_engine(start)
    {
    }

    std::uint32_t below(std::uint32_t bound)
    {
        return static_cast<std::uint32_t>(m_engine() % bound);
    }

private:
    std::mt19937 m_engine;
};

inline std::uint32_t seed()
{
    const QByteArray given = qgetenv("BLKERA_SEED");
    const std::uint32_t value = given.isEmpty() ? std::random_device()() : given.toUInt();
    qInfo("BLKERA_SEED=%u", value);
    return value;
}

inline double scale()
{
    const QByteArray given = qgetenv("BLKERA_TEST_SCALE");
    return given.isEmpty() ? 1 : given.toDouble();
}

// Prints what scripts/test collects; false below the floor.
inline bool counted(const char* what, std::uint64_t number, std::uint64_t floor)
{
    std::printf("COUNT %s: %llu (at least %llu)\n", what, static_cast<unsigned long long>(number),
                static_cast<unsigned long long>(floor));
    std::fflush(stdout);
    return number >= floor || scale() < 1;
}

// Metadata with a past, and the truth about that past: every era in which each block was written.
struct History {
    History(std::uint32_t nrBlocks, Dice& dice)
        : world(nrBlocks, 700)
        , eras(nrBlocks)
        , random(dice)
    {
        for (unsigned steps = 5 + random.below(30); steps > 0 && world.ready; --steps)
            world.ready = step();
        // Where an undigested backlog is to be seen, and a half digested writeset too.
        world.ready = world.ready && write() && ok(world.metadata->commit());
    }

    std::uint32_t era() const { return world.metadata->currentEra().raw(); }

    std::uint32_t size() const { return static_cast<std::uint32_t>(eras.size()); }

    World world;
    std::vector<std::set<std::uint32_t>> eras; // of each block's writes

private:
    bool step()
    {
        switch (random.below(8)) {
        case 0:
        case 1:
        case 2:
            return write();
        case 3:
        case 4:
            return world.checkpoint();
        case 5:
            return ok(world.metadata->digestStep());
        case 6:
            return random.below(3) == 0 || world.digest();
        default:
            return (random.below(2) == 0 || ok(world.metadata->deactivate())) && world.reopen()
                && ok(world.metadata->activate(BlockCount(size())));
        }
    }

    bool write()
    {
        std::vector<BlockRange> ranges;
        for (unsigned n = random.below(6) + 1; n > 0; --n) {
            const std::uint32_t first = random.below(size());
            const std::uint32_t length = random.below(2) == 0 ? 1 : random.below(size() / 4 + 1);
            ranges.push_back(blocks(first, std::min(size() - 1, first + length)));
        }
        mergeRanges(ranges);
        for (const BlockRange& range : ranges) {
            for (std::uint32_t b = range.begin.raw(); b != range.end.raw(); ++b)
                eras[b].insert(era());
        }
        return world.mark(ranges);
    }

    Dice& random;
};

// What the metadata says, read block by block in the plainest way there is.
struct Facts {
    std::vector<std::uint32_t> array;
    std::map<std::uint32_t, std::vector<bool>> writesets; // by era; the current one too

    static std::optional<Facts> read(BlockDevice& device, const EraView& view)
    {
        BlockManager manager(device);
        Facts facts;
        ArrayReader<std::uint32_t> array(manager);
        const std::uint32_t size = view.nrBlocks.raw();
        for (std::uint64_t number = 0; number * 1018 < size; ++number) {
            auto block = array.block(view.eraArrayRoot, size, number);
            if (!ok(block))
                return std::nullopt;
            facts.array.insert(facts.array.end(), block->values.begin(), block->values.end());
        }
        auto writesets = undigestedWritesets(manager, view);
        if (!ok(writesets))
            return std::nullopt;
        BitsetReader bitsets(manager);
        for (const ArchivedWriteset& entry : *writesets) {
            std::vector<bool>& bits = facts.writesets[entry.era.raw()];
            for (std::uint64_t number = 0; number < windowsFor(entry.writeset.nrBits); ++number) {
                BitWindow window {};
                if (!ok(bitsets.addWindow(entry.writeset.root, entry.writeset.nrBits, number,
                                          window)))
                    return std::nullopt;
                for (std::uint32_t bit = 0; bit < kBitsPerWindow; ++bit)
                    bits.push_back((window[bit / 64] >> (bit % 64) & 1) != 0);
            }
            bits.resize(std::max<std::size_t>(size, entry.writeset.nrBits));
        }
        return facts;
    }

    std::uint32_t lastEra(std::uint32_t block) const
    {
        std::uint32_t era = array[block];
        for (const auto& [number, bits] : writesets) {
            if (bits[block])
                era = std::max(era, number);
        }
        return era;
    }

    bool inWriteset(std::uint32_t block, std::uint32_t since, std::uint32_t until) const
    {
        return std::ranges::any_of(writesets, [&](const auto& entry) {
            return entry.first >= since && entry.first <= until && entry.second[block];
        });
    }
};

inline std::optional<EraView> liveView(BlockDevice& device)
{
    BlockManager manager(device);
    auto superblock = Superblock::read(manager);
    return ok(superblock) ? std::optional(EraView::live(*superblock)) : std::nullopt;
}

} // namespace blkera::test
