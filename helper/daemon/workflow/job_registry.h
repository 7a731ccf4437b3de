// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "store/history.h"
#include "workflow/job.h"

#include <map>
#include <memory>

#include <QList>
#include <QObject>
#include <QString>

namespace blkera {

// All jobs, by their ids: those that go on, and for ten minutes those that have ended, the last 64
// of them.
class JobRegistry : public QObject {
    Q_OBJECT

public:
    static constexpr int kMostEnded = 64;

    // `history` outlives it.
    explicit JobRegistry(History& history, QObject* parent = nullptr);

    // `held` is let go when the job ends: what limits the user's jobs.
    Job* begin(const QString& operation, const QString& device, quint32 uid,
               std::shared_ptr<void> held = nullptr);
    // One that was begun by another daemon, and that goes on.
    Job* takeUp(quint64 id, const QString& operation, const QString& device, quint32 uid,
                qint64 startedUs);
    // One that ended under another daemon, for as long as it is to be kept.
    void recall(const JobRecord& record);

    Job* find(quint64 id) const; // null if there is none
    QList<Job*> jobs() const; // oldest first

signals:
    void added(blkera::Job* job);
    void removed(quint64 id);

private:
    Job* add(Job* job);
    void noteEnd(Job* job);
    void keepEnded(Job* job);
    void remove(quint64 id);

    History& m_history;
    std::map<quint64, Job*> m_jobs; // children
    quint64 m_lastId = 0;
};

} // namespace blkera
