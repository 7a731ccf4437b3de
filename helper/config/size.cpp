// SPDX-License-Identifier: GPL-2.0-or-later
#include "config/size.h"

#include <array>
#include <charconv>
#include <limits>

namespace blkera {

namespace {

struct Unit {
    std::string_view suffix;
    unsigned shift; // of bytes
};

constexpr std::array<Unit, 5> kUnits { {
    { "KiB", 10 },
    { "MiB", 20 },
    { "GiB", 30 },
    { "TiB", 40 },
    { "", 9 },
} };

constexpr std::uint64_t kMaxBytes = std::numeric_limits<std::int64_t>::max();

} // namespace

std::optional<std::uint64_t> parseNumber(std::string_view text, std::uint64_t maximum)
{
    std::uint64_t value = 0;
    const char* end = text.data() + text.size();
    auto [stop, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc {} || stop != end || value > maximum)
        return std::nullopt;
    return value;
}

Result<SectorCount> parseSize(std::string_view text)
{
    for (const Unit& unit : kUnits) {
        if (!text.ends_with(unit.suffix))
            continue;
        std::string_view digits = text.substr(0, text.size() - unit.suffix.size());
        if (auto number = parseNumber(digits, kMaxBytes >> unit.shift))
            return SectorCount((*number << unit.shift) / kSectorBytes);
        break;
    }
    return invalid("\"" + std::string(text)
                   + "\" is not a size: give sectors (128) or bytes with a unit (64KiB, 1MiB)");
}

std::string formatSize(SectorCount size)
{
    if (size.raw() == 0 || size.raw() % 2 != 0)
        return std::to_string(size.raw());
    return std::to_string(size.raw() / 2) + "KiB";
}

} // namespace blkera
