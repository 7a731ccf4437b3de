// SPDX-License-Identifier: GPL-2.0-or-later
#include "models/history/time_ticks.h"

#include <algorithm>

#include <QDateTime>
#include <QLocale>
#include <QTest>

using namespace blkera;

namespace {

QTimeZone berlin()
{
    return QTimeZone("Europe/Berlin");
}

qint64 us(const QString& moment, const QTimeZone& zone = berlin())
{
    QDateTime parsed = QDateTime::fromString(moment, QStringLiteral("yyyy-MM-dd hh:mm:ss"));
    parsed.setTimeZone(zone);
    return parsed.toMSecsSinceEpoch() * 1'000;
}

QString labels(const QList<TimeTick>& ticks)
{
    QStringList words;
    for (const TimeTick& tick : ticks)
        words << (tick.isMajor ? u'*' + tick.label : tick.label);
    return words.join(QStringLiteral(", "));
}

} // namespace

class TimeTicksTest : public QObject {
    Q_OBJECT

private slots:

    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void ticksAreAtRoundTimes_data();
    void ticksAreAtRoundTimes();
    void ticksAreInOrderAndApart_data();
    void ticksAreInOrderAndApart();
};

void TimeTicksTest::ticksAreAtRoundTimes_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("expected"); // 500 pixels, 100 apart

    const auto row = [](const char* name, const char* from, const char* to, const char* expected) {
        QTest::newRow(name) << QString::fromLatin1(from) << QString::fromLatin1(to)
                            << QString::fromLatin1(expected);
    };
    row("seconds", "2026-03-01 10:00:00", "2026-03-01 10:00:20",
        "*1 Mar 10:00:00, 10:00:05, 10:00:10, 10:00:15, 10:00:20");
    row("minutes", "2026-03-01 10:02:00", "2026-03-01 10:50:00",
        "*1 Mar 10:10, 10:20, 10:30, 10:40, 10:50");
    row("hours", "2026-03-01 10:30:00", "2026-03-01 20:00:00",
        "*1 Mar 12:00, 14:00, 16:00, 18:00, 20:00");
    row("over midnight", "2026-03-01 20:30:00", "2026-03-02 05:00:00",
        "22:00, *2 Mar, 02:00, 04:00");
    row("a day begins", "2026-03-01 13:00:00", "2026-03-03 13:00:00",
        "*2 Mar, 12:00, *3 Mar, 12:00");
    row("days", "2026-03-01 13:00:00", "2026-03-06 12:00:00",
        "*2 Mar 2026, 3 Mar, 4 Mar, 5 Mar, 6 Mar");
    row("weeks begin on Monday", "2026-03-01 00:00:00", "2026-04-01 00:00:00",
        "*2 Mar 2026, 9 Mar, 16 Mar, 23 Mar, 30 Mar");
    row("months", "2025-11-15 00:00:00", "2026-04-10 00:00:00", "Dec, *2026, Feb, Mar, Apr");
    row("years", "2020-06-01 00:00:00", "2025-02-01 00:00:00", "*2021, *2022, *2023, *2024, *2025");
    row("summer time begins", "2026-03-28 22:00:00", "2026-03-29 08:00:00",
        "22:00, *29 Mar, 03:00, 04:00, 06:00, 08:00");
    row("summer time ends", "2026-10-24 22:00:00", "2026-10-25 06:00:00",
        "22:00, *25 Oct, 02:00, 04:00, 06:00");
}

void TimeTicksTest::ticksAreAtRoundTimes()
{
    QFETCH(const QString, from);
    QFETCH(const QString, to);
    const TimelineGeometry geometry({ us(from), us(to) }, 500);
    QTEST(labels(timeTicks(geometry, 100, berlin())), "expected");
}

void TimeTicksTest::ticksAreInOrderAndApart_data()
{
    QTest::addColumn<qint64>("lengthUs");
    for (qint64 seconds = 1; seconds < 2'000'000'000; seconds *= 3)
        QTest::addRow("%lld s", static_cast<long long>(seconds)) << seconds * 1'000'000;
}

void TimeTicksTest::ticksAreInOrderAndApart()
{
    QFETCH(const qint64, lengthUs);
    const qint64 to = us(QStringLiteral("2026-03-01 10:02:03"));
    const TimelineGeometry geometry({ to - lengthUs, to }, 900);
    const QList<TimeTick> ticks = timeTicks(geometry, 90, QTimeZone::utc());
    QVERIFY(ticks.size() <= 11);
    for (qsizetype i = 0; i < ticks.size(); ++i) {
        QVERIFY(ticks[i].us >= geometry.window().fromUs && ticks[i].us <= geometry.window().toUs);
        QVERIFY(!ticks[i].label.isEmpty());
        if (i > 0)
            QVERIFY(geometry.xOf(ticks[i].us) - geometry.xOf(ticks[i - 1].us) > 80); // February
    }
}

QTEST_GUILESS_MAIN(TimeTicksTest)
#include "time_ticks_test.moc"
