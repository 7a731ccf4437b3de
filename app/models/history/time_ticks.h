// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "models/history/timeline_geometry.h"

#include <QString>
#include <QTimeZone>

namespace blkera {

struct TimeTick {
    qint64 us = 0;
    QString label;
    bool isMajor = false; // a day begins among hours, a year among months
};

// Marks of an axis of time, at round times of the zone and at least `minDistance` pixels apart
// (but for hours that daylight saving moves): seconds, minutes, hours, days, months or years.
QList<TimeTick> timeTicks(const TimelineGeometry& geometry, double minDistance,
                          const QTimeZone& zone = QTimeZone::systemTimeZone());

} // namespace blkera
