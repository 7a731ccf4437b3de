// SPDX-License-Identifier: GPL-2.0-or-later
#include "models/history/timeline_zoom.h"

#include <algorithm>

namespace blkera {
namespace {

constexpr qint64 kShortestUs = 10'000'000;
constexpr qsizetype kMostSteps = 64;

} // namespace

void TimelineZoom::setWhole(TimeWindow whole)
{
    const bool follows = m_window.toUs >= m_whole.toUs;
    const qint64 passedUs = whole.toUs - m_whole.toUs;
    m_whole = whole;
    if (m_isFitted)
        m_window = whole;
    else if (follows)
        enter({ m_window.fromUs + passedUs, m_window.toUs + passedUs });
    else
        enter(m_window);
}

void TimelineZoom::reset(TimeWindow whole, TimeWindow window)
{
    m_back.clear();
    m_forward.clear();
    m_whole = whole;
    m_isFitted = window == whole;
    enter(window);
}

void TimelineZoom::show(TimeWindow window)
{
    if (window == m_window)
        return;
    remember();
    m_isFitted = false;
    enter(window);
}

void TimelineZoom::zoom(double factor, qint64 aroundUs, bool isContinued)
{
    const double share = m_window.lengthUs() == 0
        ? 0.5
        : std::clamp(double(aroundUs - m_window.fromUs) / double(m_window.lengthUs()), 0.0, 1.0);
    const double lengthUs = std::clamp(double(m_window.lengthUs()) / factor, double(kShortestUs),
                                       std::max(double(m_whole.lengthUs()), double(kShortestUs)));
    const qint64 fromUs = aroundUs - qint64(lengthUs * share);
    if (!isContinued || m_back.isEmpty())
        remember();
    m_isFitted = false;
    enter({ fromUs, fromUs + qint64(lengthUs) });
}

void TimelineZoom::fit()
{
    show(m_whole);
    m_isFitted = true;
}

void TimelineZoom::scrollTo(qint64 fromUs)
{
    if (fromUs == m_window.fromUs)
        return;
    m_isFitted = false;
    enter({ fromUs, fromUs + m_window.lengthUs() });
}

void TimelineZoom::back()
{
    if (m_back.isEmpty())
        return;
    m_forward.append(m_window);
    m_isFitted = false;
    enter(m_back.takeLast());
}

void TimelineZoom::forward()
{
    if (m_forward.isEmpty())
        return;
    m_back.append(m_window);
    m_isFitted = false;
    enter(m_forward.takeLast());
}

void TimelineZoom::remember()
{
    m_forward.clear();
    m_back.append(m_window);
    if (m_back.size() > kMostSteps)
        m_back.removeFirst();
}

void TimelineZoom::enter(TimeWindow window)
{
    const qint64 lengthUs = std::min(std::max(window.lengthUs(), kShortestUs),
                                     std::max(m_whole.lengthUs(), kShortestUs));
    window.fromUs = std::max(std::min(window.fromUs, m_whole.toUs - lengthUs), m_whole.fromUs);
    window.toUs = window.fromUs + lengthUs;
    m_window = window;
}

} // namespace blkera
