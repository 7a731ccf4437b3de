// SPDX-License-Identifier: GPL-2.0-or-later
#include "workflow/taken_up_jobs.h"

#include "workflow/list_job.h"

#include <QPointer>

namespace blkera {

namespace {

const QString kList = QStringLiteral("changed-blocks");

void takeUp(DeviceRegistry& registry, JobRegistry& jobs, const JobRecord& record)
{
    const quint64 id = record.id.toULongLong();
    if (id == 0 || jobs.find(id))
        return; // one of ours
    Job* job = jobs.takeUp(id, record.operation, record.device, record.uid.value_or(0),
                           record.startedUs);
    Device* device = registry.find(record.device);
    if (record.operation == kList && device && !device->notServed())
        ListJob::takeUp(*job, *device);
    else
        job->endInterrupted(
            QStringLiteral("%1: the daemon ended before this did; see blkera info %1")
                .arg(record.device));
}

// One that was begun so shortly before the end that nobody has written it down.
void takeUpUnknown(Device& device, JobRegistry& jobs)
{
    device.lists([device = QPointer(&device), jobs = QPointer(&jobs)](
                     const std::optional<BusError>& error, const QVariantList& values) {
        if (error || !device || !jobs)
            return;
        for (const ListState& list : listStatesOf(values)) {
            if (list.state == QLatin1String("running") && !jobs->find(list.job))
                ListJob::takeUp(*jobs->takeUp(list.job, kList, device->name(), 0,
                                              static_cast<qint64>(list.job)),
                                *device);
        }
    });
}

} // namespace

void takeUpJobs(DeviceRegistry& registry, History& history, JobRegistry& jobs)
{
    history.jobs(QString(), JobRegistry::kMostEnded,
                 [&jobs](const Result<QList<JobRecord>>& records) {
                     for (const JobRecord& record : records ? *records : QList<JobRecord>())
                         jobs.recall(record);
                 });
    history.unfinishedJobs([&registry, &jobs](const Result<QList<JobRecord>>& records) {
        if (records) {
            for (const JobRecord& record : *records)
                takeUp(registry, jobs, record);
        }
        for (Device* device : registry.devices()) {
            if (!device->notServed())
                takeUpUnknown(*device, jobs);
        }
    });
}

} // namespace blkera
