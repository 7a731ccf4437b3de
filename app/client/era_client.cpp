// SPDX-License-Identifier: GPL-2.0-or-later
#include "client/era_client.h"

#include "client/client_error.h"
#include "client/device_path.h"
#include "client/service_events.h"
#include "client/texts.h"
#include "dbus/names.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <memory>
#include <utility>

#include <QDBusConnection>
#include <QDBusError>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusUnixFileDescriptor>
#include <QDBusVariant>
#include <QPromise>

namespace blkera {
namespace {

using Interfaces = QMap<QString, QVariantMap>;
using ManagedObjects = QMap<QDBusObjectPath, Interfaces>;

// What libdbus takes for "no limit".
constexpr int kNoTimeout = std::numeric_limits<int>::max();

QString text(const char* name)
{
    return QLatin1String(name);
}

template <class T> Outcome<T> argument(const QDBusPendingCall& answered)
{
    // A reply of another type than the XML's is an error of this reply object.
    const QDBusPendingReply<T> reply = answered;
    if (reply.isError())
        return clientError(reply.error());
    return reply.value();
}

Outcome<QList<DeviceInfo>> deviceList(const QDBusPendingCall& answered)
{
    const auto objects = argument<ManagedObjects>(answered);
    if (!objects)
        return objects.error();
    QList<DeviceInfo> list;
    for (const Interfaces& interfaces : *objects) {
        const auto device = interfaces.constFind(QLatin1String(names::kDeviceInterface));
        if (device == interfaces.constEnd())
            continue;
        const Outcome<DeviceInfo> info = deviceInfo(*device);
        if (!info)
            return info.error();
        list.append(*info);
    }
    std::ranges::sort(list, {}, &DeviceInfo::name);
    return list;
}

Outcome<QList<JobInfo>> jobList(const QDBusPendingCall& answered)
{
    const auto objects = argument<ManagedObjects>(answered);
    if (!objects)
        return objects.error();
    QList<JobInfo> list;
    for (const Interfaces& interfaces : *objects) {
        const auto job = interfaces.constFind(QLatin1String(names::kJobInterface));
        if (job != interfaces.constEnd())
            list.append(jobInfo(*job));
    }
    std::ranges::sort(list, {}, &JobInfo::id);
    return list;
}

// Of aa{sv}.
template <class Row, QList<Row> (*read)(const QList<QVariantMap>&)>
Outcome<QList<Row>> rows(const QDBusPendingCall& answered)
{
    const auto maps = argument<QList<QVariantMap>>(answered);
    if (!maps)
        return maps.error();
    return read(*maps);
}

Outcome<Checkpointed> checkpointed(const QDBusPendingCall& answered)
{
    const QDBusPendingReply<QList<quint32>, QString> reply = answered;
    if (reply.isError())
        return clientError(reply.error());
    return Checkpointed { reply.argumentAt<0>(), reply.argumentAt<1>() };
}

Outcome<DeviceInfo> deviceProperties(const QDBusPendingCall& answered)
{
    const auto properties = argument<QVariantMap>(answered);
    if (!properties)
        return properties.error();
    return deviceInfo(*properties);
}

Outcome<QString> propertyText(const QDBusPendingCall& answered)
{
    const auto value = argument<QDBusVariant>(answered);
    if (!value)
        return value.error();
    return value->variant().toString();
}

Outcome<DeviceStatistics> statisticsMembers(const QDBusPendingCall& answered)
{
    const auto members = argument<QVariantMap>(answered);
    if (!members)
        return members.error();
    return deviceStatistics(*members);
}

Outcome<ChangedCount> changedCount(const QDBusPendingCall& answered)
{
    const QDBusPendingReply<quint64, quint64> reply = answered;
    if (reply.isError())
        return clientError(reply.error());
    return ChangedCount { reply.argumentAt<0>(), reply.argumentAt<1>() };
}

Outcome<ChangeMap> changeMap(const QDBusPendingCall& answered)
{
    const QDBusPendingReply<QDBusUnixFileDescriptor, qulonglong, uint, uint, uint, bool> reply
        = answered;
    if (reply.isError())
        return clientError(reply.error());
    ChangeMap map;
    map.firstBlock = reply.argumentAt<1>();
    map.blocksPerCell = reply.argumentAt<2>();
    map.currentEra = reply.argumentAt<4>();
    map.isSuperset = reply.argumentAt<5>();
    return readChangeMap(reply.argumentAt<0>().fileDescriptor(), map, reply.argumentAt<3>());
}

Outcome<EraHistogram> eraHistogram(const QDBusPendingCall& answered)
{
    const QDBusPendingReply<uint, qulonglong, QList<qulonglong>, qulonglong, qulonglong, qulonglong>
        reply = answered;
    if (reply.isError())
        return clientError(reply.error());
    return EraHistogram { reply.argumentAt<0>(), reply.argumentAt<1>(), reply.argumentAt<2>(),
                          reply.argumentAt<3>(), reply.argumentAt<4>(), reply.argumentAt<5>() };
}

Outcome<Done> nothing(const QDBusPendingCall& answered)
{
    if (answered.isError())
        return clientError(answered.error());
    return Done {};
}

Outcome<Resized> resizedSizes(const QDBusPendingCall& answered)
{
    const QDBusPendingReply<qulonglong, uint, uint, qulonglong, qulonglong, bool> reply = answered;
    if (reply.isError())
        return clientError(reply.error());
    return Resized { reply.argumentAt<0>(), reply.argumentAt<1>(), reply.argumentAt<2>(),
                     reply.argumentAt<3>(), reply.argumentAt<4>(), reply.argumentAt<5>() };
}

// Finishes the future with what `read` makes of the answer.
template <class T>
QFuture<Outcome<T>> whenAnswered(QObject* context, const QDBusPendingCall& call,
                                 std::function<Outcome<T>(const QDBusPendingCall&)> read)
{
    auto* watcher = new QDBusPendingCallWatcher(call, context);
    // Shared because Qt copies the slot; nobody else owns it.
    auto promise = std::make_shared<QPromise<Outcome<T>>>();
    promise->start();
    QObject::connect(watcher, &QDBusPendingCallWatcher::finished, context,
                     [promise, read = std::move(read)](QDBusPendingCallWatcher* answered) {
                         promise->addResult(read(*answered));
                         promise->finish();
                         answered->deleteLater();
                     });
    return promise->future();
}

QDBusMessage request(const QString& path, const char* interface, const char* method,
                     const QVariantList& arguments)
{
    QDBusMessage message = QDBusMessage::createMethodCall(text(names::kService), path,
                                                          text(interface), text(method));
    message.setArguments(arguments);
    return message;
}

QDBusMessage managerRequest(const char* method, const QVariantList& arguments)
{
    return request(text(names::kManagerPath), names::kManagerInterface, method, arguments);
}

QDBusMessage managerProperty(const char* name)
{
    return request(text(names::kManagerPath), names::kPropertiesInterface, "Get",
                   { text(names::kManagerInterface), text(name) });
}

QDBusMessage objectsRequest()
{
    return request(text(names::kManagerPath), names::kObjectManagerInterface, "GetManagedObjects",
                   {});
}

QDBusMessage deviceRequest(const QString& name, const char* method,
                           const QVariantList& arguments = {})
{
    return request(devicePathOf(name), names::kDeviceInterface, method, arguments);
}

} // namespace

EraClient::EraClient(QObject* parent)
    : EraService(parent)
    , m_events(new ServiceEvents(this))
{
    connect(m_events, &ServiceEvents::happened, this, &EraService::happened);
    connect(m_events, &ServiceEvents::deviceChanged, this, &EraService::deviceChanged);
    connect(m_events, &ServiceEvents::deviceAdded, this, &EraService::deviceAdded);
    connect(m_events, &ServiceEvents::deviceRemoved, this, &EraService::deviceRemoved);
    connect(m_events, &ServiceEvents::jobChanged, this, &EraService::jobChanged);
    connect(m_events, &ServiceEvents::jobRemoved, this, &EraService::jobRemoved);
    connect(m_events, &ServiceEvents::historyFailureChanged, this,
            &EraService::historyFailureChanged);
    connect(m_events, &ServiceEvents::daemonStarted, this, &EraService::daemonStarted);
    connect(m_events, &ServiceEvents::daemonEnded, this, &EraService::daemonEnded);
    qDBusRegisterMetaType<QList<quint32>>();
    qDBusRegisterMetaType<QList<qulonglong>>();
    qDBusRegisterMetaType<QList<QVariantMap>>();
    qDBusRegisterMetaType<Interfaces>();
    qDBusRegisterMetaType<ManagedObjects>();
}

// The generated proxies cannot ask for interactive authorisation before Qt 6.7, so the messages are
// made by hand; tests hold them against adaptors generated from the XML.
QDBusPendingCall EraClient::call(QDBusMessage message, Prompt prompt) const
{
    const QDBusConnection bus = QDBusConnection::systemBus();
    // A call on a bus that is not there never finishes, as far as its watchers see.
    if (!bus.isConnected())
        return QDBusPendingCall::fromError(QDBusError(QDBusError::Disconnected, QString()));
    message.setInteractiveAuthorizationAllowed(m_interactive && prompt == Prompt::Allowed);
    return bus.asyncCall(message, kNoTimeout);
}

bool EraClient::listen()
{
    return m_events->listen();
}

QFuture<Outcome<QString>> EraClient::version()
{
    return whenAnswered<QString>(this, call(managerProperty("Version")), propertyText);
}

QFuture<Outcome<QList<DeviceInfo>>> EraClient::devices()
{
    return whenAnswered<QList<DeviceInfo>>(this, call(objectsRequest()), deviceList);
}

QFuture<Outcome<DeviceInfo>> EraClient::device(const QString& name)
{
    const QDBusMessage message = request(devicePathOf(name), names::kPropertiesInterface, "GetAll",
                                         { text(names::kDeviceInterface) });
    return whenAnswered<DeviceInfo>(this, call(message), deviceProperties);
}

QFuture<Outcome<Done>> EraClient::create(const NewDevice& device)
{
    const QVariantList arguments { device.name,       device.origin,
                                   device.metadata,   device.blockSizeSectors,
                                   device.frontend,   device.queues,
                                   device.queueDepth, device.forceFormat,
                                   device.start };
    return whenAnswered<Done>(this, call(managerRequest("CreateDevice", arguments)), nothing);
}

QFuture<Outcome<Done>> EraClient::start(const QString& name)
{
    return whenAnswered<Done>(this, call(deviceRequest(name, "Start")), nothing);
}

QFuture<Outcome<Done>> EraClient::stop(const QString& name)
{
    return whenAnswered<Done>(this, call(deviceRequest(name, "Stop")), nothing);
}

QFuture<Outcome<Done>> EraClient::restart(const QString& name)
{
    return whenAnswered<Done>(this, call(deviceRequest(name, "Restart")), nothing);
}

QFuture<Outcome<Done>> EraClient::suspend(const QString& name)
{
    return whenAnswered<Done>(this, call(deviceRequest(name, "Suspend")), nothing);
}

QFuture<Outcome<quint32>> EraClient::resume(const QString& name)
{
    return whenAnswered<quint32>(this, call(deviceRequest(name, "Resume")), argument<quint32>);
}

QFuture<Outcome<Done>> EraClient::remove(const QString& name)
{
    return whenAnswered<Done>(this, call(deviceRequest(name, "Remove")), nothing);
}

QFuture<Outcome<Resized>> EraClient::resize(const QString& name, bool force)
{
    return whenAnswered<Resized>(this, call(deviceRequest(name, "Resize", { force })),
                                 resizedSizes);
}

QFuture<Outcome<QString>> EraClient::status(const QString& name)
{
    return whenAnswered<QString>(this, call(deviceRequest(name, "Status")), argument<QString>);
}

QFuture<Outcome<DeviceStatistics>> EraClient::statistics(const QString& name)
{
    return whenAnswered<DeviceStatistics>(this, call(deviceRequest(name, "Statistics")),
                                          statisticsMembers);
}

QFuture<Outcome<Done>> EraClient::sendMessage(const QString& name, const QString& message)
{
    return whenAnswered<Done>(this, call(deviceRequest(name, "Message", { message })), nothing);
}

QFuture<Outcome<Checkpointed>> EraClient::checkpoint(const QStringList& devices)
{
    const auto read = [count = devices.size()](const QDBusPendingCall& answered) {
        const Outcome<Checkpointed> begun = checkpointed(answered);
        if (!begun || begun->eras.size() == count)
            return begun;
        return Outcome<Checkpointed>(ClientError {
            ClientError::Kind::Failed,
            Texts::tr("the daemon answered with %1 eras for %2 devices: look with 'blkera list'")
                .arg(begun->eras.size())
                .arg(count) });
    };
    return whenAnswered<Checkpointed>(this, call(managerRequest("Checkpoint", { devices })), read);
}

QFuture<Outcome<Done>> EraClient::setSchedule(const QString& name, const QString& schedule)
{
    return whenAnswered<Done>(this, call(deviceRequest(name, "SetSchedule", { schedule })),
                              nothing);
}

QFuture<Outcome<QList<EraInfo>>> EraClient::eras(const QString& name, quint32 from, quint32 count)
{
    return whenAnswered<QList<EraInfo>>(this, call(deviceRequest(name, "GetEras", { from, count })),
                                        rows<EraInfo, erasOf>);
}

QFuture<Outcome<QList<EventInfo>>> EraClient::events(const QString& device, quint64 sinceUs,
                                                     quint32 limit)
{
    return whenAnswered<QList<EventInfo>>(
        this, call(managerRequest("GetEvents", { device, sinceUs, limit })),
        rows<EventInfo, eventsOf>);
}

QFuture<Outcome<QList<AuditInfo>>> EraClient::audit(const QString& device, quint64 sinceUs,
                                                    quint32 limit)
{
    return whenAnswered<QList<AuditInfo>>(
        this, call(managerRequest("GetAudit", { device, sinceUs, limit })),
        rows<AuditInfo, auditOf>);
}

QFuture<Outcome<QString>> EraClient::historyFailure()
{
    return whenAnswered<QString>(this, call(managerProperty("HistoryFailure")), propertyText);
}

QFuture<Outcome<QList<JobInfo>>> EraClient::jobs()
{
    return whenAnswered<QList<JobInfo>>(this, call(objectsRequest()), jobList);
}

QFuture<Outcome<Done>> EraClient::cancelJob(quint64 id)
{
    return whenAnswered<Done>(this,
                              call(request(QString::fromStdString(names::jobPath(id)),
                                           names::kJobInterface, "Cancel", {})),
                              nothing);
}

QFuture<Outcome<QStringList>> EraClient::reload()
{
    return whenAnswered<QStringList>(this, call(managerRequest("Reload", {})),
                                     argument<QStringList>);
}

QFuture<Outcome<ChangedCount>> EraClient::changed(const QString& name, quint32 since,
                                                  std::optional<quint32> until,
                                                  const QString& format, int output, Prompt prompt)
{
    const QVariant descriptor = QVariant::fromValue(QDBusUnixFileDescriptor(output));
    const QDBusMessage message
        = deviceRequest(name, "ChangedBlocks", { since, until.value_or(0), format, descriptor });
    return whenAnswered<ChangedCount>(this, call(message, prompt), changedCount);
}

QFuture<Outcome<ChangeMap>> EraClient::map(const QString& name, const MapRequest& wanted,
                                           Prompt prompt)
{
    const QDBusMessage message = deviceRequest(
        name, "GetMap",
        { wanted.firstBlock, wanted.blocks, wanted.maxCells, wanted.since, wanted.until });
    return whenAnswered<ChangeMap>(this, call(message, prompt), changeMap);
}

QFuture<Outcome<EraHistogram>> EraClient::histogram(const QString& name, quint32 first,
                                                    quint32 last, quint32 maxBuckets, Prompt prompt)
{
    const QDBusMessage message = deviceRequest(name, "GetHistogram", { first, last, maxBuckets });
    return whenAnswered<EraHistogram>(this, call(message, prompt), eraHistogram);
}

} // namespace blkera
