// SPDX-License-Identifier: GPL-2.0-or-later
// What keys, mouse and buttons do to a timeline.
#include "widgets/action_label.h"
#include "widgets/history/era_timeline_view.h"

#include <algorithm>
#include <cmath>

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QHBoxLayout>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QToolButton>
#include <QToolTip>
#include <QWheelEvent>

namespace blkera {
namespace {

constexpr double kZoomStep = 2;
constexpr double kWheelStep = 1.25;
constexpr int kWheelNotch = 120; // eighths of a degree
constexpr qsizetype kLeastPage = 10;

bool isHorizontal(int key)
{
    return key == Qt::Key_Left || key == Qt::Key_Right;
}

} // namespace

void EraTimelineView::addZoomActions()
{
    m_buttons = new QWidget(viewport());
    auto* const row = new QHBoxLayout(m_buttons);
    row->setContentsMargins({});
    row->setSpacing(0);
    m_buttons->setCursor(Qt::ArrowCursor);
    const auto add = [this, row](const QString& text, const QString& label, const QKeySequence& key,
                                 auto act) {
        auto* const action = new QAction(text, this);
        action->setIconText(label);
        action->setToolTip(actionHint(text, key));
        action->setEnabled(false);
        connect(action, &QAction::triggered, this, act);
        auto* const button = new QToolButton(m_buttons);
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
        button->setAutoRaise(true);
        button->setAccessibleName(text);
        button->setFocusPolicy(Qt::TabFocus);
        row->addWidget(button);
        return action;
    };
    m_zoomIn = add(tr("Zoom in"), tr("+", "zoom in"), Qt::Key_Plus, [this] { zoomBy(kZoomStep); });
    m_zoomOut = add(tr("Zoom out"), tr("−", "zoom out"), Qt::Key_Minus,
                    [this] { zoomBy(1 / kZoomStep); });
    m_fit = add(tr("Show all eras"), tr("Fit"), Qt::Key_0, [this] {
        m_zoom.fit();
        updateZoom();
    });
    m_back = add(tr("Back to the previous part"), tr("Back"), Qt::ALT | Qt::Key_Left, [this] {
        m_zoom.back();
        updateZoom();
    });
    m_forward = add(tr("Forward to the next part"), tr("Forward"), Qt::ALT | Qt::Key_Right, [this] {
        m_zoom.forward();
        updateZoom();
    });
}

void EraTimelineView::placeButtons()
{
    const QSize size = m_buttons->sizeHint();
    const bool isMirrored = layoutDirection() == Qt::RightToLeft;
    m_buttons->setGeometry(isMirrored ? 0 : viewport()->width() - size.width(), 0, size.width(),
                           size.height());
}

QList<QAction*> EraTimelineView::zoomActions() const
{
    return { m_zoomIn, m_zoomOut, m_fit, m_back, m_forward };
}

// ---------------------------------------------------------------- keys

bool EraTimelineView::isZoomKey(const QKeyEvent* event) const
{
    const int key = event->key();
    if (event->modifiers() & Qt::AltModifier)
        return isHorizontal(key);
    return !(event->modifiers() & Qt::ControlModifier)
        && (key == Qt::Key_Plus || key == Qt::Key_Equal || key == Qt::Key_Minus
            || key == Qt::Key_0);
}

void EraTimelineView::keyPressEvent(QKeyEvent* event)
{
    const int key = event->key();
    if (isZoomKey(event)) {
        QAction* const action = key == Qt::Key_Left ? m_back
            : key == Qt::Key_Right                  ? m_forward
            : key == Qt::Key_Minus                  ? m_zoomOut
            : key == Qt::Key_0                      ? m_fit
                                                    : m_zoomIn;
        action->trigger();
    } else if (event->matches(QKeySequence::Copy)) {
        copy();
    } else if (key == Qt::Key_Return || key == Qt::Key_Enter) {
        if (m_cursorEra != 0)
            choose({ m_cursorEra, 0 });
    } else if (key == Qt::Key_Escape && m_isDragging) {
        m_isDragging = false;
        m_pressed.reset();
        viewport()->update();
    } else if (key == Qt::Key_Escape && !isEverything(m_range)) {
        choose({});
    } else if (!moveCursor(event)) {
        event->ignore();
        return;
    }
    event->accept();
}

bool EraTimelineView::moveCursor(QKeyEvent* event)
{
    if (m_spans.isEmpty())
        return false;
    const qsizetype last = m_spans.size() - 1;
    const qsizetype now = spanOf(m_cursorEra);
    const auto [firstSeen, lastSeen] = geometry().visible(m_spans);
    const qsizetype page = std::max(kLeastPage, (lastSeen - firstSeen) / 2);
    const bool toMark = event->modifiers() & Qt::ControlModifier;
    qsizetype next = last;
    switch (event->key()) {
    case Qt::Key_Left:
        next = toMark ? markFrom(now, -1) : now - 1;
        break;
    case Qt::Key_Right:
        next = toMark ? markFrom(now, 1) : now + 1;
        break;
    case Qt::Key_PageUp:
        next = now - page;
        break;
    case Qt::Key_PageDown:
        next = now + page;
        break;
    case Qt::Key_Home:
        next = 0;
        break;
    case Qt::Key_End:
        break;
    default:
        return false;
    }
    if (now < 0)
        next = last; // there was none
    moveCursorTo(std::clamp<qsizetype>(next, 0, last), event->modifiers() & Qt::ShiftModifier);
    return true;
}

// The next era in that direction with a pin or a flag, or the last one there.
qsizetype EraTimelineView::markFrom(qsizetype span, int direction) const
{
    for (qsizetype i = span + direction; i >= 0 && i < m_spans.size(); i += direction) {
        if (m_looks[i].mark != EraMark::None)
            return i;
    }
    return direction < 0 ? 0 : m_spans.size() - 1;
}

void EraTimelineView::moveCursorTo(qsizetype span, bool extends)
{
    const quint32 before = m_cursorEra;
    setCursorEra(m_spans[span].era);
    if (span == 0 && m_model.canFetchMore({}))
        m_model.fetchMore({});
    if (!extends) {
        m_anchorEra = m_cursorEra;
        return;
    }
    if (m_anchorEra == 0)
        m_anchorEra = before == 0 ? m_cursorEra : before;
    chooseBetween(m_anchorEra, m_cursorEra);
}

void EraTimelineView::setCursorEra(quint32 era)
{
    if (m_cursorEra == era || (era != 0 && spanOf(era) < 0))
        return;
    m_cursorEra = era;
    if (m_anchorEra == 0)
        m_anchorEra = era;
    showCursor();
    updateZoom();
    QAccessibleValueChangeEvent event(this, era);
    QAccessible::updateAccessibility(&event);
}

// ---------------------------------------------------------------- mouse

void EraTimelineView::mousePressEvent(QMouseEvent* event)
{
    const qsizetype span = spanAt(event->position().x());
    if (event->button() != Qt::LeftButton || span < 0)
        return;
    m_hoverX.reset();
    m_pressed = event->position().toPoint();
    const quint32 era = m_spans[span].era;
    const bool extends = (event->modifiers() & Qt::ShiftModifier) && m_anchorEra != 0;
    const quint32 anchor = extends ? m_anchorEra : era;
    setCursorEra(era);
    m_anchorEra = anchor;
    if (extends)
        chooseBetween(anchor, era);
}

void EraTimelineView::mouseMoveEvent(QMouseEvent* event)
{
    const QPoint at = event->position().toPoint();
    if (!m_pressed) {
        m_hoverX = event->position().x();
        viewport()->update();
        return;
    }
    if (!m_isDragging && (at - *m_pressed).manhattanLength() < QApplication::startDragDistance())
        return;
    const QRect bars = timelineLayout().bars;
    const double x = std::clamp(event->position().x(), double(bars.left()), double(bars.right()));
    const qsizetype span = spanAt(x);
    if (span < 0)
        return;
    m_isDragging = true;
    m_dragged = between(m_anchorEra, m_spans[span].era);
    viewport()->update();
}

void EraTimelineView::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_pressed.reset();
    if (!m_isDragging)
        return;
    m_isDragging = false;
    choose(m_dragged);
    viewport()->update();
}

