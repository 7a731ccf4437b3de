// SPDX-License-Identifier: GPL-2.0-or-later
#include "widgets/history/usage_gauge.h"

#include "widgets/history/framed_bar.h"
#include "widgets/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QProgressBar>
#include <QStyle>

namespace blkera {
namespace {

constexpr quint64 kMetadataBlockBytes = 4'096;
constexpr int kPerMille = 1'000;

QString wordOf(Severity severity)
{
    switch (severity) {
    case Severity::Good:
        return UsageGauge::tr("OK");
    case Severity::Warning:
        return UsageGauge::tr("Getting full");
    case Severity::Error:
        return UsageGauge::tr("Nearly full");
    case Severity::None:
    case Severity::Note:
        break;
    }
    return UsageGauge::tr("Not known");
}

// With ticks where the severity becomes another.
class TickedBar : public FramedBar {
public:
    using FramedBar::FramedBar;

protected:
    void paintEvent(QPaintEvent* event) override
    {
        FramedBar::paintEvent(event);
        QPainter painter(this);
        painter.setPen(QPen(palette().color(QPalette::Text), 1));
        const bool isMirrored = layoutDirection() == Qt::RightToLeft;
        const int length = height() / 3;
        for (const double share : { kMetadataWarningShare, kMetadataCriticalShare }) {
            const int x = int(width() * (isMirrored ? 1 - share : share));
            painter.drawLine(x, 0, x, length);
            painter.drawLine(x, height() - 1 - length, x, height() - 1);
        }
    }
};

} // namespace

UsageGauge::UsageGauge(QWidget* parent)
    : QWidget(parent)
    , m_icon(new QLabel(this))
    , m_word(new QLabel(this))
    , m_bar(new TickedBar(this))
    , m_usage(new QLabel(this))
    , m_held(new QLabel(this))
{
    auto* const title = new QLabel(tr("Metadata"), this);
    m_bar->setRange(0, kPerMille);
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("How full the metadata is"));
    m_bar->setMinimumWidth(fontMetrics().averageCharWidth() * 16);
    for (QLabel* const label : { m_word, m_usage, m_held }) {
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    auto* const layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(title);
    layout->addWidget(m_bar, 2);
    layout->addWidget(m_icon);
    layout->addWidget(m_word);
    layout->addWidget(m_usage);
    layout->addSpacing(fontMetrics().height());
    layout->addWidget(m_held);
    layout->addStretch(1);
    setDevice({});
}

void UsageGauge::setDevice(const DeviceInfo& device)
{
    const bool isKnown = device.metadataTotal != 0;
    m_severity = metadataSeverity(device);
    m_bar->setValue(int(metadataShare(device) * kPerMille));
    m_word->setText(wordOf(m_severity));
    const QLocale locale;
    m_usage->setText(isKnown ? tr("%1 % · %2 of %3", "percent, used and total size")
                                   .arg(int(metadataShare(device) * 100))
                                   .arg(sizeText(device.metadataUsed * kMetadataBlockBytes),
                                        sizeText(device.metadataTotal * kMetadataBlockBytes))
                             : tr("It is known while the device runs"));
    m_held->setText(!isKnown ? QString()
                        : device.metadataSnapshot == 0
                        ? tr("No metadata snapshot is held")
                        : tr("A metadata snapshot is held at block %1")
                              .arg(locale.toString(device.metadataSnapshot)));
    m_held->setVisible(!m_held->text().isEmpty());
    const QString details = isKnown
        ? tr("%1 of %2 blocks of the metadata are in use. From %3 % on it gets full, from %4 % on "
             "it should be enlarged; at 100 % no checkpoint can be taken.")
              .arg(locale.toString(device.metadataUsed), locale.toString(device.metadataTotal))
              .arg(int(kMetadataWarningShare * 100))
              .arg(int(kMetadataCriticalShare * 100))
        : m_usage->text();
    setToolTip(details);
    setAccessibleName(tr("Metadata: %1, %2").arg(m_word->text(), m_usage->text()));
    setAccessibleDescription(details);
    m_bar->setAccessibleDescription(accessibleName());
    paintSeverity();
}

QString UsageGauge::word() const
{
    return m_word->text();
}

QString UsageGauge::usageText() const
{
    return m_usage->text();
}

QString UsageGauge::heldText() const
{
    return m_held->text();
}

void UsageGauge::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        paintSeverity();
}

void UsageGauge::paintSeverity()
{
    const int side = style()->pixelMetric(QStyle::PM_SmallIconSize, nullptr, this);
    m_icon->setPixmap(
        severityIcon(palette(), m_severity).pixmap(QSize(side, side), devicePixelRatioF()));
    QPalette colors = palette();
    colors.setColor(QPalette::Highlight, severityColor(palette(), m_severity));
    m_bar->setPalette(colors);
}

} // namespace blkera
