// SPDX-License-Identifier: GPL-2.0-or-later
// What ChangeMapWidget does with keys, the mouse and the window's other events.
#include "widgets/map/change_map_widget.h"

#include <cmath>

#include <QClipboard>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QScrollBar>
#include <QToolTip>

namespace blkera {

QPoint ChangeMapWidget::toPixels(QPointF position) const
{
    const QPointF pixels = (position - mapArea().topLeft()) * viewport()->devicePixelRatioF();
    return { int(std::floor(pixels.x())), int(std::floor(pixels.y())) };
}

std::optional<quint64> ChangeMapWidget::blockAt(QPointF position) const
{
    const auto place = m_scene.layout.cellAt(toPixels(position));
    if (!place)
        return std::nullopt;
    const quint64 cell = quint64(m_scene.firstRow + place->y()) * quint64(m_scene.layout.columns)
        + quint64(place->x());
    const BlockSpan span = m_scene.grid.blocksOfCell(cell);
    return span.count == 0 ? std::nullopt : std::optional(span.first);
}

void ChangeMapWidget::keyPressEvent(QKeyEvent* event)
{
    if (m_blocks == 0) {
        QAbstractScrollArea::keyPressEvent(event);
        return;
    }
    const int columns = m_scene.layout.columns;
    const quint64 cell = m_scene.grid.cellOf(m_cursorBlock);
    const quint64 rowBegin = cell - quint64(m_scene.grid.columnOf(cell));
    const bool hasControl = event->modifiers().testFlag(Qt::ControlModifier);
    if (event->matches(QKeySequence::Copy)) {
        QGuiApplication::clipboard()->setText(cursorText());
        return;
    }
    switch (event->key()) {
    case Qt::Key_Left:
        moveCursor(-1);
        break;
    case Qt::Key_Right:
        moveCursor(1);
        break;
    case Qt::Key_Up:
        moveCursor(-columns);
        break;
    case Qt::Key_Down:
        moveCursor(columns);
        break;
    case Qt::Key_PageUp: {
        const qint64 rows = std::min<qint64>(m_scene.grid.rowOf(cell), m_scene.layout.wholeRows());
        moveCursor(-rows * columns);
        break;
    }
    case Qt::Key_PageDown: {
        const quint64 last = m_scene.grid.cells() - 1;
        const qint64 rows
            = std::min<qint64>(qint64(last - cell) / columns, m_scene.layout.wholeRows());
        moveCursor(rows * columns);
        break;
    }
    case Qt::Key_Home:
        moveCursorTo(hasControl ? 0 : rowBegin);
        break;
    case Qt::Key_End:
        moveCursorTo(hasControl ? m_scene.grid.cells() - 1 : rowBegin + quint64(columns) - 1);
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Plus:
    case Qt::Key_Equal: // the same key without Shift
        zoomIn();
        break;
    case Qt::Key_Minus:
        zoomOut();
        break;
    case Qt::Key_Backspace:
        goBack();
        break;
    default:
        QAbstractScrollArea::keyPressEvent(event);
        return;
    }
    event->accept();
}

void ChangeMapWidget::mousePressEvent(QMouseEvent* event)
{
    if (const auto block = blockAt(event->position()); block && event->button() == Qt::LeftButton)
        setCursorBlock(*block);
}

void ChangeMapWidget::mouseMoveEvent(QMouseEvent* event)
{
    const auto block = blockAt(event->position());
    emit pointedAt(block ? textOf(m_scene.grid.cellOf(*block)) : cursorText());
}

void ChangeMapWidget::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (const auto block = blockAt(event->position()); block && event->button() == Qt::LeftButton)
        zoomTo(m_level - 1, *block);
}

void ChangeMapWidget::wheelEvent(QWheelEvent* event)
{
    if (!event->modifiers().testFlag(Qt::ControlModifier)) {
        QAbstractScrollArea::wheelEvent(event);
        return;
    }
    const int turn = event->angleDelta().y();
    if (turn != 0)
        zoomTo(m_level + (turn > 0 ? -1 : 1), blockAt(event->position()).value_or(m_cursorBlock));
    event->accept();
}

bool ChangeMapWidget::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::Leave)
        emit pointedAt(cursorText());
    if (event->type() == QEvent::ToolTip) {
        auto* const help = static_cast<QHelpEvent*>(event);
        if (const auto block = m_blocks == 0 ? std::nullopt : blockAt(help->pos()))
            QToolTip::showText(help->globalPos(), textOf(m_scene.grid.cellOf(*block)), viewport());
        else
            QToolTip::hideText();
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void ChangeMapWidget::showEvent(QShowEvent* event)
{
    QAbstractScrollArea::showEvent(event);
    showBlocks(m_toShow.first, m_toShow.count);
}

void ChangeMapWidget::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    updateLayout();
}

void ChangeMapWidget::changeEvent(QEvent* event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        updateColors();
    if (event->type() == QEvent::FontChange)
        updateLayout();
}

void ChangeMapWidget::scrollContentsBy(int, int)
{
    updateScene();
    emit viewChanged();
}

void ChangeMapWidget::focusInEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void ChangeMapWidget::focusOutEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

} // namespace blkera
