// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "models/map/map_tiles.h"
#include "widgets/map/map_colors.h"

#include <vector>

#include <QImage>

class QPainter;

namespace blkera {

// What of a device is in the picture, and how.
struct MapScene {
    MapGrid grid;
    MapLayout layout;
    qint64 firstRow = 0;
    MapMode mode = MapMode::Share;
    quint32 since = 1; // eras at the ends of the ramp
    quint32 until = 1;
    int dotDistance = 4; // pixels

    bool operator==(const MapScene&) const = default;
};

// Paints the cells: an image as the screen has it, which is painted faster than one with a table
// of colours, and made anew only when its cells or colours change. All
// coordinates are pixels of the screen, from the upper left corner of the map.
class MapPainter {
public:
    // Reads what is visible out of `tiles`.
    void update(const MapScene& scene, const MapTiles& tiles);
    void setColors(const MapColors& colors);

    const MapColors& colors() const { return m_colors; }

    // Of those in the picture; what is not known of others.
    ShownCell cell(quint64 cell) const;
    QRect rectOf(quint64 cell) const;

    void paintCells(QPainter& painter) const;
    // `spans` are sorted and do not overlap.
    void paintMarked(QPainter& painter, const std::vector<BlockSpan>& spans) const;
    void paintCursor(QPainter& painter, quint64 cell, bool hasFocus) const;

private:
    quint8 indexOf(const ShownCell& cell) const;
    void paintRow(int row);
    void paintMarkedCells(QPainter& painter, const QBrush& hatch, quint64 first,
                          quint64 last) const;

    MapScene m_scene;
    MapColors m_colors;
    quint64 m_firstCell = 0;
    std::vector<ShownCell> m_cells;
    QImage m_image;
};

} // namespace blkera
