// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/result.h"
#include "base/types.h"

#include <cstdint>
#include <string>

namespace blkera::twin {

// What is served: the metadata, and a device so large in blocks so large.
struct Service {
    std::string metadata;
    SectorCount size;
    std::uint32_t blockSizeSectors = 0;
};

// Serves an era device: the kernel's target or our engine. Both do the same operations, one at a
// time; when one returns nothing is in flight.
class EraServer {
public:
    virtual ~EraServer() = default;

    // Formats what is blank, without serving it: what an interrupted first start leaves.
    virtual Result<void> format(const Service& service) = 0;
    virtual Result<void> start(const Service& service) = 0;
    virtual Result<void> stop() = 0;
    // The metadata is left as a power cut leaves it.
    virtual Result<void> crash() = 0;
    // Service ends cleanly and goes on, perhaps with a larger device.
    virtual Result<void> pause(SectorCount size) = 0;

    virtual Result<void> write(SectorRange sectors) = 0;
    virtual Result<void> discard(SectorRange sectors) = 0;
    virtual Result<void> checkpoint() = 0;
    virtual Result<void> takeSnapshot() = 0;
    virtual Result<void> dropSnapshot() = 0;
    // The metadata's device has become larger.
    virtual Result<void> growMetadata() = 0;

    struct Status {
        Era currentEra;
        std::uint64_t used = 0; // metadata blocks
        std::uint64_t total = 0;
        bool snapshotHeld = false;
    };

    virtual Result<Status> status() = 0;
};

} // namespace blkera::twin
