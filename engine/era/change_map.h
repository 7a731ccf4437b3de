// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "era/era_view.h"

#include <cstdint>
#include <vector>

namespace blkera {

// What a picture of the device shows in one place.
struct MapCell {
    std::uint32_t changed = 0; // blocks written in the eras asked for
    std::uint32_t newestEra = 0; // of the last write to any block of the cell, whenever; 0: none

    bool operator==(const MapCell&) const = default;
};

// Where on the device blocks were written in a range of eras, at any zoom. A pyramid of cells:
// at the base each stands for kBaseBlocks blocks, on each level above for twice as many. What is
// finer than the base is read anew for the part that is asked for.
//
// "Written in" is what forEachRangeChangedBetween() lists, superset() among it.
// Thread safety: none. Memory: nrBlocks / 256 bytes (8 MiB for 2^31 blocks) while it lives, an
// EraScan while it reads. The view must stay readable (pinned, or a held snapshot) as long as the
// map is asked for slices.
class ChangeMap {
public:
    static constexpr std::uint32_t kBaseBlocks = 1 << 12;
    static constexpr std::uint32_t kMostCells = 1 << 18;

    // Reads the whole view once. Both eras are inclusive. Errors: Corrupt, Io; Invalid if `since`
    // is after `until`.
    static Result<ChangeMap> build(BlockManager& blocks, const EraView& view, Era since, Era until);

    struct Slice {
        std::uint32_t blocksPerCell = 1; // a power of two
        BlockIndex first; // of the first cell; a multiple of blocksPerCell
        std::vector<MapCell> cells;
    };

    // The cells that `window`, clipped to the device, touches, whole: zoomed in as far as at most
    // `maxCells` (and kMostCells) cells allow. No cells for a window beyond the device. Errors:
    // Corrupt, Io; Invalid if no cell is allowed.
    Result<Slice> slice(BlockManager& blocks, BlockRange window, std::uint32_t maxCells) const;

    // Blocks written in the range, perhaps (see ChangedAnswer), and later.
    bool superset() const { return m_superset; }

private:
    ChangeMap(const EraView& view, Era since, Era until);

    // Reads and adds up cells of `blocksPerCell` blocks from the first block of `cells` on.
    Result<void> readCells(BlockManager& blocks, BlockRange range, std::uint32_t blocksPerCell,
                           std::vector<MapCell>& cells, bool& superset) const;

    EraView m_view;
    Era m_since;
    Era m_until;
    bool m_superset = false;
    std::vector<std::vector<MapCell>> m_levels; // the base first
};

} // namespace blkera
