// SPDX-License-Identifier: GPL-2.0-or-later
#include "pdata/block_batch.h"

#include <algorithm>
#include <cassert>
#include <new>
#include <numeric>

namespace blkera {

namespace {

constexpr std::size_t kSlots = BlockBatch::kMostBlocks + BlockBatch::kMostBlocks / 8;
constexpr std::align_val_t kAlignment { kMetadataBlockBytes };
// Reading a few blocks that nobody asked for is cheaper than another transfer: tree nodes lie
// between the blocks of an array.
constexpr std::uint64_t kMostSkipped = 8;

} // namespace

void BlockBatch::FreeBuffer::operator()(std::byte* buffer) const
{
    ::operator delete(buffer, kAlignment);
}

BlockBatch::BlockBatch(BlockManager& blocks)
    : m_blocks(blocks)
{
}

Result<void> BlockBatch::fetch(std::span<const MetadataBlock> locations)
{
    assert(locations.size() <= kMostBlocks);
    m_slots.clear();
    m_slotOf.resize(locations.size());
    m_order.resize(locations.size());
    std::iota(m_order.begin(), m_order.end(), 0);
    const auto place = [&](std::uint32_t i) { return locations[i]; };
    if (!std::ranges::is_sorted(m_order, {}, place))
        std::ranges::sort(m_order, {}, place);
    if (!locations.empty()) {
        const std::uint64_t reach = (place(m_order.back()) - place(m_order.front())).raw();
        makeRoom(std::min({ kSlots, locations.size() * (1 + kMostSkipped), reach + 1 }));
    }

    std::size_t firstOfRun = 0;
    std::size_t left = locations.size();
    for (const std::uint32_t i : m_order) {
        const MetadataBlock location = locations[i];
        --left;
        if (!m_slots.empty() && m_slots.back().location != location) {
            const std::uint64_t skipped = (location - m_slots.back().location).raw() - 1;
            if (skipped > kMostSkipped || m_slots.size() + skipped + left >= kSlots) {
                if (auto read = fetchRun(firstOfRun, m_slots.size() - firstOfRun); !read)
                    return read;
                firstOfRun = m_slots.size();
            } else {
                for (std::uint64_t n = 0; n < skipped; ++n)
                    m_slots.push_back(
                        { m_slots.back().location + MetadataBlockCount(1), false, {} });
            }
        }
        if (m_slots.empty() || m_slots.back().location != location)
            m_slots.push_back({ location, true, {} });
        m_slotOf[i] = static_cast<std::uint32_t>(m_slots.size() - 1);
    }
    return fetchRun(firstOfRun, m_slots.size() - firstOfRun);
}

Result<std::span<const std::byte>> BlockBatch::block(std::size_t i, BlockKind kind)
{
    const std::size_t number = m_slotOf[i];
    Slot& slot = m_slots[number];
    const std::span<const std::byte> bytes = bytesOf(number, 1);
    if (slot.valid != kind) {
        if (auto valid = validateBlock(bytes, slot.location, kind); !valid)
            return valid.error();
        slot.valid = kind;
    }
    return bytes;
}

Result<void> BlockBatch::fetchRun(std::size_t firstSlot, std::size_t slots)
{
    if (slots == 0)
        return {};
    auto read = m_blocks.readPastCache(m_slots[firstSlot].location, bytesOf(firstSlot, slots));
    if (read || read.error().kind != ErrorKind::Io || slots == 1)
        return read;
    // Perhaps only a block that nobody needs cannot be read; and an error should name the block.
    for (std::size_t slot = firstSlot; slot < firstSlot + slots; ++slot) {
        if (!m_slots[slot].wanted)
            continue;
        read = m_blocks.readPastCache(m_slots[slot].location, bytesOf(slot, 1));
        if (!read)
            return read;
    }
    return {};
}

void BlockBatch::makeRoom(std::size_t slots)
{
    if (slots <= m_room)
        return;
    m_buffer.reset();
    m_buffer.reset(static_cast<std::byte*>(::operator new(slots* kMetadataBlockBytes, kAlignment)));
    m_room = slots;
}

std::span<std::byte> BlockBatch::bytesOf(std::size_t firstSlot, std::size_t slots)
{
    return { m_buffer.get() + firstSlot * kMetadataBlockBytes, slots * kMetadataBlockBytes };
}

} // namespace blkera
