// SPDX-License-Identifier: GPL-2.0-or-later
#include "widgets/map/map_colors.h"

#include "widgets/theme.h"

#include <algorithm>

#include <QPainter>
#include <QPixmap>

namespace blkera {
namespace {

QRgb mixed(const QColor& one, const QColor& other, double part)
{
    const auto between = [part](int from, int to) { return int(from + (to - from) * part); };
    return qRgb(between(one.red(), other.red()), between(one.green(), other.green()),
                between(one.blue(), other.blue()));
}

} // namespace

MapColors::MapColors(const QPalette& palette, Ramp ramp)
    : text(palette.color(QPalette::Text))
    , base(palette.color(QPalette::Base))
    , highlight(palette.color(QPalette::Highlight))
{
    Grounds grounds {};
    grounds.nothing = mixed(base, text, 0.08);
    grounds.unknown = base.rgb();
    grounds.dot = mixed(base, text, 0.5);
    grounds.beyond = palette.color(QPalette::Window).rgb();
    grounds.isDark = isDark(palette);
    table = colorTable(ramp, grounds);
}

QBrush MapColors::hatch(int side) const
{
    const int size = std::max(side, 6);
    QPixmap pixmap(size, size);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    // Three lines, so that the pattern goes on at the edges.
    for (const auto& [color, shift] : { std::pair(base, 1), std::pair(text, 0) }) {
        painter.setPen(QPen(color, 1));
        for (const int offset : { -size, 0, size })
            painter.drawLine(offset + shift, size, offset + size + shift, 0);
    }
    return QBrush(pixmap);
}

void drawFrame(QPainter& painter, const QRect& rect, const QColor& outer, const QColor& inner,
               int width)
{
    const auto ring = [&](const QRect& frame, const QColor& color) {
        painter.fillRect(frame.left(), frame.top(), frame.width(), width, color);
        painter.fillRect(frame.left(), frame.bottom() + 1 - width, frame.width(), width, color);
        painter.fillRect(frame.left(), frame.top(), width, frame.height(), color);
        painter.fillRect(frame.right() + 1 - width, frame.top(), width, frame.height(), color);
    };
    ring(rect, outer);
    ring(rect.adjusted(width, width, -width, -width), inner);
}

} // namespace blkera
