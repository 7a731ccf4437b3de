// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/result.h"
#include "era_model.h"
#include "storage/block_device.h"

#include <string>

namespace blkera::twin {

// What the bytes of a metadata device say to a reader that knows nothing else.
struct Observation {
    EraModel says;
    std::uint64_t used = 0; // metadata blocks that are reachable
    std::uint64_t total = 0;
    bool digested = false; // no archived writeset waits
    bool stopped = false; // no current writeset: archived by a clean stop
};

// Reads everything. Errors: Corrupt, with what the strict checker finds.
Result<Observation> observe(BlockDevice& image);

// Only whether the digest has nothing left to do; cheap.
Result<bool> isDigested(BlockDevice& image);

// Compares what is said with what has to be, and the changed-since lists for every era, live and
// in the snapshot. Errors: Invalid, naming the first difference.
Result<void> compareWithModel(BlockDevice& image, const Observation& found,
                              const EraModel& expected);

} // namespace blkera::twin
