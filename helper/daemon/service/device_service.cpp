// SPDX-License-Identifier: GPL-2.0-or-later
#include "service/device_service.h"

#include "device_adaptor.h"

#include <QMetaProperty>

namespace blkera {

namespace {

Finished finishing(const RequestPtr& request)
{
    return [request](const std::optional<BusError>& error) { request->finish(error); };
}

// Answers with a value, or the error.
template <class T> auto answering(const RequestPtr& request)
{
    return [request](const std::optional<BusError>& error, T value) {
        if (error)
            request->fail(*error);
        else
            request->reply({ QVariant::fromValue(value) });
    };
}

// Answers with the target's values, or the error.
Device::ValuesAnswer passing(const RequestPtr& request)
{
    return [request](const std::optional<BusError>& error, const QVariantList& values) {
        if (error)
            request->fail(*error);
        else
            request->reply(values);
    };
}

} // namespace

DeviceService::DeviceService(Device& device, DeviceRegistry& registry, Gatekeeper& gatekeeper,
                             const QDBusConnection& connection, QObject* parent)
    : QObject(parent)
    , m_device(device)
    , m_registry(registry)
    , m_gatekeeper(gatekeeper)
    , m_connection(connection)
    , m_name(device.name())
    , m_path(QString::fromStdString(names::devicePath(device.config().name)))
{
    new DeviceAdaptor(this);
    connect(&device, &Device::changed, this, &DeviceService::emitChanged);
    m_connection.registerObject(m_path, this, QDBusConnection::ExportAdaptors);
}

DeviceService::~DeviceService()
{
    m_connection.unregisterObject(m_path);
}

QVariantMap DeviceService::properties() const
{
    QVariantMap all;
    for (int i = staticMetaObject.propertyOffset(); i < staticMetaObject.propertyCount(); ++i) {
        const QMetaProperty property = staticMetaObject.property(i);
        all.insert(QLatin1String(property.name()), property.read(this));
    }
    return all;
}

void DeviceService::emitChanged(const QVariantMap& changed)
{
    QDBusMessage signal = QDBusMessage::createSignal(
        m_path, QLatin1String(names::kPropertiesInterface), QStringLiteral("PropertiesChanged"));
    signal << QLatin1String(names::kDeviceInterface) << changed << QStringList();
    m_connection.send(signal);
}

void DeviceService::admit(std::string_view verb, DeviceWork work, DeviceObstacle obstacle)
{
    setDelayedReply(true);
    m_gatekeeper.admit(
        message(), connection(), names::kDeviceInterface, verb, { m_name },
        [&registry = m_registry, name = m_name, work = std::move(work)](const RequestPtr& request) {
            if (Device* device = registry.find(name))
                work(request, *device);
            else
                request->fail(DeviceRegistry::notFound(name));
        },
        [&registry = m_registry, name = m_name,
         obstacle = std::move(obstacle)]() -> std::optional<BusError> {
            Device* device = registry.find(name);
            if (!device)
                return DeviceRegistry::notFound(name);
            return obstacle ? obstacle(*device) : std::nullopt;
        });
}

void DeviceService::admitServed(std::string_view verb, DeviceWork work)
{
    admit(verb, std::move(work), [](const Device& device) { return device.notServed(); });
}

void DeviceService::Start()
{
    admit("Start",
          [](const RequestPtr& request, Device& device) { device.start(finishing(request)); });
}

void DeviceService::Stop()
{
    admit("Stop",
          [](const RequestPtr& request, Device& device) { device.stop(finishing(request)); });
}

void DeviceService::Restart()
{
    admitServed("Restart", [](const RequestPtr& request, Device& device) {
        device.restart(finishing(request));
    });
}

void DeviceService::Suspend()
{
    admitServed("Suspend", [](const RequestPtr& request, Device& device) {
        device.suspend(finishing(request));
    });
}

uint DeviceService::Resume()
{
    admitServed("Resume", [](const RequestPtr& request, Device& device) {
        device.resume(answering<quint32>(request));
    });
    return 0;
}

void DeviceService::Remove()
{
    admit(
        "Remove",
        [&registry = m_registry](const RequestPtr& request, Device& device) {
            request->finish(registry.remove(device.name()));
        },
        DeviceRegistry::notRemovable);
}

qulonglong DeviceService::Resize(bool force, uint&, uint&, qulonglong&, qulonglong&, bool&)
{
    admit("Resize", [force](const RequestPtr& request, Device& device) {
        device.resize(force, passing(request));
    });
    return 0;
}

QString DeviceService::Status()
{
    admit("Status", [](const RequestPtr& request, Device& device) {
        device.status(answering<const QString&>(request));
    });
    return {};
}

QVariantMap DeviceService::Statistics()
{
    admit("Statistics",
          [](const RequestPtr& request, Device& device) { device.statistics(passing(request)); });
    return {};
}

void DeviceService::Message(const QString& text)
{
    const QString verb = text.toLower();
    if (verb == QLatin1String("checkpoint")) {
        admitServed("Message checkpoint", [](const RequestPtr& request, Device& device) {
            device.checkpoint([request](const std::optional<BusError>& error, quint32) {
                request->finish(error);
            });
        });
    } else if (verb == QLatin1String("take_metadata_snap")) {
        admitServed("Message take_metadata_snap", [](const RequestPtr& request, Device& device) {
            device.takeMetadataSnapshot(finishing(request));
        });
    } else if (verb == QLatin1String("drop_metadata_snap")) {
        admitServed("Message drop_metadata_snap", [](const RequestPtr& request, Device& device) {
            device.dropMetadataSnapshot(finishing(request));
        });
    } else {
        sendErrorReply(QLatin1String(names::kErrorInvalidArguments),
                       QStringLiteral("unknown message; there are checkpoint, take_metadata_snap "
                                      "and drop_metadata_snap"));
    }
}

uint DeviceService::Checkpoint()
{
    admitServed("Checkpoint", [](const RequestPtr& request, Device& device) {
        device.checkpoint(answering<quint32>(request));
    });
    return 0;
}

qulonglong DeviceService::ChangedBlocks(uint since, uint until, const QString& format,
                                        const QDBusUnixFileDescriptor& output, qulonglong&)
{
    admitServed("ChangedBlocks",
                [since, until, format, output](const RequestPtr& request, Device& device) {
                    device.changedBlocks(0, since, until, format, output, passing(request));
                });
    return 0;
}

QDBusUnixFileDescriptor DeviceService::GetMap(qulonglong first, qulonglong count, uint maxCells,
                                              uint since, uint until, qulonglong&, uint&, uint&,
                                              uint&, bool&)
{
    admitServed("GetMap",
                [arguments = QVariantList { first, count, maxCells, since, until }](
                    const RequestPtr& request, Device& device) {
                    device.map(arguments, passing(request));
                });
    return {};
}

uint DeviceService::GetHistogram(uint first, uint last, uint maxBuckets, qulonglong&,
                                 QList<qulonglong>&, qulonglong&, qulonglong&, qulonglong&)
{
    admitServed("GetHistogram",
                [arguments = QVariantList { first, last, maxBuckets }](const RequestPtr& request,
                                                                       Device& device) {
                    device.histogram(arguments, passing(request));
                });
    return 0;
}

} // namespace blkera
