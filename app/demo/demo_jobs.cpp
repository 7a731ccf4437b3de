// SPDX-License-Identifier: GPL-2.0-or-later
#include "base/unique_fd.h"
#include "demo/demo_answer.h"

#include <csignal>

#include <QThreadPool>

#include <unistd.h>

namespace blkera {
namespace {

constexpr int kListSteps = 40;

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
    if (!m_answers) {
        connect(this, &QObject::destroyed, [list] {}); // kept, so that it is not cancelled either
        return list->promise.future();
    }
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

} // namespace blkera
