// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "formats/era_dump.h"
#include "tools/console.h"

#include <string>
#include <vector>

namespace blkera::tools {

// Blocks of which it cannot be proven when they were written last, and why.
struct Loss {
    BlockRange blocks;
    std::string reason;
};

// Passes on what damaged metadata still proves. A block of which it proves nothing counts as
// written in the current era: what comes out lists every block that the sound metadata listed, and
// may be more. Nothing at all is proven by metadata that contradicts itself
// (CheckReport::contradictory) or whose writeset tree cannot be read whole: an era that is missing
// may have written every block.
//
// Errors: Corrupt if even the number of blocks is in doubt; what the writer returns.
Result<std::vector<Loss>> salvage(BlockDevice& device, const EraView& view, EraDumpWriter& writer);

// Where nothing is left: every block counts as written in the view's current era.
Result<void> writeAllAsWritten(const EraView& view, EraDumpWriter& writer);

// The first hundred, a line each, on standard error.
void tell(const Console& console, const std::string& file, const std::vector<Loss>& losses);

} // namespace blkera::tools
