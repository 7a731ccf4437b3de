// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "client/service_cache.h"
#include "models/device_words.h"

#include <functional>
#include <map>
#include <set>

#include <QAbstractTableModel>
#include <QTimer>

namespace blkera {

class UserNames;

// What takes longer than a moment, newest first, and what has ended below what still runs. Asks for
// the end of a job, and remembers that it has, until the service tells of the end. One thread.
class JobModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column {
        OperationColumn,
        DeviceColumn,
        StateColumn,
        ProgressColumn,
        ByColumn,
        ColumnCount
    };

    enum Role {
        IdRole = Qt::UserRole, // quint64
        TitleRole, // "List of changed blocks: vault"
        DetailRole, // "42 % · 3 minutes left · 210 MB/s", or the outcome
        PercentRole, // int; -1: it cannot be told
        SeverityRole, // int, of Severity
        HasEndedRole,
        CanCancelRole,
        CancelHintRole, // what cancelling does, or why it cannot be done
    };

    // `cache` is borrowed.
    explicit JobModel(ServiceCache& cache, QObject* parent = nullptr);

    void setClock(std::function<quint64()> clock); // microseconds since 1970

    // How many go on.
    int running() const;
    // Of those that go on and tell, how far they are together; -1: none does.
    int percent() const;
    // "1 running job"
    QString summary() const;

    // What the service said of it last; valid until the event loop runs again. Null: none.
    const JobInfo* job(quint64 id) const;
    QModelIndex indexOf(quint64 id) const;

    // Asks the service to end it; CanCancelRole and DetailRole tell what comes of it.
    void cancel(quint64 id);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

signals:
    // running(), percent() or summary() may be others.
    void summaryChanged();

private:
    bool isStale() const;
    void reset();
    void take(quint64 id);
    void remove(quint64 id);
    void changeAll();
    void tell(int row);
    void updateTick();
    QString detailText(const JobInfo& job) const;
    QString progressText(const JobInfo& job) const;
    QString rateText(const JobInfo& job) const;
    QString outcomeText(const JobInfo& job) const;
    QString stateText(const JobInfo& job) const;
    QString cellText(const JobInfo& job, int column) const;
    bool canCancel(const JobInfo& job) const;
    QString cancelHint(const JobInfo& job) const;

    ServiceCache& m_cache;
    std::function<quint64()> m_clock;
    UserNames* m_users;
    QList<JobInfo> m_jobs; // in the order of the rows
    std::set<quint64> m_cancelling;
    std::map<quint64, QString> m_refused; // why a job was not cancelled
    QTimer m_tick;
};

// How far a job is, 0 to 100; -1: it cannot be told.
int percentOf(const JobInfo& job);

} // namespace blkera
