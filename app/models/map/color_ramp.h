// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>

#include <QList>
#include <QRgb>

namespace blkera {

// Colours for amounts. All of them run from dark to light without a step back, so that they are
// told apart by lightness alone.
enum class Ramp { Cividis, Viridis, Greyscale };
enum class RampScale { Logarithmic, Linear };

// What is at which place of a colour table.
constexpr quint8 kNothingIndex = 0; // nothing changed
constexpr quint8 kUnknownIndex = 1;
constexpr quint8 kDotIndex = 2; // on what is unknown
constexpr quint8 kBeyondIndex = 3; // the end of the device
constexpr quint8 kFirstChangeIndex = 40; // of the smallest change: never near "nothing"
constexpr quint8 kLastChangeIndex = 255;

// Four decades: the share of changed blocks that the logarithmic scale begins at.
constexpr double kSmallestShare = 1e-4;

// From dark to light.
std::array<QRgb, 256> rampColors(Ramp ramp);

// For a picture: more change is farther away from the background. On a light one the
// ramp runs towards dark; on a dark one it is reversed.
struct Grounds {
    QRgb nothing;
    QRgb unknown;
    QRgb dot;
    QRgb beyond;
    bool isDark;
};

QList<QRgb> colorTable(Ramp ramp, const Grounds& grounds);

// Of `changed` among `blocks`; no change is kNothingIndex, any change is kFirstChangeIndex or more.
quint8 shareIndex(quint64 changed, quint64 blocks, RampScale scale);
// Of an era among those from `since` to `until`; before them kNothingIndex, after them the last.
quint8 eraIndex(quint32 era, quint32 since, quint32 until);

} // namespace blkera