void EraTimelineView::mouseDoubleClickEvent(QMouseEvent* event)
{
    const qsizetype span = spanAt(event->position().x());
    if (event->button() != Qt::LeftButton || span < 0)
        return;
    m_pressed.reset();
    setCursorEra(m_spans[span].era);
    choose({ m_spans[span].era, 0 });
}

void EraTimelineView::wheelEvent(QWheelEvent* event)
{
    const QPoint turn = event->angleDelta();
    const int notches = turn.x() != 0 ? turn.x() : turn.y();
    if (event->modifiers() & Qt::ControlModifier) {
        zoomBy(std::pow(kWheelStep, double(turn.y()) / kWheelNotch), event->position().x(),
               m_isWheeling);
        m_isWheeling = true;
    } else if (!m_spans.isEmpty()) {
        const TimeWindow& window = m_zoom.window();
        const double share = double(notches) / kWheelNotch / 10;
        m_zoom.scrollTo(window.fromUs - qint64(double(window.lengthUs()) * share));
        updateZoom();
    }
    event->accept();
}

bool EraTimelineView::viewportEvent(QEvent* event)
{
    switch (event->type()) {
    case QEvent::ToolTip: {
        const auto* const help = static_cast<QHelpEvent*>(event);
        QToolTip::showText(
            help->globalPos(),
            textAt(help->pos().x()).replace(QStringLiteral(" · "), QStringLiteral("\n")),
            viewport());
        return true;
    }
    case QEvent::Leave:
        m_hoverX.reset();
        m_isWheeling = false;
        viewport()->update();
        break;
    case QEvent::MouseMove:
        m_isWheeling = false; // the next turn of the wheel is another step
        break;
    default:
        break;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

} // namespace blkera
