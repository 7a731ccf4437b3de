// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/types.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace blkera::twin {

// For each block the era of its last write; all there is to know of a device.
struct Eras {
    Era current;
    std::vector<Era> ofBlock;

    bool operator==(const Eras&) const = default;

    // Maximal runs, ascending.
    std::vector<BlockRange> changedSince(Era since) const
    {
        std::vector<BlockRange> ranges;
        for (std::uint32_t block = 0; block < ofBlock.size(); ++block) {
            const BlockIndex index(block);
            if (ofBlock[block] < since)
                continue;
            if (ranges.empty() || ranges.back().end != index)
                ranges.push_back({ index, index });
            ++ranges.back().end;
        }
        return ranges;
    }
};

// What the metadata of a device has to say, in the least code that can be right.
struct EraModel {
    Eras live;
    std::optional<Eras> snapshot;

    void beginEra() { ++live.current; }

    void resize(BlockCount blocks) { live.ofBlock.resize(blocks.raw()); }

    void mark(BlockRange blocks)
    {
        std::fill(live.ofBlock.begin() + blocks.begin.raw(),
                  live.ofBlock.begin() + blocks.end.raw(), live.current);
    }

    void takeSnapshot()
    {
        beginEra();
        snapshot = live;
    }
};

} // namespace blkera::twin
