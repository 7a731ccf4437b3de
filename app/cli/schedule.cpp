// SPDX-License-Identifier: GPL-2.0-or-later
#include "config/schedule.h"

#include "cli/await.h"
#include "cli/device_text.h"
#include "cli/moment_text.h"
#include "cli/verb.h"
#include "client/era_client.h"
#include "client/texts.h"

#include <memory>
#include <vector>

#include <QStringList>

#include <CLI/CLI.hpp>

namespace blkera {
namespace {

struct Options {
    std::string name;
    std::vector<std::string> when;
    bool json = false;
};

QString wordsOf(const Options& options)
{
    QStringList words;
    for (const std::string& word : options.when)
        words << QString::fromStdString(word);
    return words.join(u' ');
}

Ending show(EraClient& client, const QString& name, bool json)
{
    const Outcome<DeviceInfo> device = await(client.device(name));
    if (!device)
        return endingOf(device.error(), name);
    const bool isNever = device->schedule.isEmpty();
    if (json) {
        return print(jsonText(QJsonObject {
            { QStringLiteral("name"), device->name },
            { QStringLiteral("schedule"), isNever ? QJsonValue() : device->schedule },
            { QStringLiteral("next"), momentJson(device->nextCheckpointUs) },
        }));
    }
    const QString text = isNever ? QStringLiteral("never")
                                 : QStringLiteral("%1, next: %2")
                                       .arg(device->schedule, momentText(device->nextCheckpointUs));
    return print(escaped(text).toUtf8() + '\n');
}

Ending schedule(EraClient& client, const Options& options)
{
    const QString name = QString::fromStdString(options.name);
    if (!options.when.empty()) {
        const QString when = wordsOf(options);
        if (const auto known = parseSchedule(when.toStdString()); !known)
            return wrongUsage(QString::fromStdString(known.error().message()));
        const Outcome<Done> set = await(client.setSchedule(name, when));
        if (!set)
            return endingOf(set.error(), name);
    }
    return show(client, name, options.json);
}

} // namespace

Verb addSchedule(CLI::App& app)
{
    CLI::App* command = app.add_subcommand(
        "schedule", helpText(Texts::tr("Show or set when checkpoints are taken by themselves")));
    auto options = std::make_shared<Options>();
    addDeviceName(*command, options->name);
    command
        ->add_option("WHEN", options->when,
                     helpText(Texts::tr("never, hourly, every 15min, every 6h, every 2d, daily "
                                        "03:30, weekly sat 03:30 or monthly 1 03:30")))
        ->type_name("");
    addJson(*command, options->json);
    addExamples(*command,
                { "blkera schedule vault", "blkera schedule vault daily 03:30",
                  "blkera schedule vault never" });
    return { command, [options](EraClient& client) { return schedule(client, *options); } };
}

} // namespace blkera
