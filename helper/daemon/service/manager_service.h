// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "access/gatekeeper.h"
#include "device/device_registry.h"
#include "service/device_service.h"
#include "service/job_service.h"
#include "service/parts.h"

#include <map>

#include <QDBusConnection>
#include <QDBusContext>
#include <QDBusObjectPath>
#include <QList>
#include <QMap>
#include <QObject>
#include <QString>
#include <QStringList>
#include <QVariantMap>

namespace blkera {

using InterfaceProperties = QMap<QString, QVariantMap>;
using ManagedObjects = QMap<QDBusObjectPath, InterfaceProperties>;

// The bus object /org/blkera: org.blkera.Manager1 and the standard ObjectManager, as the XML in
// dbus/ has them. No logic: methods go through the gatekeeper to the registry.
class ManagerService : public QObject, protected QDBusContext {
    Q_OBJECT
    Q_PROPERTY(QString Version READ version)
    Q_PROPERTY(QString HistoryFailure READ historyFailure)

public:
    // Registers itself and an object for each device and each job.
    ManagerService(const Parts& parts, const QDBusConnection& connection,
                   QObject* parent = nullptr);

    QString version() const { return QStringLiteral(BLKERA_VERSION); }

    QString historyFailure() const;

    // Answered later, whatever they return.
    QDBusObjectPath CreateDevice(const QString& name, const QString& origin,
                                 const QString& metadata, uint blockSize, const QString& frontend,
                                 uint queues, uint queueDepth, bool forceFormat, bool start);
    QDBusObjectPath GetDevice(const QString& name);
    QList<uint> Checkpoint(const QStringList& names, QString& group);
    QStringList Reload();
    QList<QVariantMap> GetEvents(const QString& device, qulonglong sinceUs, uint limit);
    QList<QVariantMap> GetAudit(const QString& device, qulonglong sinceUs, uint limit);
    ManagedObjects GetManagedObjects();

signals:
    void Event(qulonglong timeUs, const QString& device, const QString& kind, const QString& text);

private:
    void add(Device* device);
    void remove(const QString& name);
    void add(Job* job);
    void remove(quint64 id);
    void sendAdded(const QString& path, const InterfaceProperties& interfaces);
    void sendRemoved(const QString& path, const char* interface);
    void sendHistoryFailure();

    const Parts m_parts;
    QDBusConnection m_connection;
    std::map<QString, DeviceService*> m_devices; // children
    std::map<quint64, JobService*> m_jobs; // children
};

} // namespace blkera
