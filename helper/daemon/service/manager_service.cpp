// SPDX-License-Identifier: GPL-2.0-or-later
#include "service/manager_service.h"

#include "manager_adaptor.h"
#include "object_manager_adaptor.h"

#include <algorithm>
#include <limits>

#include <QDBusMetaType>

namespace blkera {

namespace {

QDBusObjectPath pathOf(const QString& name)
{
    return QDBusObjectPath(QString::fromStdString(names::devicePath(name.toStdString())));
}

// What people and rules get to see of a name that was not yet looked at.
QString presentable(const QString& name)
{
    return isDeviceName(name.toStdString()) ? name : QStringLiteral("(no valid name)");
}

// What the bus gives as a wider number than the file takes is refused by checkDeviceConfig().
std::uint16_t narrowed(uint value)
{
    return static_cast<std::uint16_t>(
        std::min<uint>(value, std::numeric_limits<std::uint16_t>::max()));
}

} // namespace

ManagerService::ManagerService(DeviceRegistry& registry, Gatekeeper& gatekeeper,
                               const QDBusConnection& connection, QObject* parent)
    : QObject(parent)
    , m_registry(registry)
    , m_gatekeeper(gatekeeper)
    , m_connection(connection)
{
    qDBusRegisterMetaType<QList<uint>>();
    qDBusRegisterMetaType<QList<qulonglong>>();
    qDBusRegisterMetaType<InterfaceProperties>();
    qDBusRegisterMetaType<ManagedObjects>();
    new ManagerAdaptor(this);
    new ObjectManagerAdaptor(this);
    m_connection.registerObject(QLatin1String(names::kManagerPath), this,
                                QDBusConnection::ExportAdaptors);
    for (Device* device : registry.devices())
        add(device);
    connect(&registry, &DeviceRegistry::added, this, &ManagerService::add);
    connect(&registry, &DeviceRegistry::removed, this, &ManagerService::remove);
}

void ManagerService::add(Device* device)
{
    auto* service = new DeviceService(*device, m_registry, m_gatekeeper, m_connection, this);
    m_devices[device->name()] = service;
    QDBusMessage signal = QDBusMessage::createSignal(QLatin1String(names::kManagerPath),
                                                     QLatin1String(names::kObjectManagerInterface),
                                                     QStringLiteral("InterfacesAdded"));
    const InterfaceProperties interfaces { { QLatin1String(names::kDeviceInterface),
                                             service->properties() } };
    signal << QVariant::fromValue(pathOf(device->name())) << QVariant::fromValue(interfaces);
    m_connection.send(signal);
}

void ManagerService::remove(const QString& name)
{
    const auto found = m_devices.find(name);
    if (found == m_devices.end())
        return; // it never came to be
    found->second->deleteLater();
    m_devices.erase(found);
    QDBusMessage signal = QDBusMessage::createSignal(QLatin1String(names::kManagerPath),
                                                     QLatin1String(names::kObjectManagerInterface),
                                                     QStringLiteral("InterfacesRemoved"));
    signal << QVariant::fromValue(pathOf(name))
           << QStringList { QLatin1String(names::kDeviceInterface) };
    m_connection.send(signal);
}

QDBusObjectPath ManagerService::CreateDevice(const QString& name, const QString& origin,
                                             const QString& metadata, uint blockSize,
                                             const QString& frontend, uint queues, uint queueDepth,
                                             bool forceFormat, bool start)
{
    setDelayedReply(true);
    m_gatekeeper.admit(
        message(), connection(), names::kManagerInterface, "CreateDevice", { presentable(name) },
        [=, &registry = m_registry](const RequestPtr& request) {
            const auto kind = parseFrontendKind(frontend.toStdString());
            if (!kind) {
                request->fail(invalidArguments(QString::fromStdString(kind.error().message())));
                return;
            }
            DeviceConfig config;
            config.name = name.toStdString();
            config.origin = origin.toStdString();
            config.metadata = metadata.toStdString();
            config.blockSizeSectors = blockSize;
            config.frontend = *kind;
            config.queues = narrowed(queues);
            config.queueDepth = narrowed(queueDepth);
            registry.create(config, forceFormat, start,
                            [request, name](const std::optional<BusError>& error, Device*) {
                                if (error)
                                    request->fail(*error);
                                else
                                    request->reply({ QVariant::fromValue(pathOf(name)) });
                            });
        },
        [&registry = m_registry, name] { return registry.taken(name); });
    return {};
}

QDBusObjectPath ManagerService::GetDevice(const QString& name)
{
    setDelayedReply(true);
    m_gatekeeper.admit(message(), connection(), names::kManagerInterface, "GetDevice", {},
                       [this, name](const RequestPtr& request) {
                           if (m_devices.contains(name))
                               request->reply({ QVariant::fromValue(pathOf(name)) });
                           else
                               request->fail(DeviceRegistry::notFound(presentable(name)));
                       });
    return {};
}

QList<uint> ManagerService::Checkpoint(const QStringList& names)
{
    QStringList shown;
    std::ranges::transform(names, std::back_inserter(shown), presentable);
    setDelayedReply(true);
    m_gatekeeper.admit(
        message(), connection(), names::kManagerInterface, "Checkpoint", shown,
        [&registry = m_registry, names](const RequestPtr& request) {
            registry.checkpoint(
                names, [request](const std::optional<BusError>& error, const QList<uint>& eras) {
                    if (error)
                        request->fail(*error);
                    else
                        request->reply({ QVariant::fromValue(eras) });
                });
        },
        [&registry = m_registry, names]() -> std::optional<BusError> {
            for (const QString& name : names) {
                const Device* device = registry.find(name);
                if (const auto error
                    = device ? device->notServed() : DeviceRegistry::notFound(presentable(name)))
                    return error;
            }
            return std::nullopt;
        });
    return {};
}

ManagedObjects ManagerService::GetManagedObjects()
{
    setDelayedReply(true);
    m_gatekeeper.admit(message(), connection(), names::kObjectManagerInterface, "GetManagedObjects",
                       {}, [this](const RequestPtr& request) {
                           ManagedObjects objects;
                           for (const auto& [name, service] : m_devices)
                               objects.insert(pathOf(name),
                                              { { QLatin1String(names::kDeviceInterface),
                                                  service->properties() } });
                           request->reply({ QVariant::fromValue(objects) });
                       });
    return {};
}

} // namespace blkera
