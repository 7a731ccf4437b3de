// SPDX-License-Identifier: GPL-2.0-or-later
#include "models/history/time_words.h"

#include "client/texts.h"

#include <QDateTime>

namespace blkera {
namespace {

constexpr quint64 kUsPerMs = 1'000;
constexpr quint64 kUsPerSecond = 1'000'000;
constexpr quint64 kSecondsPerMinute = 60;
constexpr quint64 kSecondsPerHour = 3'600;
constexpr quint64 kSecondsPerDay = 86'400;

} // namespace

QString timeText(quint64 us)
{
    if (us == 0)
        return QStringLiteral("–");
    return QDateTime::fromMSecsSinceEpoch(qint64(us / kUsPerMs))
        .toString(QStringLiteral("yyyy-MM-dd hh:mm:ss"));
}

QString durationText(quint64 durationUs)
{
    const quint64 seconds = durationUs / kUsPerSecond;
    if (seconds < kSecondsPerMinute)
        return Texts::tr("%1 s", "seconds").arg(seconds);
    if (seconds < kSecondsPerHour)
        return Texts::tr("%1 min %2 s", "minutes and seconds")
            .arg(seconds / kSecondsPerMinute)
            .arg(seconds % kSecondsPerMinute);
    const quint64 minutes = seconds / kSecondsPerMinute % 60;
    if (seconds < kSecondsPerDay)
        return Texts::tr("%1 h %2 min", "hours and minutes")
            .arg(seconds / kSecondsPerHour)
            .arg(minutes);
    return Texts::tr("%1 d %2 h", "days and hours")
        .arg(seconds / kSecondsPerDay)
        .arg(seconds / kSecondsPerHour % 24);
}

QString timeLeftText(quint64 nowUs, quint64 expectedEndUs)
{
    const quint64 leftUs = expectedEndUs > nowUs ? expectedEndUs - nowUs : 0;
    const quint64 seconds = (leftUs + kUsPerSecond - 1) / kUsPerSecond;
    if (seconds < 2 * kSecondsPerMinute)
        return Texts::tr("%n second(s) left", nullptr, int(seconds));
    if (seconds < 2 * kSecondsPerHour)
        return Texts::tr("%n minute(s) left", nullptr, int(seconds / kSecondsPerMinute));
    if (seconds < 2 * kSecondsPerDay)
        return Texts::tr("%n hour(s) left", nullptr, int(seconds / kSecondsPerHour));
    return Texts::tr("%n day(s) left", nullptr, int(seconds / kSecondsPerDay));
}

quint64 clockUs()
{
    return quint64(QDateTime::currentMSecsSinceEpoch()) * kUsPerMs;
}

} // namespace blkera
