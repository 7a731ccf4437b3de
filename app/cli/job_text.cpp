// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/job_text.h"

#include "cli/moment_text.h"

#include <algorithm>

namespace blkera {

QString progressText(const JobInfo& job)
{
    if (job.total == 0)
        return QStringLiteral("-");
    const double share
        = static_cast<double>(std::min(job.done, job.total)) / static_cast<double>(job.total);
    return QStringLiteral("%1 %").arg(static_cast<int>(share * 100));
}

QString leftText(const JobInfo& job)
{
    if (job.expectedEndUs == 0)
        return QStringLiteral("-");
    const quint64 now = nowUs();
    return spanText(now, std::max(now, job.expectedEndUs));
}

QJsonObject jobJson(const JobInfo& job)
{
    const auto number = [](quint64 value) { return QJsonValue(static_cast<qint64>(value)); };
    return {
        { QStringLiteral("id"), number(job.id) },
        { QStringLiteral("operation"), job.operation },
        { QStringLiteral("device"), job.device },
        { QStringLiteral("uid"), number(job.startedByUid) },
        { QStringLiteral("started"), momentJson(job.startTimeUs) },
        { QStringLiteral("ended"), momentJson(job.endTimeUs) },
        { QStringLiteral("state"), job.state },
        { QStringLiteral("error"), job.error.isEmpty() ? QJsonValue() : job.error },
        { QStringLiteral("done"), number(job.done) },
        { QStringLiteral("total"), job.total == 0 ? QJsonValue() : number(job.total) },
        { QStringLiteral("rate_per_second"), job.rate == 0 ? QJsonValue() : number(job.rate) },
        { QStringLiteral("expected_end"), momentJson(job.expectedEndUs) },
        { QStringLiteral("cancelable"), job.cancelable },
        { QStringLiteral("report"), QJsonObject::fromVariantMap(job.report) },
    };
}

} // namespace blkera
