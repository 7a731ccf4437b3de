// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "pdata/block_manager.h"
#include "pdata/btree_node.h"

namespace blkera {

// A node that belongs to the open transaction, pinned, to be changed in place. Places without an
// entry are kept zero. The caller sees to it that what is moved in fits.
class NodeEditor : public NodeView {
public:
    // An empty node.
    NodeEditor(WriteRef block, bool leaf, std::size_t valueSize);
    // Errors: those of NodeView::check().
    static Result<NodeEditor> open(WriteRef block, std::size_t leafValueSize);

    MetadataBlock location() const { return m_block.location(); }

    bool full() const { return m_count == m_capacity; }

    std::uint32_t minimum() const { return m_capacity / 3; } // entries of a node but the root

    // Turns the node into an empty one.
    void format(bool leaf, std::size_t valueSize);

    void setKey(std::uint32_t i, std::uint64_t key);
    std::span<std::byte> slot(std::uint32_t i); // of the value
    void setChild(std::uint32_t i, MetadataBlock child);
    void insertAt(std::uint32_t i, std::uint64_t key, std::span<const std::byte> value);
    void insertChildAt(std::uint32_t i, std::uint64_t key, MetadataBlock child);
    void removeAt(std::uint32_t i);

    // Moves the first n entries to the end of `left`, the neighbour with the lower keys; and the
    // last n to the beginning of `right`.
    void moveFrontTo(NodeEditor& left, std::uint32_t n);
    void moveBackTo(NodeEditor& right, std::uint32_t n);

    // The kernel leaves removed keys and values behind; we do not carry them on.
    void zeroUnused();

private:
    explicit NodeEditor(WriteRef block, const NodeView& view);

    void copyFrom(const NodeEditor& from, std::uint32_t first, std::uint32_t n, std::uint32_t to);
    void shift(std::uint32_t first, std::uint32_t to);
    void setCount(std::uint32_t count);

    WriteRef m_block;
};

} // namespace blkera
