// SPDX-License-Identifier: GPL-2.0-or-later
#include "service/device_service.h"

#include "device_adaptor.h"
#include "service/property_map.h"
#include "service/rows.h"
#include "store/history.h"
#include "workflow/checkpoints.h"
#include "workflow/chronicle.h"
#include "workflow/era_note.h"
#include "workflow/list_job.h"

#include <QPointer>

namespace blkera {

namespace {

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

DeviceService::DeviceService(Device& device, const Parts& parts, const QDBusConnection& connection,
                             QObject* parent)
    : QObject(parent)
    , m_device(device)
    , m_parts(parts)
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
    return propertiesOf(*this);
}

void DeviceService::emitChanged(const QVariantMap& changed)
{
    m_connection.send(propertiesChanged(m_path, names::kDeviceInterface, changed));
}

Job* DeviceService::beginJob(const RequestPtr& request, const char* operation) const
{
    auto ticket = m_parts.gatekeeper.admitJob(request->uid());
    if (!ticket) {
        request->fail(Gatekeeper::limitsExceeded());
        return nullptr;
    }
    return m_parts.jobs.begin(QLatin1String(operation), m_name, request->uid(), std::move(ticket));
}

Finished DeviceService::finishing(const RequestPtr& request, Job* job)
{
    return [request, job = QPointer(job)](const std::optional<BusError>& error) {
        if (job)
            job->end(error);
        request->finish(error);
    };
}

void DeviceService::admit(std::string_view verb, DeviceWork work, DeviceObstacle obstacle)
{
    setDelayedReply(true);
    m_parts.gatekeeper.admit(
        message(), connection(), names::kDeviceInterface, verb, { m_name },
        [&registry = m_parts.registry, name = m_name,
         work = std::move(work)](const RequestPtr& request) {
            if (Device* device = registry.find(name))
                work(request, *device);
            else
                request->fail(DeviceRegistry::notFound(name));
        },
        [&registry = m_parts.registry, name = m_name,
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
    admit("Start", [this](const RequestPtr& request, Device& device) {
        if (Job* job = beginJob(request, "start"))
            device.start(finishing(request, job));
    });
}

void DeviceService::Stop()
{
    admit("Stop", [this](const RequestPtr& request, Device& device) {
        if (Job* job = beginJob(request, "stop"))
            device.stop(finishing(request, job));
    });
}

void DeviceService::Restart()
{
    admitServed("Restart", [this](const RequestPtr& request, Device& device) {
        if (Job* job = beginJob(request, "restart"))
            device.restart(finishing(request, job));
    });
}

void DeviceService::Suspend()
{
    admitServed("Suspend", [](const RequestPtr& request, Device& device) {
        device.suspend(finishing(request, nullptr));
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
        [&registry = m_parts.registry](const RequestPtr& request, Device& device) {
            request->finish(registry.remove(device.name()));
        },
        DeviceRegistry::notRemovable);
}

qulonglong DeviceService::Resize(bool force, uint&, uint&, qulonglong&, qulonglong&, bool&)
{
    admit("Resize", [this, force](const RequestPtr& request, Device& device) {
        Job* job = beginJob(request, "resize");
        if (!job)
            return;
        device.resize(force,
                      [request, job = QPointer(job)](const std::optional<BusError>& error,
                                                     const QVariantList& values) {
                          if (job)
                              job->end(error);
                          passing(request)(error, values);
                      });
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
        admitServed("Message checkpoint", [this](const RequestPtr& request, Device& device) {
            m_parts.checkpoints.take({ &device }, request->uid(),
                                     [request](const std::optional<BusError>& error,
                                               const QList<uint>&,
                                               const QString&) { request->finish(error); });
        });
    } else if (verb == QLatin1String("take_metadata_snap")) {
        admitServed("Message take_metadata_snap", [](const RequestPtr& request, Device& device) {
            device.takeMetadataSnapshot(EraNote { request->uid(), {} }.toString(),
                                        finishing(request, nullptr));
        });
    } else if (verb == QLatin1String("drop_metadata_snap")) {
        admitServed("Message drop_metadata_snap", [](const RequestPtr& request, Device& device) {
            device.dropMetadataSnapshot(finishing(request, nullptr));
        });
    } else {
        sendErrorReply(QLatin1String(names::kErrorInvalidArguments),
                       QStringLiteral("unknown message; there are checkpoint, take_metadata_snap "
                                      "and drop_metadata_snap"));
    }
}

uint DeviceService::Checkpoint()
{
    admitServed("Checkpoint", [this](const RequestPtr& request, Device& device) {
        m_parts.checkpoints.take({ &device }, request->uid(),
                                 [request](const std::optional<BusError>& error,
                                           const QList<uint>& eras, const QString&) {
                                     if (error)
                                         request->fail(*error);
                                     else
                                         request->reply({ eras.value(0) });
                                 });
    });
    return 0;
}

void DeviceService::SetSchedule(const QString& schedule)
{
    admit("SetSchedule", [schedule](const RequestPtr& request, Device& device) {
        const auto parsed = parseSchedule(schedule.toStdString());
        if (parsed)
            request->finish(device.setSchedule(*parsed));
        else
            request->fail(invalidArguments(QString::fromStdString(parsed.error().message())));
    });
}

QList<QVariantMap> DeviceService::GetEras(uint from, uint count)
{
    admit("GetEras", [parts = m_parts, from, count](const RequestPtr& request, Device& device) {
        if (const auto refused = checkCount(count)) {
            request->fail(*refused);
            return;
        }
        // Who has begun an era finds it, at once.
        parts.chronicle.update(device, [parts, name = device.name(), from, count, request] {
            const auto answer = rowsAnswer<EraRecord>(request);
            if (from == 0)
                parts.history.lastEras(name, static_cast<int>(count), answer);
            else
                parts.history.eras(name, from, static_cast<int>(count), answer);
        });
    });
    return {};
}

qulonglong DeviceService::ChangedBlocks(uint since, uint until, const QString& format,
                                        const QDBusUnixFileDescriptor& output, qulonglong&)
{
    admitServed("ChangedBlocks",
                [this, since, until, format, output](const RequestPtr& request, Device& device) {
                    if (Job* job = beginJob(request, "changed-blocks"))
                        ListJob::begin(*job, device, since, until, format, output,
                                       passing(request));
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
