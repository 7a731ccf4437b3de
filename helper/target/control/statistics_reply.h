// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "block/queue_counters.h"
#include "era/tracker.h"

#include <cstdint>

struct sd_bus_message;

namespace blkera {

// What a device has done since its target was started.
struct DeviceFigures {
    std::uint64_t startedUs = 0; // since 1970
    RequestFigures requests;
    TrackerFigures tracker;
    std::uint64_t metadataBlocksWritten = 0;
    std::uint64_t metadataFlushes = 0;
};

// Answers `call` as Device1.Statistics describes it; returns what sd-bus does.
int replyStatistics(sd_bus_message* call, const DeviceFigures& figures);

} // namespace blkera
