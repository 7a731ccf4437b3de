// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/result.h"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace blkera {

// When something is done by itself. Days and times of day are those of the machine's time zone.
struct Schedule {
    enum class Kind : std::uint8_t { Never, Every, Daily, Weekly, Monthly };

    Kind kind = Kind::Never;
    std::chrono::minutes interval { 0 }; // Every: counted from 1970 on, so restarts move nothing
    int day = 0; // Weekly: 0 is Sunday; Monthly: 1 to 28
    int hour = 0;
    int minute = 0;

    bool operator==(const Schedule&) const = default;

    // The first time after `time`; the greatest one for Never.
    std::chrono::system_clock::time_point next(std::chrono::system_clock::time_point time) const;
};

// "", "never"; "every 15min", "every 6h", "every 2d"; "hourly"; "daily", "daily 03:30"; "weekly",
// "weekly sat 03:30"; "monthly", "monthly 15 03:30". Errors: Invalid, with what there is.
Result<Schedule> parseSchedule(std::string_view text);
std::string toString(const Schedule& schedule); // as parsed; "" for Never

} // namespace blkera
