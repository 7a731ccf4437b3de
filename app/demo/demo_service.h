// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "client/era_service.h"
#include "demo/demo_device.h"

#include <functional>
#include <memory>

#include <QTimer>

namespace blkera {

// A service without a daemon: for `blkera-gui --demo`, for screenshots, and for tests, which have
// it fail in every way that the real one could. One thread; answers come from the event loop.
class DemoService : public EraService {
    Q_OBJECT

public:
    struct Shape {
        int devices = 6;
        quint64 blocks = 1U << 22; // of the first device; the others have less
        quint32 eras = 60; // of the first device
        quint32 seed = 1;
        quint64 nowUs = 0; // 0: the clock's
        bool isLive = false; // devices are written to all the time
        int latencyMs = 0; // of every answer
        int listMs = 0; // what a list of changed blocks takes
    };

    explicit DemoService(const Shape& shape, QObject* parent = nullptr);
    ~DemoService() override;

    // ------------------------------------------------------------ what tests make it do

    // Calls are taken and never answered, from now on.
    void stopAnswering() { m_answers = false; }

    // The next call of that verb ("Checkpoint", "GetMap", …) fails, or every one if `verb` is
    // empty.
    void failNext(const QString& verb, const ClientError& error);
    // Every call of that verb, until it is given no error.
    void failAlways(const QString& verb, const std::optional<ClientError>& error);
    // As when the daemon is killed: jobs end as interrupted, calls fail; and as when it is back.
    void die();
    void comeBack();

    // No system bus.
    void setBus(bool isThere) { m_hasBus = isThere; }

    // For changes of any kind; tell() says so on the "bus". Null if there is none.
    DemoDevice* find(const QString& name);
    void tell(const QString& name);
    void addDevice(const DemoDevice::Shape& shape);

    // What was called, "Checkpoint vault", in order.
    const QStringList& calls() const { return m_calls; }

    // ------------------------------------------------------------ the service

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
    struct List;

    template <class T>
    QFuture<Outcome<T>> answer(const QString& verb, const QString& subject,
                               std::function<Outcome<T>()> work);
    template <class T>
    QFuture<Outcome<T>> onDevice(const QString& verb, const QString& name,
                                 std::function<Outcome<T>(DemoDevice&)> work);
    std::optional<ClientError> failureOf(const QString& verb);
    quint64 nowUs() const;
    void note(const QString& device, const QString& kind, const QString& text);
    Outcome<Done> enter(DemoDevice& device, const QString& state);
    quint64 beginJob(const QString& operation, const QString& device, quint64 total);
    void endJob(quint64 id, const QString& state, const QString& error = {});
    void runList(const std::shared_ptr<List>& list);
    void live();

    const Shape m_shape;
    std::map<QString, std::unique_ptr<DemoDevice>> m_devices;
    std::map<quint64, JobInfo> m_jobs;
    QList<EventInfo> m_events;
    QStringList m_calls;
    std::map<QString, ClientError> m_failNext;
    std::map<QString, ClientError> m_failAlways;
    bool m_answers = true;
    bool m_isAlive = true;
    bool m_hasBus = true;
    quint64 m_lastJob = 0;
    QTimer m_live;
};

} // namespace blkera
