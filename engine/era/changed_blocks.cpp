// SPDX-License-Identifier: GPL-2.0-or-later
#include "era/changed_blocks.h"

#include "era/changed_bits.h"
#include "era/era_scan.h"

#include <algorithm>
#include <bit>

namespace blkera {

namespace {

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

std::uint64_t popcount(std::uint64_t word)
{
    return static_cast<std::uint64_t>(std::popcount(word));
}

ChangedAnswer count(const ChangedBits& changed, std::uint32_t bits)
{
    ChangedAnswer answer;
    for (std::uint32_t i = 0; i * 64 < bits; ++i) {
        const std::uint32_t left = bits - i * 64;
        const std::uint64_t mask
            = left >= 64 ? ~std::uint64_t { 0 } : (std::uint64_t { 1 } << left) - 1;
        const std::uint64_t certain = changed.certain()[i] & mask;
        const std::uint64_t uncertain = changed.later()[i] & ~certain & mask;
        answer.blocks += popcount(certain | uncertain);
        answer.uncertain += popcount(uncertain);
    }
    return answer;
}

BitWindow unite(const BitWindow& a, const BitWindow& b)
{
    BitWindow all;
    for (std::size_t i = 0; i < all.size(); ++i)
        all[i] = a[i] | b[i];
    return all;
}

Result<void> readWindow(EraScan& scan, std::uint64_t number, ChangedBits& changed)
{
    changed.beginWindow();
    if (changed.needsEraArray()) {
        const auto eraBlocks = scan.eraBlocks(number);
        if (!eraBlocks)
            return eraBlocks.error();
        for (const EraScan::EraBlock& block : *eraBlocks)
            changed.add(block);
    }
    return scan.forEachWriteset(
        number, [&](const ArchivedWriteset&, const BitWindow& written) { changed.add(written); });
}

} // namespace

Result<void> forEachChangedRange(BlockManager& blocks, const EraView& view, Era since,
                                 const std::function<Result<void>(BlockRange)>& range)
{
    const Era last = std::max(since, view.currentEra);
    auto answer = forEachRangeChangedBetween(blocks, view, since, last, range);
    return answer ? Result<void>() : answer.error();
}

Result<ChangedAnswer>
forEachRangeChangedBetween(BlockManager& blocks, const EraView& view, Era since, Era until,
                           const std::function<Result<void>(BlockRange)>& range)
{
    if (since > until)
        return invalid("the first era, " + std::to_string(since.raw()) + ", is after the last, "
                       + std::to_string(until.raw()));
    auto writesets = undigestedWritesets(blocks, view);
    if (!writesets)
        return writesets.error();
    ChangedBits changed(view, *writesets, since, until);
    std::erase_if(*writesets, [&](const ArchivedWriteset& w) { return !changed.needs(w); });
    const std::uint32_t size = view.nrBlocks.raw();
    auto scan = EraScan::open(blocks, view, std::move(*writesets), windowsFor(size));
    if (!scan)
        return scan.error();

    RangeJoiner joiner(range);
    ChangedAnswer answer;
    for (std::uint64_t number = 0; number < windowsFor(size); ++number) {
        if (auto read = readWindow(*scan, number, changed); !read)
            return read.error();
        // A writeset from before the device shrank has bits beyond its end: they are nobody's
        // blocks now.
        const auto base = static_cast<std::uint32_t>(number * kBitsPerWindow);
        const std::uint32_t bits = std::min(kBitsPerWindow, size - base);
        const ChangedAnswer more = count(changed, bits);
        answer.blocks += more.blocks;
        answer.uncertain += more.uncertain;
        if (auto added = joiner.add(unite(changed.certain(), changed.later()), base, bits); !added)
            return added.error();
    }
    if (auto finished = joiner.finish(); !finished)
        return finished.error();
    return answer;
}

} // namespace blkera
