// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/await.h"
#include "cli/device_text.h"
#include "cli/job_text.h"
#include "cli/moment_text.h"
#include "cli/table.h"
#include "cli/user_text.h"
#include "cli/verb.h"
#include "client/era_client.h"
#include "client/texts.h"
#include "config/size.h"

#include <limits>
#include <memory>

#include <QJsonArray>

#include <CLI/CLI.hpp>

namespace blkera {
namespace {

struct Options {
    std::string cancel;
    bool json = false;
};

std::string checkId(const std::string& text)
{
    if (parseNumber(text, std::numeric_limits<quint64>::max()))
        return {};
    return helpText(Texts::tr("'%1' is not a job's number: 'blkera jobs' lists them")
                        .arg(QString::fromStdString(text)));
}

QByteArray asTable(const QList<JobInfo>& jobs)
{
    QList<QStringList> rows { { QStringLiteral("ID"), QStringLiteral("OPERATION"),
                                QStringLiteral("DEVICE"), QStringLiteral("STATE"),
                                QStringLiteral("PROGRESS"), QStringLiteral("LEFT"),
                                QStringLiteral("BY"), QStringLiteral("ERROR") } };
    for (const JobInfo& job : jobs)
        rows.append({ QString::number(job.id), escaped(job.operation), escaped(job.device),
                      escaped(job.state), progressText(job), leftText(job),
                      userText(job.startedByUid), escaped(orDash(job.error)) });
    return table(rows);
}

QByteArray asJson(const QList<JobInfo>& jobs)
{
    QJsonArray array;
    for (const JobInfo& job : jobs)
        array.append(jobJson(job));
    return jsonText(array);
}

Ending runJobs(EraClient& client, const Options& options)
{
    if (!options.cancel.empty()) {
        const quint64 id = *parseNumber(options.cancel, std::numeric_limits<quint64>::max());
        const Outcome<Done> cancelled = await(client.cancelJob(id));
        if (cancelled)
            return {};
        if (cancelled.error().kind == ClientError::Kind::NotFound)
            return failed(Texts::tr("there is no job %1: 'blkera jobs' lists them").arg(id));
        return endingOf(cancelled.error());
    }
    const Outcome<QList<JobInfo>> jobs = await(client.jobs());
    if (!jobs)
        return endingOf(jobs.error());
    return print(options.json ? asJson(*jobs) : asTable(*jobs));
}

} // namespace

Verb addJobs(CLI::App& app)
{
    CLI::App* command = app.add_subcommand(
        "jobs",
        helpText(Texts::tr("List what takes longer: what goes on, and what ended in the "
                           "last ten minutes")));
    auto options = std::make_shared<Options>();
    CLI::Option* cancel
        = command->add_option("--cancel", options->cancel, helpText(Texts::tr("Cancel the job")))
              ->check(checkId)
              ->type_name("ID");
    addJson(*command, options->json)->excludes(cancel);
    addExamples(*command, { "blkera jobs", "blkera jobs --cancel 1764324903123456" });
    return { command, [options](EraClient& client) { return runJobs(client, *options); } };
}

} // namespace blkera
