// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/verb.h"

#include "cli/await.h"
#include "client/era_client.h"
#include "client/texts.h"
#include "config/device_config.h"

#include <memory>

#include <CLI/CLI.hpp>

namespace blkera {

std::string helpText(const QString& text)
{
    return text.toStdString();
}

std::string checkDeviceName(const std::string& name)
{
    if (isDeviceName(name))
        return {};
    return helpText(Texts::tr("'%1' is not a device name: use 1 to 64 of A-Z a-z 0-9 . _ - and no "
                              "dot in front")
                        .arg(QString::fromStdString(name)));
}

Verb addSilentVerb(CLI::App& app, const std::string& word, const QString& help,
                   QFuture<Outcome<Done>> (EraClient::*ask)(const QString& name))
{
    CLI::App* command = app.add_subcommand(word, helpText(help));
    auto name = std::make_shared<std::string>();
    addDeviceName(*command, *name);
    return { command, [name, ask](EraClient& client) {
                const QString device = QString::fromStdString(*name);
                const Outcome<Done> done = await((client.*ask)(device));
                return done ? Ending {} : endingOf(done.error(), device);
            } };
}

CLI::Option* addDeviceName(CLI::App& command, std::string& name)
{
    return command.add_option("NAME", name, helpText(Texts::tr("The device's name")))
        ->required()
        ->check(checkDeviceName)
        ->type_name("");
}

void addExamples(CLI::App& command, std::initializer_list<const char*> lines)
{
    std::string text = helpText(Texts::tr("Examples:"));
    for (const char* line : lines)
        text += std::string("\n    ") + line;
    command.footer(text);
}

CLI::Option* addJson(CLI::App& command, bool& json)
{
    return command.add_flag("--json", json, helpText(Texts::tr("Print JSON")));
}

} // namespace blkera
