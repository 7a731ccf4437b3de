// SPDX-License-Identifier: GPL-2.0-or-later
#include "widgets/history/era_timeline_view.h"

#include "models/history/table_text.h"
#include "models/history/time_words.h"
#include "widgets/history/era_timeline_accessible.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

namespace blkera {
namespace {

// How many eras are shown at first; the others are a scroll away.
constexpr qsizetype kAtFirst = 200;
constexpr double kScrollUnits = 1e9; // at most so many steps of the scroll bar

} // namespace

EraTimelineView::EraTimelineView(EraModel& model, QWidget* parent)
    : QAbstractScrollArea(parent)
    , m_model(model)
{
    installTimelineAccessibility();
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    // Time runs from left to right in every language.
    horizontalScrollBar()->setLayoutDirection(Qt::LeftToRight);
    horizontalScrollBar()->setAccessibleName(tr("Scroll in time"));
    viewport()->setMouseTracking(true);
    viewport()->setBackgroundRole(QPalette::Base);
    viewport()->setAutoFillBackground(true);
    addZoomActions();
    setWhatsThis(
        tr("A bar is an era: as wide as it was long, and as high as much was written, on a "
           "logarithmic scale. A pin is a snapshot, a flag a start of the device, a cross a "
           "start after a crash, a diamond a change of size."));
    setDevice(model.device());

    connect(&model, &QAbstractItemModel::modelReset, this, &EraTimelineView::takeEras);
    connect(&model, &QAbstractItemModel::rowsInserted, this, &EraTimelineView::takeEras);
    connect(&model, &QAbstractItemModel::dataChanged, this,
            [this](const QModelIndex& first, const QModelIndex& last) {
                const bool isTime = first.column() == last.column()
                    && first.column() == EraModel::DurationColumn && first.row() == 0;
                const bool isUser
                    = first.column() == last.column() && first.column() == EraModel::ByColumn;
                if (isUser) {
                    viewport()->update(); // its name
                    return;
                }
                if (!isTime || m_spans.isEmpty()) {
                    takeEras();
                    return;
                }
                // Only the clock has gone on.
                m_spans.last().endUs
                    = std::max(m_spans.constLast().beginUs, qint64(m_model.nowUs()));
                m_zoom.setWhole({ m_zoom.whole().fromUs, m_spans.constLast().endUs });
                updateZoom();
            });
    connect(&model, &EraModel::loadingChanged, this, [this] {
        fetchIfNeeded();
        viewport()->update();
    });
    takeEras();
}

void EraTimelineView::setDevice(const DeviceInfo& device)
{
    m_holdsSnapshot = device.metadataSnapshot != 0;
    if (device.name != m_device) {
        m_device = device.name;
        m_range = {};
        m_cursorEra = m_anchorEra = 0;
        m_pressed.reset();
        m_isDragging = false;
        const QString name = m_device.isEmpty() ? tr("Eras") : tr("Eras of %1").arg(m_device);
        setAccessibleName(name);
        viewport()->setAccessibleName(name);
    }
    viewport()->update();
}

void EraTimelineView::setRange(const EraRange& range)
{
    if (range == m_range)
        return;
    m_range = range;
    viewport()->update();
    QAccessibleEvent event(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&event);
}

void EraTimelineView::choose(const EraRange& range)
{
    if (range == m_range)
        return;
    setRange(range);
    emit rangeChanged(range);
}

// What includes the newest era goes on with those that follow.
EraRange EraTimelineView::between(quint32 one, quint32 other) const
{
    const quint32 last = std::max(one, other);
    return { std::min(one, other), last == m_spans.constLast().era ? 0 : last };
}

void EraTimelineView::chooseBetween(quint32 one, quint32 other)
{
    if (one != 0 && other != 0 && !m_spans.isEmpty())
        choose(between(one, other));
}

// ---------------------------------------------------------------- what there is

void EraTimelineView::takeEras()
{
    const bool wasEmpty = m_spans.isEmpty();
    m_spans = eraSpans(m_model.eras(), qint64(m_model.nowUs()));
    m_looks = eraLooks(m_model.eras());
    if (m_spans.isEmpty())
        m_zoom.reset({}, {});
    else if (wasEmpty)
        placeWindow();
    else
        m_zoom.setWhole({ m_spans.constFirst().beginUs, m_spans.constLast().endUs });
    updateZoom();
}

void EraTimelineView::placeWindow()
{
    const TimeWindow whole { m_spans.constFirst().beginUs, m_spans.constLast().endUs };
    const qsizetype first = std::max<qsizetype>(0, m_spans.size() - kAtFirst);
    m_zoom.reset(whole, { m_spans[first].beginUs, whole.toUs });
}

void EraTimelineView::fetchIfNeeded()
{
    if (m_zoom.window().fromUs <= m_zoom.whole().fromUs && !m_model.failure()
        && m_model.canFetchMore({}))
        m_model.fetchMore({});
}

TimelineGeometry EraTimelineView::geometry() const
{
    return { m_zoom.window(), double(timelineLayout().bars.width()) };
}

TimelineLayout EraTimelineView::timelineLayout() const
{
    return { viewport()->rect(), fontMetrics(), m_buttons->sizeHint() };
}

qsizetype EraTimelineView::spanOf(quint32 era) const
{
    const int row = era == 0 ? -1 : m_model.rowOf(era);
    return row < 0 ? -1 : m_spans.size() - 1 - row;
}

// `x` is that of the viewport.
qsizetype EraTimelineView::spanAt(double x) const
{
    return geometry().spanAt(m_spans, x - timelineLayout().bars.left(), kLeastBarWidth);
}

// ---------------------------------------------------------------- words

QString EraTimelineView::spanText(qsizetype span, const QString& separator) const
{
    QStringList facts = m_model.facts(int(m_spans.size() - 1 - span));
    if (span == scene().held)
        facts << tr("a metadata snapshot is held since it began");
    return facts.join(separator);
}

QString EraTimelineView::cursorText() const
{
    const qsizetype span = spanOf(m_cursorEra);
    return span < 0 ? QString() : spanText(span, QStringLiteral(" · "));
}

QString EraTimelineView::rangeText() const
{
    const QLocale locale;
    const EraRange& range = m_isDragging ? m_dragged : m_range;
    if (isEverything(range))
        return tr("All eras");
    if (range.until == 0)
        return tr("Chosen: since era %1").arg(locale.toString(range.since));
    return tr("Chosen: eras %1 to %2")
        .arg(locale.toString(range.since), locale.toString(range.until));
}

// Of all eras that share the pixel.
QString EraTimelineView::textAt(double x) const
{
    const qsizetype span = spanAt(x);
    if (span < 0)
        return {};
    const double left = std::floor(x - timelineLayout().bars.left());
    const TimelineGeometry sums = geometry();
    const auto first = std::ranges::lower_bound(m_spans, sums.timeAt(left), {}, &EraSpan::beginUs);
    const auto last
        = std::ranges::lower_bound(m_spans, sums.timeAt(left + 1), {}, &EraSpan::beginUs);
    const auto count = last - first;
    if (count < 2)
        return spanText(span, QStringLiteral(" · "));
    quint64 blocks = 0;
    for (auto at = first; at != last; ++at)
        blocks += m_model.eras()[m_spans.end() - 1 - at].blocks.value_or(0);
    return tr("%n era(s) here, %1 to %2, from %3 on · blocks marked: %4", nullptr, int(count))
        .arg(QLocale().toString(first->era), QLocale().toString(std::prev(last)->era),
             timeText(quint64(first->beginUs)), QLocale().toString(blocks));
}

QString EraTimelineView::captionText() const
{
    if (m_spans.isEmpty()) {
        if (m_model.failure())
            return tr("The eras are not known: %1").arg(m_model.failure()->message);
        return m_model.isLoading() ? tr("Asking for the eras…") : tr("There are no eras yet");
    }
    if (m_isDragging)
        return rangeText();
    if (m_hoverX) {
        if (const QString text = textAt(*m_hoverX); !text.isEmpty())
            return text;
    }
    return hasFocus() && m_cursorEra != 0 ? cursorText() : rangeText();
}

TimelineScene EraTimelineView::scene() const
{
    TimelineScene scene {
        m_spans, m_looks,    geometry(), m_isDragging ? m_dragged : m_range, spanOf(m_cursorEra),
        -1,      hasFocus(), {}
    };
    // Taking one begins an era, so that it is the newest of those.
    for (qsizetype i = m_looks.size() - 1; m_holdsSnapshot && scene.held < 0 && i >= 0; --i) {
        if (m_looks[i].mark == EraMark::Snapshot)
            scene.held = i;
    }
    return scene;
}

void EraTimelineView::copy() const
{
    const qsizetype cursor = spanOf(m_cursorEra);
    QList<int> rows;
    if (isEverything(m_range)) {
        if (cursor >= 0)
            rows.append(int(m_spans.size() - 1 - cursor));
    } else {
        for (int row = 0; row < int(m_model.eras().size()); ++row) {
            if (contains(m_range, m_model.eras()[row].era))
                rows.append(row);
        }
    }
    if (!rows.isEmpty())
        QApplication::clipboard()->setText(tableText(m_model, rows));
}

// ---------------------------------------------------------------- painting

QSize EraTimelineView::sizeHint() const
{
    const int bar = horizontalScrollBar()->sizeHint().height();
    return { fontMetrics().averageCharWidth() * 80,
             TimelineLayout::preferredHeight(fontMetrics()) + bar + 2 * frameWidth() };
}

QSize EraTimelineView::minimumSizeHint() const
{
    const int bar = horizontalScrollBar()->sizeHint().height();
    return { fontMetrics().averageCharWidth() * 30,
             TimelineLayout::minimumHeight(fontMetrics()) + bar + 2 * frameWidth() };
}

void EraTimelineView::paintEvent(QPaintEvent*)
{
    QPainter painter(viewport());
    TimelineScene picture = scene();
    picture.caption = captionText();
    paintTimeline(painter, timelineLayout(), picture, palette());
}

void EraTimelineView::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    placeButtons();
    updateZoom();
}

