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

// Bits begin .. end-1 of a window; end is at most kBitsPerWindow.
void fill(BitWindow& window, std::uint32_t begin, std::uint32_t end)
{
    for (std::uint32_t bit = begin; bit < end;) {
        const std::uint32_t upTo = std::min(end, (bit / 64 + 1) * 64);
        window[bit / 64] |= ~std::uint64_t { 0 } >> (64 - (upTo - bit)) << (bit % 64);
        bit = upTo;
    }
}

// Takes from the front of `ranges`, the first of which begins at or after `from`'s window, all that
// lies in window `number`; returns the first bit that is left.
std::uint64_t takeWindow(std::span<const BlockRange>& ranges, std::uint64_t from,
                         std::uint64_t number, BitWindow& window)
{
    const std::uint64_t base = number * kBitsPerWindow;
    const std::uint64_t limit = base + kBitsPerWindow;
    while (!ranges.empty() && std::max<std::uint64_t>(from, ranges.front().begin.raw()) < limit) {
        const std::uint64_t begin = std::max<std::uint64_t>(from, ranges.front().begin.raw());
        const std::uint64_t end = std::min<std::uint64_t>(limit, ranges.front().end.raw());
        fill(window, static_cast<std::uint32_t>(begin - base),
             static_cast<std::uint32_t>(end - base));
        from = end;
        if (ranges.front().end.raw() > limit)
            break;
        ranges = ranges.subspan(1);
    }
    return from;
}

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
    BitsetReader reader(m_transaction.blocks());
    std::uint64_t from = 0;
    while (!ranges.empty()) {
        if (ranges.front().empty()) {
            ranges = ranges.subspan(1);
            continue;
        }
        const std::uint64_t number
            = std::max<std::uint64_t>(from, ranges.front().begin.raw()) / kBitsPerWindow;
        BitWindow wanted {};
        from = takeWindow(ranges, from, number, wanted);
        BitWindow present {};
        if (auto read = reader.addWindow(root, nrBits, number, present); !read)
            return read;
        const bool missing = !std::ranges::equal(
            wanted, present, [](std::uint64_t w, std::uint64_t p) { return (w & ~p) == 0; });
        if (!missing)
            continue;
        auto newRoot
            = m_array.updateBlock(root, wordsFor(nrBits), number, [&](std::span<Le64> words) {
                  for (std::size_t i = 0; i < words.size(); ++i)
                      words[i] = words[i] | wanted[i];
              });
        if (!newRoot)
            return newRoot;
        root = *newRoot;
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
