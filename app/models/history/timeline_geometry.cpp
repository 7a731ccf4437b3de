// SPDX-License-Identifier: GPL-2.0-or-later
#include "models/history/timeline_geometry.h"

#include <algorithm>
#include <cmath>

namespace blkera {
namespace {

// What an era gets that nothing is known of, where no neighbour says how long eras are.
constexpr qint64 kNominalUs = 3'600'000'000;

// From the oldest of known begin on, how long an era is on average.
qint64 averageUs(const QList<EraSpan>& spans, qint64 nowUs)
{
    for (qsizetype i = 0; i < spans.size(); ++i) {
        if (spans[i].isTimed && spans[i].beginUs < nowUs)
            return std::max<qint64>((nowUs - spans[i].beginUs) / (spans.size() - i), 1);
    }
    return kNominalUs;
}

// The spans [first, last) are not timed; `last` begins at `endUs`.
void shareGap(QList<EraSpan>& spans, qsizetype first, qsizetype last, qint64 endUs,
              qint64 averageUs)
{
    const qsizetype count = last - first;
    const qint64 beginUs = first > 0 ? spans[first - 1].beginUs : endUs - averageUs * (count + 1);
    const qint64 stepUs = (endUs - beginUs) / (count + 1);
    for (qsizetype i = first; i < last; ++i)
        spans[i].beginUs = beginUs + stepUs * (i - first + 1);
}

} // namespace

QList<EraSpan> eraSpans(const QList<EraInfo>& newestFirst, qint64 nowUs)
{
    QList<EraSpan> spans(newestFirst.size());
    qint64 limitUs = nowUs;
    for (qsizetype row = 0; row < newestFirst.size(); ++row) {
        const EraInfo& era = newestFirst[row];
        EraSpan& span = spans[spans.size() - 1 - row];
        span.era = era.era;
        span.isTimed = era.startedUs != 0;
        if (span.isTimed)
            limitUs = span.beginUs = std::min(qint64(era.startedUs), limitUs);
    }

    const qint64 average = averageUs(spans, nowUs);
    for (qsizetype first = 0; first < spans.size(); ++first) {
        if (spans[first].isTimed)
            continue;
        qsizetype last = first;
        while (last < spans.size() && !spans[last].isTimed)
            ++last;
        shareGap(spans, first, last, last < spans.size() ? spans[last].beginUs : nowUs, average);
        first = last;
    }

    for (qsizetype i = 0; i < spans.size(); ++i) {
        const qint64 nextUs = i + 1 < spans.size() ? spans[i + 1].beginUs : nowUs;
        const quint64 endedUs = newestFirst[spans.size() - 1 - i].endedUs;
        // A device that was stopped has a time between its eras that belongs to none.
        const bool isEndKnown = spans[i].isTimed && endedUs != 0;
        spans[i].endUs
            = isEndKnown ? std::clamp(qint64(endedUs), spans[i].beginUs, nextUs) : nextUs;
    }
    return spans;
}

TimelineGeometry::TimelineGeometry(TimeWindow window, double width)
    : m_window(window)
    , m_width(std::max(width, 1.0))
{
    m_window.toUs = std::max(m_window.toUs, m_window.fromUs + 1);
}

double TimelineGeometry::xOf(qint64 us) const
{
    return double(us - m_window.fromUs) * m_width / double(m_window.lengthUs());
}

qint64 TimelineGeometry::timeAt(double x) const
{
    return m_window.fromUs + qint64(std::floor(x * double(m_window.lengthUs()) / m_width));
}

TimelineGeometry::Bar TimelineGeometry::barOf(const EraSpan& span, double minWidth) const
{
    Bar bar { xOf(span.beginUs), xOf(span.endUs) };
    const double end = bar.right;
    bar.right = std::max(bar.right, bar.left + minWidth);
    if (bar.right > m_width && end <= m_width) {
        bar.left -= bar.right - m_width;
        bar.right = m_width;
    }
    return bar;
}

std::pair<qsizetype, qsizetype> TimelineGeometry::visible(const QList<EraSpan>& spans) const
{
    const auto first = std::ranges::lower_bound(spans, m_window.fromUs, {}, &EraSpan::endUs);
    const auto last = std::ranges::upper_bound(spans, m_window.toUs, {}, &EraSpan::beginUs);
    const qsizetype firstIndex = first - spans.begin();
    return { firstIndex, std::max<qsizetype>(firstIndex, last - spans.begin()) };
}

qsizetype TimelineGeometry::spanAt(const QList<EraSpan>& spans, double x, double minWidth) const
{
    // Bars are in the order of time, and at most `minWidth` from where their time is.
    const auto after = std::ranges::upper_bound(spans, timeAt(x + minWidth), {}, &EraSpan::beginUs);
    for (qsizetype i = after - spans.begin() - 1; i >= 0; --i) {
        const Bar bar = barOf(spans[i], minWidth);
        if (x >= bar.left && x < bar.right)
            return i;
        if (xOf(spans[i].beginUs) + minWidth < x)
            break;
    }
    return -1;
}

double heightShare(quint64 blocks, quint64 most)
{
    if (blocks == 0 || most == 0)
        return 0;
    return std::min(1.0, std::log2(double(blocks) + 1) / std::log2(double(most) + 1));
}

} // namespace blkera
