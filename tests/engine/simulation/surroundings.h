// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/clock.h"
#include "era/tracker_state.h"

namespace blkera::simulation {

// Time passes when a disk stalls, and never else.
class SimulatedClock : public Clock {
public:
    std::chrono::milliseconds now() const override { return time; }

    std::chrono::milliseconds time { 1 };
};

// What was recorded last, as a file beside the metadata keeps it over crashes and restarts.
class KeptState : public StateRecord {
public:
    Result<Entry> load() override { return entry; }

    Result<void> save(const Entry& toSave) override
    {
        entry = toSave;
        return {};
    }

    Entry entry;
};

} // namespace blkera::simulation
