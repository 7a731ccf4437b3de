// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/progress_line.h"

#include "cli/ending.h"
#include "cli/job_text.h"
#include "cli/moment_text.h"
#include "client/era_client.h"

#include <algorithm>
#include <utility>

#include <QFuture>

#include <unistd.h>

namespace blkera {
namespace {

constexpr int kLookEveryMs = 500;
// The daemon's clock is ours; a little is lost on the way.
constexpr quint64 kSlackUs = 1'000'000;
constexpr int kBarWidth = 30;

QString bar(const JobInfo& job)
{
    if (job.total == 0)
        return {};
    const auto filled = static_cast<int>(kBarWidth * std::min(job.done, job.total) / job.total);
    return QStringLiteral("[%1%2] ").arg(QString(filled, u'#'), QString(kBarWidth - filled, u' '));
}

} // namespace

ProgressLine::ProgressLine(EraClient& client, QString operation, QString device)
    : m_client(client)
    , m_operation(std::move(operation))
    , m_device(std::move(device))
    , m_begunUs(nowUs())
{
    if (isatty(STDERR_FILENO) == 0)
        return;
    m_timer.setInterval(kLookEveryMs);
    m_timer.callOnTimeout(this, [this] { look(); });
    m_timer.start();
}

ProgressLine::~ProgressLine()
{
    if (m_isShown)
        show({});
}

void ProgressLine::look()
{
    if (std::exchange(m_isAsking, true))
        return;
    m_client.jobs().then(this, [this](const Outcome<QList<JobInfo>>& jobs) {
        m_isAsking = false;
        if (!jobs)
            return;
        const auto job = std::ranges::find_if(*jobs, [this](const JobInfo& candidate) {
            return candidate.operation == m_operation && candidate.device == m_device
                && candidate.startedByUid == getuid() && candidate.endTimeUs == 0
                && candidate.startTimeUs + kSlackUs >= m_begunUs;
        });
        if (job != jobs->end())
            show(QStringLiteral("%1: %2%3, %4 left")
                     .arg(escaped(m_device), bar(*job), progressText(*job), leftText(*job)));
    });
}

// Over what was there before.
void ProgressLine::show(const QString& text)
{
    m_isShown = !text.isEmpty();
    (void)writeAll(STDERR_FILENO, "\r" + text.toUtf8() + "\x1b[K");
}

} // namespace blkera