void EraTimelineView::focusInEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusInEvent(event);
    if (m_cursorEra == 0 && !m_spans.isEmpty() && event->reason() != Qt::MouseFocusReason)
        setCursorEra(m_spans.constLast().era);
    viewport()->update();
}

void EraTimelineView::focusOutEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

// ---------------------------------------------------------------- zoom

void EraTimelineView::updateZoom()
{
    const bool isEmpty = m_spans.isEmpty();
    m_zoomIn->setEnabled(!isEmpty);
    m_zoomOut->setEnabled(!isEmpty && m_zoom.window() != m_zoom.whole());
    m_fit->setEnabled(!isEmpty && !m_zoom.isFitted());
    m_back->setEnabled(m_zoom.canGoBack());
    m_forward->setEnabled(m_zoom.canGoForward());
    updateScrollBar();
    fetchIfNeeded();
    viewport()->update();
}

void EraTimelineView::updateScrollBar()
{
    const double unitUs = std::max(1.0, double(m_zoom.whole().lengthUs()) / kScrollUnits);
    const auto units = [unitUs](qint64 us) { return int(double(us) / unitUs); };
    const int page = units(m_zoom.window().lengthUs());
    m_isUpdatingScrollBar = true;
    horizontalScrollBar()->setRange(0, std::max(0, units(m_zoom.whole().lengthUs()) - page));
    horizontalScrollBar()->setPageStep(std::max(1, page));
    horizontalScrollBar()->setSingleStep(std::max(1, page / 10));
    horizontalScrollBar()->setValue(units(m_zoom.window().fromUs - m_zoom.whole().fromUs));
    m_isUpdatingScrollBar = false;
}

