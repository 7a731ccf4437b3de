// SPDX-License-Identifier: GPL-2.0-or-later
#include "widgets/history/job_row.h"

#include "models/history/job_model.h"
#include "widgets/history/framed_bar.h"
#include "widgets/theme.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QStyle>

namespace blkera {

JobRow::JobRow(quint64 id, QWidget* parent)
    : QFrame(parent)
    , m_id(id)
    , m_icon(new QLabel(this))
    , m_title(new QLabel(this))
    , m_detail(new QLabel(this))
    , m_bar(new FramedBar(this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
    , m_report(new QPushButton(tr("Report…"), this))
{
    setFrameShape(QFrame::StyledPanel);
    for (QLabel* const label : { m_title, m_detail }) {
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        // Long words must not keep the window wide.
        label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    }
    m_detail->setWordWrap(true);
    m_bar->setTextVisible(false);
    m_bar->setMinimumWidth(fontMetrics().averageCharWidth() * 12);

    auto* const layout = new QGridLayout(this);
    layout->addWidget(m_icon, 0, 0, 2, 1, Qt::AlignTop);
    layout->addWidget(m_title, 0, 1);
    layout->addWidget(m_detail, 1, 1);
    layout->addWidget(m_bar, 0, 2, 2, 1, Qt::AlignVCenter);
    layout->addWidget(m_cancel, 0, 3, 2, 1, Qt::AlignVCenter);
    layout->addWidget(m_report, 0, 3, 2, 1, Qt::AlignVCenter);
    layout->setColumnStretch(1, 3);
    layout->setColumnStretch(2, 1);

    connect(m_cancel, &QPushButton::clicked, this, [this] { emit cancelWanted(m_id); });
    connect(m_report, &QPushButton::clicked, this, [this] { emit reportWanted(m_id); });
}

void JobRow::take(const QModelIndex& job)
{
    const QString title = job.data(JobModel::TitleRole).toString();
    const bool hasEnded = job.data(JobModel::HasEndedRole).toBool();
    const int percent = job.data(JobModel::PercentRole).toInt();
    m_title->setText(title);
    m_detail->setText(job.data(JobModel::DetailRole).toString());
    m_bar->setVisible(!hasEnded);
    m_bar->setRange(0, percent < 0 ? 0 : 100); // without an end: busy
    m_bar->setValue(percent);
    m_bar->setAccessibleName(tr("Progress: %1").arg(title));
    const bool hadFocus = m_cancel->hasFocus() || hasFocus();
    const bool canCancel = job.data(JobModel::CanCancelRole).toBool();
    // Not to the next job, where the same key would cancel that.
    if (m_cancel->hasFocus() && !canCancel)
        setFocus(Qt::OtherFocusReason);
    m_cancel->setEnabled(canCancel);
    m_cancel->setToolTip(job.data(JobModel::CancelHintRole).toString());
    m_cancel->setAccessibleName(tr("Cancel: %1").arg(title));
    m_cancel->setAccessibleDescription(m_cancel->toolTip());
    m_report->setAccessibleName(tr("Report: %1").arg(title));
    m_report->setVisible(hasEnded);
    m_cancel->setVisible(!hasEnded);
    if (hasEnded && hadFocus)
        m_report->setFocus(Qt::OtherFocusReason);
    setToolTip(job.data(Qt::ToolTipRole).toString());
    setAccessibleName(job.data(Qt::AccessibleTextRole).toString());
    m_severity = job.data(JobModel::SeverityRole).toInt();
    paintSeverity();
}

void JobRow::setTabAfter(JobRow* before)
{
    if (before)
        setTabOrder(before->m_report, m_cancel);
    setTabOrder(m_cancel, m_report);
}

void JobRow::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        paintSeverity();
}

void JobRow::paintSeverity()
{
    const int side = style()->pixelMetric(QStyle::PM_SmallIconSize, nullptr, this);
    m_icon->setPixmap(severityIcon(palette(), Severity(m_severity))
                          .pixmap(QSize(side, side), devicePixelRatioF()));
}

} // namespace blkera
