// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/result.h"
#include "base/unique_fd.h"
#include "control/metadata_reader.h"
#include "era/era_histogram.h"

#include <cstdint>
#include <optional>

namespace blkera {

// What pictures of a device are asked about.
struct MapRequest {
    std::uint64_t first = 0; // block
    std::uint64_t count = 0; // blocks; 0: the rest of the device
    std::uint32_t maxCells = 0;
    Era since;
    std::optional<Era> until; // none: to the current era
};

// A map of changed blocks as Device1.GetMap describes it.
struct DrawnMap {
    UniqueFd file; // a memfd that nobody can change any more
    std::uint64_t firstBlock = 0;
    std::uint32_t blocksPerCell = 1;
    std::uint32_t cells = 0;
    Era currentEra;
    bool superset = false;
};

// Errors: those of ChangeMap; Io if there is no memory.
Result<DrawnMap> drawMap(const MetadataReader::View& view, const MapRequest& request);

} // namespace blkera
