// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "models/map/zoom_stack.h"
#include "widgets/map/map_painter.h"

#include <vector>

#include <QAbstractScrollArea>

namespace blkera {

// The blocks of a device as a heatmap, row by row from its beginning: how much of each cell
// changed, or how recently. A cursor goes from cell to cell; what it is on is said in words, to be
// read, heard and copied. Shows any part at any level down to one block a cell.
class ChangeMapWidget : public QAbstractScrollArea {
    Q_OBJECT

public:
    // `tiles` is borrowed.
    explicit ChangeMapWidget(MapTiles& tiles, QWidget* parent = nullptr);

    void setMode(MapMode mode);
    void setRamp(Ramp ramp);
    // Blocks that are hatched, whatever their colour; in any order.
    void setMarked(const QList<BlockSpan>& spans);

    MapMode mode() const { return m_scene.mode; }

    const MapColors& colors() const { return m_painter.colors(); }

    bool hasMarked() const { return !m_marked.empty(); }

    // The eras at the ends of the ramp.
    EraRange shownEras() const { return { m_scene.since, m_scene.until }; }

    // One level in or out; the cursor stays where it is on the screen.
    void zoomIn();
    void zoomOut();
    void fit(); // all of the device
    void oneToOne(); // a block a cell
    void goBack();
    void goForward();

    bool canZoomIn() const { return m_level > 0; }

    bool canZoomOut() const { return m_level < fitLevel(); }

    bool canGoBack() const { return m_history.canGoBack(); }

    bool canGoForward() const { return m_history.canGoForward(); }

    // Shows these blocks as large as they all fit, with the cursor on the first; once it is shown
    // itself, if it is hidden.
    void showBlocks(quint64 first, quint64 count);
    // Moves what is visible so that this block is in the middle.
    void centerOn(quint64 block);
    BlockSpan visibleBlocks() const;

    int level() const { return m_level; }

    quint64 cursorBlock() const { return m_cursorBlock; }

    BlockSpan cursorSpan() const;
    void setCursorBlock(quint64 block);
    // What the cursor is on, in words. Empty where there is no device.
    QString cursorText() const;
    // Where a cell is painted, in the viewport's coordinates; also if that is not visible.
    QRectF rectOfBlock(quint64 block) const;

signals:
    // Level, place or history.
    void viewChanged();
    // What the mouse is on, or, where it is nowhere, the cursor.
    void pointedAt(const QString& text);

protected:
    void paintEvent(QPaintEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void changeEvent(QEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    struct View {
        int level = 0;
        quint64 topBlock = 0;
    };

    void takeDevice();
    void updateColors();
    void updateLayout();
    void updateScene();
    void showView(int level, qint64 firstRow);
    void returnTo(const View& view);
    void zoomTo(int level, quint64 anchorBlock);
    void moveCursor(qint64 cells);
    void moveCursorTo(quint64 cell);
    void tellCursor();
    int fitLevel() const;
    View view() const;
    MapGrid gridOf(int level) const;
    qreal headerWidth() const;
    QRectF mapArea() const; // of the viewport
    QPoint toPixels(QPointF position) const;
    std::optional<quint64> blockAt(QPointF position) const;
    QString textOf(quint64 cell) const;
    void paintHeader(QPainter& painter) const;

    MapTiles& m_tiles;
    MapPainter m_painter;
    MapScene m_scene;
    MapLayout m_layout; // of square cells; the scene's rows may be higher
    Ramp m_ramp = Ramp::Cividis;
    bool m_isStale = true; // the picture
    bool m_isFitted = true; // stays so when the window changes
    bool m_isLaidOut = false;
    qreal m_ratio = 1; // that it is laid out for
    int m_level = 0;
    quint64 m_blocks = 0;
    QString m_deviceName;
    quint64 m_cursorBlock = 0;
    BlockSpan m_toShow; // when there is a size to show it in
    QString m_toldText;
    ZoomStack<View> m_history;
    std::vector<BlockSpan> m_marked; // sorted, do not overlap
};

} // namespace blkera
