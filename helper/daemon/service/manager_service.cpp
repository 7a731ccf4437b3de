// SPDX-License-Identifier: GPL-2.0-or-later
#include "service/manager_service.h"

#include "manager_adaptor.h"
#include "object_manager_adaptor.h"
#include "service/property_map.h"
#include "service/rows.h"
#include "store/history.h"
#include "workflow/checkpoints.h"

#include <algorithm>
#include <limits>

#include <QDBusMetaType>
#include <QPointer>

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

// What polkit is told instead of a name.
const QString kAllDevices = QStringLiteral("(all devices)");

// Error NotFound, NotRunning, or InvalidArguments for one that is named twice.
std::optional<BusError> findServed(const DeviceRegistry& registry, const QStringList& names,
                                   QList<Device*>& devices)
{
    if (names.isEmpty())
        return invalidArguments(QStringLiteral("no device is named"));
    for (const QString& name : names) {
        Device* device = registry.find(name);
        if (!device)
            return DeviceRegistry::notFound(presentable(name));
        if (const auto refused = device->notServed())
            return refused;
        if (devices.contains(device))
            return invalidArguments(QStringLiteral("%1 is named twice").arg(name));
        devices << device;
    }
    return std::nullopt;
}

History::LogQuery queryOf(const QString& device, qulonglong sinceUs, uint limit)
{
    History::LogQuery query;
    query.device = device;
    query.sinceUs
        = static_cast<qint64>(std::min<qulonglong>(sinceUs, std::numeric_limits<qint64>::max()));
    query.limit = static_cast<int>(limit);
    query.isLast = sinceUs == 0;
    return query;
}

// What the bus gives as a wider number than the file takes is refused by checkDeviceConfig().
std::uint16_t narrowed(uint value)
{
    return static_cast<std::uint16_t>(
        std::min<uint>(value, std::numeric_limits<std::uint16_t>::max()));
}

} // namespace

ManagerService::ManagerService(const Parts& parts, const QDBusConnection& connection,
                               QObject* parent)
    : QObject(parent)
    , m_parts(parts)
    , m_connection(connection)
{
    qDBusRegisterMetaType<QList<uint>>();
    qDBusRegisterMetaType<QList<qulonglong>>();
    qDBusRegisterMetaType<QList<QVariantMap>>();
    qDBusRegisterMetaType<InterfaceProperties>();
    qDBusRegisterMetaType<ManagedObjects>();
    new ManagerAdaptor(this);
    new ObjectManagerAdaptor(this);
    m_connection.registerObject(QLatin1String(names::kManagerPath), this,
                                QDBusConnection::ExportAdaptors);
    for (Device* device : parts.registry.devices())
        add(device);
    connect(&parts.registry, &DeviceRegistry::added, this,
            qOverload<Device*>(&ManagerService::add));
    connect(&parts.registry, &DeviceRegistry::removed, this,
            qOverload<const QString&>(&ManagerService::remove));
    for (Job* job : parts.jobs.jobs())
        add(job);
    connect(&parts.jobs, &JobRegistry::added, this, qOverload<Job*>(&ManagerService::add));
    connect(&parts.jobs, &JobRegistry::removed, this, qOverload<quint64>(&ManagerService::remove));
    connect(&parts.chronicle, &Chronicle::happened, this, [this](const EventRecord& event) {
        emit Event(static_cast<qulonglong>(event.timeUs), event.device, event.kind, event.text);
    });
    connect(&parts.history, &History::failed, this, &ManagerService::sendHistoryFailure);
    connect(&parts.history, &History::recovered, this, &ManagerService::sendHistoryFailure);
}

QString ManagerService::historyFailure() const
{
    return m_parts.history.failure();
}

void ManagerService::sendHistoryFailure()
{
    m_connection.send(
        propertiesChanged(QLatin1String(names::kManagerPath), names::kManagerInterface,
                          { { QStringLiteral("HistoryFailure"), historyFailure() } }));
}

void ManagerService::add(Device* device)
{
    auto* service = new DeviceService(*device, m_parts, m_connection, this);
    m_devices[device->name()] = service;
    sendAdded(service->path(),
              { { QLatin1String(names::kDeviceInterface), service->properties() } });
}

void ManagerService::remove(const QString& name)
{
    const auto found = m_devices.find(name);
    if (found == m_devices.end())
        return; // it never came to be
    sendRemoved(found->second->path(), names::kDeviceInterface);
    found->second->deleteLater();
    m_devices.erase(found);
}

void ManagerService::add(Job* job)
{
    auto* service = new JobService(*job, m_parts.jobs, m_parts.gatekeeper, m_connection, this);
    m_jobs[job->id()] = service;
    sendAdded(service->path(), { { QLatin1String(names::kJobInterface), service->properties() } });
}

// Before the job itself goes.
void ManagerService::remove(quint64 id)
{
    const auto found = m_jobs.find(id);
    if (found == m_jobs.end())
        return;
    sendRemoved(found->second->path(), names::kJobInterface);
    delete found->second;
    m_jobs.erase(found);
}

void ManagerService::sendAdded(const QString& path, const InterfaceProperties& interfaces)
{
    QDBusMessage signal = QDBusMessage::createSignal(QLatin1String(names::kManagerPath),
                                                     QLatin1String(names::kObjectManagerInterface),
                                                     QStringLiteral("InterfacesAdded"));
    signal << QVariant::fromValue(QDBusObjectPath(path)) << QVariant::fromValue(interfaces);
    m_connection.send(signal);
}

