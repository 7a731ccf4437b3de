// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/await.h"
#include "cli/verb.h"
#include "client/era_client.h"
#include "client/texts.h"

#include <memory>

#include <CLI/CLI.hpp>

namespace blkera {

Verb addResume(CLI::App& app)
{
    CLI::App* command = app.add_subcommand(
        "resume", helpText(Texts::tr("Let requests go on, in a new era, and print that")));
    auto name = std::make_shared<std::string>();
    addDeviceName(*command, *name);
    return { command, [name](EraClient& client) {
                const QString device = QString::fromStdString(*name);
                const Outcome<quint32> era = await(client.resume(device));
                if (!era)
                    return endingOf(era.error(), device);
                return print(QByteArray::number(*era) + '\n');
            } };
}

} // namespace blkera
