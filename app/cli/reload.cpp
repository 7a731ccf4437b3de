// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/await.h"
#include "cli/device_text.h"
#include "cli/verb.h"
#include "client/era_client.h"
#include "client/texts.h"

#include <memory>

#include <QJsonArray>

#include <CLI/CLI.hpp>

namespace blkera {

Verb addReload(CLI::App& app)
{
    CLI::App* command = app.add_subcommand(
        "reload",
        helpText(Texts::tr("Take in what was changed in the configuration files; what "
                           "runs is not disturbed")));
    auto json = std::make_shared<bool>(false);
    addJson(*command, *json);
    return { command, [json](EraClient& client) {
                const Outcome<QStringList> messages = await(client.reload());
                if (!messages)
                    return endingOf(messages.error());
                if (*json)
                    return print(jsonText(QJsonArray::fromStringList(*messages)));
                QByteArray text;
                for (const QString& message : *messages)
                    text += escaped(message).toUtf8() + '\n';
                return print(text);
            } };
}

} // namespace blkera
