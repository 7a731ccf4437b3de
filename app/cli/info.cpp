// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/await.h"
#include "cli/device_text.h"
#include "cli/moment_text.h"
#include "cli/verb.h"
#include "client/era_client.h"
#include "client/texts.h"
#include "config/size.h"

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

QString usageText(const DeviceInfo& device)
{
    if (device.metadataTotal == 0)
        return QStringLiteral("-");
    return Texts::tr("%1 of %2 blocks (%3 %)")
        .arg(device.metadataUsed)
        .arg(device.metadataTotal)
        .arg(100 * device.metadataUsed / device.metadataTotal);
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
        { "size",
          device.sizeSectors == 0 ? QStringLiteral("-")
                                  : bytesText(device.sizeSectors * kSectorBytes) },
        { "metadata_used", usageText(device) },
        { "metadata_snapshot",
          device.metadataSnapshot == 0 ? QStringLiteral("-")
                                       : QString::number(device.metadataSnapshot) },
        { "schedule", device.schedule.isEmpty() ? QStringLiteral("never") : device.schedule },
        { "next_checkpoint", momentText(device.nextCheckpointUs) },
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
    addExamples(*command, { "blkera info vault", "blkera info vault --json | jq -r .device" });
    return { command, [options](EraClient& client) {
                const QString name = QString::fromStdString(options->name);
                const Outcome<DeviceInfo> device = await(client.device(name));
                if (!device)
                    return endingOf(device.error(), name);
                return print(options->json ? jsonText(deviceJson(*device)) : asText(*device));
            } };
}

} // namespace blkera
