// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "era/array_builder.h"
#include "pdata/disk_space_map.h"

#include <utility>
#include <vector>

namespace blkera {

// A block that is pointed to more than once, and how often.
using SharedCount = std::pair<MetadataBlock, std::uint32_t>;

// Writes the space map of metadata that was written from scratch, after everything else: what the
// sequence handed out is in use once, but for the few blocks in `shared`, and the rest is free.
// Errors: those of BlockSequence.
Result<SpaceMapRoot> buildSpaceMap(BlockSequence& sequence, std::vector<SharedCount> shared);

} // namespace blkera
