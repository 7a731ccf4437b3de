// SPDX-License-Identifier: GPL-2.0-or-later
#include "workflow/job.h"

#include <chrono>
#include <utility>

namespace blkera {

namespace {

constexpr double kUsPerSecond = 1e6;

} // namespace

QString toQString(Job::State state)
{
    switch (state) {
    case Job::State::Running:
        return QStringLiteral("running");
    case Job::State::Done:
        return QStringLiteral("done");
    case Job::State::Failed:
        return QStringLiteral("failed");
    case Job::State::Cancelled:
        return QStringLiteral("cancelled");
    case Job::State::Interrupted:
        return QStringLiteral("interrupted");
    }
    return {};
}

std::optional<Job::State> toJobState(QStringView text)
{
    using enum Job::State;
    for (const Job::State state : { Running, Done, Failed, Cancelled, Interrupted }) {
        if (toQString(state) == text)
            return state;
    }
    return std::nullopt;
}

qint64 nowUs()
{
    using namespace std::chrono;
    return duration_cast<microseconds>(system_clock::now().time_since_epoch()).count();
}

Job::Job(quint64 id, QString operation, QString device, quint32 uid, qint64 startedUs,
         QObject* parent)
    : QObject(parent)
    , m_id(id)
    , m_operation(std::move(operation))
    , m_device(std::move(device))
    , m_uid(uid)
    , m_startedUs(startedUs)
{
}

quint64 Job::rate() const
{
    const qint64 elapsedUs = m_progressedUs - m_startedUs;
    if (m_done == 0 || elapsedUs <= 0)
        return 0;
    return static_cast<quint64>(static_cast<double>(m_done) * kUsPerSecond
                                / static_cast<double>(elapsedUs));
}

qint64 Job::expectedEndUs() const
{
    if (m_state != State::Running || m_done == 0 || m_total < m_done)
        return 0;
    const auto perUnit
        = static_cast<double>(m_progressedUs - m_startedUs) / static_cast<double>(m_done);
    return m_startedUs + static_cast<qint64>(perUnit * static_cast<double>(m_total));
}

void Job::cancel(Finished finished)
{
    if (!isCancelable()) {
        finished(failed(m_state == State::Running
                            ? QStringLiteral("job %1, %2 of %3, cannot be cancelled: wait for it")
                                  .arg(m_id)
                                  .arg(m_operation, m_device)
                            : QStringLiteral("job %1 has ended already").arg(m_id)));
        return;
    }
    m_isCancelled = true;
    m_cancel(std::move(finished));
}

void Job::setProgress(quint64 done, quint64 total)
{
    if (m_state != State::Running || (done == m_done && total == m_total))
        return;
    m_done = done;
    m_total = total;
    m_progressedUs = nowUs();
    emit progressed();
}

void Job::end(const std::optional<BusError>& error, const QVariantMap& report)
{
    if (!error) {
        m_report = report;
        end(State::Done, {});
    } else {
        end(m_isCancelled ? State::Cancelled : State::Failed, error->message);
    }
}

void Job::endInterrupted(const QString& why)
{
    end(State::Interrupted, why);
}

void Job::recall(State state, const QString& error, qint64 endedUs, const QVariantMap& report)
{
    m_state = state;
    m_error = error;
    m_endedUs = endedUs;
    m_report = report;
}

void Job::end(State state, const QString& error)
{
    if (m_state != State::Running)
        return;
    m_state = state;
    m_error = error;
    m_endedUs = nowUs();
    m_cancel = {};
    if (state == State::Done && m_total != 0)
        m_done = m_total;
    emit ended();
}

} // namespace blkera
