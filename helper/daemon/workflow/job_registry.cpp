// SPDX-License-Identifier: GPL-2.0-or-later
#include "workflow/job_registry.h"

#include <algorithm>
#include <chrono>

#include <QJsonDocument>
#include <QJsonObject>
#include <QTimer>

namespace blkera {

namespace {

constexpr std::chrono::minutes kKeepEnded(10);
constexpr std::ptrdiff_t kMostEnded = 64;

bool hasEnded(const Job* job)
{
    return job->state() != Job::State::Running;
}

JobRecord recordOf(const Job& job)
{
    JobRecord record;
    record.id = QString::number(job.id());
    record.device = job.device();
    record.operation = job.operation();
    record.uid = job.uid();
    record.startedUs = job.startedUs();
    record.endedUs = job.endedUs();
    if (hasEnded(&job)) {
        record.outcome = toQString(job.state());
        if (!job.error().isEmpty())
            record.outcome += QLatin1String(": ") + job.error();
        record.report = QString::fromUtf8(QJsonDocument(QJsonObject::fromVariantMap(job.report()))
                                              .toJson(QJsonDocument::Compact));
    }
    return record;
}

} // namespace

JobRegistry::JobRegistry(History& history, QObject* parent)
    : QObject(parent)
    , m_history(history)
{
}

// The time makes it different from those of all daemons before.
Job* JobRegistry::begin(const QString& operation, const QString& device, quint32 uid,
                        std::shared_ptr<void> held)
{
    const qint64 now = nowUs();
    m_lastId = std::max(m_lastId + 1, static_cast<quint64>(now));
    auto* job = new Job(m_lastId, operation, device, uid, now, this);
    connect(job, &Job::ended, job, [held = std::move(held)]() mutable { held.reset(); });
    return add(job);
}

Job* JobRegistry::takeUp(quint64 id, const QString& operation, const QString& device, quint32 uid,
                         qint64 startedUs)
{
    m_lastId = std::max(m_lastId, id);
    return add(new Job(id, operation, device, uid, startedUs, this));
}

Job* JobRegistry::add(Job* job)
{
    m_jobs[job->id()] = job;
    m_history.noteJob(recordOf(*job));
    connect(job, &Job::ended, this, [this, job] { noteEnd(job); });
    emit added(job);
    return job;
}

void JobRegistry::noteEnd(Job* job)
{
    m_history.noteJob(recordOf(*job));
    QTimer::singleShot(kKeepEnded, job, [this, id = job->id()] { remove(id); });
    const auto ended = [](const auto& entry) { return hasEnded(entry.second); };
    if (std::ranges::count_if(m_jobs, ended) > kMostEnded)
        remove(std::ranges::find_if(m_jobs, ended)->first);
}

void JobRegistry::remove(quint64 id)
{
    const auto found = m_jobs.find(id);
    if (found == m_jobs.end())
        return;
    found->second->deleteLater();
    m_jobs.erase(found);
    emit removed(id);
}

Job* JobRegistry::find(quint64 id) const
{
    const auto found = m_jobs.find(id);
    return found == m_jobs.end() ? nullptr : found->second;
}

QList<Job*> JobRegistry::jobs() const
{
    QList<Job*> all;
    for (const auto& [id, job] : m_jobs)
        all << job;
    return all;
}

} // namespace blkera
