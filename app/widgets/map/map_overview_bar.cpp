// SPDX-License-Identifier: GPL-2.0-or-later
#include "widgets/map/map_overview_bar.h"

#include "models/map/map_summary.h"
#include "widgets/map/map_accessible.h"

#include <algorithm>
#include <cmath>

#include <QAccessible>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

namespace blkera {

MapOverviewBar::MapOverviewBar(const MapTiles& tiles, QWidget* parent)
    : QWidget(parent)
    , m_tiles(tiles)
{
    installMapAccessibility();
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Whole device"));
    setAccessibleDescription(tr("Left and Right move the part that the map shows"));
    setToolTip(tr("The whole device; the frame is what the map shows. Drag it, or use the arrow "
                  "keys."));
    connect(&m_tiles, &MapTiles::tilesChanged, this, [this] {
        m_isStale = true;
        update();
    });
}

void MapOverviewBar::setColors(const MapColors& colors)
{
    m_colors = colors;
    m_isStale = true;
    update();
}

void MapOverviewBar::setMode(MapMode mode, const EraRange& eras)
{
    if (mode == m_mode && eras == m_eras)
        return;
    m_mode = mode;
    m_eras = eras;
    m_isStale = true;
    update();
}

void MapOverviewBar::setVisibleBlocks(const BlockSpan& blocks)
{
    if (blocks == m_visible)
        return;
    m_visible = blocks;
    update();
    QAccessibleValueChangeEvent event(this, valueText());
    QAccessible::updateAccessibility(&event);
}

QString MapOverviewBar::valueText() const
{
    if (m_tiles.blocks() == 0)
        return {};
    const quint64 blockBytes = blockBytesOf(m_tiles.device());
    return tr("The map shows %1 to %2 of %3")
        .arg(exactSizeText(m_visible.first * blockBytes),
             exactSizeText(m_visible.end() * blockBytes),
             exactSizeText(m_tiles.blocks() * blockBytes));
}

QRectF MapOverviewBar::frame() const
{
    const auto blocks = double(std::max<quint64>(m_tiles.blocks(), 1));
    const double least = fontMetrics().height() / 2.0; // to be grabbed
    const double width = std::clamp(double(m_visible.count) / blocks * this->width(), least,
                                    std::max(double(this->width()), least));
    const double middle = (double(m_visible.first) + double(m_visible.count) / 2) / blocks;
    const double left
        = std::clamp(middle * this->width() - width / 2, 0.0, std::max(this->width() - width, 0.0));
    return { left, 0, width, double(height()) };
}

QSize MapOverviewBar::sizeHint() const
{
    return { fontMetrics().averageCharWidth() * 60, fontMetrics().height() * 3 / 2 };
}

QSize MapOverviewBar::minimumSizeHint() const
{
    return { fontMetrics().averageCharWidth() * 10, sizeHint().height() };
}

void MapOverviewBar::updateImage()
{
    m_isStale = false;
    const int width = std::max(int(std::lround(this->width() * devicePixelRatioF())), 1);
    m_image = QImage(width, 1, QImage::Format_Indexed8);
    m_image.setColorTable(m_colors.table);
    m_image.fill(kUnknownIndex);
    const int level = m_tiles.overviewLevel();
    std::vector<ShownCell> cells(MapGrid(m_tiles.blocks(), 1, level).cells());
    m_tiles.read(level, 0, cells);
    if (cells.empty() || cells.front().blocks == 0)
        return;
    uchar* const pixels = m_image.scanLine(0);
    const auto count = cells.size();
    for (std::size_t x = 0; x < std::size_t(width); ++x) {
        const std::size_t first = x * count / std::size_t(width);
        const std::size_t end = std::max((x + 1) * count / std::size_t(width), first + 1);
        quint8 most = kNothingIndex;
        for (std::size_t at = first; at < end; ++at) {
            const ShownCell& cell = cells[at];
            if (cell.changed == 0)
                continue;
            most = std::max(
                most,
                m_mode == MapMode::Share
                    ? shareIndex(cell.changed, cell.blocks, RampScale::Logarithmic)
                    : eraIndex(std::max(cell.newestEra, m_eras.since), m_eras.since, m_eras.until));
        }
        pixels[x] = most;
    }
}

void MapOverviewBar::paintEvent(QPaintEvent*)
{
    if (m_isStale || m_image.width() != int(std::lround(width() * devicePixelRatioF())))
        updateImage();
    QPainter painter(this);
    painter.drawImage(rect(), m_image);
    if (m_tiles.blocks() == 0)
        return;
    const QRect shown = frame().toAlignedRect();
    drawFrame(painter, shown.intersected(rect()), hasFocus() ? m_colors.highlight : m_colors.text,
              m_colors.base, std::max(fontMetrics().height() / 9, 1));
}

void MapOverviewBar::moveTo(double block)
{
    const auto last = double(std::max<quint64>(m_tiles.blocks(), 1) - 1);
    if (m_tiles.blocks() != 0)
        emit moved(quint64(std::clamp(block, 0.0, last)));
}

void MapOverviewBar::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || width() == 0)
        return;
    const double at = event->position().x() / width() * double(m_tiles.blocks());
    const double middle = double(m_visible.first) + double(m_visible.count) / 2;
    m_grabbedAt = frame().contains(event->position()) ? at - middle : 0;
    moveTo(at - m_grabbedAt);
}

void MapOverviewBar::mouseMoveEvent(QMouseEvent* event)
{
    if (event->buttons().testFlag(Qt::LeftButton) && width() != 0)
        moveTo(event->position().x() / width() * double(m_tiles.blocks()) - m_grabbedAt);
}

void MapOverviewBar::keyPressEvent(QKeyEvent* event)
{
    const double middle = double(m_visible.first) + double(m_visible.count) / 2;
    const auto page = double(m_visible.count);
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Up:
        moveTo(middle - page / 8);
        break;
    case Qt::Key_Right:
    case Qt::Key_Down:
        moveTo(middle + page / 8);
        break;
    case Qt::Key_PageUp:
        moveTo(middle - page);
        break;
    case Qt::Key_PageDown:
        moveTo(middle + page);
        break;
    case Qt::Key_Home:
        moveTo(0);
        break;
    case Qt::Key_End:
        moveTo(double(m_tiles.blocks()));
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

void MapOverviewBar::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    update();
}

void MapOverviewBar::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    update();
}

} // namespace blkera
