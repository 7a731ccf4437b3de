// SPDX-License-Identifier: GPL-2.0-or-later
#include "era/changed_blocks.h"

#include "pdata/bitset.h"

#include <algorithm>
#include <bit>

namespace blkera {

namespace {

constexpr std::uint32_t kErasPerBlock = kArrayBlockEntries<std::uint32_t>;

// The writesets of era `since` or later: those bits count whatever the era array says.
Result<std::vector<Writeset>> writesetsSince(BlockManager& blocks, const EraView& view, Era since)
{
    auto archived = archivedWritesets(blocks, view);
    if (!archived)
        return archived.error();
    std::vector<Writeset> writesets;
    for (const ArchivedWriteset& entry : *archived) {
        if (entry.era >= since)
            writesets.push_back(entry.writeset);
    }
    if (view.currentWriteset && view.currentEra >= since)
        writesets.push_back(*view.currentWriteset);
    // Two entries with one bitset say the same; only damaged metadata has them, and then by the
    // thousand.
    std::ranges::sort(writesets, {}, [](const Writeset& w) { return std::pair(w.root, w.nrBits); });
    writesets.erase(std::unique(writesets.begin(), writesets.end()), writesets.end());
    return writesets;
}

// Joins set bits of successive windows into maximal ranges.
class RangeJoiner {
public:
    explicit RangeJoiner(const std::function<Result<void>(BlockRange)>& range)
        : m_range(range)
    {
    }

    Result<void> add(const BitWindow& window, std::uint32_t base, std::uint32_t bits)
    {
        std::uint32_t bit = 0;
        while (bit < bits) {
            const std::uint32_t begin = nextBit(window, bit, bits, true);
            if (begin == bits)
                break;
            bit = nextBit(window, begin, bits, false);
            if (auto added = add({ BlockIndex(base + begin), BlockIndex(base + bit) }); !added)
                return added;
        }
        return {};
    }

    Result<void> finish() { return m_open.empty() ? Result<void>() : m_range(m_open); }

private:
    static std::uint32_t nextBit(const BitWindow& window, std::uint32_t from, std::uint32_t bits,
                                 bool set)
    {
        while (from < bits) {
            const std::uint64_t word = set ? window[from / 64] : ~window[from / 64];
            const std::uint64_t rest = word >> (from % 64);
            if (rest != 0)
                return std::min(bits, from + static_cast<std::uint32_t>(std::countr_zero(rest)));
            from = (from / 64 + 1) * 64;
        }
        return bits;
    }

    Result<void> add(BlockRange range)
    {
        if (!m_open.empty() && m_open.end == range.begin) {
            m_open.end = range.end;
            return {};
        }
        const BlockRange done = std::exchange(m_open, range);
        return done.empty() ? Result<void>() : m_range(done);
    }

    const std::function<Result<void>(BlockRange)>& m_range;
    BlockRange m_open {};
};

// Adds the blocks whose value in the era array is `since` or later.
Result<void> addFromEraArray(ArrayReader<std::uint32_t>& array, const EraView& view, Era since,
                             std::uint64_t windowNumber, BitWindow& window)
{
    constexpr std::uint32_t kBlocksPerWindow = kBitsPerWindow / kErasPerBlock;
    const std::uint32_t size = view.nrBlocks.raw();
    for (std::uint32_t i = 0; i < kBlocksPerWindow; ++i) {
        const std::uint64_t number = windowNumber * kBlocksPerWindow + i;
        if (number * kErasPerBlock >= size)
            break;
        auto block = array.block(view.eraArrayRoot, size, number);
        if (!block)
            return block.error();
        std::uint32_t bit = i * kErasPerBlock;
        for (const std::uint32_t era : block->values) {
            if (era >= since.raw())
                window[bit / 64] |= std::uint64_t { 1 } << (bit % 64);
            ++bit;
        }
    }
    return {};
}

} // namespace

Result<void> forEachChangedRange(BlockManager& blocks, const EraView& view, Era since,
                                 const std::function<Result<void>(BlockRange)>& range)
{
    auto writesets = writesetsSince(blocks, view, since);
    if (!writesets)
        return writesets.error();
    ArrayReader<std::uint32_t> eraArray(blocks);
    BitsetReader bitsets(blocks);
    RangeJoiner joiner(range);

    const std::uint32_t size = view.nrBlocks.raw();
    for (std::uint64_t number = 0; number < windowsFor(size); ++number) {
        BitWindow window {};
        if (auto added = addFromEraArray(eraArray, view, since, number, window); !added)
            return added;
        for (const Writeset& writeset : *writesets) {
            auto added = bitsets.addWindow(writeset.root, writeset.nrBits, number, window);
            if (!added)
                return added.error();
        }
        const auto base = static_cast<std::uint32_t>(number * kBitsPerWindow);
        // A writeset from before the device shrank has bits beyond its end: they are nobody's
        // blocks now.
        if (auto added = joiner.add(window, base, std::min(kBitsPerWindow, size - base)); !added)
            return added;
    }
    return joiner.finish();
}

} // namespace blkera
