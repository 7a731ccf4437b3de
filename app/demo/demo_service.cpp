// SPDX-License-Identifier: GPL-2.0-or-later
#include "demo/demo_service.h"

#include "base/unique_fd.h"

#include <algorithm>
#include <array>
#include <csignal>

#include <QDateTime>
#include <QPromise>
#include <QThreadPool>

#include <unistd.h>

namespace blkera {
namespace {

constexpr int kLiveEveryMs = 1'000;
constexpr int kListSteps = 40;
constexpr qsizetype kMostEvents = 1'000;

QString text(const char* latin1)
{
    return QString::fromLatin1(latin1);
}

ClientError error(ClientError::Kind kind, const QString& message)
{
    return { kind, message };
}

bool isServed(const DemoDevice& device)
{
    return device.info.state != QLatin1String("stopped");
}

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

// A list that is being written.
struct DemoService::List {
    quint64 job = 0;
    UniqueFd output;
    QByteArray bytes;
    quint64 blocks = 0;
    int step = 0;
    QPromise<Outcome<ChangedCount>> promise;
};

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

template <class T>
QFuture<Outcome<T>> DemoService::answer(const QString& verb, const QString& subject,
                                        std::function<Outcome<T>()> work)
{
    m_calls.append(QString(verb + u' ' + subject).trimmed());
    const auto promise = std::make_shared<QPromise<Outcome<T>>>();
    promise->start();
    const QFuture<Outcome<T>> future = promise->future();
    if (!m_answers) {
        // Kept, so that it is not cancelled either.
        connect(this, &QObject::destroyed, [promise] {});
        return future;
    }
    QTimer::singleShot(m_shape.latencyMs, this, [this, promise, verb, work = std::move(work)] {
        if (!m_hasBus || !m_isAlive)
            promise->addResult(error(ClientError::Kind::NoDaemon,
                                     text("the blkera daemon is not running: start blkerad "
                                          "(systemctl start blkerad)")));
        else if (const auto failure = failureOf(verb))
            promise->addResult(*failure);
        else
            promise->addResult(work());
        promise->finish();
    });
    return future;
}

template <class T>
QFuture<Outcome<T>> DemoService::onDevice(const QString& verb, const QString& name,
                                          std::function<Outcome<T>(DemoDevice&)> work)
{
    return answer<T>(verb, name, [this, name, work = std::move(work)]() -> Outcome<T> {
        DemoDevice* const device = find(name);
        if (!device)
            return error(ClientError::Kind::NotFound, text("there is no device called ") + name);
        return work(*device);
    });
}

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
    emit deviceAdded(shape.name);
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

// ---------------------------------------------------------------- changing

Outcome<Done> DemoService::enter(DemoDevice& device, const QString& state)
{
    device.info.state = state;
    device.info.failure.clear();
    const QString name = device.info.name;
    tell(name);
    note(name, text("state"), state);
    return Done {};
}

QFuture<Outcome<Done>> DemoService::create(const NewDevice& wanted)
{
    return answer<Done>(text("CreateDevice"), wanted.name, [this, wanted]() -> Outcome<Done> {
        if (find(wanted.name))
            return error(ClientError::Kind::Exists,
                         text("there is a device called ") + wanted.name + text(" already"));
        DemoDevice::Shape shape;
        shape.name = wanted.name;
        shape.blocks = 1U << 16;
        shape.blockSizeSectors = wanted.blockSizeSectors == 0 ? 128 : wanted.blockSizeSectors;
        shape.eras = 1;
        shape.nowUs = nowUs();
        addDevice(shape);
        DeviceInfo& info = find(wanted.name)->info;
        info.origin = wanted.origin;
        info.metadata = wanted.metadata;
        info.frontend = wanted.frontend;
        info.schedule.clear();
        info.nextCheckpointUs = 0;
        info.devicePath = QStringLiteral("/dev/ublkb%1").arg(m_devices.size());
        note(wanted.name, text("created"), wanted.origin);
        if (!wanted.start)
            enter(*find(wanted.name), text("stopped"));
        return Done {};
    });
}

QFuture<Outcome<Done>> DemoService::start(const QString& name)
{
    return onDevice<Done>(text("Start"), name, [this](DemoDevice& device) -> Outcome<Done> {
        if (isServed(device))
            return Done {};
        DeviceInfo& info = device.info;
        info.devicePath = text("/dev/ublkb9");
        info.servedBy = text("ublk");
        info.sizeSectors = device.blocks() * info.blockSizeSectors;
        info.metadataTotal = 8'192;
        info.metadataUsed = 1'500;
        device.beginEra(text("activation"), {}, nowUs());
        return enter(device, text("running"));
    });
}

QFuture<Outcome<Done>> DemoService::stop(const QString& name)
{
    return onDevice<Done>(text("Stop"), name, [this](DemoDevice& device) -> Outcome<Done> {
        device.info.devicePath.clear();
        device.info.servedBy.clear();
        device.info.currentEra = 0;
        return enter(device, text("stopped"));
    });
}

QFuture<Outcome<Done>> DemoService::restart(const QString& name)
{
    return onDevice<Done>(text("Restart"), name, [this](DemoDevice& device) -> Outcome<Done> {
        device.beginEra(text("activation"), {}, nowUs());
        return enter(device, text("running"));
    });
}

QFuture<Outcome<Done>> DemoService::suspend(const QString& name)
{
    return onDevice<Done>(text("Suspend"), name,
                          [this](DemoDevice& device) { return enter(device, text("suspended")); });
}

QFuture<Outcome<quint32>> DemoService::resume(const QString& name)
{
    return onDevice<quint32>(text("Resume"), name, [this](DemoDevice& device) -> Outcome<quint32> {
        const quint32 era = device.beginEra(text("resume"), {}, nowUs());
        enter(device, text("running"));
        return era;
    });
}

QFuture<Outcome<Done>> DemoService::remove(const QString& name)
{
    return onDevice<Done>(text("Remove"), name, [this, name](DemoDevice& device) -> Outcome<Done> {
        if (isServed(device))
            return error(ClientError::Kind::Busy, name + text(" is running: stop it first"));
        m_devices.erase(name);
        emit deviceRemoved(name);
        note(name, text("removed"), {});
        return Done {};
    });
}

QFuture<Outcome<Resized>> DemoService::resize(const QString& name, bool)
{
    return onDevice<Resized>(text("Resize"), name, [this](DemoDevice& device) -> Outcome<Resized> {
        Resized resized;
        resized.sizeSectors = device.info.sizeSectors;
        resized.oldBlocks = resized.blocks = quint32(device.blocks());
        resized.oldMetadataBlocks = device.info.metadataTotal;
        device.info.metadataTotal *= 2;
        resized.metadataBlocks = device.info.metadataTotal;
        device.beginEra(text("resize"), {}, nowUs());
        tell(device.info.name);
        return resized;
    });
}

QFuture<Outcome<Done>> DemoService::sendMessage(const QString& name, const QString& message)
{
    return onDevice<Done>(text("Message"), name,
                          [this, message](DemoDevice& device) -> Outcome<Done> {
                              quint64& held = device.info.metadataSnapshot;
                              const bool isTake = message == QLatin1String("take_metadata_snap");
                              if (isTake == (held != 0))
                                  return error(ClientError::Kind::Failed,
                                               isTake ? text("a metadata snapshot is held already")
                                                      : text("no metadata snapshot is held"));
                              held = isTake ? 1'021 : 0;
                              if (isTake)
                                  device.beginEra(text("snapshot"), {}, nowUs());
                              tell(device.info.name);
                              return Done {};
                          });
}

QFuture<Outcome<Checkpointed>> DemoService::checkpoint(const QStringList& names)
{
    return answer<Checkpointed>(
        text("Checkpoint"), names.join(u' '), [this, names]() -> Outcome<Checkpointed> {
            for (const QString& name : names) {
                const DemoDevice* const device = find(name);
                if (!device || device->info.state != QLatin1String("running"))
                    return error(ClientError::Kind::NotRunning,
                                 name + text(" is not running: start it first"));
            }
            Checkpointed done;
            if (names.size() > 1)
                done.group = QStringLiteral("group-%1").arg(m_calls.size());
            const quint64 job = beginJob(text("checkpoint"), names.join(u' '), 0);
            for (const QString& name : names) {
                const quint32 era = find(name)->beginEra(text("checkpoint"), done.group, nowUs());
                done.eras.append(era);
                tell(name);
                note(name, text("era"), QStringLiteral("%1 began").arg(era));
            }
            endJob(job, text("done"));
            return done;
        });
}

QFuture<Outcome<Done>> DemoService::setSchedule(const QString& name, const QString& schedule)
{
    return onDevice<Done>(
        text("SetSchedule"), name, [this, schedule](DemoDevice& device) -> Outcome<Done> {
            const bool isNever = schedule == QLatin1String("never");
            device.info.schedule = isNever ? QString() : schedule;
            device.info.nextCheckpointUs = isNever ? 0 : nowUs() + 1'800'000'000ULL;
            tell(device.info.name);
            return Done {};
        });
}

QFuture<Outcome<QStringList>> DemoService::reload()
{
    return answer<QStringList>(text("Reload"), {}, [] { return QStringList(); });
}

// ---------------------------------------------------------------- jobs

quint64 DemoService::beginJob(const QString& operation, const QString& device, quint64 total)
{
    JobInfo job;
    job.id = ++m_lastJob;
    job.operation = operation;
    job.device = device;
    job.startedByUid = ::getuid();
    job.startTimeUs = nowUs();
    job.state = text("running");
    job.total = total;
    job.cancelable = total != 0;
    m_jobs.emplace(job.id, job);
    emit jobChanged(job);
    return job.id;
}

void DemoService::endJob(quint64 id, const QString& state, const QString& why)
{
    JobInfo& job = m_jobs[id];
    job.state = state;
    job.error = why;
    job.endTimeUs = nowUs();
    job.cancelable = false;
    emit jobChanged(job);
}

QFuture<Outcome<Done>> DemoService::cancelJob(quint64 id)
{
    return answer<Done>(text("Cancel"), QString::number(id), [this, id]() -> Outcome<Done> {
        const auto found = m_jobs.find(id);
        if (found == m_jobs.end() || !found->second.cancelable)
            return error(ClientError::Kind::Failed, text("this job has ended"));
        endJob(id, text("cancelled"));
        return Done {};
    });
}

QFuture<Outcome<ChangedCount>> DemoService::changed(const QString& name, quint32 since,
                                                    std::optional<quint32> until,
                                                    const QString& format, int output, Prompt)
{
    m_calls.append(QStringLiteral("ChangedBlocks %1 %2").arg(name).arg(since));
    const auto list = std::make_shared<List>();
    list->promise.start();
    const DemoDevice* const device = find(name);
    const auto failure = failureOf(text("ChangedBlocks"));
    if (failure || !device || !m_isAlive) {
        list->promise.addResult(failure ? *failure
                                        : error(ClientError::Kind::NoDaemon, text("no daemon")));
        list->promise.finish();
        return list->promise.future();
    }
    list->output.reset(::dup(output));
    list->bytes = device->changedList(since, until.value_or(0), format, list->blocks);
    list->job = beginJob(text("changed-blocks"), name, device->blocks());
    QTimer::singleShot(m_shape.listMs / kListSteps, this, [this, list] { runList(list); });
    return list->promise.future();
}

// A step of the progress; at the end the bytes, by a thread, because a pipe may be full.
void DemoService::runList(const std::shared_ptr<List>& list)
{
    JobInfo& job = m_jobs[list->job];
    if (job.endTimeUs != 0 || !m_isAlive) {
        list->promise.addResult(
            error(ClientError::Kind::Failed,
                  m_isAlive ? text("the job was cancelled") : text("the blkera daemon has ended")));
        list->promise.finish();
        return;
    }
    if (++list->step <= kListSteps && m_shape.listMs > 0) {
        job.done = job.total * quint64(list->step) / kListSteps;
        job.rate = job.total * 1'000 / quint64(m_shape.listMs);
        job.expectedEndUs = nowUs()
            + quint64(m_shape.listMs) * 1'000 * quint64(kListSteps - list->step) / kListSteps;
        emit jobChanged(job);
        QTimer::singleShot(m_shape.listMs / kListSteps, this, [this, list] { runList(list); });
        return;
    }
    job.done = job.total;
    job.report = { { text("blocks"), QVariant::fromValue<quint64>(list->blocks) },
                   { text("uncertain"), QVariant::fromValue<quint64>(0) } };
    endJob(list->job, text("done"));
    QThreadPool::globalInstance()->start([list] {
        // Whoever reads may go away; the program is not to end for it.
        sigset_t brokenPipe {};
        sigemptyset(&brokenPipe);
        sigaddset(&brokenPipe, SIGPIPE);
        pthread_sigmask(SIG_BLOCK, &brokenPipe, nullptr);
        for (qsizetype at = 0; at < list->bytes.size();) {
            const auto written = ::write(list->output.get(), list->bytes.constData() + at,
                                         std::size_t(list->bytes.size() - at));
            if (written <= 0)
                break;
            at += written;
        }
        list->output.reset();
        list->promise.addResult(ChangedCount { list->blocks, 0 });
        list->promise.finish();
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
