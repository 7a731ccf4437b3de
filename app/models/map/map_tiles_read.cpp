// SPDX-License-Identifier: GPL-2.0-or-later
// What MapTiles says of cells out of the tiles that it has.
#include "models/map/map_tiles.h"

#include <algorithm>

namespace blkera {

void MapTiles::read(int level, quint64 firstCell, std::span<ShownCell> cells) const
{
    if (level > m_overviewLevel) {
        readFromOverview(level, firstCell, cells);
        return;
    }
    while (!cells.empty()) {
        const quint64 left = kTileCells - firstCell % kTileCells;
        const std::size_t count = std::min<std::size_t>(cells.size(), left);
        readSegment(level, firstCell, cells.first(count));
        cells = cells.subspan(count);
        firstCell += count;
    }
}

// All in one tile.
void MapTiles::readSegment(int level, quint64 firstCell, std::span<ShownCell> cells) const
{
    const Tile* tile = nullptr;
    int source = level;
    for (; source <= m_overviewLevel; ++source) {
        tile = m_store.find(keyOf(source, firstCell >> (kTileCellsLog2 + source - level)));
        if (tile)
            break;
    }
    const MapGrid grid(m_blocks, 1, source);
    for (std::size_t at = 0; at < cells.size(); ++at) {
        const quint64 cell = (firstCell + at) >> (source - level);
        const quint64 place = cell % kTileCells;
        if (!tile || place >= tile->cells.size()) {
            cells[at] = {};
            continue;
        }
        const MapCell& value = tile->cells[place];
        cells[at] = { value.changed, quint32(grid.blocksOfCell(cell).count), value.newestEra,
                      source == level };
    }
}

void MapTiles::readFromOverview(int level, quint64 firstCell, std::span<ShownCell> cells) const
{
    const Tile* const tile = m_store.find(keyOf(m_overviewLevel, 0));
    const MapGrid grid(m_blocks, 1, level);
    const int shift = level - m_overviewLevel;
    for (std::size_t at = 0; at < cells.size(); ++at) {
        cells[at] = {};
        const quint64 cell = firstCell + at;
        if (!tile || cell >= grid.cells())
            continue;
        ShownCell& shown = cells[at];
        shown.blocks = quint32(grid.blocksOfCell(cell).count);
        shown.isExact = true;
        const quint64 end = std::min<quint64>((cell + 1) << shift, tile->cells.size());
        for (quint64 part = cell << shift; part < end; ++part) {
            shown.changed += tile->cells[part].changed;
            shown.newestEra = std::max(shown.newestEra, tile->cells[part].newestEra);
        }
    }
}

} // namespace blkera
