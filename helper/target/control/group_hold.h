// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "control/controlled_target.h"

#include <cstdint>
#include <functional>

struct sd_bus;
struct sd_event;
struct sd_event_source;

namespace blkera {

// The requests of a device, held for a caller while it does something to several devices at one
// moment. A caller that dies, or takes too long, holds nobody up.
//
// Thread safety: the event loop's thread.
class GroupHold {
public:
    static constexpr std::uint32_t kMostMs = 10'000;

    explicit GroupHold(ControlledTarget& target);
    GroupHold(const GroupHold&) = delete;
    GroupHold& operator=(const GroupHold&) = delete;
    ~GroupHold(); // end()

    bool isOn() const { return m_holder != nullptr; }

    // Of a device that is not held. `reached` is called on another thread when no request begins
    // any more; perhaps never, if it ends before. 0, or -errno.
    int begin(sd_event* event, sd_bus* holder, std::uint32_t limitMs,
              std::function<void()> reached);
    // Whether `caller` has held it until now.
    bool end(const sd_bus* caller);
    // However it was; what was held goes on.
    void end();

private:
    ControlledTarget& m_target;
    const sd_bus* m_holder = nullptr; // never looked into
    sd_event_source* m_limit = nullptr;
};

} // namespace blkera
