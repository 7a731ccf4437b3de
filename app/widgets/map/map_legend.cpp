// SPDX-License-Identifier: GPL-2.0-or-later
#include "widgets/map/map_legend.h"

#include <algorithm>

#include <QEvent>
#include <QLocale>
#include <QPainter>

namespace blkera {

MapLegend::MapLegend(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Legend"));
    updateWords();
}

void MapLegend::setColors(const MapColors& colors)
{
    m_colors = colors;
    update();
}

void MapLegend::setMode(MapMode mode, const EraRange& eras)
{
    if (mode == m_mode && eras == m_eras)
        return;
    m_mode = mode;
    m_eras = eras;
    updateWords();
}

void MapLegend::setHasMarked(bool hasMarked)
{
    if (hasMarked == m_hasMarked)
        return;
    m_hasMarked = hasMarked;
    updateGeometry();
    update();
}

void MapLegend::updateWords()
{
    setAccessibleDescription(
        m_mode == MapMode::Share
            ? tr("Share of changed blocks: from %1 to %2, a step a decade")
                  .arg(numbers().first(), numbers().last())
            : tr("Era of the last write: from %1 to %2").arg(numbers().first(), numbers().last()));
    updateGeometry();
    update();
}

QStringList MapLegend::numbers() const
{
    const QLocale locale;
    if (m_mode == MapMode::Share) {
        QStringList numbers;
        for (const double percent : { 0.01, 0.1, 1.0, 10.0, 100.0 })
            numbers.append(tr("%1 %").arg(locale.toString(percent, 'g', 3)));
        numbers.first() = tr("≤ %1").arg(numbers.first());
        return numbers;
    }
    return { tr("era %1").arg(locale.toString(m_eras.since)),
             tr("era %1").arg(locale.toString(m_eras.until)) };
}

int MapLegend::rampWidth() const
{
    int widest = 0;
    for (const QString& number : numbers())
        widest = std::max(widest, fontMetrics().horizontalAdvance(number));
    return int(std::max<qsizetype>(numbers().size(), 4)) * (widest + fontMetrics().height());
}

QSize MapLegend::sizeHint() const
{
    const QFontMetrics metrics = fontMetrics();
    QString words = tr("none") + tr("not known yet");
    if (m_hasMarked)
        words += tr("highlighted");
    return { metrics.horizontalAdvance(words) + rampWidth() + metrics.height() * 9,
             metrics.height() * 9 / 4 };
}

QSize MapLegend::minimumSizeHint() const
{
    return { rampWidth(), sizeHint().height() };
}

QBrush MapLegend::unknown() const
{
    const int distance = std::max(fontMetrics().height() / 4, 2);
    QImage image(distance, distance, QImage::Format_RGB32);
    image.fill(m_colors.table.value(kUnknownIndex));
    image.setPixel(0, 0, m_colors.table.value(kDotIndex));
    return QBrush(image);
}

void MapLegend::paintEvent(QPaintEvent*)
{
    if (m_colors.table.isEmpty())
        return;
    QPainter painter(this);
    painter.setPen(palette().color(QPalette::WindowText));
    int x = 0;
    x += paintSwatch(painter, x, QColor(m_colors.table[kNothingIndex]), tr("none"));
    paintRamp(painter, x);
    x += rampWidth() + fontMetrics().height();
    x += paintSwatch(painter, x, unknown(), tr("not known yet"));
    if (m_hasMarked)
        paintSwatch(painter, x, m_colors.hatch(fontMetrics().height() / 2), tr("highlighted"));
}

// Returns how wide it is.
int MapLegend::paintSwatch(QPainter& painter, int x, const QBrush& brush, const QString& text) const
{
    const int side = fontMetrics().height();
    const QRect box(x, 0, side * 3 / 2, side);
    painter.fillRect(box, brush);
    painter.drawRect(box.adjusted(0, 0, -1, -1));
    const int width = std::max(fontMetrics().horizontalAdvance(text), box.width());
    painter.drawText(QRect(x, side, width, side * 5 / 4), Qt::AlignLeft | Qt::AlignVCenter, text);
    return width + side;
}

void MapLegend::paintRamp(QPainter& painter, int x) const
{
    const int side = fontMetrics().height();
    const QRect box(x, 0, rampWidth(), side);
    QImage ramp(kLastChangeIndex - kFirstChangeIndex + 1, 1, QImage::Format_Indexed8);
    ramp.setColorTable(m_colors.table);
    for (int index = kFirstChangeIndex; index <= kLastChangeIndex; ++index)
        ramp.scanLine(0)[index - kFirstChangeIndex] = uchar(index);
    painter.drawImage(box, ramp);
    painter.drawRect(box.adjusted(0, 0, -1, -1));
    const QStringList texts = numbers();
    for (qsizetype at = 0; at < texts.size(); ++at) {
        const int tick = x + int(box.width() * at / (texts.size() - 1));
        const int width = fontMetrics().horizontalAdvance(texts[at]);
        // The first and the last stay within the ramp.
        const int left = std::clamp(tick - width / 2, x, x + box.width() - width);
        painter.drawLine(std::min(tick, box.right()), side, std::min(tick, box.right()),
                         side + side / 5);
        painter.drawText(QRect(left, side, width + 1, side * 5 / 4),
                         Qt::AlignLeft | Qt::AlignVCenter, texts[at]);
    }
}

void MapLegend::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::LanguageChange)
        updateWords();
}

} // namespace blkera
