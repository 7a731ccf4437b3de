// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "models/map/map_tiles.h"
#include "widgets/map/map_colors.h"

#include <QImage>
#include <QWidget>

namespace blkera {

// The whole device in one row, with a frame around what the map shows, which can be dragged, or
// moved with the arrow keys. A column has the colour of its cell with the most changes: a little
// that changed is not lost among much that did not.
class MapOverviewBar : public QWidget {
    Q_OBJECT

public:
    // `tiles` is borrowed.
    explicit MapOverviewBar(const MapTiles& tiles, QWidget* parent = nullptr);

    void setColors(const MapColors& colors);
    // As in the map: the eras at the ends of the ramp.
    void setMode(MapMode mode, const EraRange& eras);
    void setVisibleBlocks(const BlockSpan& blocks);

    BlockSpan visibleBlocks() const { return m_visible; }

    // Which part of the device the map shows, in words.
    QString valueText() const;
    // Where the frame is, in the widget's coordinates.
    QRectF frame() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    // The block that is to be in the middle of the map.
    void moved(quint64 block);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void updateImage();
    void moveTo(double block);

    const MapTiles& m_tiles;
    MapColors m_colors;
    MapMode m_mode = MapMode::Share;
    EraRange m_eras;
    BlockSpan m_visible;
    QImage m_image; // a row of one byte a pixel of the screen
    bool m_isStale = true;
    double m_grabbedAt = 0; // blocks from the middle of the frame
};

} // namespace blkera
