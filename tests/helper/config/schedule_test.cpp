// SPDX-License-Identifier: GPL-2.0-or-later
#include "config/schedule.h"

#include <cstdlib>
#include <ctime>

#include <QtTest>

using namespace blkera;
using namespace std::chrono;

namespace {

system_clock::time_point at(const char* text)
{
    return system_clock::time_point(
        seconds(QDateTime::fromString(QLatin1String(text), Qt::ISODate).toSecsSinceEpoch()));
}

QString shown(system_clock::time_point time)
{
    return QDateTime::fromSecsSinceEpoch(system_clock::to_time_t(time))
        .toString(QStringLiteral("ddd yyyy-MM-dd hh:mm"));
}

} // namespace

class ScheduleTest : public QObject {
    Q_OBJECT

private slots:

    void initTestCase()
    {
        qputenv("TZ", "Europe/Berlin");
        ::tzset();
    }

    void theNextTimeIsTheFirstAfter_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("after");
        QTest::addColumn<QString>("next");
        const std::array<const char*, 3> rows[] {
            { "hourly", "2026-11-28T10:00:00", "Sat 2026-11-28 11:00" },
            { "every 15min", "2026-11-28T10:14:59", "Sat 2026-11-28 10:15" },
            { "every 6h", "2026-11-28T12:30:00", "Sat 2026-11-28 13:00" }, // 12:00 UTC
            { "daily", "2026-11-28T10:00:00", "Sun 2026-11-29 00:00" },
            { "daily 03:30", "2026-11-28T03:29:59", "Sat 2026-11-28 03:30" },
            { "daily 03:30", "2026-11-28T03:30:00", "Sun 2026-11-29 03:30" },
            { "weekly", "2026-11-28T10:00:00", "Mon 2026-11-30 00:00" },
            { "weekly sat 03:30", "2026-11-28T03:30:00", "Sat 2026-12-05 03:30" },
            { "weekly 03:30", "2026-11-28T03:30:00", "Mon 2026-11-30 03:30" },
            { "monthly", "2026-11-28T10:00:00", "Tue 2026-12-01 00:00" },
            { "monthly 15 03:30", "2026-12-15T03:30:00", "Fri 2027-01-15 03:30" },
            // The clock goes from 02:00 to 03:00, and back from 03:00 to 02:00.
            { "daily 02:30", "2026-03-28T12:00:00", "Sun 2026-03-29 03:30" },
            { "daily 03:30", "2026-10-24T12:00:00", "Sun 2026-10-25 03:30" },
            { "daily 00:00", "2026-10-25T12:00:00", "Mon 2026-10-26 00:00" },
        };
        for (const auto& [text, after, next] : rows)
            QTest::addRow("%s after %s", text, after) << text << after << next;
    }

    void theNextTimeIsTheFirstAfter()
    {
        QFETCH(QString, text);
        QFETCH(QString, after);
        QFETCH(QString, next);
        const auto schedule = parseSchedule(text.toStdString());
        QVERIFY(schedule);
        QCOMPARE(shown(schedule->next(at(after.toLatin1().constData()))), next);
    }

    void noneIsNever()
    {
        for (const char* text : { "", "never" }) {
            const auto schedule = parseSchedule(text);
            QVERIFY(schedule && *schedule == Schedule {});
            QVERIFY(schedule->next(at("2026-11-28T10:00:00")) == system_clock::time_point::max());
            QCOMPARE(toString(*schedule), std::string());
        }
    }

    void whatIsWrittenIsReadAgain()
    {
        for (const char* text :
             { "every 15min", "every 1h", "every 90min", "every 2d", "daily 03:30",
               "weekly sun 00:00", "weekly sat 23:59", "monthly 28 03:30" }) {
            const auto schedule = parseSchedule(text);
            QVERIFY2(schedule, text);
            QCOMPARE(toString(*schedule), std::string(text));
        }
    }

    void nonsenseIsRefusedWithWhatThereIs()
    {
        for (const char* text : { "every", "every 0min", "every 15", "every -1h", "every 400d",
                                  "every 99999999999999h", "daily 24:00", "daily 3:30",
                                  "daily 03:30 x", "weekly noday", "weekly 03:30 sat", "monthly 29",
                                  "monthly 0", "yearly", "daily\n03:30", "every 1h 03:30" }) {
            const auto schedule = parseSchedule(text);
            QVERIFY2(!schedule, text);
            QVERIFY(schedule.error().message().find("weekly sat 03:30") != std::string::npos);
        }
    }

    // Whatever the time, the next one is after it, and none is skipped: the next one after a moment
    // before is the same.
    void timesFollowEachOther()
    {
        for (const char* text :
             { "every 7min", "daily 02:30", "weekly sun 02:30", "monthly 28 02:30" }) {
            const auto schedule = parseSchedule(text);
            auto time = at("2026-01-01T00:00:00");
            for (int i = 0; i < 400; ++i) {
                const auto next = schedule->next(time);
                QVERIFY(next > time);
                QVERIFY(schedule->next(next - seconds(1)) == next);
                time = next;
            }
        }
    }
};

QTEST_GUILESS_MAIN(ScheduleTest)
#include "schedule_test.moc"
