// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "pdata/array.h"

#include <array>
#include <span>

namespace blkera {

// Bits 0 .. nrBits-1 as an array of 64-bit words; bit b is bit b mod 64 of word b / 64. A window is
// what one array block holds: kBitsPerWindow bits, the unit in which bitsets are read, merged and
// digested.
inline constexpr std::uint32_t kWordsPerWindow = kArrayBlockEntries<std::uint64_t>;
inline constexpr std::uint32_t kBitsPerWindow = kWordsPerWindow * 64;
static_assert(kBitsPerWindow == 32576);
// Windows line up with blocks of the era array.
static_assert(kBitsPerWindow % kArrayBlockEntries<std::uint32_t> == 0);

using BitWindow = std::array<std::uint64_t, kWordsPerWindow>;

constexpr std::uint64_t windowsFor(std::uint64_t nrBits)
{
    return (nrBits + kBitsPerWindow - 1) / kBitsPerWindow;
}

class BitsetReader {
public:
    explicit BitsetReader(BlockManager& blocks);

    // Adds (ors) the bits of window `number` to `window`; bits beyond nrBits count as unset
    // whatever the disk says. Nothing is added for a window wholly beyond nrBits. Returns the array
    // block's location: two windows at one location have the same content. Errors: those of
    // ArrayReader.
    Result<MetadataBlock> addWindow(MetadataBlock root, std::uint32_t nrBits, std::uint64_t number,
                                    BitWindow& window);

private:
    ArrayReader<std::uint64_t> m_words;
};

class Bitset {
public:
    explicit Bitset(TransactionManager& transaction);

    // All bits unset; one block of zeros is shared by all windows.
    Result<MetadataBlock> create(std::uint32_t nrBits);
    // Sets the bits of all ranges, which ascend and do not overlap; touches each window once, and
    // none that has all its bits already. Errors: Invalid for a range beyond nrBits, before
    // anything is changed.
    Result<MetadataBlock> set(MetadataBlock root, std::uint32_t nrBits,
                              std::span<const BlockRange> ranges);
    // New bits are unset; what is beyond a smaller size is forgotten.
    Result<MetadataBlock> resize(MetadataBlock root, std::uint32_t oldBits, std::uint32_t newBits);
    Result<void> destroy(MetadataBlock root);

private:
    TransactionManager& m_transaction;
    Array<std::uint64_t> m_array;
};

} // namespace blkera
