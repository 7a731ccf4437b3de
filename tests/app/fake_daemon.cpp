// SPDX-License-Identifier: GPL-2.0-or-later
#include "fake_daemon.h"

#include "dbus/names.h"
#include "device_adaptor.h"
#include "job_adaptor.h"
#include "manager_adaptor.h"

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <thread>

#include <QDBusMetaType>
#include <QTimer>
#include <QtEndian>

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

namespace blkera {
namespace {

QString devicePath(const QString& name)
{
    return QString::fromStdString(names::devicePath(name.toStdString()));
}

bool writeAll(int fd, const QByteArray& bytes)
{
    for (qsizetype done = 0; done < bytes.size();) {
        const ssize_t count
            = write(fd, bytes.data() + done, static_cast<std::size_t>(bytes.size() - done));
        if (count < 0)
            return false;
        done += count;
    }
    return true;
}

} // namespace

FakeDevice::FakeDevice(const QString& name, FakeBehaviour& behaviour)
    : m_behaviour(behaviour)
{
    setProperty("Name", name);
    setProperty("Origin", QStringLiteral("/dev/vg/") + name);
    setProperty("Metadata", QStringLiteral("/dev/vg/meta-") + name);
    setProperty("OriginId", QStringLiteral("wwn:0x5000c500a1b2c3d4"));
    setProperty("MetadataId", QString());
    setProperty("BlockSize", 128U);
    setProperty("Frontend", QStringLiteral("auto"));
    setProperty("Queues", 0U);
    setProperty("QueueDepth", 64U);
    setProperty("State", QStringLiteral("running"));
    setProperty("Failure", QString());
    setProperty("DevicePath", QStringLiteral("/dev/ublkb7"));
    setProperty("ServedBy", QStringLiteral("ublk"));
    setProperty("CurrentEra", 3U);
    setProperty("Schedule", QString());
    setProperty("NextCheckpoint", 0ULL);
    setProperty("Size", 1048576ULL);
    setProperty("MetadataUsed", 23ULL);
    setProperty("MetadataTotal", 2048ULL);
    setProperty("MetadataSnapshot", 0ULL);
}

QVariantMap FakeDevice::properties() const
{
    QVariantMap map;
    for (const QByteArray& name : dynamicPropertyNames())
        map.insert(QString::fromLatin1(name), property(name.constData()));
    return map;
}

bool FakeDevice::refuses(const QString& call)
{
    m_behaviour.calls.append(call);
    m_behaviour.interactive = message().isInteractiveAuthorizationAllowed();
    if (!m_behaviour.diesIn.isEmpty() && call.startsWith(m_behaviour.diesIn))
        std::_Exit(1);
    if (m_behaviour.errorName.isEmpty())
        return false;
    sendErrorReply(m_behaviour.errorName, m_behaviour.errorMessage);
    return true;
}

void FakeDevice::Start()
{
    if (refuses(QStringLiteral("Start")) || m_behaviour.delayMs == 0)
        return;
    setDelayedReply(true);
    QTimer::singleShot(m_behaviour.delayMs, this,
                       [bus = connection(), reply = message().createReply()] { bus.send(reply); });
}

void FakeDevice::Stop()
{
    refuses(QStringLiteral("Stop"));
}

void FakeDevice::Restart()
{
    refuses(QStringLiteral("Restart"));
}

void FakeDevice::Suspend()
{
    refuses(QStringLiteral("Suspend"));
}

uint FakeDevice::Resume()
{
    refuses(QStringLiteral("Resume"));
    return 5;
}

void FakeDevice::Remove()
{
    refuses(QStringLiteral("Remove"));
}

qulonglong FakeDevice::Resize(bool force, uint& oldBlocks, uint& blocks,
                              qulonglong& oldMetadataBlocks, qulonglong& metadataBlocks,
                              bool& isVisible)
{
    refuses(QStringLiteral("Resize force=%1").arg(force ? "yes" : "no"));
    oldBlocks = 500;
    blocks = 1000;
    oldMetadataBlocks = 1024;
    metadataBlocks = 2048;
    isVisible = visible;
    return 127'001;
}

QString FakeDevice::Status()
{
    refuses(QStringLiteral("Status"));
    return statusLine;
}

QVariantMap FakeDevice::Statistics()
{
    refuses(QStringLiteral("Statistics"));
    return statistics;
}

void FakeDevice::Message(const QString& message)
{
    refuses(QStringLiteral("Message ") + message);
}

uint FakeDevice::Checkpoint()
{
    refuses(QStringLiteral("Checkpoint"));
    return 4;
}

void FakeDevice::SetSchedule(const QString& schedule)
{
    refuses(QStringLiteral("SetSchedule ") + schedule);
}

QList<QVariantMap> FakeDevice::GetEras(uint from, uint count)
{
    refuses(QStringLiteral("GetEras %1 %2").arg(from).arg(count));
    return eras;
}

qulonglong FakeDevice::ChangedBlocks(uint since, uint until, const QString& format,
                                     const QDBusUnixFileDescriptor& output, qulonglong&)
{
    m_behaviour.calls.append(
        QStringLiteral("ChangedBlocks %1 %2 %3").arg(since).arg(until).arg(format));
    writeList(output,
              { QVariant::fromValue<qulonglong>(5),
                QVariant::fromValue<qulonglong>(m_behaviour.uncertain) });
    return 0;
}

// Every second cell is changed, in era 2.
QDBusUnixFileDescriptor FakeDevice::GetMap(qulonglong first, qulonglong count, uint maxCells, uint,
                                           uint, qulonglong& firstBlock, uint& blocksPerCell,
                                           uint& cells, uint& currentEra, bool& superset)
{
    const qulonglong blocks = property("Size").toULongLong() / property("BlockSize").toULongLong();
    if (count == 0)
        count = blocks - std::min(first, blocks);
    blocksPerCell = 1;
    while ((count + blocksPerCell - 1) / blocksPerCell > std::max(maxCells, 1U))
        blocksPerCell *= 2;
    firstBlock = first / blocksPerCell * blocksPerCell;
    cells = uint((first + count - firstBlock + blocksPerCell - 1) / blocksPerCell);
    currentEra = property("CurrentEra").toUInt();
    superset = false;
    if (refuses(QStringLiteral("GetMap")))
        return {};
    QByteArray bytes("blkeramp", 8);
    const auto add = [&bytes](auto value) {
        value = qToLittleEndian(value);
        bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
    };
    add(quint32(m_behaviour.map == u"strange" ? 99 : 1));
    add(quint32(8));
    add(quint32(cells));
    add(quint32(blocksPerCell));
    add(quint64(firstBlock));
    for (uint cell = 0; cell < cells; ++cell) {
        add(quint32(cell % 2));
        add(quint32(cell % 2 * 2));
    }
    if (m_behaviour.map == u"short")
        bytes.chop(8);
    const int file = memfd_create("map", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (file < 0 || !writeAll(file, bytes))
        qFatal("cannot make a map");
    if (m_behaviour.map != u"unsealed")
        fcntl(file, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE);
    QDBusUnixFileDescriptor descriptor;
    descriptor.giveFileDescriptor(file);
    return descriptor;
}

uint FakeDevice::GetHistogram(uint, uint, uint, qulonglong&, QList<qulonglong>&, qulonglong&,
                              qulonglong&, qulonglong&)
{
    refuses(QStringLiteral("GetHistogram"));
    return 0;
}

// In a thread, because the reader is served by this process's event loop.
void FakeDevice::writeList(const QDBusUnixFileDescriptor& output, const QVariantList& answer)
{
    setDelayedReply(true);
    std::thread([output, answer, behaviour = m_behaviour, bus = connection(),
                 call = message()]() mutable {
        bool written = true;
        for (int i = 0; written && i < behaviour.repetitions; ++i)
            written = writeAll(output.fileDescriptor(), behaviour.list);
        if (!written)
            bus.send(call.createErrorReply(QLatin1String(names::kErrorFailed),
                                           QStringLiteral("nobody reads the list")));
        else if (!behaviour.errorName.isEmpty())
            bus.send(call.createErrorReply(behaviour.errorName, behaviour.errorMessage));
        else
            bus.send(call.createReply(answer));
        // As a target does that is slow to close its end after the answer.
        usleep(20000);
    }).detach();
}

FakeManager::FakeManager(FakeBehaviour& behaviour)
    : m_behaviour(behaviour)
{
    setProperty("Version", QStringLiteral("0.1.0"));
    setProperty("HistoryFailure", QString());
}

QDBusObjectPath FakeManager::CreateDevice(const QString& name, const QString& origin,
                                          const QString& metadata, uint blockSize,
                                          const QString& frontend, uint queues, uint queueDepth,
                                          bool forceFormat, bool start)
{
    const auto yesNo
        = [](bool flag) { return flag ? QStringLiteral("yes") : QStringLiteral("no"); };
    m_behaviour.calls.append(QStringLiteral("CreateDevice %1 %2 %3 %4 %5 %6 %7 force=%8 start=%9")
                                 .arg(name, origin, metadata)
                                 .arg(blockSize)
                                 .arg(frontend)
                                 .arg(queues)
                                 .arg(queueDepth)
                                 .arg(yesNo(forceFormat), yesNo(start)));
    if (!m_behaviour.errorName.isEmpty())
        sendErrorReply(m_behaviour.errorName, m_behaviour.errorMessage);
    return QDBusObjectPath(devicePath(name));
}

QDBusObjectPath FakeManager::GetDevice(const QString& name)
{
    return QDBusObjectPath(devicePath(name));
}

QList<uint> FakeManager::Checkpoint(const QStringList& names, QString& group)
{
    m_behaviour.calls.append(QStringLiteral("Checkpoint ") + names.join(u' '));
    m_behaviour.interactive = message().isInteractiveAuthorizationAllowed();
    if (!m_behaviour.errorName.isEmpty())
        sendErrorReply(m_behaviour.errorName, m_behaviour.errorMessage);
    group = names.size() > 1 ? QStringLiteral("8d2f") : QString();
    return eras;
}

QStringList FakeManager::Reload()
{
    m_behaviour.calls.append(QStringLiteral("Reload"));
    return { QStringLiteral("vault: was added") };
}

QList<QVariantMap> FakeManager::GetEvents(const QString& device, qulonglong sinceUs, uint limit)
{
    m_behaviour.calls.append(
        QStringLiteral("GetEvents %1 %2 %3").arg(device).arg(sinceUs).arg(limit));
    if (!m_behaviour.errorName.isEmpty())
        sendErrorReply(m_behaviour.errorName, m_behaviour.errorMessage);
    return events;
}

QList<QVariantMap> FakeManager::GetAudit(const QString& device, qulonglong sinceUs, uint limit)
{
    m_behaviour.calls.append(
        QStringLiteral("GetAudit %1 %2 %3").arg(device).arg(sinceUs).arg(limit));
    if (!m_behaviour.errorName.isEmpty())
        sendErrorReply(m_behaviour.errorName, m_behaviour.errorMessage);
    return audit;
}

FakeJob::FakeJob(qulonglong id, FakeBehaviour& behaviour)
    : m_behaviour(behaviour)
{
    setProperty("Id", id);
    setProperty("Operation", QStringLiteral("changed-blocks"));
    setProperty("Device", QStringLiteral("vault"));
    setProperty("StartedByUid", 1000U);
    setProperty("StartTime", 1'764'000'000'000'000ULL);
    setProperty("EndTime", 0ULL);
    setProperty("State", QStringLiteral("running"));
    setProperty("Error", QString());
    setProperty("Done", 250ULL);
    setProperty("Total", 1000ULL);
    setProperty("Rate", 50ULL);
    setProperty("ExpectedEnd", 1'764'000'020'000'000ULL);
    setProperty("Cancelable", true);
    setProperty("Report", QVariantMap());
}

QVariantMap FakeJob::properties() const
{
    QVariantMap map;
    for (const QByteArray& name : dynamicPropertyNames())
        map.insert(QString::fromLatin1(name), property(name.constData()));
    return map;
}

void FakeJob::Cancel()
{
    m_behaviour.calls.append(QStringLiteral("Cancel %1").arg(property("Id").toULongLong()));
    m_behaviour.interactive = message().isInteractiveAuthorizationAllowed();
    if (!m_behaviour.errorName.isEmpty())
        sendErrorReply(m_behaviour.errorName, m_behaviour.errorMessage);
}

ObjectManagerAdaptor::ObjectManagerAdaptor(QObject* parent, FakeDaemon& daemon)
    : QDBusAbstractAdaptor(parent)
    , m_daemon(daemon)
{
}

ManagedObjects ObjectManagerAdaptor::GetManagedObjects()
{
    ManagedObjects objects;
    for (const auto& [name, device] : m_daemon.devices) {
        objects.insert(QDBusObjectPath(devicePath(name)),
                       { { QStringLiteral("org.freedesktop.DBus.Peer"), {} },
                         { QLatin1String(names::kDeviceInterface), device->properties() } });
    }
    for (const auto& [id, job] : m_daemon.jobs)
        objects.insert(QDBusObjectPath(QString::fromStdString(names::jobPath(id))),
                       { { QLatin1String(names::kJobInterface), job->properties() } });
    return objects;
}

bool FakeDaemon::start(const QString& busAddress)
{
    // A reader of a list may go away.
    std::signal(SIGPIPE, SIG_IGN);
    qDBusRegisterMetaType<QList<uint>>();
    qDBusRegisterMetaType<QList<qulonglong>>();
    qDBusRegisterMetaType<QList<QVariantMap>>();
    qDBusRegisterMetaType<QMap<QString, QVariantMap>>();
    qDBusRegisterMetaType<Interfaces>();
    qDBusRegisterMetaType<ManagedObjects>();
    new ManagerAdaptor(&manager);
    new ObjectManagerAdaptor(&manager, *this);
    m_connection = QDBusConnection::connectToBus(busAddress, QStringLiteral("fake daemon"));
    return m_connection.registerObject(QLatin1String(names::kManagerPath), &manager)
        && m_connection.registerService(QLatin1String(names::kService));
}

FakeDaemon::~FakeDaemon()
{
    QDBusConnection::disconnectFromBus(m_connection.name());
}

FakeDevice& FakeDaemon::addDevice(const QString& name)
{
    auto device = std::make_unique<FakeDevice>(name, behaviour);
    new DeviceAdaptor(device.get());
    m_connection.registerObject(devicePath(name), device.get());
    QDBusMessage signal = QDBusMessage::createSignal(QLatin1String(names::kManagerPath),
                                                     QLatin1String(names::kObjectManagerInterface),
                                                     QStringLiteral("InterfacesAdded"));
    const Interfaces interfaces { { QLatin1String(names::kDeviceInterface),
                                    device->properties() } };
    signal << QVariant::fromValue(QDBusObjectPath(devicePath(name)))
           << QVariant::fromValue(interfaces);
    m_connection.send(signal);
    return *(devices[name] = std::move(device));
}

FakeJob& FakeDaemon::addJob(qulonglong id)
{
    auto job = std::make_unique<FakeJob>(id, behaviour);
    new JobAdaptor(job.get());
    m_connection.registerObject(QString::fromStdString(names::jobPath(id)), job.get());
    return *(jobs[id] = std::move(job));
}

void FakeDaemon::changeDevice(const QString& name, const QVariantMap& properties)
{
    for (auto property = properties.cbegin(); property != properties.cend(); ++property)
        devices.at(name)->setProperty(property.key().toLatin1().constData(), property.value());
    QDBusMessage signal
        = QDBusMessage::createSignal(devicePath(name), QLatin1String(names::kPropertiesInterface),
                                     QStringLiteral("PropertiesChanged"));
    signal << QLatin1String(names::kDeviceInterface) << properties << QStringList();
    m_connection.send(signal);
}

void FakeDaemon::changeManager(const QVariantMap& properties)
{
    for (auto property = properties.cbegin(); property != properties.cend(); ++property)
        manager.setProperty(property.key().toLatin1().constData(), property.value());
    QDBusMessage signal = QDBusMessage::createSignal(QLatin1String(names::kManagerPath),
                                                     QLatin1String(names::kPropertiesInterface),
                                                     QStringLiteral("PropertiesChanged"));
    signal << QLatin1String(names::kManagerInterface) << properties << QStringList();
    m_connection.send(signal);
}

} // namespace blkera
