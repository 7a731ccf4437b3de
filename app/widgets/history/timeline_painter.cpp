// SPDX-License-Identifier: GPL-2.0-or-later
#include "widgets/history/timeline_painter.h"

#include "models/history/time_ticks.h"
#include "widgets/theme.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include <QPaintDevice>
#include <QPainter>
#include <QPolygonF>

namespace blkera {
namespace {

constexpr double kWide = 4; // logical pixels from which on a bar is drawn by itself
constexpr double kUnknownShare = 0.25; // how high a bar is of which nothing is known
constexpr double kAxisLines = 1.4;

QColor mixed(const QColor& one, const QColor& other, double share)
{
    const auto part = [share](float a, float b) { return float(a * (1 - share) + b * share); };
    return QColor::fromRgbF(part(one.redF(), other.redF()), part(one.greenF(), other.greenF()),
                            part(one.blueF(), other.blueF()));
}

QColor bandColor(const QPalette& palette)
{
    return mixed(palette.color(QPalette::Base), palette.color(QPalette::Highlight), 0.14);
}

QColor lineColor(const QPalette& palette)
{
    return mixed(palette.color(QPalette::Base), palette.color(QPalette::Text), 0.35);
}

// The bars, in device pixels, so that none is blurred.
class Bars {
public:
    Bars(QPainter& painter, const QRect& rect, const TimelineScene& scene, const QPalette& palette)
        : m_painter(painter)
        , m_scene(scene)
        , m_ratio(painter.device()->devicePixelRatioF())
        , m_left(int(std::lround(rect.left() * m_ratio)))
        , m_bottom(int(std::lround((rect.bottom() + 1) * m_ratio)))
        , m_height(int(std::lround(rect.height() * m_ratio)))
        , m_color(barColor(palette))
        , m_quiet(quietBarColor(palette))
        , m_base(palette.color(QPalette::Base))
        , m_columns(std::size_t(std::ceil(rect.width() * m_ratio)) + 1)
    {
    }

    void paint()
    {
        m_painter.save();
        m_painter.scale(1 / m_ratio, 1 / m_ratio);
        m_painter.setRenderHint(QPainter::Antialiasing, false);
        const auto [first, last] = m_scene.geometry.visible(m_scene.spans);
        for (qsizetype i = first; i < last; ++i)
            add(i);
        paintColumns();
        m_painter.restore();
    }

private:
    struct Column {
        int height = 0;
        bool isInRange = false;
    };

    int heightOf(const EraLook& look) const
    {
        // Something must be seen of an era in which little was written, or nothing.
        const int least = int(std::ceil((look.isEmpty ? 1 : 2) * m_ratio));
        return std::max(least, int(look.height * float(m_height) + 0.5F));
    }

    void add(qsizetype index)
    {
        const EraSpan& span = m_scene.spans[index];
        const EraLook& look = m_scene.looks[index];
        const TimelineGeometry::Bar bar = m_scene.geometry.barOf(span, kLeastBarWidth);
        const int limit = int(m_columns.size()) - 1;
        const int left = std::clamp(int(std::floor(bar.left * m_ratio)), 0, limit);
        const int right = std::clamp(int(std::floor(bar.right * m_ratio)), 0, limit);
        const bool isInRange = contains(m_scene.range, span.era);
        const int height = heightOf(look);
        if (bar.right - bar.left >= kWide) {
            paintWide(left, right, height, isInRange, look.isKnown);
            return;
        }
        for (int x = left; x < std::max(right, left + 1); ++x) {
            Column& column = m_columns[std::size_t(x)];
            column.isInRange = column.isInRange || isInRange;
            column.height = std::max(column.height, height);
        }
    }

    // Inside the range it is full, outside it is hollow; hatched where it is not known how much was
    // written.
    void paintWide(int left, int right, int height, bool isInRange, bool isKnown)
    {
        const QRect rect(m_left + left, m_bottom - height, right - left - 1, height);
        const QColor& color = isInRange ? m_color : m_quiet;
        m_painter.fillRect(rect, isInRange && isKnown ? color : m_base);
        if (!isKnown)
            m_painter.fillRect(rect,
                               QBrush(color, isInRange ? Qt::Dense4Pattern : Qt::Dense6Pattern));
        m_painter.setPen(color);
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawRect(rect.adjusted(0, 0, -1, -1));
    }

