// SPDX-License-Identifier: GPL-2.0-or-later
#include "client/service_cache.h"

#include "client/texts.h"
#include "client/when_done.h"

#include <utility>

namespace blkera {
namespace {

constexpr int kTellEveryMs = 100;
constexpr int kPatienceMs = 5'000;

} // namespace

ServiceCache::ServiceCache(EraService& service, QObject* parent)
    : QObject(parent)
    , m_service(service)
{
    m_tell.setSingleShot(true);
    m_tell.setInterval(kTellEveryMs);
    connect(&m_tell, &QTimer::timeout, this, &ServiceCache::tellChanges);
    m_patience.setSingleShot(true);
    m_patience.setInterval(kPatienceMs);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        enter(State::NotAnswering,
              Texts::tr("it was asked %n second(s) ago", nullptr, kPatienceMs / 1000));
    });

    connect(&service, &EraService::deviceChanged, this,
            [this](const QString& name, const QVariantMap& properties) {
                if (m_state != State::Ready)
                    m_changedMeanwhile[name].insert(properties);
                const auto found = m_devices.find(name);
                if (found == m_devices.end())
                    return;
                update(found->second, properties);
                m_changedDevices.insert(name);
                if (!m_tell.isActive())
                    m_tell.start();
            });
    connect(&service, &EraService::deviceAdded, this, &ServiceCache::addDevice);
    connect(&service, &EraService::deviceRemoved, this, [this](const QString& name) {
        m_changedDevices.erase(name);
        m_removedMeanwhile.insert(name);
        m_addedMeanwhile.erase(name);
        if (m_devices.erase(name) != 0)
            emit deviceRemoved(name);
    });
    connect(&service, &EraService::jobChanged, this, &ServiceCache::takeJob);
    connect(&service, &EraService::jobRemoved, this, [this](quint64 id) {
        m_changedJobs.erase(id);
        if (m_jobs.erase(id) != 0)
            emit jobRemoved(id);
    });
    connect(&service, &EraService::historyFailureChanged, this, [this](const QString& failure) {
        m_historyFailure = failure;
        emit historyFailureChanged();
    });
    connect(&service, &EraService::happened, this, &ServiceCache::happened);
    connect(&service, &EraService::daemonStarted, this, &ServiceCache::connectToService);
    connect(&service, &EraService::daemonEnded, this, &ServiceCache::daemonEnded);
}

void ServiceCache::connectToService()
{
    if (!m_service.listen()) {
        enter(State::NoBus,
              Texts::tr("cannot reach the system bus: is dbus-daemon running, and is "
                        "DBUS_SYSTEM_BUS_ADDRESS right where it is set?"));
        return;
    }
    enter(State::Connecting);
    askForDevices();
}

QList<DeviceInfo> ServiceCache::devices() const
{
    QList<DeviceInfo> list;
    list.reserve(qsizetype(m_devices.size()));
    for (const auto& [name, device] : m_devices)
        list.append(device);
    return list;
}

const DeviceInfo* ServiceCache::device(const QString& name) const
{
    const auto found = m_devices.find(name);
    return found == m_devices.end() ? nullptr : &found->second;
}

QList<JobInfo> ServiceCache::jobs() const
{
    QList<JobInfo> list;
    list.reserve(qsizetype(m_jobs.size()));
    for (const auto& [id, job] : m_jobs)
        list.append(job);
    return list;
}

const JobInfo* ServiceCache::job(quint64 id) const
{
    const auto found = m_jobs.find(id);
    return found == m_jobs.end() ? nullptr : &found->second;
}

void ServiceCache::enter(State state, const QString& reason)
{
    if (state == State::Ready)
        m_asOf = {};
    else if (m_state == State::Ready)
        m_asOf = QDateTime::currentDateTime();
    if (state == m_state && reason == m_reason)
        return;
    m_state = state;
    m_reason = reason;
    emit stateChanged();
}

void ServiceCache::askForDevices()
{
    const quint64 asked = ++m_asked;
    m_changedMeanwhile.clear();
    m_removedMeanwhile.clear();
    m_addedMeanwhile.clear();
    m_patience.start();
    whenDone(m_service.devices(), this, [this, asked](const Outcome<QList<DeviceInfo>>& devices) {
        if (asked == m_asked)
            takeDevices(devices);
    });
}

void ServiceCache::takeDevices(const Outcome<QList<DeviceInfo>>& devices)
{
    m_patience.stop();
    if (!devices) {
        const ClientError& error = devices.error();
        enter(error.kind == ClientError::Kind::NoDaemon ? State::NoService : State::WrongVersion,
              error.message);
        return;
    }
    m_devices.clear();
    m_changedDevices.clear();
    for (DeviceInfo device : *devices) {
        if (m_removedMeanwhile.contains(device.name))
            continue;
        update(device, m_changedMeanwhile[device.name]);
        m_devices.emplace(device.name, device);
    }
    for (auto& [name, device] : m_addedMeanwhile)
        update(device, m_changedMeanwhile[name]);
    m_devices.merge(m_addedMeanwhile);
    m_addedMeanwhile.clear();
    m_changedMeanwhile.clear();
    m_hasDevices = true;
    askForRest();
    enter(State::Ready);
    emit devicesReset();
}

void ServiceCache::askForRest()
{
    const quint64 asked = m_asked;
    m_jobs.clear(); // what is told from now on is newer than the answer
    m_changedJobs.clear();
    whenDone(m_service.jobs(), this, [this, asked](const Outcome<QList<JobInfo>>& jobs) {
        if (asked != m_asked || !jobs)
            return;
        for (const JobInfo& job : *jobs)
            m_jobs.emplace(job.id, job);
        emit jobsReset();
    });
    whenDone(m_service.version(), this, [this](const Outcome<QString>& version) {
        if (version)
            m_version = *version;
    });
    whenDone(m_service.historyFailure(), this, [this](const Outcome<QString>& failure) {
        if (failure && *failure != m_historyFailure) {
            m_historyFailure = *failure;
            emit historyFailureChanged();
        }
    });
}

void ServiceCache::addDevice(const DeviceInfo& device)
{
    // An answer that is on its way may not have it, and its turn comes after signals that came
    // later.
    if (m_state != State::Ready)
        m_addedMeanwhile.insert_or_assign(device.name, device);
    m_removedMeanwhile.erase(device.name); // it is another one of that name
    if (m_devices.insert_or_assign(device.name, device).second)
        emit deviceAdded(device.name);
    else
        emit deviceChanged(device.name);
}

void ServiceCache::takeJob(const JobInfo& job)
{
    if (m_jobs.insert_or_assign(job.id, job).second) {
        emit jobAdded(job.id);
        return;
    }
    m_changedJobs.insert(job.id);
    // Whoever waits for the end hears of it at once.
    if (job.endTimeUs != 0)
        tellChanges();
    else if (!m_tell.isActive())
        m_tell.start();
}

void ServiceCache::daemonEnded()
{
    ++m_asked;
    m_patience.stop();
    enter(State::NoService, Texts::tr("the blkera daemon has ended"));
}

void ServiceCache::tellChanges()
{
    m_tell.stop();
    for (const QString& name : std::exchange(m_changedDevices, {}))
        emit deviceChanged(name);
    for (const quint64 id : std::exchange(m_changedJobs, {}))
        emit jobChanged(id);
}

} // namespace blkera
