// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "client/era_service.h"

class QDBusMessage;
class QDBusPendingCall;

namespace blkera {

class ServiceEvents;

// The service on the system bus, and the only code of the app that talks to it.
// DBUS_SYSTEM_BUS_ADDRESS is honoured.
class EraClient : public EraService {
    Q_OBJECT

public:
    explicit EraClient(QObject* parent = nullptr);

    // Whether the daemon may let a person be asked for a password, whatever a call allows. Off at
    // first.
    void setInteractiveAuthorizationAllowed(bool allowed) { m_interactive = allowed; }

    bool listen() override;
    QFuture<Outcome<QString>> version() override;
    QFuture<Outcome<QList<DeviceInfo>>> devices() override;
    QFuture<Outcome<DeviceInfo>> device(const QString& name) override;
    QFuture<Outcome<Done>> create(const NewDevice& device) override;
    QFuture<Outcome<Done>> start(const QString& name) override;
    QFuture<Outcome<Done>> stop(const QString& name) override;
    QFuture<Outcome<Done>> restart(const QString& name) override;
    QFuture<Outcome<Done>> suspend(const QString& name) override;
    QFuture<Outcome<quint32>> resume(const QString& name) override;
    QFuture<Outcome<Done>> remove(const QString& name) override;
    QFuture<Outcome<Resized>> resize(const QString& name, bool force) override;
    QFuture<Outcome<QString>> status(const QString& name) override;
    QFuture<Outcome<DeviceStatistics>> statistics(const QString& name) override;
    QFuture<Outcome<Done>> sendMessage(const QString& name, const QString& message) override;
    QFuture<Outcome<Checkpointed>> checkpoint(const QStringList& devices) override;
    QFuture<Outcome<Done>> setSchedule(const QString& name, const QString& schedule) override;
    QFuture<Outcome<QList<EraInfo>>> eras(const QString& name, quint32 from,
                                          quint32 count) override;
    QFuture<Outcome<QList<EventInfo>>> events(const QString& device, quint64 sinceUs,
                                              quint32 limit) override;
    QFuture<Outcome<QList<AuditInfo>>> audit(const QString& device, quint64 sinceUs,
                                             quint32 limit) override;
    QFuture<Outcome<QString>> historyFailure() override;
    QFuture<Outcome<QList<JobInfo>>> jobs() override;
    QFuture<Outcome<Done>> cancelJob(quint64 id) override;
    QFuture<Outcome<QStringList>> reload() override;
    QFuture<Outcome<ChangedCount>> changed(const QString& name, quint32 since,
                                           std::optional<quint32> until, const QString& format,
                                           int output, Prompt prompt) override;
    QFuture<Outcome<ChangeMap>> map(const QString& name, const MapRequest& request,
                                    Prompt prompt) override;
    QFuture<Outcome<EraHistogram>> histogram(const QString& name, quint32 first, quint32 last,
                                             quint32 maxBuckets, Prompt prompt) override;

private:
    QDBusPendingCall call(QDBusMessage message, Prompt prompt = Prompt::Allowed) const;

    ServiceEvents* m_events;
    bool m_interactive = false;
};

} // namespace blkera
