// SPDX-License-Identifier: GPL-2.0-or-later
#include "block/queue_events.h"

#include <cassert>
#include <cerrno>

#include <sys/eventfd.h>
#include <unistd.h>

namespace blkera {

Result<QueueEvents> QueueEvents::create(std::uint16_t queues)
{
    QueueEvents events;
    for (std::uint16_t queue = 0; queue < queues; ++queue) {
        // Not EFD_NONBLOCK: io_uring would hand back EAGAIN instead of waiting.
        UniqueFd fd(::eventfd(0, EFD_CLOEXEC));
        if (!fd)
            return ioError(errno, "event of queue " + std::to_string(queue));
        events.m_events.push_back({ std::move(fd) });
    }
    return events;
}

void QueueEvents::wake(QueueId queue)
{
    std::uint64_t one = 1;
    [[maybe_unused]] ssize_t written = ::write(m_events[queue].fd.get(), &one, sizeof one);
    assert(written == sizeof one);
}

void QueueEvents::listen(QueueId queue, IoRing& ring, std::uint64_t userData)
{
    Event& event = m_events[queue];
    io_uring_sqe& entry = ring.nextEntry();
    io_uring_prep_read(&entry, event.fd.get(), &event.counter, sizeof event.counter, 0);
    entry.user_data = userData;
}

} // namespace blkera
