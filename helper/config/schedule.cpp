// SPDX-License-Identifier: GPL-2.0-or-later
#include "config/schedule.h"

#include "config/size.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>
#include <optional>
#include <utility>
#include <vector>

namespace blkera {

namespace {

using namespace std::chrono;

constexpr std::array<std::string_view, 7> kDays { "sun", "mon", "tue", "wed", "thu", "fri", "sat" };
constexpr std::array<std::pair<std::string_view, minutes>, 3> kUnits { {
    { "min", minutes(1) },
    { "h", hours(1) },
    { "d", hours(24) },
} };
constexpr minutes kLongest = hours(24) * 365;
constexpr int kLastDayOfEveryMonth = 28;

std::vector<std::string_view> wordsOf(std::string_view text)
{
    std::vector<std::string_view> words;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        if (end > 0)
            words.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return words;
}

std::optional<minutes> parseInterval(std::string_view text)
{
    for (const auto& [unit, length] : kUnits) {
        if (!text.ends_with(unit))
            continue;
        const auto count = parseNumber(text.substr(0, text.size() - unit.size()),
                                       static_cast<std::uint64_t>(kLongest / length));
        if (count && *count > 0)
            return length * static_cast<minutes::rep>(*count);
    }
    return std::nullopt;
}

bool parseTimeOfDay(std::string_view text, Schedule& schedule)
{
    if (text.size() != 5 || text[2] != ':')
        return false;
    const auto hour = parseNumber(text.substr(0, 2), 23);
    const auto minute = parseNumber(text.substr(3), 59);
    if (!hour || !minute)
        return false;
    schedule.hour = static_cast<int>(*hour);
    schedule.minute = static_cast<int>(*minute);
    return true;
}

bool parseDay(std::string_view text, Schedule& schedule)
{
    if (schedule.kind == Schedule::Kind::Weekly) {
        const auto* const day = std::ranges::find(kDays, text);
        schedule.day = static_cast<int>(day - kDays.begin());
        return day != kDays.end();
    }
    const auto day = parseNumber(text, kLastDayOfEveryMonth);
    schedule.day = day ? static_cast<int>(*day) : 0;
    return schedule.day > 0;
}

std::optional<Schedule> parse(const std::vector<std::string_view>& words)
{
    if (words.empty() || (words.size() == 1 && words[0] == "never"))
        return Schedule {};
    Schedule schedule;
    if (words[0] == "hourly" && words.size() == 1) {
        schedule.kind = Schedule::Kind::Every;
        schedule.interval = hours(1);
        return schedule;
    }
    if (words[0] == "every" && words.size() == 2) {
        const auto interval = parseInterval(words[1]);
        schedule.kind = Schedule::Kind::Every;
        schedule.interval = interval.value_or(minutes(0));
        return interval ? std::make_optional(schedule) : std::nullopt;
    }
    std::size_t next = 1;
    if (words[0] == "daily") {
        schedule.kind = Schedule::Kind::Daily;
    } else if (words[0] == "weekly" || words[0] == "monthly") {
        schedule.kind = words[0] == "weekly" ? Schedule::Kind::Weekly : Schedule::Kind::Monthly;
        schedule.day = 1; // Monday, or the first
        if (next < words.size() && words[next].find(':') == std::string_view::npos
            && !parseDay(words[next++], schedule))
            return std::nullopt;
    } else {
        return std::nullopt;
    }
    if (next < words.size() && !parseTimeOfDay(words[next++], schedule))
        return std::nullopt;
    return next == words.size() ? std::make_optional(schedule) : std::nullopt;
}

// That day, at the schedule's time; a time that a change of the clock leaves out comes later.
system_clock::time_point timeOn(const std::tm& day, const Schedule& schedule)
{
    std::tm moment {};
    moment.tm_year = day.tm_year;
    moment.tm_mon = day.tm_mon;
    moment.tm_mday = day.tm_mday;
    moment.tm_hour = schedule.hour;
    moment.tm_min = schedule.minute;
    moment.tm_isdst = -1;
    return system_clock::from_time_t(std::mktime(&moment));
}

bool fits(const std::tm& day, const Schedule& schedule)
{
    switch (schedule.kind) {
    case Schedule::Kind::Weekly:
        return day.tm_wday == schedule.day;
    case Schedule::Kind::Monthly:
        return day.tm_mday == schedule.day;
    case Schedule::Kind::Never:
    case Schedule::Kind::Every:
    case Schedule::Kind::Daily:
        break;
    }
    return true;
}

} // namespace

system_clock::time_point Schedule::next(system_clock::time_point time) const
{
    if (kind == Kind::Never)
        return system_clock::time_point::max();
    if (kind == Kind::Every) {
        const auto passed = duration_cast<minutes>(time.time_since_epoch());
        return system_clock::time_point((passed / interval + 1) * interval);
    }
    std::time_t seconds = system_clock::to_time_t(time);
    std::tm date {};
    ::localtime_r(&seconds, &date);
    for (;;) {
        if (fits(date, *this)) {
            const auto moment = timeOn(date, *this);
            if (moment > time)
                return moment;
        }
        ++date.tm_mday;
        date.tm_hour = 12; // no change of the clock makes it another day
        date.tm_isdst = -1;
        seconds = std::mktime(&date);
        ::localtime_r(&seconds, &date);
    }
}

Result<Schedule> parseSchedule(std::string_view text)
{
    const auto schedule = parse(wordsOf(text));
    if (!schedule)
        return invalid("schedule \"" + std::string(text)
                       + "\": use never, hourly, every 15min, every 6h, every 2d, daily 03:30, "
                         "weekly sat 03:30 or monthly 1 03:30");
    return *schedule;
}

std::string toString(const Schedule& schedule)
{
    const auto time = [&] {
        std::array<char, 16> text {};
        std::snprintf(text.data(), text.size(), " %02d:%02d", schedule.hour, schedule.minute);
        return std::string(text.data());
    };
    switch (schedule.kind) {
    case Schedule::Kind::Never:
        break;
    case Schedule::Kind::Every:
        for (const auto& [unit, length] : { kUnits[2], kUnits[1], kUnits[0] }) {
            if (schedule.interval % length == minutes(0))
                return "every " + std::to_string(schedule.interval / length) + std::string(unit);
        }
        break;
    case Schedule::Kind::Daily:
        return "daily" + time();
    case Schedule::Kind::Weekly:
        return "weekly " + std::string(kDays[static_cast<std::size_t>(schedule.day)]) + time();
    case Schedule::Kind::Monthly:
        return "monthly " + std::to_string(schedule.day) + time();
    }
    return {};
}

} // namespace blkera
