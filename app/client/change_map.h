// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "client/outcome.h"

#include <vector>

#include <QtGlobal>

namespace blkera {

// What is to be shown where; see org.blkera.Device1.GetMap.
struct MapRequest {
    quint64 firstBlock = 0;
    quint64 blocks = 0; // 0: to the end
    quint32 maxCells = 1;
    quint32 since = 1;
    quint32 until = 0; // 0: up to now

    bool operator==(const MapRequest&) const = default;
};

struct MapCell {
    quint32 changed = 0; // blocks that were written in the eras asked for
    quint32 newestEra = 0; // of the last write to any block of the cell; 0: none

    bool operator==(const MapCell&) const = default;
};

// Where blocks were written: one cell for each `blocksPerCell` blocks, a power of two, from
// `firstBlock` on, a multiple of it.
struct ChangeMap {
    quint64 firstBlock = 0;
    quint32 blocksPerCell = 1;
    quint32 currentEra = 0; // when it was drawn
    bool isSuperset = false; // cells count blocks, too, of which it is not certain
    std::vector<MapCell> cells;
};

// The cells of a sealed memory file of which the daemon has said `expected` (all but its cells) and
// how many cells there are; nothing in the file is believed. `file` stays the caller's. Errors:
// Failed, for a file that is not sealed, is short, has another header or more than 2^18 cells.
Outcome<ChangeMap> readChangeMap(int file, ChangeMap expected, quint32 cells);

} // namespace blkera
