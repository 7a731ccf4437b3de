// SPDX-License-Identifier: GPL-2.0-or-later
#include "control/outcome_queue.h"

#include <cerrno>

#include <sys/eventfd.h>

namespace blkera {

Result<std::shared_ptr<OutcomeQueue>> OutcomeQueue::make()
{
    UniqueFd event(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
    if (!event)
        return ioError(errno, "eventfd");
    return std::shared_ptr<OutcomeQueue>(new OutcomeQueue(std::move(event)));
}

void OutcomeQueue::post(Outcome outcome)
{
    {
        MutexLock lock(m_mutex);
        m_outcomes.push_back(std::move(outcome));
    }
    (void)::eventfd_write(m_event.get(), 1);
}

// The event is cleared first: what is posted in between is taken now, or announced anew.
std::vector<Outcome> OutcomeQueue::take()
{
    eventfd_t count = 0;
    (void)::eventfd_read(m_event.get(), &count);
    MutexLock lock(m_mutex);
    return std::exchange(m_outcomes, {});
}

} // namespace blkera
