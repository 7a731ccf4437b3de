// SPDX-License-Identifier: GPL-2.0-or-later
#include "models/map/color_ramp.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace blkera {
namespace {

struct Point {
    double red, green, blue; // 0 to 255
};

// Evenly spaced; in between, straight lines.
constexpr std::array<Point, 7> kCividis { {
    { 0, 34, 82 },
    { 40, 64, 108 },
    { 84, 92, 110 },
    { 122, 121, 120 },
    { 166, 156, 117 },
    { 210, 192, 97 },
    { 254, 232, 60 },
} };
constexpr std::array<Point, 7> kViridis { {
    { 68, 3, 86 },
    { 66, 62, 133 },
    { 48, 104, 142 },
    { 33, 145, 140 },
    { 56, 183, 117 },
    { 145, 214, 70 },
    { 253, 231, 40 },
} };
constexpr std::array<Point, 2> kGreyscale { { { 40, 40, 40 }, { 238, 238, 238 } } };

std::span<const Point> pointsOf(Ramp ramp)
{
    switch (ramp) {
    case Ramp::Viridis:
        return kViridis;
    case Ramp::Greyscale:
        return kGreyscale;
    case Ramp::Cividis:
        break;
    }
    return kCividis;
}

quint8 changeIndex(double share)
{
    constexpr double kRange = kLastChangeIndex - kFirstChangeIndex;
    return quint8(kFirstChangeIndex + std::lround(std::clamp(share, 0.0, 1.0) * kRange));
}

} // namespace

std::array<QRgb, 256> rampColors(Ramp ramp)
{
    const std::span<const Point> points = pointsOf(ramp);
    std::array<QRgb, 256> colors {};
    for (std::size_t index = 0; index < colors.size(); ++index) {
        const double place = double(index) / 255.0 * double(points.size() - 1);
        const auto low = std::min(std::size_t(place), points.size() - 2);
        const double part = place - double(low);
        const auto between = [part](double from, double to) {
            return int(std::lround(from + (to - from) * part));
        };
        const Point& a = points[low];
        const Point& b = points[low + 1];
        colors[index]
            = qRgb(between(a.red, b.red), between(a.green, b.green), between(a.blue, b.blue));
    }
    return colors;
}

QList<QRgb> colorTable(Ramp ramp, const Grounds& grounds)
{
    const std::array<QRgb, 256> colors = rampColors(ramp);
    QList<QRgb> table(256, grounds.nothing);
    table[kUnknownIndex] = grounds.unknown;
    table[kDotIndex] = grounds.dot;
    table[kBeyondIndex] = grounds.beyond;
    for (int index = kFirstChangeIndex; index <= kLastChangeIndex; ++index)
        table[index] = colors[std::size_t(grounds.isDark ? index : 255 - index)];
    return table;
}

quint8 shareIndex(quint64 changed, quint64 blocks, RampScale scale)
{
    if (changed == 0 || blocks == 0)
        return kNothingIndex;
    const double share = double(changed) / double(blocks);
    if (scale == RampScale::Linear)
        return changeIndex(share);
    return changeIndex(1.0 - std::log10(share) / std::log10(kSmallestShare));
}

quint8 eraIndex(quint32 era, quint32 since, quint32 until)
{
    if (era == 0 || era < since)
        return kNothingIndex;
    if (era >= until || until <= since)
        return kLastChangeIndex;
    return changeIndex(double(era - since) / double(until - since));
}

} // namespace blkera
