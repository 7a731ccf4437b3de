// SPDX-License-Identifier: GPL-2.0-or-later
#include "era/era_histogram.h"

#include "era/last_eras.h"

#include <algorithm>

namespace blkera {

namespace {

EraHistogram makeBuckets(Era first, Era last, std::size_t maxBuckets)
{
    EraHistogram histogram;
    std::uint64_t width = 1;
    while (last.raw() / width - first.raw() / width >= maxBuckets)
        width *= 2;
    histogram.erasPerBucket = width;
    histogram.firstEra = Era(static_cast<std::uint32_t>(first.raw() / width * width));
    histogram.blocks.resize(last.raw() / width - first.raw() / width + 1);
    return histogram;
}

void count(EraHistogram& histogram, std::uint32_t era, std::uint64_t blocks)
{
    const std::uint32_t firstEra = histogram.firstEra.raw();
    if (era == 0) {
        histogram.neverWritten += blocks;
    } else if (era < firstEra) {
        histogram.earlier += blocks;
    } else {
        const std::size_t bucket = (era - firstEra) / histogram.erasPerBucket;
        (bucket < histogram.blocks.size() ? histogram.blocks[bucket] : histogram.later) += blocks;
    }
}

} // namespace

Result<EraHistogram> countByLastEra(BlockManager& blocks, const EraView& view, Era first, Era last,
                                    std::size_t maxBuckets)
{
    if (first > last || maxBuckets == 0)
        return invalid("a histogram needs a bucket, and a first era that is not after the last");
    auto writesets = undigestedWritesets(blocks, view);
    if (!writesets)
        return writesets.error();
    const std::uint64_t windows = windowsFor(view.nrBlocks.raw());
    auto scan = EraScan::open(blocks, view, std::move(*writesets), windows);
    if (!scan)
        return scan.error();
    EraHistogram histogram = makeBuckets(first, std::max(first, std::min(last, view.currentEra)),
                                         std::min(maxBuckets, EraHistogram::kMostBuckets));
    LastEras lastEras(view);
    for (std::uint64_t window = 0; window < windows; ++window) {
        if (auto read = readWindow(*scan, window, lastEras); !read)
            return read.error();
        // Neighbours were mostly written together.
        const auto eras = lastEras.eras();
        for (auto run = eras.begin(); run != eras.end();) {
            const auto end = std::find_if(run, eras.end(), [&](auto era) { return era != *run; });
            count(histogram, *run, static_cast<std::uint64_t>(end - run));
            run = end;
        }
    }
    return histogram;
}

} // namespace blkera
