// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "models/device_words.h"

#include <QColor>
#include <QIcon>
#include <QPalette>
#include <QString>

namespace blkera {

// How the windows look; System follows the desktop.
enum class Appearance { System, Light, Dark, HighContrast };

Appearance appearanceOf(const QString& word); // "system", "light", "dark", "high-contrast"
QString toString(Appearance appearance);
// For the whole application; windows that are open follow.
void applyAppearance(Appearance appearance);

bool isDark(const QPalette& palette);
// Readable on the palette's Base and Window (at least 4.5 to 1).
QColor severityColor(const QPalette& palette, Severity severity);
// A shape a severity, so that colour is not needed: a ring, a tick, an i, a triangle, a cross.
QIcon severityIcon(const QPalette& palette, Severity severity);
// The same in one colour, for where the others cannot be read, as on what is selected.
QIcon plainSeverityIcon(const QColor& color, const QColor& ground, Severity severity);

// A padlock: what it stands beside needs a password, or is not for this user.
QIcon lockIcon(const QPalette& palette);

// What a screen has beside 1: 0.2126 r + 0.7152 g + 0.0722 b of the linear values, 0 to 1; and the
// contrast of two colours, 1 to 21, as WCAG 2 counts it.
double luminance(const QColor& color);
double contrast(const QColor& one, const QColor& other);

} // namespace blkera
