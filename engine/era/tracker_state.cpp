// SPDX-License-Identifier: GPL-2.0-or-later
#include "era/tracker_state.h"

namespace blkera {

const char* toString(TrackerState state)
{
    switch (state) {
    case TrackerState::Running:
        return "running";
    case TrackerState::MetadataFull:
        return "metadata-full";
    case TrackerState::NeedsCheck:
        return "needs-check";
    case TrackerState::Failed:
        return "failed";
    case TrackerState::Stalled:
        return "stalled";
    }
    return "failed";
}

std::optional<TrackerState> trackerStateOf(std::string_view name)
{
    for (const TrackerState state :
         { TrackerState::Running, TrackerState::MetadataFull, TrackerState::NeedsCheck,
           TrackerState::Failed, TrackerState::Stalled }) {
        if (name == toString(state))
            return state;
    }
    return std::nullopt;
}

} // namespace blkera