    void paintColumns()
    {
        for (std::size_t x = 0; x < m_columns.size();) {
            const Column column = m_columns[x];
            std::size_t end = x + 1;
            while (end < m_columns.size() && m_columns[end].height == column.height
                   && m_columns[end].isInRange == column.isInRange)
                ++end;
            if (column.height > 0)
                m_painter.fillRect(m_left + int(x), m_bottom - column.height, int(end - x),
                                   column.height, column.isInRange ? m_color : m_quiet);
            x = end;
        }
    }

    QPainter& m_painter;
    const TimelineScene& m_scene;
    double m_ratio;
    int m_left;
    int m_bottom;
    int m_height;
    QColor m_color;
    QColor m_quiet;
    QColor m_base;
    std::vector<Column> m_columns;
};

void paintBand(QPainter& painter, const TimelineLayout& layout, const TimelineScene& scene,
               const QPalette& palette)
{
    if (isEverything(scene.range) || scene.spans.isEmpty())
        return;
    const auto [left, right] = rangeBar(scene);
    if (right <= left)
        return;
    const QRectF band(layout.bars.left() + left, layout.marks.top(), right - left,
                      layout.bars.bottom() + 1 - layout.marks.top());
    painter.fillRect(band, bandColor(palette));
}

// Over the bars: where the range begins and ends, so that it needs no colour.
void paintBrackets(QPainter& painter, const TimelineLayout& layout, const TimelineScene& scene,
                   const QPalette& palette)
{
    if (isEverything(scene.range) || scene.spans.isEmpty())
        return;
    const auto [left, right] = rangeBar(scene);
    if (right <= left)
        return;
    painter.setPen(QPen(palette.color(QPalette::Text), 2));
    const double top = layout.marks.top() + 1;
    const double bottom = layout.bars.bottom();
    const double foot = std::min(6.0, (right - left) / 2);
    for (const auto& [x, inner] : { std::pair(left, foot), std::pair(right, -foot) }) {
        const double at = layout.bars.left() + std::clamp(x, 1.0, scene.geometry.width() - 1);
        painter.drawPolyline(QPolygonF { QPointF(at + inner, top), QPointF(at, top),
                                         QPointF(at, bottom), QPointF(at + inner, bottom) });
    }
}

void paintAxis(QPainter& painter, const TimelineLayout& layout, const TimelineScene& scene,
               const QPalette& palette)
{
    painter.save();
    painter.setLayoutDirection(Qt::LeftToRight); // as time
    const QFontMetrics metrics(painter.font());
    const double distance = metrics.horizontalAdvance(QStringLiteral("00 MMM 00:00 "));
    const QRect& axis = layout.axis;
    painter.setPen(lineColor(palette));
    painter.drawLine(axis.topLeft(), axis.topRight());
    for (const TimeTick& tick : timeTicks(scene.geometry, distance)) {
        const int x = axis.left() + int(std::lround(scene.geometry.xOf(tick.us)));
        painter.setPen(lineColor(palette));
        painter.drawLine(x, axis.top(), x, axis.top() + (tick.isMajor ? axis.height() - 1 : 4));
        painter.setPen(palette.color(QPalette::Text));
        painter.drawText(QRect(x + 4, axis.top() + 1, int(distance) - 4, axis.height() - 1),
                         Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, tick.label);
    }
    painter.restore();
}

void paintMark(QPainter& painter, const QRectF& box, const ShownMark& mark, bool isHeld,
               const QPalette& palette)
{
    const QPointF foot(box.center().x(), box.bottom());
    const double side = std::min(box.width(), box.height()) * 0.8;
    QRectF head(0, 0, side, side);
    head.moveCenter(QPointF(foot.x(), box.top() + side / 2 + 1));
    const QColor text = palette.color(QPalette::Text);
    painter.setPen(QPen(text, 1));
    painter.drawLine(QPointF(foot.x(), head.center().y()), foot);
    switch (mark.mark) {
    case EraMark::Snapshot: // a pin: full and ringed where it is held
        painter.setBrush(isHeld ? severityColor(palette, Severity::Note)
                                : palette.color(QPalette::Base));
        painter.drawEllipse(head);
        if (isHeld) {
            painter.setBrush(Qt::NoBrush);
            painter.drawEllipse(head.adjusted(-2, -2, 2, 2));
        }
        break;
    case EraMark::Crash: { // a cross
        const QColor color = severityColor(palette, Severity::Error);
        painter.setPen(QPen(color, 2));
        painter.drawLine(head.topLeft(), head.bottomRight());
        painter.drawLine(head.topRight(), head.bottomLeft());
        break;
    }
    case EraMark::Activation: // a flag
        painter.setBrush(severityColor(palette, Severity::Good));
        painter.drawPolygon(QPolygonF { QPointF(foot.x(), head.top()),
                                        QPointF(head.right() + side / 3, head.center().y()),
                                        QPointF(foot.x(), head.bottom()) });
        painter.drawLine(QPointF(foot.x(), head.top()), foot);
        break;
    case EraMark::Resize: // a diamond
        painter.setBrush(severityColor(palette, Severity::Warning));
        painter.drawPolygon(QPolygonF {
            QPointF(foot.x(), head.top()), QPointF(head.right(), head.center().y()),
            QPointF(foot.x(), head.bottom()), QPointF(head.left(), head.center().y()) });
        break;
    case EraMark::None:
        break;
    }
}

void paintMarks(QPainter& painter, const TimelineLayout& layout, const TimelineScene& scene,
                const QPalette& palette)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const int width = markWidth(QFontMetrics(painter.font()));
    for (const ShownMark& mark : shownMarks(scene, width)) {
        const QRectF box(layout.marks.left() + mark.x - width / 2.0, layout.marks.top(), width,
                         layout.marks.height());
        paintMark(painter, box, mark, mark.span == scene.held, palette);
    }
    painter.restore();
}

void paintCursor(QPainter& painter, const TimelineLayout& layout, const TimelineScene& scene,
                 const QPalette& palette)
{
    if (scene.cursor < 0 || scene.cursor >= scene.spans.size())
        return;
    const TimelineGeometry::Bar bar
        = scene.geometry.barOf(scene.spans[scene.cursor], kLeastBarWidth);
    if (bar.right < 0 || bar.left > scene.geometry.width())
        return;
    const double left = layout.bars.left() + std::max(bar.left, 0.0);
    const double right = layout.bars.left() + std::min(bar.right, scene.geometry.width());
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(palette.color(QPalette::Text), scene.hasFocus ? 2 : 1,
                        scene.hasFocus ? Qt::SolidLine : Qt::DotLine));
    painter.drawRect(QRectF(left - 2, layout.bars.top(), right - left + 3, layout.bars.height()));
    const double middle = (left + right) / 2;
    painter.setBrush(palette.color(QPalette::Text));
    painter.setPen(Qt::NoPen);
    const double top = layout.axis.top();
    painter.drawPolygon(QPolygonF { QPointF(middle, top), QPointF(middle + 5, top + 6),
                                    QPointF(middle - 5, top + 6) });
}

} // namespace

