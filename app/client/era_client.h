// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "client/device_info.h"
#include "client/history.h"
#include "client/job_info.h"
#include "client/outcome.h"
#include "client/statistics.h"

#include <optional>

#include <QFuture>
#include <QList>
#include <QObject>
#include <QString>
#include <QStringList>

class QDBusMessage;
class QDBusPendingCall;

namespace blkera {

// What a checkpoint has begun.
struct Checkpointed {
    QList<quint32> eras; // that are current afterwards, in the order of the devices
    QString group; // what the history knows the moment by; empty for one device
};

// How much a list of changed blocks has.
struct ChangedCount {
    quint64 blocks = 0;
    quint64 uncertain = 0; // of these, written later and perhaps in the eras asked for
};

// The daemon as the app sees it, and the only code of the app that talks to the bus. Every call
// returns at once; its future is finished in the event loop of the thread that made the client. No
// call has a time limit: a prompt for a password, a clean stop or a long list takes what it takes,
// and the bus says so when the daemon goes away.
class EraClient : public QObject {
    Q_OBJECT

public:
    // On the system bus; DBUS_SYSTEM_BUS_ADDRESS is honoured.
    explicit EraClient(QObject* parent = nullptr);

    // Whether the daemon may let a person be asked for a password. Off at first.
    void setInteractiveAuthorizationAllowed(bool allowed) { m_interactive = allowed; }

    // Sorted by name.
    QFuture<Outcome<QList<DeviceInfo>>> devices();
    QFuture<Outcome<DeviceInfo>> device(const QString& name);

    QFuture<Outcome<Done>> create(const NewDevice& device);
    QFuture<Outcome<Done>> start(const QString& name);
    QFuture<Outcome<Done>> stop(const QString& name);
    QFuture<Outcome<Done>> restart(const QString& name);
    QFuture<Outcome<Done>> suspend(const QString& name);
    // The era that is current afterwards.
    QFuture<Outcome<quint32>> resume(const QString& name);
    QFuture<Outcome<Done>> remove(const QString& name);

    // `force` lets the device shrink.
    QFuture<Outcome<Resized>> resize(const QString& name, bool force);

    // The kernel-like status line.
    QFuture<Outcome<QString>> status(const QString& name);
    QFuture<Outcome<DeviceStatistics>> statistics(const QString& name);
    QFuture<Outcome<Done>> sendMessage(const QString& name, const QString& message);
    QFuture<Outcome<Checkpointed>> checkpoint(const QStringList& devices);
    QFuture<Outcome<Done>> setSchedule(const QString& name, const QString& schedule);
    // From the history, oldest first; `from` 0: the last `count`, at most 1,000.
    QFuture<Outcome<QList<EraInfo>>> eras(const QString& name, quint32 from, quint32 count);
    // Of one device, or of all; from a time on, or, if that is 0, the last ones.
    QFuture<Outcome<QList<EventInfo>>> events(const QString& device, quint64 sinceUs,
                                              quint32 limit);
    QFuture<Outcome<QList<AuditInfo>>> audit(const QString& device, quint64 sinceUs, quint32 limit);
    // Why the history cannot be written at present; empty: it can.
    QFuture<Outcome<QString>> historyFailure();
    // Oldest first.
    QFuture<Outcome<QList<JobInfo>>> jobs();
    QFuture<Outcome<Done>> cancelJob(quint64 id);
    // What there is to say about the configuration that was taken in.
    QFuture<Outcome<QStringList>> reload();
    // What is listed: since an era, or, with `until`, from one era to another, both inclusive.
    // `output` is duplicated: the caller keeps its own and should close it
    // where it is the write end of a pipe, or its reader waits for ever.
    QFuture<Outcome<ChangedCount>> changed(const QString& name, quint32 since,
                                           std::optional<quint32> until, const QString& format,
                                           int output);

private:
    QDBusPendingCall call(QDBusMessage message) const;

    bool m_interactive = false;
};

} // namespace blkera
