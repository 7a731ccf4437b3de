// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace blkera {

// What a device can do. Reads and writes to blocks that are marked in the current era pass in every
// state; what changes is the answer to writes that need a mark, and to the verbs.
enum class TrackerState : std::uint8_t {
    Running,
    // No mark fits any more: ENOSPC. Ends by itself when there is room: by digesting, dropping the
    // metadata snapshot, or a larger metadata device.
    MetadataFull,
    // The metadata could not be read or is damaged: EIO, and no verb. Ends at a start at which the
    // strict check finds nothing.
    NeedsCheck,
    // The metadata could not be written, twice: EIO, and no verb. The next start tries again.
    Failed,
    // A metadata I/O has been under way for more than 30 seconds; what needs one waits for it. A
    // matter of the moment, so never recorded.
    Stalled,
};

// "running", "metadata-full", "needs-check", "failed", "stalled".
const char* toString(TrackerState state);
std::optional<TrackerState> trackerStateOf(std::string_view name);

// Where a device's state outlives its process: beside the metadata, whose format has no room for
// it. Called on the thread that activates and then on the metadata worker, never for a status.
class StateRecord {
public:
    virtual ~StateRecord() = default;

    struct Entry {
        TrackerState state = TrackerState::Running;
        std::string reason;
    };

    // Running if nothing was ever recorded. An error counts as needs-check.
    virtual Result<Entry> load() = 0;
    // Replaces what was recorded, durably. Running, MetadataFull, NeedsCheck or Failed; an error is
    // added to the reason that the device's status gives.
    virtual Result<void> save(const Entry& entry) = 0;
};

} // namespace blkera
