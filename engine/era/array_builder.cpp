// SPDX-License-Identifier: GPL-2.0-or-later
#include "era/array_builder.h"

#include "pdata/disk_space_map.h"

#include <algorithm>
#include <cassert>
#include <cstring>

namespace blkera {

namespace {

std::uint64_t roundedUp(std::uint64_t value, std::uint64_t unit)
{
    return (value + unit - 1) / unit;
}

} // namespace

BlockSequence::BlockSequence(BlockManager& blocks)
    : m_blocks(blocks)
    , m_total(std::min(blocks.size(), kMaxMetadataBlocks))
{
}

Result<WriteRef> BlockSequence::create(BlockKind kind)
{
    if (m_next.raw() >= m_total.raw())
        return Error { ErrorKind::NoSpace, 0,
                       "the metadata does not fit into " + std::to_string(m_total.raw() * 4)
                           + " KiB" };
    auto block = m_blocks.create(m_next, kind);
    if (block)
        ++m_next;
    return block;
}

TreeBuilder::TreeBuilder(BlockSequence& sequence, std::size_t valueSize, std::uint64_t count)
    : m_sequence(sequence)
    , m_valueSize(valueSize)
{
    for (std::uint64_t entries = count; m_levels.empty() || entries > 1;) {
        const std::uint32_t capacity = maxNodeEntries(m_levels.empty() ? valueSize : sizeof(Le64));
        const std::uint64_t nodes = std::max<std::uint64_t>(1, roundedUp(entries, capacity));
        m_levels.push_back({ entries, nodes, 0, 0, {} });
        entries = nodes;
    }
}

Result<void> TreeBuilder::append(std::uint64_t key, std::span<const std::byte> value)
{
    assert(m_levels.front().entry < m_levels.front().entries);
    return append(0, key, value);
}

Result<MetadataBlock> TreeBuilder::finish()
{
    assert(m_levels.front().entry == m_levels.front().entries);
    if (m_levels.front().entries > 0)
        return m_root;
    auto root = m_sequence.create(BlockKind::BtreeNode);
    if (!root)
        return root.error();
    return NodeEditor(std::move(*root), true, m_valueSize).location();
}

Result<void> TreeBuilder::append(std::size_t number, std::uint64_t key,
                                 std::span<const std::byte> value)
{
    Level& level = m_levels[number];
    if (!level.open) {
        auto block = m_sequence.create(BlockKind::BtreeNode);
        if (!block)
            return block.error();
        level.open.emplace(std::move(*block), number == 0, m_valueSize);
    }
    level.open->insertAt(level.open->count(), key, value);
    ++level.entry;
    if (level.entry < level.entries * (level.node + 1) / level.nodes)
        return {};

    const std::uint64_t firstKey = level.open->key(0);
    m_root = level.open->location();
    level.open.reset();
    ++level.node;
    if (number + 1 == m_levels.size())
        return {};
    const Le64 child(m_root.raw());
    return append(number + 1, firstKey, std::as_bytes(std::span(&child, 1)));
}

template <std::unsigned_integral Value>
ArrayBuilder<Value>::ArrayBuilder(BlockSequence& sequence, SharedBlocks<Value>& shared,
                                  std::uint64_t size)
    : m_sequence(sequence)
    , m_shared(shared)
    , m_pointersPerBlock(pointersPerZeroBlock<Value>(size))
    , m_tree(sequence, sizeof(Le64), roundedUp(size, kArrayBlockEntries<Value>))
{
}

template <std::unsigned_integral Value>
Result<void> ArrayBuilder<Value>::append(std::uint64_t count, Value value)
{
    while (count > 0) {
        if (m_filled == 0 && count >= m_values.size()) {
            if (auto appended = appendFullBlocks(count, value); !appended)
                return appended;
            continue;
        }
        const auto n = std::min<std::uint64_t>(count, m_values.size() - m_filled);
        std::fill_n(m_values.begin() + m_filled, n, LittleEndian<Value>(value));
        m_filled += static_cast<std::uint32_t>(n);
        count -= n;
        if (m_filled == m_values.size()) {
            if (auto closed = closeBlock(); !closed)
                return closed;
        }
    }
    return {};
}

template <std::unsigned_integral Value> Result<MetadataBlock> ArrayBuilder<Value>::finish()
{
    if (m_filled > 0) {
        if (auto closed = closeBlock(); !closed)
            return closed.error();
    }
    return m_tree.finish();
}

// Of a long run, what fills whole blocks.
template <std::unsigned_integral Value>
Result<void> ArrayBuilder<Value>::appendFullBlocks(std::uint64_t& count, Value value)
{
    m_values.fill(LittleEndian<Value>(value));
    for (; count >= m_values.size(); count -= m_values.size()) {
        m_filled = static_cast<std::uint32_t>(m_values.size());
        if (auto closed = closeBlock(); !closed)
            return closed;
    }
    return {};
}

template <std::unsigned_integral Value> Result<void> ArrayBuilder<Value>::closeBlock()
{
    const Value first = m_values.front();
    const bool uniform = m_filled == m_values.size()
        && std::memcmp(m_values.data(), m_values.data() + 1, sizeof(Value) * (m_values.size() - 1))
            == 0;
    std::vector<typename SharedBlocks<Value>::Block>* shared = nullptr;
    if (uniform && first == 0)
        shared = &m_shared.zeros;
    else if (uniform && first == std::numeric_limits<Value>::max())
        shared = &m_shared.ones;

    Le64 location;
    if (shared && !shared->empty() && shared->back().pointers < m_pointersPerBlock) {
        location = shared->back().location.raw();
        ++shared->back().pointers;
    } else {
        auto written = write();
        if (!written)
            return written.error();
        location = written->raw();
        if (shared)
            shared->push_back({ *written, 1 });
    }
    m_filled = 0;
    return m_tree.append(m_number++, std::as_bytes(std::span(&location, 1)));
}

template <std::unsigned_integral Value> Result<MetadataBlock> ArrayBuilder<Value>::write()
{
    auto block = m_sequence.create(BlockKind::ArrayBlock);
    if (!block)
        return block.error();
    ArrayHeaderDisk header {};
    header.maxEntries = kArrayBlockEntries<Value>;
    header.nrEntries = m_filled;
    header.valueSize = std::uint32_t { sizeof(Value) };
    storeDisk(block->bytes(), header);
    std::ranges::copy(std::as_bytes(std::span(m_values).first(m_filled)),
                      block->bytes().subspan(sizeof(header)).begin());
    return block->location();
}

template class ArrayBuilder<std::uint32_t>;
template class ArrayBuilder<std::uint64_t>;

BitsetBuilder::BitsetBuilder(BlockSequence& sequence, SharedBlocks<std::uint64_t>& shared,
                             std::uint32_t nrBits)
    : m_words(sequence, shared, roundedUp(nrBits, 64))
{
}

Result<void> BitsetBuilder::append(std::uint64_t count, bool set)
{
    const std::uint64_t all = set ? ~std::uint64_t { 0 } : 0;
    while (count > 0) {
        if (m_wordBits == 0 && count >= 64) {
            if (auto appended = m_words.append(count / 64, all); !appended)
                return appended;
            count %= 64;
            continue;
        }
        const auto n = static_cast<std::uint32_t>(std::min<std::uint64_t>(count, 64 - m_wordBits));
        if (n < 64)
            m_word |= (all & ((std::uint64_t { 1 } << n) - 1)) << m_wordBits;
        else
            m_word = all;
        m_wordBits += n;
        count -= n;
        if (m_wordBits == 64) {
            if (auto appended = m_words.append(1, m_word); !appended)
                return appended;
            m_word = 0;
            m_wordBits = 0;
        }
    }
    return {};
}

Result<MetadataBlock> BitsetBuilder::finish()
{
    if (m_wordBits > 0) {
        if (auto appended = m_words.append(1, m_word); !appended)
            return appended.error();
    }
    return m_words.finish();
}

} // namespace blkera
