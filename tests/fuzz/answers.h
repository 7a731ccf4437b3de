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

// The same for what was changed between two eras, the histogram and the map, which must agree with
// each other too.
void requireQueries(BlockManager& blocks, const EraView& view,
                    const std::optional<std::vector<std::uint32_t>>& lastEras, Era since, Era until,
                    bool clean);

} // namespace blkera::fuzz
