// SPDX-License-Identifier: GPL-2.0-or-later
#include "pdata/bitset.h"

#include <algorithm>

namespace blkera {

namespace {

std::uint64_t wordsFor(std::uint32_t nrBits)
{
    return (std::uint64_t { nrBits } + 63) / 64;
}

// Ascending, without overlap, within the bitset.
Result<void> checkRanges(std::span<const BlockRange> ranges, std::uint32_t nrBits)
{
    BlockIndex end;
    for (const BlockRange& range : ranges) {
        if (range.begin < end || range.end < range.begin || range.end.raw() > nrBits)
            return invalid("bitset of " + std::to_string(nrBits) + " bits: the range "
                           + std::to_string(range.begin.raw()) + " to "
                           + std::to_string(range.end.raw())
                           + " is out of order or beyond its end");
        end = range.end;
    }
    return {};
}

// What of `ranges` lies in one window, whose first bit is `base`.
class RangesInWindow {
public:
    RangesInWindow(std::span<const BlockRange> ranges, std::uint64_t base)
        : m_ranges(ranges)
        , m_base(base)
    {
    }

    // Calls visit(word, mask) for each word that has bits of theirs, perhaps more than once; ends
    // when that returns false, and returns whether it never did.
    template <class Visit> bool forEachWord(Visit&& visit) const
    {
        for (const BlockRange& range : m_ranges) {
            const auto begin = std::max<std::uint64_t>(range.begin.raw(), m_base) - m_base;
            const auto end = std::min<std::uint64_t>(range.end.raw() - m_base, kBitsPerWindow);
            for (std::uint64_t bit = begin; bit < end;) {
                const std::uint64_t upTo = std::min(end, (bit / 64 + 1) * 64);
                if (!visit(bit / 64, ~std::uint64_t { 0 } >> (64 - (upTo - bit)) << (bit % 64)))
                    return false;
                bit = upTo;
            }
        }
        return true;
    }

private:
    std::span<const BlockRange> m_ranges; // each has a bit in the window, or none at all
    std::uint64_t m_base;
};

} // namespace

BitsetReader::BitsetReader(BlockManager& blocks)
    : m_words(blocks)
{
}

Result<MetadataBlock> BitsetReader::addWindow(MetadataBlock root, std::uint32_t nrBits,
                                              std::uint64_t number, BitWindow& window)
{
    if (number >= windowsFor(nrBits))
        return MetadataBlock(0);
    auto block = m_words.block(root, wordsFor(nrBits), number);
    if (!block)
        return block.error();
    const std::size_t count = block->values.size();
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint64_t word = block->values[i];
        const std::uint64_t firstBit = number * kBitsPerWindow + i * 64;
        const std::uint64_t bits = nrBits - firstBit;
        window[i] |= bits >= 64 ? word : word & ((std::uint64_t { 1 } << bits) - 1);
    }
    return block->ref.location();
}

Bitset::Bitset(TransactionManager& transaction)
    : m_transaction(transaction)
    , m_array(transaction)
{
}

Result<MetadataBlock> Bitset::create(std::uint32_t nrBits)
{
    return m_array.create(wordsFor(nrBits));
}

Result<MetadataBlock> Bitset::set(MetadataBlock root, std::uint32_t nrBits,
                                  std::span<const BlockRange> ranges)
{
    if (auto sound = checkRanges(ranges, nrBits); !sound)
        return sound.error();
    // Only the words that hold one of the bits are looked at: a mark is few bits in each of many
    // windows.
    ArrayReader<std::uint64_t> reader(m_transaction.blocks());
    const auto hasAll = [&](MetadataBlock at, std::uint64_t number,
                            const RangesInWindow& wanted) -> Result<bool> {
        auto block = reader.block(at, wordsFor(nrBits), number);
        if (!block)
            return block.error();
        return wanted.forEachWord([&](std::uint64_t word, std::uint64_t mask) {
            return (mask & ~std::uint64_t { block->values[word] }) == 0;
        });
    };
    std::uint64_t from = 0;
    while (!ranges.empty()) {
        if (ranges.front().empty()) {
            ranges = ranges.subspan(1);
            continue;
        }
        const std::uint64_t number
            = std::max<std::uint64_t>(from, ranges.front().begin.raw()) / kBitsPerWindow;
        const std::uint64_t base = number * kBitsPerWindow;
        const std::uint64_t limit = base + kBitsPerWindow;
        std::size_t inWindow = 0; // ranges that begin in it, or before
        while (inWindow < ranges.size() && ranges[inWindow].begin.raw() < limit)
            ++inWindow;
        const RangesInWindow wanted(ranges.first(inWindow), base);
        const auto present = hasAll(root, number, wanted);
        if (!present)
            return present.error();
        if (!*present) {
            auto newRoot
                = m_array.updateBlock(root, wordsFor(nrBits), number, [&](std::span<Le64> words) {
                      wanted.forEachWord([&](std::uint64_t word, std::uint64_t mask) {
                          words[word] = words[word] | mask;
                          return true;
                      });
                  });
            if (!newRoot)
                return newRoot;
            root = *newRoot;
        }
        // The last of them may go on in the next window.
        from = limit;
        const bool goesOn = ranges[inWindow - 1].end.raw() > limit;
        ranges = ranges.subspan(goesOn ? inWindow - 1 : inWindow);
    }
    return root;
}

Result<MetadataBlock> Bitset::resize(MetadataBlock root, std::uint32_t oldBits,
                                     std::uint32_t newBits)
{
    auto resized = m_array.resize(root, wordsFor(oldBits), wordsFor(newBits));
    const std::uint32_t common = std::min(oldBits, newBits);
    const std::uint32_t inLastWord = common % 64;
    if (!resized || inLastWord == 0)
        return resized;
    // The word that both sizes share may have bits beyond the smaller one.
    const std::uint64_t word = common / 64;
    return m_array.updateBlock(*resized, wordsFor(newBits), word / kWordsPerWindow,
                               [&](std::span<Le64> words) {
                                   Le64& shared = words[word % kWordsPerWindow];
                                   shared = shared & ((std::uint64_t { 1 } << inLastWord) - 1);
                               });
}

Result<void> Bitset::destroy(MetadataBlock root)
{
    return m_array.destroy(root);
}

} // namespace blkera
