// SPDX-License-Identifier: GPL-2.0-or-later
#include "demo/demo_service.h"

#include "demo/demo_answer.h"

#include <algorithm>
#include <array>

#include <QDateTime>

namespace blkera {
namespace {

constexpr int kLiveEveryMs = 1'000;
constexpr qsizetype kMostEvents = 1'000;

QVariantMap propertiesOf(const DeviceInfo& info)
{
    return { { text("State"), info.state },
             { text("Failure"), info.failure },
             { text("DevicePath"), info.devicePath },
             { text("ServedBy"), info.servedBy },
             { text("CurrentEra"), info.currentEra },
             { text("Size"), QVariant::fromValue<quint64>(info.sizeSectors) },
             { text("MetadataUsed"), QVariant::fromValue<quint64>(info.metadataUsed) },
             { text("MetadataTotal"), QVariant::fromValue<quint64>(info.metadataTotal) },
             { text("MetadataSnapshot"), QVariant::fromValue<quint64>(info.metadataSnapshot) },
             { text("Schedule"), info.schedule },
             { text("NextCheckpoint"), QVariant::fromValue<quint64>(info.nextCheckpointUs) } };
}

QString nameOf(int index)
{
    constexpr std::array kNames { "archive", "mail", "postgres", "vault", "vm-images", "web" };
    if (index < int(kNames.size()))
        return text(kNames[std::size_t(index)]);
    return QStringLiteral("vol%1").arg(index + 1, 3, 10, QLatin1Char('0'));
}

// Pictures of the states that need an administrator, on a few of many devices.
void giveState(DemoDevice& device, int index)
{
    DeviceInfo& info = device.info;
    info.devicePath = QStringLiteral("/dev/ublkb%1").arg(index);
    switch (index) {
    case 1:
        info.state = text("stopped");
        info.devicePath.clear();
        info.servedBy.clear();
        info.currentEra = 0;
        info.sizeSectors = info.metadataUsed = info.metadataTotal = 0;
        break;
    case 2:
        info.metadataUsed = info.metadataTotal * 78 / 100;
        info.metadataSnapshot = 1'021;
        break;
    case 4:
        info.state = text("needs-check");
        info.failure = text("metadata block 812: its checksum is wrong");
        break;
    case 5:
        info.state = text("suspended");
        break;
    default:
        break;
    }
}

} // namespace

DemoService::DemoService(const Shape& shape, QObject* parent)
    : EraService(parent)
    , m_shape(shape)
{
    for (int index = 0; index < shape.devices; ++index) {
        DemoDevice::Shape device;
        device.name = nameOf(index);
        device.blocks = index == 0 ? shape.blocks : std::min<quint64>(shape.blocks, 1U << 20);
        device.eras = index == 0 ? shape.eras : std::min(shape.eras, 12 + quint32(index) % 7);
        device.seed = shape.seed + quint32(index);
        device.nowUs = nowUs();
        auto made = std::make_unique<DemoDevice>(device);
        giveState(*made, index);
        m_devices.emplace(device.name, std::move(made));
    }
    note(nameOf(0), text("state"), text("running"));
    note(nameOf(4), text("state"), text("needs-check"));
    m_live.setInterval(kLiveEveryMs);
    connect(&m_live, &QTimer::timeout, this, &DemoService::live);
    if (shape.isLive)
        m_live.start();
}

DemoService::~DemoService() = default;

// ---------------------------------------------------------------- answers

std::optional<ClientError> DemoService::failureOf(const QString& verb)
{
    for (const QString& key : { verb, QString() }) {
        if (const auto found = m_failNext.find(key); found != m_failNext.end())
            return m_failNext.extract(found).mapped();
        if (const auto found = m_failAlways.find(key); found != m_failAlways.end())
            return found->second;
    }
    return std::nullopt;
}

void DemoService::failNext(const QString& verb, const ClientError& failure)
{
    m_failNext.insert_or_assign(verb, failure);
}

void DemoService::failAlways(const QString& verb, const std::optional<ClientError>& failure)
{
    m_failAlways.erase(verb);
    if (failure)
        m_failAlways.emplace(verb, *failure);
}

void DemoService::die()
{
    m_isAlive = false;
    emit daemonEnded();
}

void DemoService::comeBack()
{
    m_isAlive = true;
    m_answers = true;
    for (auto& [id, job] : m_jobs) {
        if (job.endTimeUs == 0) {
            job.state = text("interrupted");
            job.error = text("the daemon ended meanwhile: look at the device");
            job.endTimeUs = nowUs();
        }
    }
    emit daemonStarted();
}

DemoDevice* DemoService::find(const QString& name)
{
    const auto found = m_devices.find(name);
    return found == m_devices.end() ? nullptr : found->second.get();
}

void DemoService::tell(const QString& name)
{
    if (const DemoDevice* const device = find(name); device && m_isAlive)
        emit deviceChanged(name, propertiesOf(device->info));
}

void DemoService::addDevice(const DemoDevice::Shape& shape)
{
    m_devices.insert_or_assign(shape.name, std::make_unique<DemoDevice>(shape));
    emit deviceAdded(find(shape.name)->info);
}

quint64 DemoService::nowUs() const
{
    return m_shape.nowUs != 0 ? m_shape.nowUs
                              : quint64(QDateTime::currentMSecsSinceEpoch()) * 1'000;
}

void DemoService::note(const QString& device, const QString& kind, const QString& what)
{
    const EventInfo event { nowUs(), device, kind, what };
    m_events.append(event);
    if (m_events.size() > kMostEvents)
        m_events.removeFirst();
    emit happened(event);
}

// ---------------------------------------------------------------- reading

bool DemoService::listen()
{
    return m_hasBus;
}

QFuture<Outcome<QString>> DemoService::version()
{
    return answer<QString>(text("Version"), {}, [] { return text("0.1.0"); });
}

QFuture<Outcome<QList<DeviceInfo>>> DemoService::devices()
{
    return answer<QList<DeviceInfo>>(text("Devices"), {}, [this] {
        QList<DeviceInfo> list;
        for (const auto& [name, device] : m_devices)
            list.append(device->info);
        return list;
    });
}

QFuture<Outcome<DeviceInfo>> DemoService::device(const QString& name)
{
    return onDevice<DeviceInfo>(text("Device"), name,
                                [](DemoDevice& device) { return device.info; });
}

QFuture<Outcome<QString>> DemoService::status(const QString& name)
{
    return onDevice<QString>(text("Status"), name, [](DemoDevice& device) {
        return QStringLiteral("8 %1/%2 %3 -")
            .arg(device.info.metadataUsed)
            .arg(device.info.metadataTotal)
            .arg(device.info.currentEra);
    });
}

QFuture<Outcome<DeviceStatistics>> DemoService::statistics(const QString& name)
{
    return onDevice<DeviceStatistics>(text("Statistics"), name, [](DemoDevice& device) {
        DeviceStatistics statistics;
        statistics.startedUs = device.eras().constLast().startedUs;
        statistics.erasBegun = device.info.currentEra;
        return statistics;
    });
}

QFuture<Outcome<QList<EraInfo>>> DemoService::eras(const QString& name, quint32 from, quint32 count)
{
    return onDevice<QList<EraInfo>>(text("GetEras"), name, [from, count](DemoDevice& device) {
        const QList<EraInfo>& all = device.eras();
        const qsizetype wanted = std::min<qsizetype>(count, 1'000);
        if (from == 0)
            return all.last(std::min(wanted, all.size()));
        return all.mid(std::min<qsizetype>(from - 1, all.size()), wanted);
    });
}

QFuture<Outcome<QList<EventInfo>>> DemoService::events(const QString& device, quint64 sinceUs,
                                                       quint32 limit)
{
    return answer<QList<EventInfo>>(text("GetEvents"), device, [this, device, sinceUs, limit] {
        QList<EventInfo> found;
        for (const EventInfo& event : std::as_const(m_events)) {
            if ((device.isEmpty() || event.device == device) && event.timeUs >= sinceUs)
                found.append(event);
        }
        return found.last(std::min<qsizetype>(limit, found.size()));
    });
}

QFuture<Outcome<QList<AuditInfo>>> DemoService::audit(const QString& device, quint64, quint32)
{
    return answer<QList<AuditInfo>>(text("GetAudit"), device, [] { return QList<AuditInfo>(); });
}

QFuture<Outcome<QString>> DemoService::historyFailure()
{
    return answer<QString>(text("HistoryFailure"), {}, [] { return QString(); });
}

QFuture<Outcome<QList<JobInfo>>> DemoService::jobs()
{
    return answer<QList<JobInfo>>(text("Jobs"), {}, [this] {
        QList<JobInfo> list;
        for (const auto& [id, job] : m_jobs)
            list.append(job);
        return list;
    });
}

QFuture<Outcome<ChangeMap>> DemoService::map(const QString& name, const MapRequest& request, Prompt)
{
    return onDevice<ChangeMap>(text("GetMap"), name,
                               [request](DemoDevice& device) { return device.map(request); });
}

QFuture<Outcome<EraHistogram>> DemoService::histogram(const QString& name, quint32 first,
                                                      quint32 last, quint32 maxBuckets, Prompt)
{
    return onDevice<EraHistogram>(text("GetHistogram"), name,
                                  [first, last, maxBuckets](DemoDevice& device) {
                                      return device.histogram(first, last, maxBuckets);
                                  });
}

void DemoService::live()
{
    for (const auto& [name, device] : m_devices) {
        if (device->info.state != QLatin1String("running") || !m_isAlive)
            continue;
        device->write(3);
        device->info.metadataUsed
            = std::min(device->info.metadataUsed + 1, device->info.metadataTotal * 9 / 10);
        tell(name);
    }
}

} // namespace blkera
