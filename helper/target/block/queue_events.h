// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/unique_fd.h"
#include "block/io_ring.h"
#include "era/tracker.h"

#include <cstdint>
#include <vector>

namespace blkera {

// How the metadata worker wakes a queue: an eventfd each, read through the queue's own ring.
//
// Thread safety: wake() on any thread; listen() on the queue's.
class QueueEvents : public QueueWaker {
public:
    // Errors: Io (no file descriptors left).
    static Result<QueueEvents> create(std::uint16_t queues);

    void wake(QueueId queue) override;
    // Queues a read that completes, with `userData`, once wake() was called since the last read. To
    // be called again after each completion.
    void listen(QueueId queue, IoRing& ring, std::uint64_t userData);

private:
    // Cache lines apart: each is written by its own queue's reads.
    struct alignas(64) Event {
        UniqueFd fd;
        std::uint64_t counter = 0; // where the kernel puts what it read
    };

    std::vector<Event> m_events; // never resized once a queue listens
};

} // namespace blkera
