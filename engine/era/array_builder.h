// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "pdata/array.h"
#include "pdata/block_manager.h"
#include "pdata/node_editor.h"

#include <array>
#include <limits>
#include <optional>
#include <vector>

namespace blkera {

// Hands out metadata blocks from 1 on, each once: for metadata that is written from scratch, where
// nothing is ever freed.
class BlockSequence {
public:
    explicit BlockSequence(BlockManager& blocks);

    // A block of zeros. Errors: NoSpace; those of BlockManager.
    Result<WriteRef> create(BlockKind kind);

    MetadataBlockCount used() const { return MetadataBlockCount(m_next.raw()); }

    MetadataBlockCount total() const { return m_total; }

    BlockManager& blocks() { return m_blocks; }

private:
    BlockManager& m_blocks;
    MetadataBlockCount m_total;
    MetadataBlock m_next { 1 };
};

// Builds a tree of `count` entries whose keys ascend, bottom up, one open node a level. Spread
// evenly, so two nodes of a level and more are at least half full each.
class TreeBuilder {
public:
    TreeBuilder(BlockSequence& sequence, std::size_t valueSize, std::uint64_t count);

    Result<void> append(std::uint64_t key, std::span<const std::byte> value);
    // After `count` entries.
    Result<MetadataBlock> finish();

private:
    struct Level {
        std::uint64_t entries;
        std::uint64_t nodes;
        std::uint64_t node = 0; // number of the open one
        std::uint64_t entry = 0; // that comes next
        std::optional<NodeEditor> open;
    };

    Result<void> append(std::size_t level, std::uint64_t key, std::span<const std::byte> value);

    BlockSequence& m_sequence;
    std::size_t m_valueSize;
    std::vector<Level> m_levels; // leaves first
    MetadataBlock m_root;
};

// The array blocks in which every value is 0, or every bit set: the last one of each kind is
// pointed to by whoever needs one, until it has as many pointers as pointersPerZeroBlock() allows.
template <std::unsigned_integral Value> struct SharedBlocks {
    struct Block {
        MetadataBlock location;
        std::uint32_t pointers;
    };

    std::vector<Block> zeros;
    std::vector<Block> ones;
};

// Builds an array of `size` values from runs.
template <std::unsigned_integral Value> class ArrayBuilder {
public:
    ArrayBuilder(BlockSequence& sequence, SharedBlocks<Value>& shared, std::uint64_t size);

    Result<void> append(std::uint64_t count, Value value);
    // After `size` values.
    Result<MetadataBlock> finish();

private:
    Result<void> appendFullBlocks(std::uint64_t& count, Value value);
    Result<void> closeBlock();
    Result<MetadataBlock> write();

    BlockSequence& m_sequence;
    SharedBlocks<Value>& m_shared;
    std::uint64_t m_pointersPerBlock;
    TreeBuilder m_tree;
    std::uint64_t m_number = 0; // of the block that is filled
    std::uint32_t m_filled = 0;
    std::array<LittleEndian<Value>, kArrayBlockEntries<Value>> m_values;
};

extern template class ArrayBuilder<std::uint32_t>;
extern template class ArrayBuilder<std::uint64_t>;

// Builds a bitset of `nrBits` from runs of bits.
class BitsetBuilder {
public:
    BitsetBuilder(BlockSequence& sequence, SharedBlocks<std::uint64_t>& shared,
                  std::uint32_t nrBits);

    Result<void> append(std::uint64_t count, bool set);
    Result<MetadataBlock> finish();

private:
    ArrayBuilder<std::uint64_t> m_words;
    std::uint64_t m_word = 0;
    std::uint32_t m_wordBits = 0;
};

} // namespace blkera
