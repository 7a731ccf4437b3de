// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "client/device_info.h"
#include "models/era_range.h"
#include "models/map/map_geometry.h"
#include "models/map/map_tiles.h"

#include <QString>

namespace blkera {

// "128 GiB", "131 080 MiB": all of it, in the largest unit that needs no fraction.
QString exactSizeText(quint64 sizeBytes);
// "14 %"; below one percent "0.02 %"; a little is never "0 %", and not quite all never "100 %".
QString shareText(quint64 part, quint64 whole);

// What a picture of changes says, in words: for those who do not see it, and to be copied.
struct MapSummary {
    quint64 changed = 0;
    quint64 blocks = 0;
    bool isSuperset = false;
    EraRange range;
    quint64 blockBytes = 0;
    BlockSpan largest; // count 0: not known
};

// "1 204 331 of 8 388 608 blocks (14 %) changed since era 118; largest region: 412 blocks at 1.2
// GiB"
QString summaryText(const MapSummary& summary);

// What one cell of the map has: which blocks, where on the device, how many changed, how recently.
QString cellText(const DeviceInfo& device, const BlockSpan& span, const ShownCell& cell);

} // namespace blkera
