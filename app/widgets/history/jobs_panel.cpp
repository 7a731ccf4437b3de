// SPDX-License-Identifier: GPL-2.0-or-later
#include "widgets/history/jobs_panel.h"

#include "models/history/job_model.h"
#include "widgets/history/job_row.h"
#include "widgets/history/report_window.h"

#include <algorithm>
#include <utility>

#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

namespace blkera {

JobsPanel::JobsPanel(ServiceCache& cache, QWidget* parent)
    : QWidget(parent)
    , m_model(new JobModel(cache, this))
    , m_hint(new QLabel(this))
    , m_layout(new QVBoxLayout)
{
    auto* const list = new QWidget(this);
    auto* const column = new QVBoxLayout(list);
    column->setContentsMargins({});
    column->addLayout(m_layout);
    column->addWidget(m_hint);
    column->addStretch(1);
    m_hint->setTextFormat(Qt::PlainText);
    m_hint->setWordWrap(true);
    auto* const area = new QScrollArea(this);
    area->setWidget(list);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setAccessibleName(tr("Jobs"));
    auto* const layout = new QVBoxLayout(this);
    layout->addWidget(area);
    setAccessibleName(tr("Jobs"));

    connect(m_model, &QAbstractItemModel::rowsInserted, this, &JobsPanel::arrange);
    connect(m_model, &QAbstractItemModel::rowsRemoved, this, &JobsPanel::arrange);
    connect(m_model, &QAbstractItemModel::rowsMoved, this, &JobsPanel::arrange);
    connect(m_model, &QAbstractItemModel::modelReset, this, &JobsPanel::arrange);
    connect(m_model, &QAbstractItemModel::dataChanged, this,
            [this](const QModelIndex& first, const QModelIndex& last) {
                showRows(first.row(), last.row());
            });
    connect(m_model, &JobModel::summaryChanged, this, &JobsPanel::changed);
    arrange();
}

int JobsPanel::running() const
{
    return m_model->running();
}

QString JobsPanel::summary() const
{
    return m_model->summary();
}

JobRow* JobsPanel::row(quint64 id) const
{
    const auto found = m_rows.find(id);
    return found == m_rows.end() ? nullptr : found->second;
}

void JobsPanel::showReport(quint64 id)
{
    const JobInfo* const job = m_model->job(id);
    if (!job)
        return;
    const QString user = m_model->indexOf(id).siblingAtColumn(JobModel::ByColumn).data().toString();
    (new ReportWindow(*job, user, this))->open();
}

// Widgets of jobs that stay are kept, so that the focus stays where it is.
void JobsPanel::arrange()
{
    std::map<quint64, JobRow*> before = std::exchange(m_rows, {});
    const int shown = std::min(m_model->rowCount(), kMostRows);
    JobRow* above = nullptr;
    for (int place = 0; place < shown; ++place) {
        const quint64 id = m_model->index(place, 0).data(JobModel::IdRole).toULongLong();
        JobRow* widget = nullptr;
        if (const auto known = before.find(id); known != before.end()) {
            widget = known->second;
            before.erase(known);
        } else {
            widget = new JobRow(id, this);
            connect(widget, &JobRow::cancelWanted, m_model, &JobModel::cancel);
            connect(widget, &JobRow::reportWanted, this, &JobsPanel::showReport);
        }
        if (m_layout->indexOf(widget) != place)
            m_layout->insertWidget(place, widget);
        m_rows.emplace(id, widget);
        widget->setTabAfter(above);
        above = widget;
    }
    for (const auto& [id, widget] : before)
        delete widget;
    showRows(0, shown - 1);

    const int hidden = m_model->rowCount() - shown;
    m_hint->setVisible(shown == 0 || hidden > 0);
    m_hint->setText(shown == 0
                        ? tr("No jobs. Whatever takes longer is shown here while it goes on, and "
                             "for ten minutes after its end.")
                        : tr("%n older job(s) are not shown", nullptr, hidden));
}

void JobsPanel::showRows(int first, int last)
{
    for (int place = first; place <= last && place < int(m_rows.size()); ++place) {
        const QModelIndex job = m_model->index(place, 0);
        if (JobRow* const widget = row(job.data(JobModel::IdRole).toULongLong()))
            widget->take(job);
    }
}

} // namespace blkera
