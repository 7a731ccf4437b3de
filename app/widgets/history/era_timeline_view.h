// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "models/era_range.h"
#include "models/history/era_model.h"
#include "models/history/timeline_geometry.h"
#include "models/history/timeline_zoom.h"
#include "widgets/history/timeline_painter.h"

#include <optional>

#include <QAbstractScrollArea>
#include <QPoint>

class QAction;

namespace blkera {

// The eras of a device over time: a bar each, as wide as it was long and as high as much was
// written (on a logarithmic scale), with pins for snapshots and flags for starts, crashes and
// changes of size. A person chooses here which eras map and regions show. Arrows move a cursor from
// era to era, with Shift they choose; Enter: "since this era"; Esc: all of them again.
class EraTimelineView : public QAbstractScrollArea {
    Q_OBJECT

public:
    // `model` is borrowed; whoever has it tells it of the device, too.
    explicit EraTimelineView(EraModel& model, QWidget* parent = nullptr);

    void setDevice(const DeviceInfo& device);

    const EraRange& range() const { return m_range; }

    // As if chosen elsewhere; rangeChanged() is not emitted.
    void setRange(const EraRange& range);

    // 0: none.
    quint32 cursorEra() const { return m_cursorEra; }

    void setCursorEra(quint32 era);

    const TimelineZoom& zoom() const { return m_zoom; }

    // Zoom in, zoom out, fit, back, forward; as the buttons in the corner have them.
    QList<QAction*> zoomActions() const;

    // What is said of it: the range in a sentence, and all that is known of the cursor's era.
    QString rangeText() const;
    QString cursorText() const;

    // For tests: what is painted and where.
    TimelineScene scene() const;
    TimelineLayout timelineLayout() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void rangeChanged(const blkera::EraRange& range);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    bool viewportEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void addZoomActions();
    void placeButtons();
    void takeEras();
    void placeWindow();
    void updateZoom();
    void updateScrollBar();
    void fetchIfNeeded();
    void zoomBy(double factor, std::optional<double> x = {}, bool isContinued = false);
    bool moveCursor(QKeyEvent* event);
    void moveCursorTo(qsizetype span, bool extends);
    qsizetype markFrom(qsizetype span, int direction) const;
    void showCursor();
    void choose(const EraRange& range);
    void chooseBetween(quint32 one, quint32 other);
    EraRange between(quint32 one, quint32 other) const;
    void copy() const;
    TimelineGeometry geometry() const;
    qsizetype spanOf(quint32 era) const;
    qsizetype spanAt(double x) const;
    QString textAt(double x) const;
    QString spanText(qsizetype span, const QString& separator) const;
    QString captionText() const;
    bool isZoomKey(const QKeyEvent* event) const;

    EraModel& m_model;
    QString m_device;
    bool m_holdsSnapshot = false;
    QList<EraSpan> m_spans;
    QList<EraLook> m_looks;
    TimelineZoom m_zoom;
    EraRange m_range;
    quint32 m_cursorEra = 0;
    quint32 m_anchorEra = 0; // where choosing began
    std::optional<QPoint> m_pressed;
    bool m_isDragging = false;
    EraRange m_dragged;
    std::optional<double> m_hoverX;
    bool m_isWheeling = false;
    bool m_isUpdatingScrollBar = false;
    QWidget* m_buttons = nullptr; // beside the caption
    QAction* m_zoomIn = nullptr;
    QAction* m_zoomOut = nullptr;
    QAction* m_fit = nullptr;
    QAction* m_back = nullptr;
    QAction* m_forward = nullptr;
};

} // namespace blkera
