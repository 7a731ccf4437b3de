// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "pdata/btree.h"
#include "pdata/btree_node.h"
#include "world.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>

namespace blkera {

// Values that are numbers of any width.
class PlainValues : public BtreeValueType {
public:
    explicit PlainValues(std::size_t size)
        : m_size(size)
    {
    }

    std::size_t size() const override { return m_size; }

    Result<void> share(TransactionManager&, std::span<const std::byte>) const override
    {
        return {};
    }

    Result<void> release(TransactionManager&, std::span<const std::byte>) const override
    {
        return {};
    }

private:
    std::size_t m_size;
};

// Values that each point to a block.
class OwningValues : public BtreeValueType {
public:
    std::size_t size() const override { return 8; }

    Result<void> share(TransactionManager& transaction,
                       std::span<const std::byte> value) const override
    {
        return transaction.share(MetadataBlock(loadDisk<Le64>(value)));
    }

    Result<void> release(TransactionManager& transaction,
                         std::span<const std::byte> value) const override
    {
        auto last = transaction.release(MetadataBlock(loadDisk<Le64>(value)));
        return last ? Result<void>() : last.error();
    }
};

// A value of any width whose first four bytes are a number and whose others follow from it.
inline std::vector<std::byte> plainValue(std::size_t size, std::uint32_t number)
{
    std::vector<std::byte> bytes(size, static_cast<std::byte>(number));
    storeDisk(std::span(bytes), Le32(number));
    return bytes;
}

inline std::vector<std::byte> blockValue(MetadataBlock block)
{
    std::vector<std::byte> bytes(8);
    storeDisk(std::span(bytes), Le64(block.raw()));
    return bytes;
}

using Entries = std::map<std::uint64_t, std::vector<std::byte>>;

// All entries, read strictly.
inline Entries entriesOf(BlockManager& blocks, MetadataBlock root, std::size_t valueSize)
{
    Entries entries;
    must(BtreeReader(blocks, valueSize)
             .walkStrictly(
                 root, [](MetadataBlock) -> Result<bool> { return true; },
                 [&](const BtreeReader::Entry& entry) -> Result<void> {
                     entries.emplace(entry.key,
                                     std::vector(entry.value.begin(), entry.value.end()));
                     return {};
                 }));
    return entries;
}

// Pointers to each block in the trees below `roots`, one more for each time a root is named. Block
// 0 has its one. Also sees to it that places without an entry are zero.
class PointerCount {
public:
    PointerCount(World& world, std::size_t leafValueSize, bool valuesAreBlocks)
        : m_world(world)
        , m_leafValueSize(leafValueSize)
        , m_valuesAreBlocks(valuesAreBlocks)
        , m_counts(world.space.size().raw())
    {
        m_counts[0] = 1;
    }

    void addTree(MetadataBlock root)
    {
        if (m_counts.at(root.raw())++ > 0)
            return;
        auto ref = must(m_world.blocks.read(root, BlockKind::BtreeNode));
        const NodeView node = must(NodeView::check(ref.bytes(), m_leafValueSize, root));
        checkUnused(ref.bytes(), node);
        for (std::uint32_t i = 0; i < node.count(); ++i) {
            if (!node.isLeaf())
                addTree(node.child(i));
            else if (m_valuesAreBlocks)
                ++m_counts.at(loadDisk<Le64>(node.value(i)));
        }
    }

    const std::vector<std::uint32_t>& counts() const { return m_counts; }

private:
    void checkUnused(std::span<const std::byte> bytes, const NodeView& node) const
    {
        const std::size_t valueSize = node.isLeaf() ? m_leafValueSize : 8;
        const std::size_t values = sizeof(NodeHeaderDisk) + node.capacity() * 8;
        const auto zero = [](std::byte byte) { return byte == std::byte { 0 }; };
        const auto keys = bytes.first(values).subspan(sizeof(NodeHeaderDisk) + node.count() * 8);
        if (!std::ranges::all_of(keys, zero)
            || !std::ranges::all_of(bytes.subspan(values + node.count() * valueSize), zero))
            qFatal("a node has bytes in unused places");
    }

    World& m_world;
    std::size_t m_leafValueSize;
    bool m_valuesAreBlocks;
    std::vector<std::uint32_t> m_counts;
};

} // namespace blkera