TimelineLayout::TimelineLayout(const QRect& rect, const QFontMetrics& metrics, const QSize& corner)
{
    const int line = metrics.height();
    const int axisHeight = int(std::ceil(line * kAxisLines));
    const QRect inner = rect.adjusted(line / 3, 0, -line / 3, 0);
    caption = QRect(inner.left(), inner.top(), std::max(1, inner.width() - corner.width()),
                    std::max(line + line / 3, corner.height()));
    marks = QRect(inner.left(), caption.bottom() + 1, inner.width(), line + line / 4);
    axis = QRect(inner.left(), inner.bottom() + 1 - axisHeight, inner.width(), axisHeight);
    bars = QRect(inner.left(), marks.bottom() + 1, inner.width(),
                 std::max(1, axis.top() - marks.bottom() - 1));
}

int TimelineLayout::preferredHeight(const QFontMetrics& metrics)
{
    return metrics.height() * 9;
}

int TimelineLayout::minimumHeight(const QFontMetrics& metrics)
{
    return metrics.height() * 6;
}

bool isEverything(const EraRange& range)
{
    return range.since <= 1 && range.until == 0;
}

bool contains(const EraRange& range, quint32 era)
{
    return era >= range.since && (range.until == 0 || era <= range.until);
}

TimelineGeometry::Bar rangeBar(const TimelineScene& scene)
{
    const auto first = std::ranges::lower_bound(scene.spans, scene.range.since, {}, &EraSpan::era);
    const auto last = scene.range.until == 0
        ? scene.spans.end()
        : std::ranges::upper_bound(scene.spans, scene.range.until, {}, &EraSpan::era);
    if (first >= last)
        return {};
    const TimelineGeometry& geometry = scene.geometry;
    const double left = geometry.barOf(*first, kLeastBarWidth).left;
    const double right = geometry.barOf(*std::prev(last), kLeastBarWidth).right;
    return { std::clamp(left, 0.0, geometry.width()), std::clamp(right, 0.0, geometry.width()) };
}

