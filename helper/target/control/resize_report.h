// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/types.h"

namespace blkera {

// What the sizes of a device were and have become.
struct ResizeReport {
    SectorCount size; // of the origin, now
    BlockCount oldBlocks;
    BlockCount blocks;
    MetadataBlockCount oldMetadataBlocks;
    MetadataBlockCount metadataBlocks;
    // Whether the block device has that size already; if not, it has after a stop and a start.
    bool visible = true;
};

} // namespace blkera
