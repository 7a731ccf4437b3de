// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "pdata/block_manager.h"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace blkera {

// Many blocks at once, past the cache: sorted by place, neighbours in one transfer. For readers
// that go through a whole structure once, of committed metadata only: a change that waits in the
// block manager's cache is not seen.
//
// Memory: as much as was asked for at once, with what lies between; never more than kMostBlocks and
// an eighth.
class BlockBatch {
public:
    static constexpr std::size_t kMostBlocks = 1024; // 4 MiB

    explicit BlockBatch(BlockManager& blocks);

    // Reads up to kMostBlocks blocks, in any order; one may be named repeatedly. What was read
    // before is gone. Errors: Io; Invalid for a block beyond the end of the device.
    Result<void> fetch(std::span<const MetadataBlock> locations);
    // What locations[i] of the last fetch holds, validated just as BlockManager::read() does; stays
    // until the next fetch. Errors: Corrupt.
    Result<std::span<const std::byte>> block(std::size_t i, BlockKind kind);

private:
    struct Slot {
        MetadataBlock location;
        bool wanted; // not only read because it lay between two that are
        std::optional<BlockKind> valid; // found sound as this kind
    };

    struct FreeBuffer {
        void operator()(std::byte* buffer) const;
    };

    void makeRoom(std::size_t slots);
    Result<void> fetchRun(std::size_t firstSlot, std::size_t slots);
    std::span<std::byte> bytesOf(std::size_t firstSlot, std::size_t slots);

    BlockManager& m_blocks;
    std::unique_ptr<std::byte, FreeBuffer> m_buffer; // aligned, so that devices need not copy
    std::size_t m_room = 0; // slots that the buffer has
    std::vector<Slot> m_slots;
    std::vector<std::uint32_t> m_slotOf; // of locations[i]
    std::vector<std::uint32_t> m_order; // of locations, by place
};

} // namespace blkera
