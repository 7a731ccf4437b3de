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

// 0 stands for a choice that the target makes when it starts.
QString orAuto(quint32 number)
{
    return number == 0 ? QStringLiteral("auto") : QString::number(number);
}

// What happens to those who use the device when its target dies.
QString waits(const DeviceInfo& device)
{
    if (device.servedBy.isEmpty())
        return QStringLiteral("-");
    return failsWithTarget(device) ? Texts::tr(
               "no: if its target dies, what uses the device gets errors, and a file system has "
               "to be mounted again")
                                   : Texts::tr("yes");
}

// The keys are those of the JSON.
QByteArray asText(const DeviceInfo& device)
{
    const std::pair<const char*, QString> lines[] {
        { "name", device.name },
        { "state", device.state },
        { "failure", orDash(device.failure) },
        { "device", orDash(device.devicePath) },
        { "current_era", orDash(device.currentEra) },
        { "origin", device.origin },
        { "metadata", device.metadata },
        { "origin_id", orDash(device.originId) },
        { "metadata_id", orDash(device.metadataId) },
        { "block_size", blockSizeText(device) },
        { "frontend", device.frontend },
        { "served_by", orDash(device.servedBy) },
        { "waits_for_next_target", waits(device) },
        { "queues", orAuto(device.queues) },
        { "queue_depth", orAuto(device.queueDepth) },
    };
    QByteArray text;
    for (const auto& [key, value] : lines)
        text += QByteArray(key) + ": " + escaped(value).toUtf8() + '\n';
    return text;
}

} // namespace

Verb addInfo(CLI::App& app)
{
    CLI::App* command
        = app.add_subcommand("info", helpText(Texts::tr("Show what is known of a device")));
    auto options = std::make_shared<Options>();
    addDeviceName(*command, options->name);
    addJson(*command, options->json);
    return { command, [options](EraClient& client) {
                const QString name = QString::fromStdString(options->name);
                const Outcome<DeviceInfo> device = await(client.device(name));
                if (!device)
                    return endingOf(device.error(), name);
                return print(options->json ? jsonText(deviceJson(*device)) : asText(*device));
            } };
}

} // namespace blkera
