// SPDX-License-Identifier: GPL-2.0-or-later
#include "answers.h"

#include "era/change_map.h"
#include "era/era_histogram.h"
#include "target.h"

#include <numeric>

namespace blkera::fuzz {

void requireChanged(BlockManager& blocks, const EraView& view,
                    const std::optional<std::vector<std::uint32_t>>& lastEras,
                    const ChangedClaim& claim)
{
    std::vector<bool> listed(lastEras ? lastEras->size() : 0);
    BlockIndex end(0);
    bool any = false;
    const auto done
        = forEachChangedRange(blocks, view, claim.since, [&](BlockRange range) -> Result<void> {
              require(!range.empty(), "no range of a list is empty");
              require(!any || range.begin > end, "ranges ascend and do not touch");
              require(range.end.raw() <= view.nrBlocks.raw(), "no range goes beyond the device");
              any = true;
              end = range.end;
              for (std::uint32_t block = range.begin.raw(); lastEras && block < range.end.raw();
                   ++block)
                  listed[block] = true;
              return {};
          });
    require(done || !claim.mustAnswer, "an image without errors gives its list");
    if (!done || !lastEras)
        return;
    for (std::size_t block = 0; block < listed.size(); ++block) {
        const bool changed = (*lastEras)[block] >= claim.since.raw();
        require(listed[block] || !changed, "a list leaves out no block that was marked");
        require(!listed[block] || changed || !claim.exact, "a list has no block without a mark");
    }
}

namespace {

// Of each block that is listed as changed between the two eras; nothing if there is no list.
std::optional<std::vector<bool>> changedBetween(BlockManager& blocks, const EraView& view,
                                                Era since, Era until, std::uint64_t& count)
{
    std::vector<bool> listed(view.nrBlocks.raw());
    const auto answer = forEachRangeChangedBetween(
        blocks, view, since, until, [&](BlockRange range) -> Result<void> {
            for (BlockIndex block = range.begin; block != range.end; ++block)
                listed.at(block.raw()) = true;
            return {};
        });
    if (!answer)
        return std::nullopt;
    count = answer->blocks;
    return listed;
}

void requireHistogram(BlockManager& blocks, const EraView& view,
                      const std::optional<std::vector<std::uint32_t>>& lastEras, Era since,
                      Era until, bool clean)
{
    const auto histogram = countByLastEra(blocks, view, since, until, 8);
    require(histogram || !clean, "an image without errors gives its histogram");
    if (!histogram)
        return;
    const std::uint64_t all
        = std::accumulate(histogram->blocks.begin(), histogram->blocks.end(),
                          histogram->earlier + histogram->later + histogram->neverWritten);
    require(all == view.nrBlocks.raw(), "a histogram counts every block once");
    if (!clean || !lastEras)
        return;
    EraHistogram expected = *histogram;
    expected.earlier = expected.later = expected.neverWritten = 0;
    expected.blocks.assign(histogram->blocks.size(), 0);
    for (const std::uint32_t era : *lastEras) {
        const std::uint64_t bucket
            = (std::uint64_t { era } - histogram->firstEra.raw()) / histogram->erasPerBucket;
        if (era == 0)
            ++expected.neverWritten;
        else if (era < histogram->firstEra.raw())
            ++expected.earlier;
        else if (bucket >= expected.blocks.size())
            ++expected.later;
        else
            ++expected.blocks[bucket];
    }
    require(expected.blocks == histogram->blocks && expected.earlier == histogram->earlier
                && expected.later == histogram->later,
            "a histogram says what the blocks' last eras say");
}

} // namespace

void requireQueries(BlockManager& blocks, const EraView& view,
                    const std::optional<std::vector<std::uint32_t>>& lastEras, Era since, Era until,
                    bool clean)
{
    std::uint64_t count = 0;
    const auto listed = changedBetween(blocks, view, since, until, count);
    require(listed || !clean, "an image without errors says what changed between two eras");
    for (std::size_t block = 0; listed && lastEras && block < listed->size(); ++block) {
        const std::uint32_t last = (*lastEras)[block];
        // Where all writesets of the range are there, they alone count: an era array that says more
        // is damaged.
        require((*listed)[block] || last < since.raw() || last > until.raw() || !clean,
                "a list between two eras leaves out no block that was last marked there");
        require(!(*listed)[block] || last >= since.raw() || !clean,
                "a list between two eras has no block that was last marked before");
    }
    requireHistogram(blocks, view, lastEras, since, until, clean);

    const auto map = ChangeMap::build(blocks, view, since, until);
    require(map || !clean, "an image without errors gives its map");
    if (!map || !listed)
        return;
    const BlockRange device { BlockIndex(0), BlockIndex(0) + view.nrBlocks };
    const auto slice = map->slice(blocks, device, 64);
    if (!slice)
        return require(!clean, "an image without errors gives a slice of its map");
    std::uint64_t changed = 0;
    for (const MapCell& cell : slice->cells)
        changed += cell.changed;
    require(changed == count, "a map's cells add up to the list");
}

} // namespace blkera::fuzz
