// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "era/era_view.h"

#include <functional>

namespace blkera {

// Which blocks were last written in era `since` or later: the union of the era array, the archived
// writesets and, unlike the kernel's tools, the **current** writeset. `since` 0 lists every block,
// also those never written, as those tools do.
//
// Streams maximal ranges in ascending order; memory is that of an EraScan whatever the device's
// size. An error (Corrupt, Io, or what `range` returned) means that the list is incomplete and must
// not be used.
Result<void> forEachChangedRange(BlockManager& blocks, const EraView& view, Era since,
                                 const std::function<Result<void>(BlockRange)>& range);

// How much of a list of changed blocks is certain; known when the list is complete.
struct ChangedAnswer {
    std::uint64_t blocks = 0; // listed
    // Of these, how many were written after the eras asked for and may or may not have been written
    // in them too.
    std::uint64_t uncertain = 0;

    // Perhaps some of the listed blocks were not written in the eras asked for. None that was is
    // missing, ever.
    bool superset() const { return uncertain != 0; }
};

// Which blocks were written in an era from `since` to `until`, both inclusive.
//
// An era whose writeset is still there (archived or current) says so block by block. Of older eras,
// those digested into the era array, only the **last** write of each block is known. So
// - if all eras asked for are undigested, the union of their writesets is the answer, exactly; the
//   era array is not read;
// - else a block whose era in the array lies in the range is certain, and one with an earlier era
//   is certainly not written in the range's digested part. One with a later era than `until` was
//   written then, and perhaps in the range before: it is listed, and counted as uncertain unless a
//   writeset of the range has it.
// `until` at or beyond the current era asks for the blocks changed since `since`, which is exact.
// `since` 0 lists every block, also those never written, and is exact.
// Errors: as above; Invalid if `since` is after `until`.
Result<ChangedAnswer>
forEachRangeChangedBetween(BlockManager& blocks, const EraView& view, Era since, Era until,
                           const std::function<Result<void>(BlockRange)>& range);

} // namespace blkera
