// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/await.h"
#include "cli/verb.h"
#include "client/era_client.h"
#include "client/texts.h"

#include <memory>

#include <CLI/CLI.hpp>

namespace blkera {

Verb addRestart(CLI::App& app)
{
    CLI::App* command = app.add_subcommand(
        "restart", helpText(Texts::tr("Let a new process serve a device that stays in use")));
    auto name = std::make_shared<std::string>();
    addDeviceName(*command, *name);
    return { command, [name](EraClient& client) {
                const QString device = QString::fromStdString(*name);
                const Outcome<Done> done = await(client.restart(device));
                return done ? Ending {} : endingOf(done.error(), device);
            } };
}

} // namespace blkera
