// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/await.h"
#include "cli/device_text.h"
#include "cli/history_failure.h"
#include "cli/table.h"
#include "cli/verb.h"
#include "client/era_client.h"
#include "client/texts.h"

#include <memory>

#include <QJsonArray>
#include <QStringList>

#include <CLI/CLI.hpp>

namespace blkera {
namespace {

QByteArray asTable(const QList<DeviceInfo>& devices)
{
    QList<QStringList> rows { { QStringLiteral("NAME"), QStringLiteral("STATE"),
                                QStringLiteral("ERA"), QStringLiteral("DEVICE"),
                                QStringLiteral("ORIGIN"), QStringLiteral("BLOCKSIZE"),
                                QStringLiteral("REASON") } };
    for (const DeviceInfo& device : devices) {
        rows.append({ escaped(device.name), escaped(device.state), orDash(device.currentEra),
                      escaped(orDash(device.devicePath)), escaped(device.origin),
                      blockSizeText(device), escaped(orDash(device.failure)) });
    }
    return table(rows);
}

QByteArray asJson(const QList<DeviceInfo>& devices)
{
    QJsonArray array;
    for (const DeviceInfo& device : devices)
        array.append(deviceJson(device));
    return jsonText(array);
}

} // namespace

Verb addList(CLI::App& app)
{
    CLI::App* command = app.add_subcommand("list", helpText(Texts::tr("List all devices")));
    auto json = std::make_shared<bool>(false);
    addJson(*command, *json);
    addExamples(*command, { "blkera list", "blkera list --json | jq -r .[].name" });
    return { command, [json](EraClient& client) {
                const Outcome<QList<DeviceInfo>> devices = await(client.devices());
                if (!devices)
                    return endingOf(devices.error());
                noteHistoryFailure(historyFailure(client));
                return print(*json ? asJson(*devices) : asTable(*devices));
            } };
}

} // namespace blkera
