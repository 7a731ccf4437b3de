// SPDX-License-Identifier: GPL-2.0-or-later
#include "control/group_hold.h"

#include <ctime>
#include <utility>

#include <systemd/sd-event.h>

namespace blkera {

GroupHold::GroupHold(ControlledTarget& target)
    : m_target(target)
{
}

GroupHold::~GroupHold()
{
    end();
}

int GroupHold::begin(sd_event* event, sd_bus* holder, std::uint32_t limitMs,
                     std::function<void()> reached)
{
    const auto onLimit = [](sd_event_source*, std::uint64_t, void* self) {
        static_cast<GroupHold*>(self)->end();
        return 0;
    };
    const int r = sd_event_add_time_relative(event, &m_limit, CLOCK_MONOTONIC,
                                             std::uint64_t { limitMs } * 1000, 1000, onLimit, this);
    if (r < 0)
        return r;
    m_holder = holder;
    m_target.hold(std::move(reached));
    return 0;
}

bool GroupHold::end(const sd_bus* caller)
{
    if (!isOn() || m_holder != caller)
        return false;
    end();
    return true;
}

void GroupHold::end()
{
    if (!isOn())
        return;
    m_holder = nullptr;
    m_limit = sd_event_source_disable_unref(m_limit);
    m_target.release();
}

} // namespace blkera
