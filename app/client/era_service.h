// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "client/change_map.h"
#include "client/device_info.h"
#include "client/era_histogram.h"
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
#include <QVariantMap>

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

// Whether a call may have a person asked for a password. What is shown without a click must not.
enum class Prompt { Never, Allowed };

// The service as the app sees it: the verbs of dbus/*.xml, and what it tells of its own accord from
// listen() on. EraClient is the one on the bus; DemoService is one that needs no daemon.
//
// Every call returns at once; its future is finished in the event loop of the thread that made the
// service. No call has a time limit: a prompt for a password, a clean stop or a long list takes
// what it takes, and fails with NoDaemon when the daemon goes away.
class EraService : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    // False if there is no bus. Calling it again is fine.
    virtual bool listen() = 0;

    // Of the daemon, "0.1.0".
    virtual QFuture<Outcome<QString>> version() = 0;
    // Sorted by name.
    virtual QFuture<Outcome<QList<DeviceInfo>>> devices() = 0;
    virtual QFuture<Outcome<DeviceInfo>> device(const QString& name) = 0;

    virtual QFuture<Outcome<Done>> create(const NewDevice& device) = 0;
    virtual QFuture<Outcome<Done>> start(const QString& name) = 0;
    virtual QFuture<Outcome<Done>> stop(const QString& name) = 0;
    virtual QFuture<Outcome<Done>> restart(const QString& name) = 0;
    virtual QFuture<Outcome<Done>> suspend(const QString& name) = 0;
    // The era that is current afterwards.
    virtual QFuture<Outcome<quint32>> resume(const QString& name) = 0;
    virtual QFuture<Outcome<Done>> remove(const QString& name) = 0;
    // `force` lets the device shrink.
    virtual QFuture<Outcome<Resized>> resize(const QString& name, bool force) = 0;

    // The kernel-like status line.
    virtual QFuture<Outcome<QString>> status(const QString& name) = 0;
    virtual QFuture<Outcome<DeviceStatistics>> statistics(const QString& name) = 0;
    // "checkpoint", "take_metadata_snap" or "drop_metadata_snap".
    virtual QFuture<Outcome<Done>> sendMessage(const QString& name, const QString& message) = 0;
    virtual QFuture<Outcome<Checkpointed>> checkpoint(const QStringList& devices) = 0;
    virtual QFuture<Outcome<Done>> setSchedule(const QString& name, const QString& schedule) = 0;
    // From the history, oldest first; `from` 0: the last `count`, at most 1,000.
    virtual QFuture<Outcome<QList<EraInfo>>> eras(const QString& name, quint32 from, quint32 count)
        = 0;
    // Of one device, or of all; from a time on, or, if that is 0, the last ones.
    virtual QFuture<Outcome<QList<EventInfo>>> events(const QString& device, quint64 sinceUs,
                                                      quint32 limit)
        = 0;
    virtual QFuture<Outcome<QList<AuditInfo>>> audit(const QString& device, quint64 sinceUs,
                                                     quint32 limit)
        = 0;
    // Why the history cannot be written at present; empty: it can.
    virtual QFuture<Outcome<QString>> historyFailure() = 0;
    // Oldest first.
    virtual QFuture<Outcome<QList<JobInfo>>> jobs() = 0;
    virtual QFuture<Outcome<Done>> cancelJob(quint64 id) = 0;
    // What there is to say about the configuration that was taken in.
    virtual QFuture<Outcome<QStringList>> reload() = 0;
    // What is listed: since an era, or, with `until`, from one era to another, both inclusive.
    // `output` is duplicated: the caller keeps its own and should close it where it is the write
    // end of a pipe, or its reader waits for ever.
    virtual QFuture<Outcome<ChangedCount>> changed(const QString& name, quint32 since,
                                                   std::optional<quint32> until,
                                                   const QString& format, int output, Prompt prompt)
        = 0;
    virtual QFuture<Outcome<ChangeMap>> map(const QString& name, const MapRequest& request,
                                            Prompt prompt)
        = 0;
    // Of the eras from `first` to `last`, both inclusive; `last` 0: the current one.
    virtual QFuture<Outcome<EraHistogram>>
    histogram(const QString& name, quint32 first, quint32 last, quint32 maxBuckets, Prompt prompt)
        = 0;

signals:
    void happened(const blkera::EventInfo& event);
    // Properties that have other values now; see update().
    void deviceChanged(const QString& name, const QVariantMap& properties);
    void deviceAdded(const blkera::DeviceInfo& device);
    void deviceRemoved(const QString& name);
    void jobChanged(const blkera::JobInfo& job);
    void jobRemoved(quint64 id);
    void historyFailureChanged(const QString& failure);
    void daemonStarted();
    void daemonEnded();
};

} // namespace blkera
