// SPDX-License-Identifier: GPL-2.0-or-later
#include "pdata/btree.h"
#include "pdata/btree_node.h"

#include <algorithm>
#include <cassert>
#include <limits>

namespace blkera {

namespace {

Error badNode(MetadataBlock block, const std::string& what)
{
    return corrupt("btree node at metadata block " + std::to_string(block.raw()) + ": " + what);
}

// Keys that a node may have, both inclusive: what its parent's keys leave to it.
struct Bounds {
    std::uint64_t lowest = 0;
    std::uint64_t highest = std::numeric_limits<std::uint64_t>::max();

    // What entry i of `node` leaves to its child.
    Bounds ofChild(const NodeView& node, std::uint32_t i) const
    {
        return { node.key(i), i + 1 < node.count() ? node.key(i + 1) - 1 : highest };
    }
};

struct PinnedNode {
    ReadRef ref;
    NodeView view;
};

// A node, its first and last key within bounds, at a depth that a sound tree can have.
Result<PinnedNode> readNode(BlockManager& blocks, MetadataBlock block, std::size_t valueSize,
                            const Bounds& bounds, unsigned depth)
{
    if (depth >= kMaxTreeDepth)
        return badNode(block, "the tree is too deep");
    auto ref = blocks.read(block, BlockKind::BtreeNode);
    if (!ref)
        return ref.error();
    auto view = NodeView::check(ref->bytes(), valueSize, block);
    if (!view)
        return view.error();
    if (view->count() == 0 && depth > 0)
        return badNode(block, "empty, and not the root");
    if (view->count() > 0
        && (view->key(0) < bounds.lowest || view->key(view->count() - 1) > bounds.highest))
        return badNode(block, "keys outside what its parent says");
    return PinnedNode { std::move(*ref), *view };
}

// One walk over a tree. It ends on any input: a node is entered only with keys within bounds that
// no two entries share, and not below kMaxTreeDepth.
class Walk {
public:
    // Without `visitNode` no minimum fill is asked for.
    Walk(BlockManager& blocks, std::size_t valueSize, const BtreeReader::NodeVisitor* visitNode,
         const BtreeReader::EntryVisitor& visitEntry, std::uint64_t firstKey, std::uint64_t lastKey)
        : m_blocks(blocks)
        , m_valueSize(valueSize)
        , m_visitNode(visitNode)
        , m_visitEntry(visitEntry)
        , m_firstKey(firstKey)
        , m_lastKey(lastKey)
    {
    }

    Result<void> node(MetadataBlock block, const Bounds& bounds, unsigned depth)
    {
        auto pinned = readNode(m_blocks, block, m_valueSize, bounds, depth);
        if (!pinned)
            return pinned.error();
        const NodeView& view = pinned->view;
        for (std::uint32_t i = 1; i < view.count(); ++i) {
            if (view.key(i - 1) >= view.key(i))
                return badNode(block, "keys do not ascend at entry " + std::to_string(i));
        }
        if (m_visitNode) {
            if (depth > 0 && view.count() < view.capacity() / 3)
                return badNode(block,
                               "only " + std::to_string(view.count()) + " entries, at least "
                                   + std::to_string(view.capacity() / 3) + " are due");
            auto enter = (*m_visitNode)(block);
            if (!enter)
                return enter.error();
            if (!*enter)
                return {};
        }
        return view.isLeaf() ? leaf(block, view, depth) : internal(view, bounds, depth);
    }

private:
    Result<void> leaf(MetadataBlock block, const NodeView& view, unsigned depth)
    {
        if (m_leafDepth.value_or(depth) != depth)
            return badNode(block, "leaves at different depths");
        m_leafDepth = depth;
        for (std::uint32_t i = 0; i < view.count(); ++i) {
            if (view.key(i) < m_firstKey)
                continue;
            if (view.key(i) > m_lastKey)
                break;
            if (auto visited = m_visitEntry({ view.key(i), view.value(i) }); !visited)
                return visited;
        }
        return {};
    }

    Result<void> internal(const NodeView& view, const Bounds& bounds, unsigned depth)
    {
        for (std::uint32_t i = 0; i < view.count(); ++i) {
            const Bounds ofChild = bounds.ofChild(view, i);
            if (ofChild.highest < m_firstKey)
                continue;
            if (ofChild.lowest > m_lastKey)
                break;
            if (auto done = node(view.child(i), ofChild, depth + 1); !done)
                return done;
        }
        return {};
    }

    BlockManager& m_blocks;
    std::size_t m_valueSize;
    const BtreeReader::NodeVisitor* m_visitNode;
    const BtreeReader::EntryVisitor& m_visitEntry;
    std::uint64_t m_firstKey;
    std::uint64_t m_lastKey;
    std::optional<unsigned> m_leafDepth;
};

} // namespace

BtreeReader::BtreeReader(BlockManager& blocks, std::size_t valueSize)
    : m_blocks(blocks)
    , m_valueSize(valueSize)
{
}

Result<bool> BtreeReader::find(MetadataBlock root, std::uint64_t key, std::span<std::byte> value)
{
    assert(value.size() == m_valueSize);
    MetadataBlock block = root;
    Bounds bounds;
    for (unsigned depth = 0;; ++depth) {
        auto pinned = readNode(m_blocks, block, m_valueSize, bounds, depth);
        if (!pinned)
            return pinned.error();
        const NodeView& view = pinned->view;
        const std::uint32_t i = view.lowerBound(key);
        if (i == view.count())
            return false;
        if (view.isLeaf()) {
            if (view.key(i) != key)
                return false;
            std::ranges::copy(view.value(i), value.begin());
            return true;
        }
        bounds = bounds.ofChild(view, i);
        block = view.child(i);
    }
}

Result<void> BtreeReader::walk(MetadataBlock root, const EntryVisitor& entry,
                               std::uint64_t firstKey, std::uint64_t lastKey)
{
    return Walk(m_blocks, m_valueSize, nullptr, entry, firstKey, lastKey).node(root, {}, 0);
}

Result<void> BtreeReader::walkStrictly(MetadataBlock root, const NodeVisitor& node,
                                       const EntryVisitor& entry)
{
    constexpr std::uint64_t kLastKey = std::numeric_limits<std::uint64_t>::max();
    return Walk(m_blocks, m_valueSize, &node, entry, 0, kLastKey).node(root, {}, 0);
}

Result<std::optional<std::uint64_t>> BtreeReader::lowestKey(MetadataBlock root)
{
    MetadataBlock block = root;
    Bounds bounds;
    for (unsigned depth = 0;; ++depth) {
        auto pinned = readNode(m_blocks, block, m_valueSize, bounds, depth);
        if (!pinned)
            return pinned.error();
        const NodeView& view = pinned->view;
        if (view.count() == 0)
            return std::optional<std::uint64_t>();
        if (view.isLeaf())
            return std::optional(view.key(0));
        bounds = bounds.ofChild(view, 0);
        block = view.child(0);
    }
}

} // namespace blkera
