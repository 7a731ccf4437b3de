// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "access/gatekeeper.h"
#include "device/device_registry.h"
#include "service/device_service.h"

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

public:
    // Registers itself and an object for each device. Both outlive it.
    ManagerService(DeviceRegistry& registry, Gatekeeper& gatekeeper,
                   const QDBusConnection& connection, QObject* parent = nullptr);

    QString version() const { return QStringLiteral(BLKERA_VERSION); }

    // Answered later, whatever they return.
    QDBusObjectPath CreateDevice(const QString& name, const QString& origin,
                                 const QString& metadata, uint blockSize, const QString& frontend,
                                 uint queues, uint queueDepth, bool forceFormat, bool start);
    QDBusObjectPath GetDevice(const QString& name);
    QList<uint> Checkpoint(const QStringList& names);
    ManagedObjects GetManagedObjects();

private:
    void add(Device* device);
    void remove(const QString& name);

    DeviceRegistry& m_registry;
    Gatekeeper& m_gatekeeper;
    QDBusConnection m_connection;
    std::map<QString, DeviceService*> m_devices; // children
};

} // namespace blkera
