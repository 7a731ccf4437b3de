// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "era/metadata.h"
#include "era/tracker_state.h"

#include <memory>
#include <string>

namespace blkera {

// What a device starts its service with.
struct Activation {
    // Null if it cannot be trusted: the device is served with reads only, and marks nothing.
    std::unique_ptr<Metadata> metadata;
    TrackerState state = TrackerState::Running;
    std::string reason; // of any other state
};

// Opens and activates the metadata on `device`. Where `record` (which may be null) says
// needs-check, only the strict check lets it be used again; a device recorded as failed is simply
// tried again. What the start finds is recorded.
//
// Metadata that is damaged or cannot be read needs a check; what it may not do is keep the origin
// from being read. Errors, after which nothing is to be served: Invalid from Metadata::open() or
// Metadata::activate(), and Io (ENOMEM) without memory.
Result<Activation> activateMetadata(BlockDevice& device, std::uint32_t dataBlockSizeSectors,
                                    BlockCount nrBlocks, Shrink shrink, StateRecord* record);

} // namespace blkera
