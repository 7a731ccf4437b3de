// SPDX-License-Identifier: GPL-2.0-or-later
#include "pdata/node_editor.h"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstring>

namespace blkera {

NodeEditor::NodeEditor(WriteRef block, bool leaf, std::size_t valueSize)
    : m_block(std::move(block))
{
    m_bytes = m_block.bytes();
    format(leaf, valueSize);
}

NodeEditor::NodeEditor(WriteRef block, const NodeView& view)
    : NodeView(view)
    , m_block(std::move(block))
{
}

Result<NodeEditor> NodeEditor::open(WriteRef block, std::size_t leafValueSize)
{
    auto view = NodeView::check(block.bytes(), leafValueSize, block.location());
    if (!view)
        return view.error();
    return NodeEditor(std::move(block), *view);
}

void NodeEditor::format(bool leaf, std::size_t valueSize)
{
    m_leaf = leaf;
    m_valueSize = leaf ? valueSize : sizeof(Le64);
    m_capacity = maxNodeEntries(m_valueSize);
    m_count = 0;
    std::ranges::fill(m_block.bytes(), std::byte { 0 });
    NodeHeaderDisk header {};
    header.flags = leaf ? kLeafNode : kInternalNode;
    header.maxEntries = m_capacity;
    header.valueSize = static_cast<std::uint32_t>(m_valueSize);
    storeDisk(m_block.bytes(), header);
}

void NodeEditor::setKey(std::uint32_t i, std::uint64_t key)
{
    storeDisk(m_block.bytes().subspan(keyOffset(i)), Le64(key));
}

std::span<std::byte> NodeEditor::slot(std::uint32_t i)
{
    return m_block.bytes().subspan(valueOffset(i), m_valueSize);
}

void NodeEditor::setChild(std::uint32_t i, MetadataBlock child)
{
    storeDisk(slot(i), Le64(child.raw()));
}

void NodeEditor::insertAt(std::uint32_t i, std::uint64_t key, std::span<const std::byte> value)
{
    assert(!full() && value.size() == m_valueSize);
    shift(i, i + 1);
    setKey(i, key);
    std::ranges::copy(value, slot(i).begin());
    setCount(m_count + 1);
}

void NodeEditor::insertChildAt(std::uint32_t i, std::uint64_t key, MetadataBlock child)
{
    std::array<std::byte, sizeof(Le64)> value {};
    storeDisk(std::span<std::byte>(value), Le64(child.raw()));
    insertAt(i, key, value);
}

void NodeEditor::removeAt(std::uint32_t i)
{
    assert(i < m_count);
    shift(i + 1, i);
    setCount(m_count - 1);
    zeroUnused();
}

void NodeEditor::moveFrontTo(NodeEditor& left, std::uint32_t n)
{
    assert(n <= m_count && left.m_count + n <= left.m_capacity);
    left.copyFrom(*this, 0, n, left.m_count);
    left.setCount(left.m_count + n);
    shift(n, 0);
    setCount(m_count - n);
    zeroUnused();
}

void NodeEditor::moveBackTo(NodeEditor& right, std::uint32_t n)
{
    assert(n <= m_count && right.m_count + n <= right.m_capacity);
    right.shift(0, n);
    right.copyFrom(*this, m_count - n, n, 0);
    right.setCount(right.m_count + n);
    setCount(m_count - n);
    zeroUnused();
}

void NodeEditor::zeroUnused()
{
    const std::span<std::byte> bytes = m_block.bytes();
    std::fill(bytes.begin() + static_cast<std::ptrdiff_t>(keyOffset(m_count)),
              bytes.begin() + static_cast<std::ptrdiff_t>(keyOffset(m_capacity)), std::byte { 0 });
    std::fill(bytes.begin() + static_cast<std::ptrdiff_t>(valueOffset(m_count)), bytes.end(),
              std::byte { 0 });
}

void NodeEditor::copyFrom(const NodeEditor& from, std::uint32_t first, std::uint32_t n,
                          std::uint32_t to)
{
    assert(m_valueSize == from.m_valueSize && first + n <= m_capacity && to + n <= m_capacity);
    std::byte* const mine = m_block.bytes().data();
    const std::byte* const theirs = from.m_bytes.data();
    std::memmove(mine + keyOffset(to), theirs + keyOffset(first), n * sizeof(Le64));
    std::memmove(mine + valueOffset(to), theirs + valueOffset(first), n * m_valueSize);
}

// Moves all entries from `first` on, so that they begin at `to`.
void NodeEditor::shift(std::uint32_t first, std::uint32_t to)
{
    copyFrom(*this, first, m_count - first, to);
}

void NodeEditor::setCount(std::uint32_t count)
{
    m_count = count;
    storeDisk(m_block.bytes().subspan(offsetof(NodeHeaderDisk, nrEntries)), Le32(count));
}

} // namespace blkera
