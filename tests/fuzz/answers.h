// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "era/changed_blocks.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace blkera::fuzz {

// A claim about one list, of blocks changed since `since`: nothing that `lastEras` has is missing
// and, where `exact` is true, nothing else is listed. A reader that refuses the image makes no
// list, which is right unless `mustAnswer`.
struct ChangedClaim {
    Era since;
    bool exact = false;
    bool mustAnswer = false;
};

void requireChanged(BlockManager& blocks, const EraView& view,
                    const std::optional<std::vector<std::uint32_t>>& lastEras,
                    const ChangedClaim& claim);

} // namespace blkera::fuzz
