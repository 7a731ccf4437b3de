// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "simulation/block_image.h"

#include <vector>

namespace blkera::simulation {

// By metadata block, whether the space map counts it as in use: read straight from the bytes that
// metadata-format.md section 7 describes, not by the engine. Empty if there is no superblock.
std::vector<bool> allocatedBlocks(const BlockImage& image);

} // namespace blkera::simulation
