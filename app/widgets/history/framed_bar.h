// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <QPainter>
#include <QProgressBar>

namespace blkera {

// A progress bar whose empty part has an outline in every palette: styles derive theirs from
// colours that are one in high contrast.
class FramedBar : public QProgressBar {
public:
    using QProgressBar::QProgressBar;

protected:
    void paintEvent(QPaintEvent* event) override
    {
        QProgressBar::paintEvent(event);
        QPainter painter(this);
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
};

} // namespace blkera
