// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "models/history/timeline_geometry.h"

namespace blkera {

// Which part of all the time is shown, and the steps that led there. Zooming is the one way to see
// less; steps can be gone back and forward; scrolling is no step. What ends now goes on with the
// clock. The window is always inside the whole, and not shorter than 10 seconds.
class TimelineZoom {
public:
    // All there is: grows with the clock, and to the left where more becomes known.
    void setWhole(TimeWindow whole);

    const TimeWindow& whole() const { return m_whole; }

    const TimeWindow& window() const { return m_window; }

    // As another device needs it: forgets all steps.
    void reset(TimeWindow whole, TimeWindow window);

    // A step to another window.
    void show(TimeWindow window);
    // Smaller by `factor` (larger, if that is below 1), with a moment staying where it is. Calls
    // that are `isContinued` make one step together, as the turns of one wheel do.
    void zoom(double factor, qint64 aroundUs, bool isContinued = false);
    // Everything, also what becomes known later.
    void fit();
    // The window that begins there; no step.
    void scrollTo(qint64 fromUs);

    bool canGoBack() const { return !m_back.isEmpty(); }

    bool canGoForward() const { return !m_forward.isEmpty(); }

    void back();
    void forward();

    bool isFitted() const { return m_isFitted; }

private:
    void remember();
    void enter(TimeWindow window);

    TimeWindow m_whole;
    TimeWindow m_window;
    QList<TimeWindow> m_back;
    QList<TimeWindow> m_forward;
    bool m_isFitted = true;
};

} // namespace blkera
