// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/await.h"
#include "cli/device_text.h"
#include "cli/history_failure.h"
#include "cli/verb.h"
#include "client/era_client.h"
#include "client/texts.h"

#include <memory>
#include <optional>

#include <QRegularExpression>

#include <CLI/CLI.hpp>

namespace blkera {
namespace {

struct Options {
    std::string name;
    bool json = false;
};

// "<metadata block size in sectors> <used>/<total> <current era> <held root | '-'>", or "Error"
// where there is no metadata to tell of.
std::optional<QJsonObject> statusJson(const QString& name, const QString& line)
{
    if (line == u"Error")
        return QJsonObject {
            { QStringLiteral("name"), name },
            { QStringLiteral("metadata_block_size_bytes"), QJsonValue() },
            { QStringLiteral("metadata_used_blocks"), QJsonValue() },
            { QStringLiteral("metadata_total_blocks"), QJsonValue() },
            { QStringLiteral("current_era"), QJsonValue() },
            { QStringLiteral("held_root"), QJsonValue() },
        };
    static const QRegularExpression kLine(
        QStringLiteral("^([0-9]+) ([0-9]+)/([0-9]+) ([0-9]+) (-|[0-9]+)$"));
    const QRegularExpressionMatch match = kLine.match(line);
    if (!match.hasMatch())
        return std::nullopt;
    const auto number = [&](int field) { return match.captured(field).toLongLong(); };
    const bool held = match.captured(5) != u"-";
    return QJsonObject {
        { QStringLiteral("name"), name },
        { QStringLiteral("metadata_block_size_bytes"), number(1) * 512 },
        { QStringLiteral("metadata_used_blocks"), number(2) },
        { QStringLiteral("metadata_total_blocks"), number(3) },
        { QStringLiteral("current_era"), number(4) },
        { QStringLiteral("held_root"), held ? QJsonValue(number(5)) : QJsonValue() },
    };
}

} // namespace

Verb addStatus(CLI::App& app)
{
    CLI::App* command = app.add_subcommand(
        "status", helpText(Texts::tr("Print the status line, as the kernel's dm-era does")));
    command->footer(helpText(Texts::tr("The line: <metadata block size> <used>/<total metadata "
                                       "blocks> <current era> <held root | '-'>")));
    auto options = std::make_shared<Options>();
    addDeviceName(*command, options->name);
    addJson(*command, options->json);
    addExamples(*command, { "blkera status vault" });
    return { command, [options](EraClient& client) {
                const QString name = QString::fromStdString(options->name);
                const Outcome<QString> line = await(client.status(name));
                if (!line)
                    return endingOf(line.error(), name);
                const std::optional<QString> failure = historyFailure(client);
                noteHistoryFailure(failure);
                if (!options->json)
                    return print(line->toUtf8() + '\n');
                std::optional<QJsonObject> json = statusJson(name, *line);
                if (!json)
                    return failed(Texts::tr("device %1 has a status line of another kind, '%2': "
                                            "use blkera and blkerad of the same version")
                                      .arg(name, *line));
                json->insert(QStringLiteral("history_failure"), historyFailureJson(failure));
                return print(jsonText(*json));
            } };
}

} // namespace blkera
