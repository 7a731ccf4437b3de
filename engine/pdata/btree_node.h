// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/little_endian.h"
#include "base/result.h"
#include "base/types.h"

#include <cstdint>
#include <span>

namespace blkera {

// Layout: engine/doc/format.md, "Btree nodes".
struct NodeHeaderDisk {
    Le32 csum;
    Le32 flags; // kInternalNode or kLeafNode
    Le64 blocknr;
    Le32 nrEntries; // nr_entries
    Le32 maxEntries; // max_entries
    Le32 valueSize; // value_size
    Le32 padding;
};

static_assert(sizeof(NodeHeaderDisk) == 32);

inline constexpr std::uint32_t kInternalNode = 1;
inline constexpr std::uint32_t kLeafNode = 2;

// The largest multiple of 3 that fits.
constexpr std::uint32_t maxNodeEntries(std::size_t valueSize)
{
    return static_cast<std::uint32_t>((kMetadataBlockBytes - sizeof(NodeHeaderDisk))
                                      / (8 + valueSize) / 3 * 3);
}

// A node's bytes, read through checked accessors.
class NodeView {
public:
    // Checks everything in the header that reading the node relies on: one flag, the value size (8
    // in internal nodes, else `leafValueSize`), max_entries as computed, nr_entries within it, and
    // above 0 in internal nodes.
    // Errors: Corrupt, naming `block`.
    static Result<NodeView> check(std::span<const std::byte> bytes, std::size_t leafValueSize,
                                  MetadataBlock block);

    bool isLeaf() const { return m_leaf; }

    std::uint32_t count() const { return m_count; }

    std::uint32_t capacity() const { return m_capacity; }

    std::uint64_t key(std::uint32_t i) const;
    std::span<const std::byte> value(std::uint32_t i) const;
    MetadataBlock child(std::uint32_t i) const; // of an internal node
    // The last entry whose key is at or below `key`; count() if there is none.
    std::uint32_t lowerBound(std::uint64_t key) const;

protected: // for NodeEditor
    std::size_t keyOffset(std::uint32_t i) const
    {
        return sizeof(NodeHeaderDisk) + std::size_t { i } * 8;
    }

    std::size_t valueOffset(std::uint32_t i) const
    {
        return keyOffset(m_capacity) + i * m_valueSize;
    }

    std::span<const std::byte> m_bytes;
    std::uint32_t m_count = 0;
    std::uint32_t m_capacity = 0;
    std::size_t m_valueSize = 0;
    bool m_leaf = false;
};

} // namespace blkera
