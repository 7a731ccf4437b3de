// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/types.h"
#include "era/tracker.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace blkera {

enum class BlockOperation : std::uint8_t { Read, Write, Flush, Discard, WriteZeroes };

// One request of the block layer, preallocated per queue and tag by the frontend. The frontend
// fills it and hands it to BlockTarget::submit(); it is the target's until Frontend::complete()
// gives it back.
struct BlockRequest {
    BlockOperation operation = BlockOperation::Read;
    bool fua = false; // write: durable before it completes
    bool noUnmap = false; // write-zeroes: keep the space allocated
    SectorRange sectors; // empty for Flush
    // Read and Write: the frontend's buffer, page aligned, as long as `sectors`.
    std::span<std::byte> data;
    // The ring's buffer that `data` lies in; in one that a driver filled, addresses begin at 0.
    std::optional<std::uint16_t> registeredBuffer;
    PendingWrite pending; // queue and tag are filled in once, by the frontend
    // The target's own.
    std::uint32_t doneBytes = 0; // for short transfers
    bool deferred = false; // has had to wait for its mark
    std::uint64_t arrivedNs = 0; // IoRing::turnTime()
    BlockRequest* nextHeld = nullptr; // while it holds requests
};

} // namespace blkera
