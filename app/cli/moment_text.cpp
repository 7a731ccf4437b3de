// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/moment_text.h"

#include <QDateTime>
#include <QLocale>

namespace blkera {
namespace {

constexpr quint64 kUsPerMs = 1'000;
constexpr quint64 kUsPerSecond = 1'000'000;

QDateTime dateTime(quint64 us)
{
    return QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(us / kUsPerMs));
}

} // namespace

QString momentText(quint64 us)
{
    return us == 0 ? QStringLiteral("-")
                   : dateTime(us).toString(QStringLiteral("yyyy-MM-dd hh:mm:ss"));
}

QJsonValue momentJson(quint64 us)
{
    if (us == 0)
        return {};
    return dateTime(us).toUTC().toString(QStringLiteral("yyyy-MM-ddThh:mm:ss."))
        + QStringLiteral("%1Z").arg(us % kUsPerSecond, 6, 10, QLatin1Char('0'));
}

QString spanText(quint64 fromUs, quint64 untilUs)
{
    if (fromUs == 0 || untilUs < fromUs)
        return QStringLiteral("-");
    const quint64 seconds = (untilUs - fromUs) / kUsPerSecond;
    const quint64 minutes = seconds / 60;
    const quint64 hours = minutes / 60;
    if (hours >= 24)
        return QStringLiteral("%1 d %2 h").arg(hours / 24).arg(hours % 24);
    if (hours > 0)
        return QStringLiteral("%1 h %2 min").arg(hours).arg(minutes % 60);
    if (minutes > 0)
        return QStringLiteral("%1 min %2 s").arg(minutes).arg(seconds % 60);
    return QStringLiteral("%1 s").arg(seconds);
}

QString bytesText(std::optional<quint64> bytes)
{
    if (!bytes)
        return QStringLiteral("-");
    return QLocale::c().formattedDataSize(static_cast<qint64>(*bytes), 1,
                                          QLocale::DataSizeIecFormat);
}

quint64 nowUs()
{
    return static_cast<quint64>(QDateTime::currentMSecsSinceEpoch()) * kUsPerMs;
}

} // namespace blkera
