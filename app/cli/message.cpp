// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/await.h"
#include "cli/verb.h"
#include "client/era_client.h"
#include "client/texts.h"

#include <memory>

#include <QStringList>

#include <CLI/CLI.hpp>

namespace blkera {
namespace {

struct Options {
    std::string name;
    std::string message;
};

// As the kernel's target: case does not matter.
std::string checkMessage(const std::string& message)
{
    static const QStringList kMessages { QStringLiteral("checkpoint"),
                                         QStringLiteral("take_metadata_snap"),
                                         QStringLiteral("drop_metadata_snap") };
    const QString text = QString::fromStdString(message);
    if (kMessages.contains(text, Qt::CaseInsensitive))
        return {};
    return helpText(Texts::tr("'%1' is not a message: use one of %2")
                        .arg(text, kMessages.join(QStringLiteral(", "))));
}

} // namespace

Verb addMessage(CLI::App& app)
{
    CLI::App* command = app.add_subcommand(
        "message", helpText(Texts::tr("Send a device a message, as 'dmsetup message' does")));
    auto options = std::make_shared<Options>();
    addDeviceName(*command, options->name);
    command
        ->add_option("MESSAGE", options->message,
                     helpText(Texts::tr("checkpoint, take_metadata_snap or drop_metadata_snap")))
        ->required()
        ->check(checkMessage)
        ->type_name("");
    addExamples(*command, { "blkera message vault checkpoint" });
    return { command, [options](EraClient& client) {
                const QString device = QString::fromStdString(options->name);
                const QString message = QString::fromStdString(options->message);
                const Outcome<Done> done = await(client.sendMessage(device, message));
                return done ? Ending {} : endingOf(done.error(), device);
            } };
}

} // namespace blkera
