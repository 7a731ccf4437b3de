// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "models/map/color_ramp.h"

#include <QBrush>
#include <QColor>
#include <QPalette>

namespace blkera {

// What a cell's colour says.
enum class MapMode { Share, NewestEra };

// The colours of map, strip and legend; made anew when the palette or the ramp changes.
struct MapColors {
    QList<QRgb> table; // see color_ramp.h
    QColor text;
    QColor base;
    QColor highlight;

    MapColors() = default;
    MapColors(const QPalette& palette, Ramp ramp);

    // Lines of 45 degrees, a dark one beside a light one: to be seen on every colour. `side` is
    // their distance in pixels.
    QBrush hatch(int side) const;
};

// A frame of two colours, inside `rect`, for what is marked on any colour. The painter counts
// pixels of the screen.
void drawFrame(QPainter& painter, const QRect& rect, const QColor& outer, const QColor& inner,
               int width);

} // namespace blkera