void EraTimelineView::scrollContentsBy(int, int)
{
    if (m_isUpdatingScrollBar)
        return;
    const double unitUs = std::max(1.0, double(m_zoom.whole().lengthUs()) / kScrollUnits);
    const QScrollBar& bar = *horizontalScrollBar();
    // The last step leads to the very end, so that the window goes on with the clock.
    m_zoom.scrollTo(bar.value() == bar.maximum()
                        ? m_zoom.whole().toUs - m_zoom.window().lengthUs()
                        : m_zoom.whole().fromUs + qint64(bar.value() * unitUs));
    updateZoom();
}

void EraTimelineView::zoomBy(double factor, std::optional<double> x, bool isContinued)
{
    if (m_spans.isEmpty())
        return;
    const TimelineGeometry sums = geometry();
    qint64 aroundUs = std::midpoint(m_zoom.window().fromUs, m_zoom.window().toUs);
    if (x) {
        aroundUs = sums.timeAt(*x - timelineLayout().bars.left());
    } else if (const qsizetype cursor = spanOf(m_cursorEra); cursor >= 0) {
        const qint64 us = std::midpoint(m_spans[cursor].beginUs, m_spans[cursor].endUs);
        if (us >= m_zoom.window().fromUs && us <= m_zoom.window().toUs)
            aroundUs = us;
    }
    m_zoom.zoom(factor, aroundUs, isContinued);
    updateZoom();
}

void EraTimelineView::showCursor()
{
    const qsizetype cursor = spanOf(m_cursorEra);
    if (cursor < 0)
        return;
    const TimeWindow& window = m_zoom.window();
    const EraSpan& span = m_spans[cursor];
    if (span.beginUs < window.fromUs)
        m_zoom.scrollTo(span.beginUs - window.lengthUs() / 20);
    else if (span.endUs > window.toUs)
        m_zoom.scrollTo(std::min(span.beginUs, span.endUs - window.lengthUs() * 19 / 20));
}

} // namespace blkera
