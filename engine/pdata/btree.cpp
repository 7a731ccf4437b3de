// SPDX-License-Identifier: GPL-2.0-or-later
#include "pdata/btree.h"

#include "pdata/node_editor.h"

#include <algorithm>
#include <cassert>
#include <vector>

namespace blkera {

namespace {

Error badNode(MetadataBlock block, const char* what)
{
    return corrupt("btree node at metadata block " + std::to_string(block.raw()) + ": " + what);
}

Error noKey(std::uint64_t key)
{
    return { ErrorKind::NotFound, 0, "btree: there is no key " + std::to_string(key) };
}

// The place of `key` in a leaf, if it is there.
std::optional<std::uint32_t> placeOf(const NodeView& leaf, std::uint64_t key)
{
    const std::uint32_t i = leaf.lowerBound(key);
    if (i == leaf.count() || leaf.key(i) != key)
        return std::nullopt;
    return i;
}

} // namespace

Btree::Btree(TransactionManager& transaction, const BtreeValueType& values)
    : m_transaction(transaction)
    , m_values(values)
{
}

Result<MetadataBlock> Btree::createEmpty()
{
    auto root = createNode(true);
    if (!root)
        return root.error();
    return root->location();
}

Result<MetadataBlock>
Btree::build(std::uint64_t count,
             const std::function<void(std::uint64_t key, std::span<std::byte> value)>& fill)
{
    if (count == 0)
        return createEmpty();

    struct Child {
        std::uint64_t firstKey;
        MetadataBlock location;
    };

    // Level by level: the entries of the first are the caller's, those of the next the nodes just
    // made. Spread evenly, two nodes and more are at least half full each.
    const std::vector<std::byte> blank(m_values.size());
    std::vector<Child> below;
    bool leaf = true;
    std::uint64_t entries = count;
    do {
        const std::uint32_t capacity = maxNodeEntries(leaf ? m_values.size() : sizeof(Le64));
        const std::uint64_t nodes = (entries + capacity - 1) / capacity;
        std::vector<Child> made;
        made.reserve(nodes);
        for (std::uint64_t n = 0; n < nodes; ++n) {
            auto node = createNode(leaf);
            if (!node)
                return node.error();
            const std::uint64_t first = entries * n / nodes;
            const std::uint64_t end = entries * (n + 1) / nodes;
            for (std::uint64_t entry = first; entry < end; ++entry) {
                const std::uint32_t i = node->count();
                if (leaf) {
                    node->insertAt(i, entry, blank);
                    fill(entry, node->slot(i));
                } else {
                    node->insertChildAt(i, below[entry].firstKey, below[entry].location);
                }
            }
            made.push_back({ node->key(0), node->location() });
        }
        below = std::move(made);
        leaf = false;
        entries = below.size();
    } while (entries > 1);
    return below.front().location;
}

Result<MetadataBlock> Btree::insert(MetadataBlock root, std::uint64_t key,
                                    std::span<const std::byte> value)
{
    auto node = own(root);
    if (!node)
        return node.error();
    const MetadataBlock newRoot = node->location();
    if (node->full()) {
        if (auto pushed = pushDown(*node); !pushed)
            return pushed.error();
    }

    // Every node on the way down has room for one more entry, so a split below always finds it.
    for (unsigned depth = 0; !node->isLeaf(); ++depth) {
        if (depth >= kMaxTreeDepth)
            return badNode(node->location(), "the tree is too deep");
        std::uint32_t i = node->lowerBound(key);
        if (i == node->count()) {
            i = 0;
            node->setKey(i, key);
        }
        auto child = ownChild(*node, i);
        if (child && child->full())
            child = splitChild(*node, i, std::move(*child), key);
        if (!child)
            return child.error();
        node = std::move(child);
    }

    const std::uint32_t i = node->lowerBound(key);
    if (i < node->count() && node->key(i) == key) {
        if (auto released = m_values.release(m_transaction, node->value(i)); !released)
            return released.error();
        std::ranges::copy(value, node->slot(i).begin());
    } else {
        node->insertAt(i == node->count() ? 0 : i + 1, key, value);
    }
    return newRoot;
}

Result<MetadataBlock> Btree::remove(MetadataBlock root, std::uint64_t key)
{
    std::vector<std::byte> value(m_values.size());
    auto found = BtreeReader(m_transaction.blocks(), m_values.size()).find(root, key, value);
    if (!found)
        return found.error();
    if (!*found)
        return noKey(key);

    auto top = withoutSingleParents(root);
    if (!top)
        return top.error();
    auto node = own(*top);
    if (!node)
        return node.error();
    const MetadataBlock newRoot = node->location();

    // Every node but the root on the way down has one entry to spare, so a merge below may take it.
    for (unsigned depth = 0; !node->isLeaf(); ++depth) {
        if (depth >= kMaxTreeDepth)
            return badNode(node->location(), "the tree is too deep");
        const std::uint32_t i = node->lowerBound(key);
        if (i == node->count())
            return badNode(node->location(), "keys do not ascend");
        auto child = ownChild(*node, i);
        if (child && child->count() <= child->minimum())
            child = refillChild(*node, i, std::move(*child), key);
        if (!child)
            return child.error();
        node = std::move(child);
    }

    const auto place = placeOf(*node, key);
    if (!place)
        return badNode(node->location(), "keys do not ascend");
    if (auto released = m_values.release(m_transaction, node->value(*place)); !released)
        return released.error();
    node->removeAt(*place);
    return withoutSingleParents(newRoot);
}

Result<MetadataBlock>
Btree::update(MetadataBlock root, std::uint64_t key,
              const std::function<Result<void>(std::span<std::byte> value)>& change)
{
    auto node = own(root);
    if (!node)
        return node.error();
    const MetadataBlock newRoot = node->location();
    for (unsigned depth = 0; !node->isLeaf(); ++depth) {
        if (depth >= kMaxTreeDepth)
            return badNode(node->location(), "the tree is too deep");
        const std::uint32_t i = node->lowerBound(key);
        if (i == node->count())
            return noKey(key);
        auto child = ownChild(*node, i);
        if (!child)
            return child.error();
        node = std::move(child);
    }
    const auto place = placeOf(*node, key);
    if (!place)
        return noKey(key);
    if (auto changed = change(node->slot(*place)); !changed)
        return changed.error();
    return newRoot;
}

Result<void> Btree::destroy(MetadataBlock root)
{
    return destroyNode(root, 0);
}

Result<NodeEditor> Btree::createNode(bool leaf)
{
    auto block = m_transaction.create(BlockKind::BtreeNode);
    if (!block)
        return block.error();
    return NodeEditor(std::move(*block), leaf, m_values.size());
}

// The node to change instead of `block`: the transaction's own, and what it points to counted.
Result<NodeEditor> Btree::own(MetadataBlock block)
{
    auto shadow = m_transaction.shadow(block, BlockKind::BtreeNode);
    if (!shadow)
        return shadow.error();
    auto node = NodeEditor::open(std::move(shadow->block), m_values.size());
    if (!node)
        return node;
    if (node->location() != block)
        node->zeroUnused();
    if (shadow->sharesChildren) {
        for (std::uint32_t i = 0; i < node->count(); ++i) {
            auto shared = node->isLeaf() ? m_values.share(m_transaction, node->value(i))
                                         : m_transaction.share(node->child(i));
            if (!shared)
                return shared.error();
        }
    }
    return node;
}

// The same for a child, whose new place the parent learns.
Result<NodeEditor> Btree::ownChild(NodeEditor& parent, std::uint32_t index)
{
    auto child = own(parent.child(index));
    if (!child)
        return child;
    // Only damaged metadata has a node below itself: one that it says is free, which the parent's
    // copy then became.
    if (child->location() == parent.location())
        return badNode(parent.location(), "it is below itself");
    parent.setChild(index, child->location());
    return child;
}

// The root's content moves to a new node, its only child; the caller splits that.
Result<void> Btree::pushDown(NodeEditor& root)
{
    auto child = createNode(root.isLeaf());
    if (!child)
        return child.error();
    root.moveFrontTo(*child, root.count());
    root.format(false, m_values.size());
    root.insertChildAt(0, child->key(0), child->location());
    return {};
}

// Splits a full child in two and returns the half that is to have `key`.
Result<NodeEditor> Btree::splitChild(NodeEditor& parent, std::uint32_t index, NodeEditor child,
                                     std::uint64_t key)
{
    auto right = createNode(child.isLeaf());
    if (!right)
        return right;
    // Appending leaves as much behind as the rules allow, since nothing will come there any more.
    const bool appending = key > child.key(child.count() - 1);
    child.moveBackTo(*right, appending ? child.minimum() : child.count() / 2);
    parent.insertChildAt(index + 1, right->key(0), right->location());
    if (key < right->key(0))
        return child;
    return right;
}

// Gives a child that is at its minimum some entries to spare, from a neighbour or by becoming one
// with it. Returns the node that has `key` now.
Result<NodeEditor> Btree::refillChild(NodeEditor& parent, std::uint32_t index, NodeEditor child,
                                      std::uint64_t key)
{
    if (parent.count() == 1)
        return badNode(parent.location(), "a single entry, and not the root");
    const bool neighbourIsLeft = index > 0;
    const std::uint32_t rightIndex = neighbourIsLeft ? index : 1;
    auto neighbour = ownChild(parent, neighbourIsLeft ? index - 1 : 1);
    if (!neighbour)
        return neighbour;
    if (neighbour->isLeaf() != child.isLeaf() || neighbour->location() == child.location())
        return badNode(neighbour->location(), "not a neighbour of its neighbour");
    NodeEditor& left = neighbourIsLeft ? *neighbour : child;
    NodeEditor& right = neighbourIsLeft ? child : *neighbour;

    if (left.count() + right.count() <= left.capacity()) {
        right.moveFrontTo(left, right.count());
        parent.removeAt(rightIndex);
        if (auto last = m_transaction.release(right.location()); !last)
            return last.error();
        return std::move(left);
    }
    const std::uint32_t half = (left.count() + right.count()) / 2;
    if (left.count() < half)
        right.moveFrontTo(left, half - left.count());
    else
        left.moveBackTo(right, left.count() - half);
    parent.setKey(rightIndex, right.key(0));
    return key < right.key(0) ? std::move(left) : std::move(right);
}

// A root with a single child hands its place over: this is how a tree loses height.
Result<MetadataBlock> Btree::withoutSingleParents(MetadataBlock root)
{
    for (unsigned depth = 0; depth < kMaxTreeDepth; ++depth) {
        auto node = own(root);
        if (!node)
            return node.error();
        if (node->isLeaf() || node->count() > 1)
            return node->location();
        root = node->child(0);
        if (auto last = m_transaction.release(node->location()); !last)
            return last.error();
    }
    return badNode(root, "the tree is too deep");
}

Result<void> Btree::destroyNode(MetadataBlock block, unsigned depth)
{
    if (depth >= kMaxTreeDepth)
        return badNode(block, "the tree is too deep");
    auto last = m_transaction.release(block);
    if (!last)
        return last.error();
    if (!*last)
        return {};
    auto ref = m_transaction.read(block, BlockKind::BtreeNode);
    if (!ref)
        return ref.error();
    auto node = NodeView::check(ref->bytes(), m_values.size(), block);
    if (!node)
        return node.error();
    for (std::uint32_t i = 0; i < node->count(); ++i) {
        auto gone = node->isLeaf() ? m_values.release(m_transaction, node->value(i))
                                   : destroyNode(node->child(i), depth + 1);
        if (!gone)
            return gone;
    }
    return {};
}

} // namespace blkera
