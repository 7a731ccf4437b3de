// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "client/device_info.h"
#include "client/history.h"
#include "client/job_info.h"

#include <map>

#include <QObject>
#include <QString>
#include <QVariantMap>

class QDBusMessage;

namespace blkera {

// What the daemon tells of its own accord, from listen() on.
class ServiceEvents : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    // False if there is no bus. Calling it again is fine.
    bool listen();

signals:
    void happened(const blkera::EventInfo& event);
    // Properties that have other values now.
    void deviceChanged(const QString& name, const QVariantMap& properties);
    void deviceAdded(const blkera::DeviceInfo& device);
    void deviceRemoved(const QString& name);
    // Why the history cannot be written; empty: it can again.
    void historyFailureChanged(const QString& failure);
    void jobChanged(const blkera::JobInfo& job);
    void jobRemoved(quint64 id);
    void daemonStarted();
    void daemonEnded();

private slots:
    void onEvent(qulonglong timeUs, const QString& device, const QString& kind,
                 const QString& text);
    void onPropertiesChanged(const QDBusMessage& signal);
    void onInterfacesAdded(const QDBusMessage& signal);
    void onInterfacesRemoved(const QDBusMessage& signal);
    void onOwnerChanged(const QString& name, const QString& before, const QString& now);

private:
    void askForJob(const QString& path);

    std::map<QString, QVariantMap> m_jobs; // by path
    bool m_isListening = false;
};

} // namespace blkera
