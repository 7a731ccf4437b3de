// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/await.h"
#include "cli/device_text.h"
#include "cli/verb.h"
#include "client/era_client.h"
#include "client/texts.h"

#include <memory>

#include <CLI/CLI.hpp>

namespace blkera {
namespace {

struct Options {
    std::string name;
    bool json = false;
};

} // namespace

Verb addPath(CLI::App& app)
{
    CLI::App* command
        = app.add_subcommand("path", helpText(Texts::tr("Print the block device to use")));
    auto options = std::make_shared<Options>();
    addDeviceName(*command, options->name);
    addJson(*command, options->json);
    return { command, [options](EraClient& client) {
                const QString name = QString::fromStdString(options->name);
                const Outcome<DeviceInfo> device = await(client.device(name));
                if (!device)
                    return endingOf(device.error(), name);
                const QString path = device->devicePath;
                if (path.isEmpty())
                    return failed(
                        Texts::tr("device %1 is not running: start it with 'blkera start %1'")
                            .arg(name));
                if (options->json)
                    return print(jsonText(QJsonObject { { QStringLiteral("name"), name },
                                                        { QStringLiteral("device"), path } }));
                return print(path.toUtf8() + '\n');
            } };
}

} // namespace blkera
