// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/await.h"
#include "cli/device_text.h"
#include "cli/verb.h"
#include "client/era_client.h"
#include "client/texts.h"

#include <memory>
#include <vector>

#include <QJsonArray>
#include <QStringList>

#include <CLI/CLI.hpp>

namespace blkera {
namespace {

struct Options {
    std::vector<std::string> names;
    bool json = false;
};

Ending checkpoint(EraClient& client, const Options& options)
{
    QStringList names;
    for (const std::string& name : options.names)
        names.append(QString::fromStdString(name));
    const Outcome<Checkpointed> begun = await(client.checkpoint(names));
    if (!begun)
        return endingOf(begun.error(), names.size() == 1 ? names.first() : QString());
    const QList<quint32>& eras = begun->eras;
    QByteArray text;
    QJsonArray array;
    for (qsizetype i = 0; i < names.size(); ++i) {
        const quint32 era = eras.at(i);
        text += QByteArray::number(era) + '\n';
        QJsonObject object { { QStringLiteral("name"), names[i] },
                             { QStringLiteral("current_era"), static_cast<qint64>(era) } };
        if (!begun->group.isEmpty())
            object.insert(QStringLiteral("group"), begun->group);
        array.append(object);
    }
    return print(options.json ? jsonText(array) : text);
}

} // namespace

Verb addCheckpoint(CLI::App& app)
{
    CLI::App* command = app.add_subcommand(
        "checkpoint",
        helpText(Texts::tr("Start a new era and print it; several devices at one moment")));
    auto options = std::make_shared<Options>();
    command->add_option("NAME", options->names, helpText(Texts::tr("The devices, by name")))
        ->required()
        ->check(checkDeviceName)
        ->type_name("");
    addJson(*command, options->json);
    addExamples(*command, { "blkera checkpoint vault", "blkera checkpoint vault log --json" });
    return { command, [options](EraClient& client) { return checkpoint(client, *options); } };
}

} // namespace blkera
