// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "client/history.h"
#include "models/era_range.h"
#include "models/history/history_words.h"
#include "models/history/timeline_geometry.h"

#include <QFontMetrics>
#include <QPalette>
#include <QRect>
#include <QSize>
#include <QString>

class QPainter;

namespace blkera {

// Where the parts of a timeline are, in logical pixels. All heights come from the font.
struct TimelineLayout {
    QRect caption; // what is under the cursor, in words
    QRect marks; // pins and flags
    QRect bars;
    QRect axis;

    // `corner` is the size of the buttons beside the caption.
    TimelineLayout(const QRect& rect, const QFontMetrics& metrics, const QSize& corner = {});
    static int preferredHeight(const QFontMetrics& metrics);
    static int minimumHeight(const QFontMetrics& metrics);
};

// What an era looks like, apart from where it is: made once, because it is painted often.
struct EraLook {
    float height = 0; // 0 to 1
    bool isKnown = false; // how much was written
    bool isEmpty = false; // nothing was
    EraMark mark = EraMark::None;
};

// Of eras that are given newest first; oldest first, as their spans.
QList<EraLook> eraLooks(const QList<EraInfo>& newestFirst);

// All that a picture of a timeline depends on; what it refers to is borrowed.
struct TimelineScene {
    const QList<EraSpan>& spans; // oldest first
    const QList<EraLook>& looks; // of them
    TimelineGeometry geometry; // of the bars
    EraRange range;
    qsizetype cursor = -1; // index of a span; -1: none
    qsizetype held = -1; // the era that a metadata snapshot is held of
    bool hasFocus = false;
    QString caption;
};

constexpr double kLeastBarWidth = 2; // logical pixels

bool isEverything(const EraRange& range);
bool contains(const EraRange& range, quint32 era);
// The part of the axis that a range takes, cut to the window.
TimelineGeometry::Bar rangeBar(const TimelineScene& scene);

// The marks that are shown, left to right: where several would overlap, the one that matters most.
struct ShownMark {
    qsizetype span = 0;
    EraMark mark = EraMark::None;
    double x = 0; // its foot
};

QList<ShownMark> shownMarks(const TimelineScene& scene, int markWidth);
int markWidth(const QFontMetrics& metrics);

// Colours of bars; the second is for eras outside the range.
QColor barColor(const QPalette& palette);
QColor quietBarColor(const QPalette& palette);

// Bars of less than a few pixels are drawn by the pixel, the highest of those that share one, so
// that a picture of 50,000 eras costs what one of 500 does.
void paintTimeline(QPainter& painter, const TimelineLayout& layout, const TimelineScene& scene,
                   const QPalette& palette);

} // namespace blkera
