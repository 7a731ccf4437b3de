// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "client/era_service.h"

#include <map>
#include <set>

#include <QDateTime>
#include <QTimer>

namespace blkera {

// What the service has said last, so that a window never has to ask and wait: its state, the
// devices and the jobs. Changes come at most every 100 ms, however many the service tells. When the
// service goes away what was known stays, as of that time, and it is asked anew when it is back.
// One thread.
class ServiceCache : public QObject {
    Q_OBJECT

public:
    enum class State {
        Connecting,
        Ready,
        NotAnswering, // asked, and has said nothing for 5 seconds; may still
        NoBus,
        NoService, // nobody has the bus name, or it cannot be started
        WrongVersion, // a daemon that describes things in another way
    };
    Q_ENUM(State)

    // `service` is borrowed.
    explicit ServiceCache(EraService& service, QObject* parent = nullptr);

    // Begins, or tries again.
    void connectToService();

    EraService& service() const { return m_service; }

    State state() const { return m_state; }

    // Why the state is what it is, for people; empty if there is nothing to say.
    QString reason() const { return m_reason; }

    // The daemon's; empty until it has been heard.
    QString version() const { return m_version; }

    // Empty: it can be written.
    QString historyFailure() const { return m_historyFailure; }

    // When what is known was true; null while it is.
    QDateTime asOf() const { return m_asOf; }

    // Whether devices() has been answered once.
    bool hasDevices() const { return m_hasDevices; }

    // Sorted by name.
    QList<DeviceInfo> devices() const;
    // Null if there is none; valid until the event loop runs again.
    const DeviceInfo* device(const QString& name) const;
    // Oldest first, those that have ended included, until the service forgets them.
    QList<JobInfo> jobs() const;
    const JobInfo* job(quint64 id) const;

signals:
    void stateChanged();
    // All may be others now.
    void devicesReset();
    void deviceAdded(const QString& name);
    void deviceRemoved(const QString& name);
    void deviceChanged(const QString& name);
    void jobsReset();
    void jobAdded(quint64 id);
    void jobChanged(quint64 id);
    void jobRemoved(quint64 id);
    void historyFailureChanged();
    // As EraService tells it.
    void happened(const blkera::EventInfo& event);

private:
    void enter(State state, const QString& reason = {});
    void askForDevices();
    void askForRest();
    void takeDevices(const Outcome<QList<DeviceInfo>>& devices);
    void addDevice(const DeviceInfo& device);
    void takeJob(const JobInfo& job);
    void daemonEnded();
    void tellChanges();

    EraService& m_service;
    State m_state = State::Connecting;
    QString m_reason;
    QString m_version;
    QString m_historyFailure;
    QDateTime m_asOf;
    bool m_hasDevices = false;
    quint64 m_asked = 0; // answers to what was asked before are not waited for any more
    std::map<QString, DeviceInfo> m_devices;
    std::map<quint64, JobInfo> m_jobs;
    // What was told since all devices were asked for: the answer may be older.
    std::map<QString, QVariantMap> m_changedMeanwhile;
    std::set<QString> m_removedMeanwhile;
    std::map<QString, DeviceInfo> m_addedMeanwhile;
    std::set<QString> m_changedDevices; // not told yet
    std::set<quint64> m_changedJobs;
    QTimer m_tell;
    QTimer m_patience;
};

} // namespace blkera
