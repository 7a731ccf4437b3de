// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "client/service_cache.h"

#include <map>

#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace blkera {

class JobModel;
class JobRow;

// What goes on, and what has ended lately. Jobs are the service's: hiding or destroying this
// cancels none of them.
class JobsPanel : public QWidget {
    Q_OBJECT

public:
    // Of more jobs than this the newest are shown, and the others are counted.
    static constexpr int kMostRows = 100;

    // `cache` is borrowed.
    explicit JobsPanel(ServiceCache& cache, QWidget* parent = nullptr);

    int running() const;
    // "1 running job", for a button that shows this.
    QString summary() const;

    const JobModel& model() const { return *m_model; }

    // Null: not shown.
    JobRow* row(quint64 id) const;
    void showReport(quint64 id);

signals:
    // running(), summary() or how far a job is may be others.
    void changed();

private:
    void arrange();
    void showRows(int first, int last);

    JobModel* m_model;
    QLabel* m_hint; // why there are no rows, or not all
    QVBoxLayout* m_layout;
    std::map<quint64, JobRow*> m_rows;
};

} // namespace blkera
