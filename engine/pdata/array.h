// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/little_endian.h"
#include "pdata/btree.h"

#include <concepts>
#include <functional>
#include <limits>
#include <span>

namespace blkera {

// struct array_block; layout: engine/doc/format.md, "Arrays".
struct ArrayHeaderDisk {
    Le32 csum;
    Le32 maxEntries; // max_entries
    Le32 nrEntries; // nr_entries
    Le32 valueSize; // value_size
    Le64 blocknr;
};

static_assert(sizeof(ArrayHeaderDisk) == 24);

// How many values one array block holds: 1018 eras (u32) or 509 bitset words (u64).
template <std::unsigned_integral Value>
inline constexpr std::uint32_t kArrayBlockEntries
    = (kMetadataBlockBytes - sizeof(ArrayHeaderDisk)) / sizeof(Value);

// A vector of `size` integers in blocks under a btree. The size is not stored: the caller knows it
// (nr_blocks, nr_bits). Instantiated for std::uint32_t (eras) and std::uint64_t (bitset words).
//
// Errors of all calls: those of BtreeReader; Corrupt when a block is missing, surplus or of the
// wrong shape for `size`.
template <std::unsigned_integral Value> class ArrayReader {
public:
    explicit ArrayReader(BlockManager& blocks);

    using Values = std::span<const LittleEndian<Value>>;

    // One block of values, pinned while it lives.
    struct Block {
        ReadRef ref;
        Values values;
    };

    // The block that holds elements from number * kArrayBlockEntries on.
    Result<Block> block(MetadataBlock root, std::uint64_t size, std::uint64_t number);
    // Where blocks firstNumber .. firstNumber + locations.size() - 1 are. Checks, when the last one
    // of the array is among them, that none follows. For readers of many blocks (BlockBatch).
    Result<void> locate(MetadataBlock root, std::uint64_t size, std::uint64_t firstNumber,
                        std::span<MetadataBlock> locations);
    // The values of block `number` in `bytes`, which were read from `location` and validated.
    static Result<Values> valuesIn(std::span<const std::byte> bytes, MetadataBlock location,
                                   std::uint64_t size, std::uint64_t number);
    // All blocks in order; `number` counts from 0. Checks that there are exactly as many as `size`
    // needs.
    Result<void> forEachBlock(
        MetadataBlock root, std::uint64_t size,
        const std::function<Result<void>(std::uint64_t number, MetadataBlock location, Values)>&
            visit);
    // The same, strict on the tree (BtreeReader::walkStrictly); `node` sees the nodes of the tree.
    // `visit` is called for every entry, also where several entries share one block. For checkers.
    Result<void> checkBlocks(
        MetadataBlock root, std::uint64_t size, const BtreeReader::NodeVisitor& node,
        const std::function<Result<void>(std::uint64_t number, MetadataBlock location, Values)>&
            visit);

private:
    Result<Block> open(MetadataBlock location, std::uint64_t size, std::uint64_t number);

    BlockManager& m_blocks;
    BtreeReader m_tree;
};

// How many entries of an array of `size` values may point to one block of zeros. The newer era
// tools (1.0 and later) count pointers in a byte and stop at 256, so the arrays of all devices of
// up to 2^26 blocks keep to that; those of larger ones have one block for all, as every kernel and
// the tools before take it, and cost no more for being larger.
template <std::unsigned_integral Value>
constexpr std::uint64_t pointersPerZeroBlock(std::uint64_t size)
{
    constexpr std::uint64_t kOriginBlocksPerValue = sizeof(Value) == 8 ? 64 : 1;
    return size <= (std::uint64_t { 1 } << 26) / kOriginBlocksPerValue
        ? 255
        : std::numeric_limits<std::uint32_t>::max();
}

// Changes an array, copy-on-write. Fresh arrays, and the part added by growing, are zeros: a full
// block of zeros is shared by many entries that need one, and copied on first touch.
template <std::unsigned_integral Value> class Array {
public:
    explicit Array(TransactionManager& transaction);

    Result<MetadataBlock> create(std::uint64_t size);
    // Growing adds zeros; shrinking drops what is beyond.
    Result<MetadataBlock> resize(MetadataBlock root, std::uint64_t oldSize, std::uint64_t newSize);
    // Lets `change` rewrite the values of one block.
    Result<MetadataBlock>
    updateBlock(MetadataBlock root, std::uint64_t size, std::uint64_t number,
                const std::function<void(std::span<LittleEndian<Value>>)>& change);
    Result<void> destroy(MetadataBlock root);

private:
    TransactionManager& m_transaction;
};

extern template class ArrayReader<std::uint32_t>;
extern template class ArrayReader<std::uint64_t>;
extern template class Array<std::uint32_t>;
extern template class Array<std::uint64_t>;

} // namespace blkera
