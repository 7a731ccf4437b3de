// SPDX-License-Identifier: GPL-2.0-or-later
#include "widgets/map/map_painter.h"

#include <algorithm>
#include <cstring>

#include <QPainter>

namespace blkera {

void MapPainter::update(const MapScene& scene, const MapTiles& tiles)
{
    m_scene = scene;
    const MapLayout& layout = scene.layout;
    m_firstCell = quint64(scene.firstRow) * quint64(layout.columns);
    const quint64 cells = scene.grid.cells();
    const quint64 most = quint64(layout.rows()) * quint64(layout.columns);
    m_cells.resize(m_firstCell < cells ? std::min(most, cells - m_firstCell) : 0);
    tiles.read(scene.grid.level(), m_firstCell, m_cells);

    if (m_image.size() != layout.pixels)
        m_image = QImage(layout.pixels, QImage::Format_RGB32);
    for (int row = 0; row < layout.rows(); ++row)
        paintRow(row);
}

void MapPainter::setColors(const MapColors& colors)
{
    m_colors = colors;
}

quint8 MapPainter::indexOf(const ShownCell& cell) const
{
    if (cell.blocks == 0)
        return kUnknownIndex;
    if (cell.changed == 0)
        return kNothingIndex;
    return m_scene.mode == MapMode::Share
        ? shareIndex(cell.changed, cell.blocks, RampScale::Logarithmic)
        // Something changed, so the last write was in one of the eras, or later.
        : eraIndex(std::max(cell.newestEra, m_scene.since), m_scene.since, m_scene.until);
}

void MapPainter::paintRow(int row)
{
    const MapLayout& layout = m_scene.layout;
    const int top = row * layout.side;
    const int bottom = std::min(top + layout.side, layout.pixels.height());
    const auto width = std::size_t(layout.pixels.width());
    // The bytes of a line are those of the lines below it; colours are looked up once a cell.
    const QList<QRgb>& table = m_colors.table;
    auto* const first = reinterpret_cast<QRgb*>(m_image.scanLine(top));
    std::fill_n(first, width, table[kBeyondIndex]);
    std::vector<QPoint> unknown; // from, to
    const std::size_t begin = std::size_t(row) * std::size_t(layout.columns);
    for (int column = 0; column < layout.columns; ++column) {
        const std::size_t at = begin + std::size_t(column);
        if (at >= m_cells.size())
            break;
        const quint8 index = indexOf(m_cells[at]);
        const int left = layout.leftOf(column);
        const int right = layout.leftOf(column + 1);
        std::fill(first + left, first + right, table[index]);
        if (index == kUnknownIndex)
            unknown.emplace_back(left, right);
    }
    for (int line = top + 1; line < bottom; ++line)
        std::memcpy(m_image.scanLine(line), first, width * sizeof(QRgb));
    const int distance = std::max(m_scene.dotDistance, 2);
    const auto nextDot = [distance](int at) { return (at + distance - 1) / distance * distance; };
    for (int line = nextDot(top); line < bottom && !unknown.empty(); line += distance) {
        auto* const pixels = reinterpret_cast<QRgb*>(m_image.scanLine(line));
        for (const QPoint& cell : unknown) {
            for (int x = nextDot(cell.x()); x < cell.y(); x += distance)
                pixels[x] = table[kDotIndex];
        }
    }
}

ShownCell MapPainter::cell(quint64 cell) const
{
    return cell < m_firstCell || cell - m_firstCell >= m_cells.size() ? ShownCell {}
                                                                      : m_cells[cell - m_firstCell];
}

QRect MapPainter::rectOf(quint64 cell) const
{
    const MapGrid& grid = m_scene.grid;
    return m_scene.layout.rectOf(grid.rowOf(cell) - m_scene.firstRow, grid.columnOf(cell));
}

void MapPainter::paintCells(QPainter& painter) const
{
    painter.setCompositionMode(QPainter::CompositionMode_Source); // nothing shines through
    painter.drawImage(0, 0, m_image);
    painter.setCompositionMode(QPainter::CompositionMode_SourceOver);
}

void MapPainter::paintMarked(QPainter& painter, const std::vector<BlockSpan>& spans) const
{
    if (spans.empty() || m_cells.empty())
        return;
    const MapGrid& grid = m_scene.grid;
    const QBrush hatch = m_colors.hatch(m_scene.dotDistance * 2);
    const quint64 lastCell = m_firstCell + m_cells.size() - 1;
    const quint64 begin = grid.blocksOfCell(m_firstCell).first;
    const quint64 end = grid.blocksOfCell(lastCell).end();
    auto span = std::ranges::upper_bound(spans, begin, {}, &BlockSpan::end);
    for (; span != spans.end() && span->first < end;) {
        const quint64 first = grid.cellOf(std::max(span->first, begin));
        quint64 last = grid.cellOf(std::min(span->end(), end) - 1);
        // Spans whose cells touch are one area: however many there are, no cell is painted twice.
        for (++span;
             span != spans.end() && span->first < end && grid.cellOf(span->first) <= last + 1;
             ++span)
            last = grid.cellOf(std::min(span->end(), end) - 1);
        paintMarkedCells(painter, hatch, first, last);
    }
}

// From one cell to another, row by row, with a line around all of it.
void MapPainter::paintMarkedCells(QPainter& painter, const QBrush& hatch, quint64 first,
                                  quint64 last) const
{
    const MapGrid& grid = m_scene.grid;
    const auto columns = quint64(grid.columns());
    const int width = std::max(m_scene.dotDistance / 4, 1);
    for (quint64 begin = first; begin <= last;) {
        const quint64 end = std::min(last, begin - begin % columns + columns - 1); // of the row
        const QRect rect = rectOf(begin).united(rectOf(end));
        painter.fillRect(rect, hatch);
        const auto line = [&](const QRect& edge) { painter.fillRect(edge, m_colors.text); };
        line({ rect.left(), rect.top(), width, rect.height() });
        line({ rect.right() + 1 - width, rect.top(), width, rect.height() });
        // Above and below, as far as the rows beside are not marked as well.
        const quint64 openAbove = begin < first + columns ? std::min(end, first + columns - 1) : 0;
        if (begin < first + columns)
            line({ rect.left(), rect.top(), rectOf(openAbove).right() + 1 - rect.left(), width });
        if (end + columns > last) {
            const quint64 openBelow = std::max(begin, last >= columns ? last - columns + 1 : 0);
            const int left = rectOf(openBelow).left();
            line({ left, rect.bottom() + 1 - width, rect.right() + 1 - left, width });
        }
        begin = end + 1;
    }
}

void MapPainter::paintCursor(QPainter& painter, quint64 cell, bool hasFocus) const
{
    // Around the cell, so that its colour is still seen, and larger than the smallest.
    const int width = std::max(m_scene.dotDistance / 3, 1) + (hasFocus ? 1 : 0);
    const QRect rect = rectOf(cell).adjusted(-2 * width, -2 * width, 2 * width, 2 * width);
    drawFrame(painter, rect, hasFocus ? m_colors.highlight : m_colors.text, m_colors.base, width);
}

} // namespace blkera