int markWidth(const QFontMetrics& metrics)
{
    return metrics.height();
}

QList<ShownMark> shownMarks(const TimelineScene& scene, int markWidth)
{
    QList<ShownMark> shown;
    const auto [first, last] = scene.geometry.visible(scene.spans);
    for (qsizetype i = first; i < last; ++i) {
        const EraMark mark = scene.looks[i].mark;
        if (mark == EraMark::None)
            continue;
        const double x = scene.geometry.xOf(scene.spans[i].beginUs);
        if (x < 0 || x > scene.geometry.width())
            continue;
        const ShownMark next { i, mark, x };
        if (shown.isEmpty() || x - shown.constLast().x >= markWidth) {
            shown.append(next);
            continue;
        }
        const auto weight = [&](const ShownMark& candidate) {
            return candidate.span == scene.held ? 100 : int(candidate.mark);
        };
        const bool hasRoom = shown.size() < 2 || x - shown[shown.size() - 2].x >= markWidth;
        if (hasRoom && weight(next) > weight(shown.constLast()))
            shown.last() = next;
    }
    return shown;
}

QList<EraLook> eraLooks(const QList<EraInfo>& newestFirst)
{
    quint64 most = 0;
    for (const EraInfo& era : newestFirst)
        most = std::max(most, era.blocks.value_or(0));
    QList<EraLook> looks(newestFirst.size());
    for (qsizetype row = 0; row < newestFirst.size(); ++row) {
        const EraInfo& era = newestFirst[row];
        EraLook& look = looks[looks.size() - 1 - row];
        look.isKnown = era.blocks.has_value();
        look.isEmpty = look.isKnown && *era.blocks == 0;
        look.height = float(look.isKnown ? heightShare(*era.blocks, most) : kUnknownShare);
        look.mark = eraMark(era.cause);
    }
    return looks;
}

QColor barColor(const QPalette& palette)
{
    return palette.color(QPalette::Highlight);
}

QColor quietBarColor(const QPalette& palette)
{
    return mixed(palette.color(QPalette::Base), palette.color(QPalette::Text), 0.5);
}

void paintTimeline(QPainter& painter, const TimelineLayout& layout, const TimelineScene& scene,
                   const QPalette& palette)
{
    paintBand(painter, layout, scene, palette);
    Bars(painter, layout.bars, scene, palette).paint();
    paintMarks(painter, layout, scene, palette);
    paintBrackets(painter, layout, scene, palette);
    paintAxis(painter, layout, scene, palette);
    paintCursor(painter, layout, scene, palette);
    painter.setPen(palette.color(QPalette::Text));
    const QString caption = QFontMetrics(painter.font())
                                .elidedText(scene.caption, Qt::ElideRight, layout.caption.width());
    painter.drawText(painter.layoutDirection() == Qt::RightToLeft ? layout.caption.translated(
                         layout.bars.width() - layout.caption.width(), 0)
                                                                  : layout.caption,
                     Qt::AlignVCenter | Qt::AlignLeading | Qt::TextSingleLine, caption);
}

} // namespace blkera
