// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "client/history.h"

#include <utility>

#include <QList>

namespace blkera {

// Times are microseconds since 1970; `x` and widths are pixels from the left end of the bars. Time
// runs from left to right in every language.

struct TimeWindow {
    qint64 fromUs = 0;
    qint64 toUs = 0;

    qint64 lengthUs() const { return toUs - fromUs; }

    bool operator==(const TimeWindow&) const = default;
};

// Where an era is on the axis of time.
struct EraSpan {
    quint32 era = 0;
    qint64 beginUs = 0;
    qint64 endUs = 0;
    bool isTimed = true; // false: its begin is not known, and this is where it fits

    bool operator==(const EraSpan&) const = default;
};

// Spans of eras that are given newest first, oldest first: the span of row r is that at size-1-r.
// They touch and never overlap, whatever the clock did: what would begin after what followed it is
// moved to that. Eras whose time is not known share the gap between their neighbours.
QList<EraSpan> eraSpans(const QList<EraInfo>& newestFirst, qint64 nowUs);

// Pure sums over a window of time that is `width` pixels wide.
class TimelineGeometry {
public:
    struct Bar {
        double left = 0;
        double right = 0;

        bool operator==(const Bar&) const = default;
    };

    // An empty window counts as one microsecond, no width as one pixel.
    TimelineGeometry(TimeWindow window, double width);

    const TimeWindow& window() const { return m_window; }

    double width() const { return m_width; }

    double xOf(qint64 us) const;
    qint64 timeAt(double x) const;

    // At least `minWidth` wide; one at the right end is moved so that it can be seen.
    Bar barOf(const EraSpan& span, double minWidth) const;

    // Indexes [first, last) of the spans that can be seen.
    std::pair<qsizetype, qsizetype> visible(const QList<EraSpan>& spans) const;
    // Index of the span at x; of several in the same place the newest; -1: none.
    qsizetype spanAt(const QList<EraSpan>& spans, double x, double minWidth) const;

private:
    TimeWindow m_window;
    double m_width;
};

// How high a bar is, 0 to 1, on a logarithmic scale: 0 is nothing, `most` is all, and a single
// block can be told from none.
double heightShare(quint64 blocks, quint64 most);

} // namespace blkera
