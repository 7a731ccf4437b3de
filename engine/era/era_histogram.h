// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "era/era_view.h"

#include <vector>

namespace blkera {

// How many blocks were last written when. Every block is in exactly one of the numbers.
struct EraHistogram {
    // Bucket i: blocks last written in one of the erasPerBucket eras from
    // firstEra + i * erasPerBucket on.
    Era firstEra; // a multiple of erasPerBucket
    std::uint64_t erasPerBucket = 1; // a power of two
    std::vector<std::uint64_t> blocks;

    std::uint64_t earlier = 0; // last written before the first bucket
    std::uint64_t later = 0; // after the last one
    std::uint64_t neverWritten = 0; // era 0, which is in no bucket

    static constexpr std::size_t kMostBuckets = 1 << 16;
};

// The histogram over the eras from `first` to `last` (both inclusive; after the current era there
// are none), in at most `maxBuckets` buckets, themselves at most kMostBuckets; the buckets at both
// ends may reach a little further, so that they line up whatever was asked for.
//
// Counts what the era array, the archived writesets and the current one say, the highest era of
// each block. Memory: that of an EraScan and of the buckets. Errors: Corrupt, Io; Invalid if
// `first` is after `last` or no bucket is allowed.
Result<EraHistogram> countByLastEra(BlockManager& blocks, const EraView& view, Era first, Era last,
                                    std::size_t maxBuckets);

} // namespace blkera
