// SPDX-License-Identifier: GPL-2.0-or-later
#include "pdata/btree_node.h"

namespace blkera {

Result<NodeView> NodeView::check(std::span<const std::byte> bytes, std::size_t leafValueSize,
                                 MetadataBlock block)
{
    const auto header = loadDisk<NodeHeaderDisk>(bytes);
    const auto wrong = [block](const char* what, std::uint32_t value) {
        return corrupt("btree node at metadata block " + std::to_string(block.raw()) + ": " + what
                       + " is " + std::to_string(value));
    };
    if (header.flags != kInternalNode && header.flags != kLeafNode)
        return wrong("flags", header.flags);
    NodeView view;
    view.m_bytes = bytes;
    view.m_leaf = header.flags == kLeafNode;
    view.m_valueSize = view.m_leaf ? leafValueSize : sizeof(Le64);
    view.m_capacity = maxNodeEntries(view.m_valueSize);
    view.m_count = header.nrEntries;
    if (header.valueSize != view.m_valueSize)
        return wrong("value_size", header.valueSize);
    if (header.maxEntries != view.m_capacity)
        return wrong("max_entries", header.maxEntries);
    if (view.m_count > view.m_capacity || (view.m_count == 0 && !view.m_leaf))
        return wrong("nr_entries", header.nrEntries);
    return view;
}

std::uint64_t NodeView::key(std::uint32_t i) const
{
    return loadDisk<Le64>(m_bytes.subspan(keyOffset(i)));
}

std::span<const std::byte> NodeView::value(std::uint32_t i) const
{
    return m_bytes.subspan(valueOffset(i), m_valueSize);
}

MetadataBlock NodeView::child(std::uint32_t i) const
{
    return MetadataBlock(loadDisk<Le64>(value(i)));
}

std::uint32_t NodeView::lowerBound(std::uint64_t wanted) const
{
    std::uint32_t begin = 0;
    std::uint32_t end = m_count;
    while (begin < end) {
        const std::uint32_t middle = begin + (end - begin) / 2;
        if (key(middle) <= wanted)
            begin = middle + 1;
        else
            end = middle;
    }
    return begin == 0 ? m_count : begin - 1;
}

} // namespace blkera
