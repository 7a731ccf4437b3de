// SPDX-License-Identifier: GPL-2.0-or-later
#include "models/history/time_ticks.h"

#include <algorithm>
#include <array>

#include <QDateTime>
#include <QLocale>

namespace blkera {
namespace {

enum class Unit { Second, Day, Month };

struct Step {
    Unit unit = Unit::Second;
    int count = 1;
    qint64 seconds = 1; // about
};

constexpr qint64 kDay = 86'400;
constexpr qint64 kMonth = 30 * kDay;
constexpr std::array kSteps {
    Step { Unit::Second, 1, 1 },
    Step { Unit::Second, 2, 2 },
    Step { Unit::Second, 5, 5 },
    Step { Unit::Second, 10, 10 },
    Step { Unit::Second, 15, 15 },
    Step { Unit::Second, 30, 30 },
    Step { Unit::Second, 60, 60 },
    Step { Unit::Second, 120, 120 },
    Step { Unit::Second, 300, 300 },
    Step { Unit::Second, 600, 600 },
    Step { Unit::Second, 900, 900 },
    Step { Unit::Second, 1'800, 1'800 },
    Step { Unit::Second, 3'600, 3'600 },
    Step { Unit::Second, 7'200, 7'200 },
    Step { Unit::Second, 10'800, 10'800 },
    Step { Unit::Second, 21'600, 21'600 },
    Step { Unit::Second, 43'200, 43'200 },
    Step { Unit::Day, 1, kDay },
    Step { Unit::Day, 2, 2 * kDay },
    Step { Unit::Day, 7, 7 * kDay },
    Step { Unit::Day, 14, 14 * kDay },
    Step { Unit::Month, 1, kMonth },
    Step { Unit::Month, 2, 2 * kMonth },
    Step { Unit::Month, 3, 3 * kMonth },
    Step { Unit::Month, 6, 6 * kMonth },
    Step { Unit::Month, 12, 12 * kMonth },
    Step { Unit::Month, 24, 24 * kMonth },
    Step { Unit::Month, 60, 60 * kMonth },
    Step { Unit::Month, 120, 120 * kMonth },
};
constexpr qsizetype kMostTicks = 200;

qint64 microseconds(const QDateTime& moment)
{
    return moment.toMSecsSinceEpoch() * 1'000;
}

QDateTime momentOf(qint64 us, const QTimeZone& zone)
{
    return QDateTime::fromMSecsSinceEpoch(us / 1'000, zone);
}

QString dayText(QDate date)
{
    return QLocale().toString(date, QStringLiteral("d MMM"));
}

QString clockText(QTime time, const Step& step)
{
    return time.toString(step.seconds < 60 ? QStringLiteral("hh:mm:ss") : QStringLiteral("hh:mm"));
}

class Ticks {
public:
    Ticks(const TimeWindow& window, const Step& step, const QTimeZone& zone)
        : m_window(window)
        , m_step(step)
        , m_zone(zone)
    {
        const QDate first = momentOf(window.fromUs, zone).date();
        switch (step.unit) {
        case Unit::Second:
            addTimes(first);
            break;
        case Unit::Day:
            addDays(first);
            break;
        case Unit::Month:
            addMonths(first);
            break;
        }
    }

    QList<TimeTick> take() { return std::move(m_ticks); }

private:
    // False when the window, or the patience, is at its end.
    bool add(const QDateTime& moment, const QString& label, bool isMajor)
    {
        const qint64 us = microseconds(moment);
        if (us > m_window.toUs || m_ticks.size() >= kMostTicks)
            return false;
        // Two are one where daylight saving leaves out the hour between them.
        if (us >= m_window.fromUs && (m_ticks.isEmpty() || us > m_ticks.constLast().us))
            m_ticks.append({ us, label, isMajor });
        return true;
    }

    // Round times of each day, so that they stay round when daylight saving begins or ends.
    void addTimes(QDate first)
    {
        const qint64 begin = std::max<qint64>(
            0, momentOf(m_window.fromUs, m_zone).time().msecsSinceStartOfDay() / 1'000);
        qint64 second = begin / m_step.count * m_step.count;
        for (QDate day = first;; day = day.addDays(1), second = 0) {
            for (; second < kDay; second += m_step.count) {
                const QTime time = QTime::fromMSecsSinceStartOfDay(int(second * 1'000));
                const QDateTime moment
                    = second == 0 ? day.startOfDay(m_zone) : QDateTime(day, time, m_zone);
                // Which is another one where daylight saving leaves it out.
                const QTime shown = momentOf(microseconds(moment), m_zone).time();
                if (!add(moment, second == 0 ? dayText(day) : clockText(shown, m_step),
                         second == 0))
                    return nameDay();
            }
        }
    }

    // Which day it is must be said somewhere.
    void nameDay()
    {
        if (m_ticks.isEmpty() || std::ranges::any_of(m_ticks, &TimeTick::isMajor))
            return;
        const QDateTime moment = momentOf(m_ticks.constFirst().us, m_zone);
        m_ticks.first().label
            = QStringLiteral("%1 %2").arg(dayText(moment.date()), m_ticks.constFirst().label);
        m_ticks.first().isMajor = true;
    }

    void addDays(QDate first)
    {
        const qint64 count = first.toJulianDay() / m_step.count;
        QDate day = QDate::fromJulianDay(count * m_step.count); // Julian day 0 was a Monday
        while (add(day.startOfDay(m_zone), dayText(day), false))
            day = day.addDays(m_step.count);
        if (!m_ticks.isEmpty()) {
            const QDate named = momentOf(m_ticks.constFirst().us, m_zone).date();
            m_ticks.first().label = QLocale().toString(named, QStringLiteral("d MMM yyyy"));
            m_ticks.first().isMajor = true;
        }
    }

    void addMonths(QDate first)
    {
        const int months = (first.year() * 12 + first.month() - 1) / m_step.count * m_step.count;
        for (QDate day(months / 12, months % 12 + 1, 1);; day = day.addMonths(m_step.count)) {
            const bool isYear = day.month() == 1;
            const QString label = isYear ? QString::number(day.year())
                                         : QLocale().toString(day, QStringLiteral("MMM"));
            if (!add(day.startOfDay(m_zone), label, isYear))
                return;
        }
    }

    TimeWindow m_window;
    Step m_step;
    const QTimeZone& m_zone;
    QList<TimeTick> m_ticks;
};

} // namespace

QList<TimeTick> timeTicks(const TimelineGeometry& geometry, double minDistance,
                          const QTimeZone& zone)
{
    const double secondsPerPixel = double(geometry.window().lengthUs()) / 1e6 / geometry.width();
    const double least = secondsPerPixel * minDistance;
    const auto* const step = std::ranges::find_if(
        kSteps, [&](const Step& candidate) { return double(candidate.seconds) >= least; });
    return Ticks(geometry.window(), step == kSteps.end() ? kSteps.back() : *step, zone).take();
}

} // namespace blkera
