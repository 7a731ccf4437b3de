// SPDX-License-Identifier: GPL-2.0-or-later
#include "widgets/map/change_map_widget.h"

#include "models/map/map_summary.h"
#include "widgets/map/map_accessible.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

#include <QAccessible>
#include <QLocale>
#include <QPainter>
#include <QScrollBar>

namespace blkera {

ChangeMapWidget::ChangeMapWidget(MapTiles& tiles, QWidget* parent)
    : QAbstractScrollArea(parent)
    , m_tiles(tiles)
{
    installMapAccessibility();
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    // It takes room from the map, so that it must not come and go.
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    viewport()->setMouseTracking(true);
    // Every pixel is painted once, not filled before.
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    setAccessibleName(tr("Map of changed blocks"));
    setAccessibleDescription(
        tr("Arrow keys move from cell to cell, Enter zooms in, Backspace goes back"));
    setWhatsThis(tr("Each cell stands for as many blocks as the zoom needs, row by row from the "
                    "beginning of the device. Its colour says how many of them changed."));
    updateColors();
    connect(&m_tiles, &MapTiles::tilesChanged, this, &ChangeMapWidget::takeDevice);
}

// ---------------------------------------------------------------- what is shown

void ChangeMapWidget::setMode(MapMode mode)
{
    m_scene.mode = mode;
    m_isStale = true;
    viewport()->update();
}

void ChangeMapWidget::setRamp(Ramp ramp)
{
    m_ramp = ramp;
    updateColors();
}

void ChangeMapWidget::setMarked(const QList<BlockSpan>& spans)
{
    m_marked.clear();
    std::vector<BlockSpan> sorted(spans.begin(), spans.end());
    std::ranges::sort(sorted, {}, &BlockSpan::first);
    for (const BlockSpan& span : sorted) {
        if (span.count == 0)
            continue;
        if (!m_marked.empty() && m_marked.back().end() >= span.first)
            m_marked.back().count
                = std::max(m_marked.back().end(), span.end()) - m_marked.back().first;
        else
            m_marked.push_back(span);
    }
    viewport()->update();
    emit viewChanged();
}

// Also when only cells of the same device have come.
void ChangeMapWidget::takeDevice()
{
    m_isStale = true;
    if (m_blocks != m_tiles.blocks() || m_deviceName != m_tiles.device().name) {
        m_blocks = m_tiles.blocks();
        m_deviceName = m_tiles.device().name;
        m_cursorBlock = 0;
        m_toShow = {};
        m_history.reset();
        m_isFitted = true;
        updateLayout();
    }
    updateScene();
    tellCursor();
    viewport()->update();
}

void ChangeMapWidget::updateColors()
{
    m_painter.setColors(MapColors(palette(), m_ramp));
    m_isStale = true;
    viewport()->update();
    emit viewChanged();
}

MapGrid ChangeMapWidget::gridOf(int level) const
{
    return { m_blocks, m_layout.columns, level };
}

int ChangeMapWidget::fitLevel() const
{
    return MapGrid::levelOfRows(m_blocks, m_layout.columns, m_layout.wholeRows());
}

ChangeMapWidget::View ChangeMapWidget::view() const
{
    return {
        m_level,
        m_scene.grid.blocksOfCell(quint64(m_scene.firstRow) * quint64(m_scene.layout.columns)).first
    };
}

void ChangeMapWidget::updateLayout()
{
    const View before = view();
    const qreal ratio = m_ratio = viewport()->devicePixelRatioF();
    const int quarter = std::max(fontMetrics().height() / 4, 2);
    m_scene.dotDistance = int(std::lround(quarter * ratio));
    const QRectF area = mapArea();
    const QSizeF size(std::max(area.width(), 1.0), std::max(area.height(), 1.0));
    m_layout = MapLayout::of((size * ratio).toSize(), m_scene.dotDistance);
    m_isLaidOut = true;
    const int level = m_isFitted ? fitLevel() : std::min(before.level, fitLevel());
    const MapGrid grid = gridOf(level);
    showView(level, m_blocks == 0 ? 0 : grid.rowOf(grid.cellOf(before.topBlock)));
}

// The scroll bar counts rows.
void ChangeMapWidget::showView(int level, qint64 firstRow)
{
    m_level = std::clamp(level, 0, fitLevel());
    m_scene.grid = gridOf(m_level);
    m_scene.layout = m_level == fitLevel() ? m_layout.stretched(m_scene.grid.rows()) : m_layout;
    QScrollBar* const bar = verticalScrollBar();
    const qint64 most = std::max<qint64>(m_scene.grid.rows() - m_scene.layout.wholeRows(), 0);
    const QSignalBlocker blocker(bar); // one update is enough
    bar->setRange(0, int(std::min<qint64>(most, std::numeric_limits<int>::max())));
    bar->setPageStep(m_scene.layout.wholeRows());
    bar->setValue(int(std::clamp<qint64>(firstRow, 0, bar->maximum())));
    updateScene();
    emit viewChanged();
}

void ChangeMapWidget::updateScene()
{
    m_scene.firstRow = verticalScrollBar()->value();
    const auto totals = m_tiles.totals();
    m_scene.since = std::max<quint32>(m_tiles.range().since, 1);
    m_scene.until = m_tiles.range().until != 0 ? m_tiles.range().until
        : totals                               ? totals->currentEra
                                               : m_tiles.device().currentEra;
    const quint64 columns = quint64(m_scene.layout.columns);
    m_tiles.setVisible(m_level, quint64(m_scene.firstRow) * columns,
                       quint64(m_scene.layout.rows()) * columns);
    m_isStale = true;
    viewport()->update();
}

BlockSpan ChangeMapWidget::visibleBlocks() const
{
    if (m_blocks == 0)
        return {};
    const quint64 columns = quint64(m_scene.layout.columns);
    const quint64 first = quint64(m_scene.firstRow) * columns;
    const quint64 end
        = std::min(first + quint64(m_scene.layout.wholeRows()) * columns, m_scene.grid.cells());
    const quint64 firstBlock = m_scene.grid.blocksOfCell(first).first;
    return { firstBlock, m_scene.grid.blocksOfCell(end - 1).end() - firstBlock };
}

// ---------------------------------------------------------------- zoom

void ChangeMapWidget::zoomTo(int level, quint64 anchorBlock)
{
    level = std::clamp(level, 0, fitLevel());
    if (m_blocks == 0 || level == m_level)
        return;
    m_history.leave(view());
    m_isFitted = level == fitLevel();
    const qint64 above = m_scene.grid.rowOf(m_scene.grid.cellOf(anchorBlock)) - m_scene.firstRow;
    const MapGrid grid = gridOf(level);
    showView(level, grid.rowOf(grid.cellOf(anchorBlock)) - above);
    tellCursor();
}

void ChangeMapWidget::zoomIn()
{
    zoomTo(m_level - 1, m_cursorBlock);
}

void ChangeMapWidget::zoomOut()
{
    zoomTo(m_level + 1, m_cursorBlock);
}

void ChangeMapWidget::fit()
{
    zoomTo(fitLevel(), m_cursorBlock);
}

void ChangeMapWidget::oneToOne()
{
    zoomTo(0, m_cursorBlock);
}

void ChangeMapWidget::goBack()
{
    if (canGoBack())
        returnTo(m_history.back(view()));
}

void ChangeMapWidget::goForward()
{
    if (canGoForward())
        returnTo(m_history.forward(view()));
}

void ChangeMapWidget::returnTo(const View& view)
{
    m_isFitted = view.level == fitLevel();
    showView(view.level, gridOf(view.level).rowOf(view.topBlock >> view.level));
    tellCursor();
}

void ChangeMapWidget::showBlocks(quint64 first, quint64 count)
{
    if (first >= m_blocks || count == 0)
        return;
    m_toShow = isVisible() ? BlockSpan {} : BlockSpan { first, count };
    if (!isVisible())
        return;
    if (!m_isLaidOut)
        updateLayout();
    m_history.leave(view());
    m_isFitted = false;
    const qint64 rows = std::max(m_layout.wholeRows() - 2, 1); // a row of what is around
    const int level
        = MapGrid::levelOfRows(std::min(count, m_blocks - first), m_layout.columns, rows);
    const MapGrid grid = gridOf(level);
    const qint64 firstRow = grid.rowOf(grid.cellOf(first));
    const qint64 lastRow = grid.rowOf(grid.cellOf(std::min(first + count, m_blocks) - 1));
    const qint64 spare = m_layout.wholeRows() - (lastRow - firstRow + 1);
    showView(level, firstRow - std::max<qint64>(spare / 2, 0));
    setCursorBlock(first);
}

void ChangeMapWidget::centerOn(quint64 block)
{
    if (m_blocks == 0)
        return;
    const quint64 cell = m_scene.grid.cellOf(std::min(block, m_blocks - 1));
    verticalScrollBar()->setValue(
        int(std::clamp<qint64>(m_scene.grid.rowOf(cell) - m_scene.layout.wholeRows() / 2, 0,
                               verticalScrollBar()->maximum())));
}

// ---------------------------------------------------------------- cursor

BlockSpan ChangeMapWidget::cursorSpan() const
{
    return m_blocks == 0 ? BlockSpan {}
                         : m_scene.grid.blocksOfCell(m_scene.grid.cellOf(m_cursorBlock));
}

void ChangeMapWidget::setCursorBlock(quint64 block)
{
    if (m_blocks == 0)
        return;
    m_cursorBlock = std::min(block, m_blocks - 1);
    const qint64 row = m_scene.grid.rowOf(m_scene.grid.cellOf(m_cursorBlock));
    QScrollBar* const bar = verticalScrollBar();
    if (row < m_scene.firstRow)
        bar->setValue(int(row));
    else if (row >= m_scene.firstRow + m_scene.layout.wholeRows())
        bar->setValue(int(row - m_scene.layout.wholeRows() + 1));
    viewport()->update();
    tellCursor();
}

void ChangeMapWidget::moveCursorTo(quint64 cell)
{
    setCursorBlock(m_scene.grid.blocksOfCell(std::min(cell, m_scene.grid.cells() - 1)).first);
}

void ChangeMapWidget::moveCursor(qint64 cells)
{
    const auto cell = qint64(m_scene.grid.cellOf(m_cursorBlock));
    const auto last = qint64(m_scene.grid.cells()) - 1;
    // Beyond the first or last row the cursor stays in its column.
    if (cell + cells < 0 || cell + cells > last)
        return;
    moveCursorTo(quint64(cell + cells));
}

QString ChangeMapWidget::textOf(quint64 cell) const
{
    ShownCell shown;
    m_tiles.read(m_level, cell, { &shown, 1 });
    return cellText(m_tiles.device(), m_scene.grid.blocksOfCell(cell), shown);
}

QString ChangeMapWidget::cursorText() const
{
    return m_blocks == 0 ? QString() : textOf(m_scene.grid.cellOf(m_cursorBlock));
}

void ChangeMapWidget::tellCursor()
{
    const QString text = cursorText();
    if (text == m_toldText)
        return;
    m_toldText = text;
    emit pointedAt(text);
    QAccessibleValueChangeEvent event(this, text);
    QAccessible::updateAccessibility(&event);
}

// ---------------------------------------------------------------- painting

qreal ChangeMapWidget::headerWidth() const
{
    // As long as the longest offset that a row can have, in whole numbers of some unit.
    const quint64 bytes = m_blocks * blockBytesOf(m_tiles.device());
    const QString widest
        = tr("%1 MiB").arg(QLocale().toString(std::max<quint64>(bytes >> 20, 100)));
    return fontMetrics().horizontalAdvance(widest) + fontMetrics().height();
}

// With a margin, so that the first label and a cursor at the edge are seen as a whole.
QRectF ChangeMapWidget::mapArea() const
{
    const int margin = fontMetrics().height() / 2;
    return QRectF(viewport()->rect()).adjusted(std::ceil(headerWidth()), margin, -margin, -margin);
}

QRectF ChangeMapWidget::rectOfBlock(quint64 block) const
{
    const MapGrid& grid = m_scene.grid;
    const quint64 cell = grid.cellOf(block);
    const QRect rect
        = m_scene.layout.rectOf(grid.rowOf(cell) - m_scene.firstRow, grid.columnOf(cell));
    const qreal ratio = viewport()->devicePixelRatioF();
    const QPointF origin = mapArea().topLeft();
    return { origin.x() + rect.x() / ratio, origin.y() + rect.y() / ratio, rect.width() / ratio,
             rect.height() / ratio };
}

void ChangeMapWidget::paintEvent(QPaintEvent*)
{
    // Also on a screen that has other pixels: Qt says nothing of that before 6.6.
    if (!m_isLaidOut || m_ratio != viewport()->devicePixelRatioF())
        updateLayout();
    QPainter painter(viewport());
    const QRectF area = m_blocks == 0 ? QRectF() : mapArea();
    for (const QRect& rect : QRegion(viewport()->rect()).subtracted(area.toRect()))
        painter.fillRect(rect, palette().window());
    if (m_blocks == 0)
        return;
    if (m_isStale) {
        m_painter.update(m_scene, m_tiles);
        m_isStale = false;
    }
    paintHeader(painter);
    painter.translate(area.topLeft());
    const qreal ratio = viewport()->devicePixelRatioF();
    painter.scale(1 / ratio, 1 / ratio);
    m_painter.paintCells(painter);
    m_painter.paintMarked(painter, m_marked);
    // A cursor that has been scrolled away is not painted on what is beside the map.
    const QRectF cursor = rectOfBlock(m_cursorBlock);
    if (!area.intersects(cursor))
        return;
    m_painter.paintCursor(painter, m_scene.grid.cellOf(m_cursorBlock), hasFocus());
}

// The offsets of rows, as far apart as the text needs.
void ChangeMapWidget::paintHeader(QPainter& painter) const
{
    const qreal ratio = viewport()->devicePixelRatioF();
    const qreal side = m_scene.layout.side / ratio;
    const int lineHeight = fontMetrics().height();
    // Powers of two: their offsets are the roundest.
    const auto step = qint64(std::bit_ceil(quint64(std::ceil(lineHeight * 1.25 / side))));
    const qint64 rows = m_scene.grid.rows();
    painter.setPen(palette().color(QPalette::WindowText));
    const qreal right = headerWidth() - lineHeight / 2.0;
    // At rows whose numbers are multiples, so that labels move with the map.
    qint64 row = (m_scene.firstRow + step - 1) / step * step;
    for (; row < std::min(rows, m_scene.firstRow + m_scene.layout.rows()); row += step) {
        const BlockSpan span
            = m_scene.grid.blocksOfCell(quint64(row) * quint64(m_scene.layout.columns));
        const qreal top = mapArea().top() + double(row - m_scene.firstRow) * side;
        painter.drawText(QRectF(0, top + (side - lineHeight) / 2, right, lineHeight),
                         Qt::AlignRight | Qt::AlignVCenter,
                         exactSizeText(span.first * blockBytesOf(m_tiles.device())));
    }
}

} // namespace blkera