void ManagerService::sendRemoved(const QString& path, const char* interface)
{
    QDBusMessage signal = QDBusMessage::createSignal(QLatin1String(names::kManagerPath),
                                                     QLatin1String(names::kObjectManagerInterface),
                                                     QStringLiteral("InterfacesRemoved"));
    signal << QVariant::fromValue(QDBusObjectPath(path))
           << QStringList { QLatin1String(interface) };
    m_connection.send(signal);
}

QDBusObjectPath ManagerService::CreateDevice(const QString& name, const QString& origin,
                                             const QString& metadata, uint blockSize,
                                             const QString& frontend, uint queues, uint queueDepth,
                                             bool forceFormat, bool start)
{
    setDelayedReply(true);
    m_parts.gatekeeper.admit(
        message(), connection(), names::kManagerInterface, "CreateDevice", { presentable(name) },
        [=, &registry = m_parts.registry, &gatekeeper = m_parts.gatekeeper,
         &jobs = m_parts.jobs](const RequestPtr& request) {
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
            auto ticket = gatekeeper.admitJob(request->uid());
            if (!ticket) {
                request->fail(Gatekeeper::limitsExceeded());
                return;
            }
            Job* job = jobs.begin(QStringLiteral("create"), presentable(name), request->uid(),
                                  std::move(ticket));
            registry.create(config, forceFormat, start,
                            [request, name,
                             job = QPointer(job)](const std::optional<BusError>& error, Device*) {
                                if (job)
                                    job->end(error);
                                if (error)
                                    request->fail(*error);
                                else
                                    request->reply({ QVariant::fromValue(pathOf(name)) });
                            });
        },
        [&registry = m_parts.registry, name] { return registry.taken(name); });
    return {};
}

QDBusObjectPath ManagerService::GetDevice(const QString& name)
{
    setDelayedReply(true);
    m_parts.gatekeeper.admit(message(), connection(), names::kManagerInterface, "GetDevice", {},
                             [this, name](const RequestPtr& request) {
                                 if (m_devices.contains(name))
                                     request->reply({ QVariant::fromValue(pathOf(name)) });
                                 else
                                     request->fail(DeviceRegistry::notFound(presentable(name)));
                             });
    return {};
}

QList<uint> ManagerService::Checkpoint(const QStringList& names, QString&)
{
    QStringList shown;
    std::ranges::transform(names, std::back_inserter(shown), presentable);
    setDelayedReply(true);
    m_parts.gatekeeper.admit(
        message(), connection(), names::kManagerInterface, "Checkpoint", shown,
        [parts = m_parts, names](const RequestPtr& request) {
            QList<Device*> devices;
            if (const auto refused = findServed(parts.registry, names, devices)) {
                request->fail(*refused);
                return;
            }
            parts.checkpoints.take(devices, request->uid(),
                                   [request](const std::optional<BusError>& error,
                                             const QList<uint>& eras, const QString& group) {
                                       if (error)
                                           request->fail(*error);
                                       else
                                           request->reply({ QVariant::fromValue(eras), group });
                                   });
        },
        [&registry = m_parts.registry, names] {
            QList<Device*> devices;
            return findServed(registry, names, devices);
        });
    return {};
}

QStringList ManagerService::Reload()
{
    setDelayedReply(true);
    m_parts.gatekeeper.admit(message(), connection(), names::kManagerInterface, "Reload",
                             { kAllDevices },
                             [&registry = m_parts.registry](const RequestPtr& request) {
                                 request->reply({ registry.reload().messages() });
                             });
    return {};
}

QList<QVariantMap> ManagerService::GetEvents(const QString& device, qulonglong sinceUs, uint limit)
{
    setDelayedReply(true);
    m_parts.gatekeeper.admit(
        message(), connection(), names::kManagerInterface, "GetEvents", {},
        [&history = m_parts.history, device, sinceUs, limit](const RequestPtr& request) {
            if (const auto refused = checkCount(limit))
                request->fail(*refused);
            else
                history.events(queryOf(device, sinceUs, limit), rowsAnswer<EventRecord>(request));
        });
    return {};
}

QList<QVariantMap> ManagerService::GetAudit(const QString& device, qulonglong sinceUs, uint limit)
{
    setDelayedReply(true);
    m_parts.gatekeeper.admit(
        message(), connection(), names::kManagerInterface, "GetAudit",
        { device.isEmpty() ? kAllDevices : presentable(device) },
        [&history = m_parts.history, device, sinceUs, limit](const RequestPtr& request) {
            if (const auto refused = checkCount(limit))
                request->fail(*refused);
            else
                history.audit(queryOf(device, sinceUs, limit), rowsAnswer<AuditEntry>(request));
        });
    return {};
}

ManagedObjects ManagerService::GetManagedObjects()
{
    setDelayedReply(true);
    m_parts.gatekeeper.admit(
        message(), connection(), names::kObjectManagerInterface, "GetManagedObjects", {},
        [this](const RequestPtr& request) {
            ManagedObjects objects;
            for (const auto& [name, service] : m_devices)
                objects.insert(
                    pathOf(name),
                    { { QLatin1String(names::kDeviceInterface), service->properties() } });
            for (const auto& [id, service] : m_jobs)
                objects.insert(QDBusObjectPath(service->path()),
                               { { QLatin1String(names::kJobInterface), service->properties() } });
            request->reply({ QVariant::fromValue(objects) });
        });
    return {};
}

} // namespace blkera
