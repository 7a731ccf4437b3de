// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "control/controlled_target.h"
#include "control/era_log.h"
#include "control/kept_calls.h"
#include "control/outcome_queue.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include <systemd/sd-bus.h>

namespace blkera {

// The verbs of org.blkera.Target1 that begin eras, and the log of all that this process has begun.
//
// Thread safety: the control thread, but for what it is said of.
class EraVerbs {
public:
    // Both outlive it.
    EraVerbs(ControlledTarget& target, KeptCalls& calls, std::shared_ptr<OutcomeQueue> outcomes);

    // What sd-bus returns.
    int eras(sd_bus_message* call);
    int checkpoint(sd_bus_message* call);
    int takeMetadataSnapshot(sd_bus_message* call);
    int dropMetadataSnapshot(sd_bus_message* call);

    // To be called when an era has begun, before the next one does: on the metadata worker's
    // thread, or on this one while the worker has nothing to begin.
    std::function<void()> noting(const char* cause, std::string note = {}) const;
    // Notes the era and answers the call of that number with it.
    Tracker::Reply<Era> answering(std::uint64_t id, const char* cause, std::string note = {}) const;

private:
    ControlledTarget& m_target;
    KeptCalls& m_calls;
    // Shared with the callbacks that the tracker holds, which may outlive the server.
    std::shared_ptr<OutcomeQueue> m_outcomes;
    std::shared_ptr<EraLog> m_log;
};

} // namespace blkera
