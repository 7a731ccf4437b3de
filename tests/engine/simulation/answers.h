// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/result.h"
#include "base/types.h"
#include "storage/block_device.h"

#include <optional>
#include <string>
#include <vector>

namespace blkera::simulation {

// What a reader finds who knows nothing of the device but its metadata's bytes.
struct Answers {
    Era currentEra;
    BlockCount nrBlocks;
    std::vector<Era> last; // of each block: the highest era since which it is listed as changed

    struct Snapshot {
        Era currentEra;
        std::vector<Era> last;
        std::string dump; // what era_dump --logical prints
    };

    std::optional<Snapshot> snapshot;
};

// Asks for the changes since every era (of more than a few, for the last ones and some others)
// and compares with the logical dump. Errors: those of the readers; Corrupt if the two disagree.
Result<Answers> readAnswers(BlockDevice& metadata);

} // namespace blkera::simulation
