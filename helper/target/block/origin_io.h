// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "block/block_request.h"
#include "block/io_ring.h"
#include "block/origin.h"

#include <cstdint>
#include <optional>

namespace blkera {

// Queues what is left of `request` for the origin, which is registered in `ring` as
// FileSlot::Origin. Goes out with the ring's next submission. The request's thread.
void queueOriginIo(IoRing& ring, const Origin& origin, const BlockRequest& request,
                   std::uint64_t userData);

// Takes the completion of queueOriginIo() into account. Returns what to answer to the request's
// caller (bytes for Read and Write, 0 for the others, or -errno), or nothing if the transfer was
// short and the rest is to be queued.
std::optional<int> originIoResult(BlockRequest& request, int result);

// Whether the kernel takes BLOCK_URING_CMD_DISCARD for the block device `fd`. Changes nothing.
bool haveDiscardCommand(int fd);

} // namespace blkera
