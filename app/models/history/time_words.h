// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <QString>

namespace blkera {

// "2026-03-01 10:02:11", in local time; a dash for 0, which is "not known". Microseconds since
// 1970.
QString timeText(quint64 us);

// "25 s", "3 min 20 s", "1 h 20 min", "2 d 3 h".
QString durationText(quint64 durationUs);

// "3 minutes left", from a moment to the expected end; never less than nothing.
QString timeLeftText(quint64 nowUs, quint64 expectedEndUs);

// Of the clock, microseconds since 1970.
quint64 clockUs();

} // namespace blkera
