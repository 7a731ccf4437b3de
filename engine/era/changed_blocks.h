// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "era/era_view.h"

#include <functional>

namespace blkera {

// Which blocks were last written in era `since` or later: the union of the era array, the archived
// writesets and, unlike the kernel's tools, the **current** writeset. `since` 0 lists every block,
// also those never written, as those tools do.
//
// Streams maximal ranges in ascending order; memory is one window of bits whatever the device's
// size. An error (Corrupt, Io, or what `range` returned) means that the list is incomplete and must
// not be used.
Result<void> forEachChangedRange(BlockManager& blocks, const EraView& view, Era since,
                                 const std::function<Result<void>(BlockRange)>& range);

} // namespace blkera
