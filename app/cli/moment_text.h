// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <optional>

#include <QJsonValue>
#include <QString>

namespace blkera {

// Moments are microseconds since 1970, 0 if not known: "2026-11-28 10:15:03" in local time, or "-".
QString momentText(quint64 us);
// As JSON has it: UTC, ISO 8601 with microseconds, or null.
QJsonValue momentJson(quint64 us);
// "3 d 4 h", "25 min", "12 s"; "-" unless both are known.
QString spanText(quint64 fromUs, quint64 untilUs);
// "1.5 GiB".
QString bytesText(std::optional<quint64> bytes);

quint64 nowUs(); // since 1970

} // namespace blkera
