// SPDX-License-Identifier: GPL-2.0-or-later
#include "workflow/job_registry.h"

#include <algorithm>
#include <chrono>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTimer>

namespace blkera {

namespace {

constexpr std::chrono::microseconds kKeepEnded = std::chrono::minutes(10);
const QString kWhy = QStringLiteral(": "); // between state and error

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
            record.outcome += kWhy + job.error();
        QVariantMap report = job.report();
        for (QVariant& value : report) {
            if (value.metaType() == QMetaType::fromType<QList<uint>>())
                value = value.toList(); // JSON knows no other
        }
        record.report = QString::fromUtf8(
            QJsonDocument(QJsonObject::fromVariantMap(report)).toJson(QJsonDocument::Compact));
    }
    return record;
}

// As the record was made of it: numbers are 64 bits, but for eras.
QVariantMap reportOf(const JobRecord& record)
{
    QVariantMap report;
    const QJsonObject object = QJsonDocument::fromJson(record.report.toUtf8()).object();
    for (auto member = object.begin(); member != object.end(); ++member) {
        if (member->isArray()) {
            QList<uint> eras;
            for (const QVariant& era : member->toArray().toVariantList())
                eras << era.toUInt();
            report[member.key()] = QVariant::fromValue(eras);
        } else if (member->isDouble()) {
            report[member.key()] = member->toVariant().toULongLong();
        } else {
            report[member.key()] = member->toString();
        }
    }
    return report;
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

void JobRegistry::recall(const JobRecord& record)
{
    const quint64 id = record.id.toULongLong();
    const qsizetype why = record.outcome.indexOf(kWhy);
    const std::optional<Job::State> state
        = toJobState(QStringView(record.outcome).left(why < 0 ? record.outcome.size() : why));
    if (id == 0 || find(id) || !state || record.endedUs == 0
        || nowUs() - record.endedUs >= kKeepEnded.count())
        return;
    m_lastId = std::max(m_lastId, id);
    auto* job = new Job(id, record.operation, record.device, record.uid.value_or(0),
                        record.startedUs, this);
    job->recall(*state, why < 0 ? QString() : record.outcome.mid(why + kWhy.size()), record.endedUs,
                reportOf(record));
    m_jobs[id] = job;
    emit added(job);
    keepEnded(job);
}

void JobRegistry::noteEnd(Job* job)
{
    m_history.noteJob(recordOf(*job));
    keepEnded(job);
}

void JobRegistry::keepEnded(Job* job)
{
    // The clock may have been set back since.
    const std::chrono::microseconds since(std::max<qint64>(nowUs() - job->endedUs(), 0));
    QTimer::singleShot(std::chrono::ceil<std::chrono::milliseconds>(kKeepEnded - since), job,
                       [this, id = job->id()] { remove(id); });
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
