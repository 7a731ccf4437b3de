// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "control/changed_lists.h"
#include "control/controlled_target.h"
#include "control/kept_calls.h"
#include "control/metadata_reader.h"
#include "control/outcome_queue.h"

#include <cstdint>
#include <memory>

#include <systemd/sd-bus.h>

namespace blkera {

// The verbs of org.blkera.Target1 that read the metadata: lists of changed blocks, and pictures.
// Each answers later; nothing waits.
//
// Thread safety: the control thread.
class ReadingVerbs {
public:
    // All outlive it.
    ReadingVerbs(ControlledTarget& target, KeptCalls& calls,
                 std::shared_ptr<OutcomeQueue> outcomes);

    // What sd-bus returns.
    int changedBlocks(sd_bus_message* call);
    int lists(sd_bus_message* call);
    int cancelList(sd_bus_message* call);
    int getMap(sd_bus_message* call);
    int getHistogram(sd_bus_message* call);

    // The caller of `id` has its answer.
    void answered(std::uint64_t id) { m_lists.forget(id); }

    // Returns when every reading has ended and its outcome is in the queue.
    void stop();

private:
    Result<Era> checkEras(Era since, Era until) const;
    template <class Read> int addPicture(sd_bus_message* call, Read read);

    ControlledTarget& m_target;
    KeptCalls& m_calls;
    std::shared_ptr<OutcomeQueue> m_outcomes; // shared with what is being read
    ChangedLists m_lists;
    MetadataReader m_pictures;
};

} // namespace blkera
