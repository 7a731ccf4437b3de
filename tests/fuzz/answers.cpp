// SPDX-License-Identifier: GPL-2.0-or-later
#include "answers.h"

#include "target.h"

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

} // namespace blkera::fuzz
