// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/mutex.h"
#include "base/result.h"
#include "base/unique_fd.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

struct sd_bus_message;

namespace blkera {

// How a call ended that was kept under `id`.
struct Outcome {
    // Appends the values of a reply, on the thread that answers; what sd-bus returns.
    using Values = std::function<int(sd_bus_message* reply)>;

    std::uint64_t id = 0;
    Result<void> done {};
    Values values {}; // none: a reply without values
};

// From the threads that work to the thread that answers.
//
// Thread safety: post() on any thread, take() on one. The event fd is readable while there is
// something to take.
class OutcomeQueue {
public:
    static Result<std::shared_ptr<OutcomeQueue>> make();

    void post(Outcome outcome);
    std::vector<Outcome> take();

    int eventFd() const { return m_event.get(); }

private:
    explicit OutcomeQueue(UniqueFd event)
        : m_event(std::move(event))
    {
    }

    UniqueFd m_event;
    Mutex m_mutex;
    std::vector<Outcome> m_outcomes BLKERA_GUARDED_BY(m_mutex);
};

} // namespace blkera
