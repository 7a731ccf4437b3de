// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <algorithm>

#include <QElapsedTimer>
#include <QTimer>

namespace blkera::test {

// Beats every 16 ms, as a window that follows the mouse has to, from its making on; says how long
// the longest pause was, in milliseconds. Whoever waits in the event loop's thread makes it longer.
class Heart {
public:
    Heart()
    {
        m_last.start();
        QObject::connect(&m_timer, &QTimer::timeout,
                         [this] { m_longestMs = std::max(m_longestMs, m_last.restart()); });
        m_timer.start(16);
    }

    // 0: it has not beaten yet. What goes on counts.
    qint64 longestMs() const
    {
        return m_longestMs == 0 ? 0 : std::max(m_longestMs, m_last.elapsed());
    }

private:
    QTimer m_timer;
    QElapsedTimer m_last;
    qint64 m_longestMs = 0;
};

} // namespace blkera::test
