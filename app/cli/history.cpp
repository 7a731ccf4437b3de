// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/await.h"
#include "cli/device_text.h"
#include "cli/history_failure.h"
#include "cli/moment_text.h"
#include "cli/table.h"
#include "cli/user_text.h"
#include "cli/verb.h"
#include "client/era_client.h"
#include "client/texts.h"
#include "config/size.h"

#include <algorithm>
#include <limits>
#include <memory>

#include <QJsonArray>

#include <CLI/CLI.hpp>

namespace blkera {
namespace {

constexpr quint32 kMostRows = 1'000; // of one answer of the daemon

struct Options {
    std::string name;
    std::string last = "20";
    std::string from;
    bool events = false;
    bool audit = false;
    bool json = false;
};

std::string checkCount(const std::string& text)
{
    const auto count = parseNumber(text, std::numeric_limits<quint32>::max());
    if (count && *count > 0)
        return {};
    return helpText(Texts::tr("'%1' is not a number from 1 on").arg(QString::fromStdString(text)));
}

quint32 numberOf(const std::string& text)
{
    return static_cast<quint32>(*parseNumber(text, std::numeric_limits<quint32>::max()));
}

QString whoText(const EraInfo& era)
{
    return era.uid ? userText(*era.uid) : QStringLiteral("-");
}

QByteArray asTable(const QList<EraInfo>& eras)
{
    QList<QStringList> rows { { QStringLiteral("ERA"), QStringLiteral("STARTED"),
                                QStringLiteral("LASTED"), QStringLiteral("CAUSE"),
                                QStringLiteral("BY"), QStringLiteral("BLOCKS"),
                                QStringLiteral("WRITTEN"), QStringLiteral("NOTE") } };
    for (qsizetype i = 0; i < eras.size(); ++i) {
        const EraInfo& era = eras[i];
        const bool goesOn = era.endedUs == 0 && i + 1 == eras.size();
        QStringList notes;
        if (era.isRebuilt)
            notes << QStringLiteral("rebuilt");
        if (!era.group.isEmpty())
            notes << QStringLiteral("group ") + era.group.left(8);
        rows.append({ QString::number(era.era), momentText(era.startedUs),
                      spanText(era.startedUs, goesOn ? nowUs() : era.endedUs), escaped(era.cause),
                      whoText(era), era.blocks ? QString::number(*era.blocks) : QStringLiteral("-"),
                      bytesText(era.bytes), escaped(orDash(notes.join(QStringLiteral(", ")))) });
    }
    return table(rows);
}

QJsonValue orNull(std::optional<quint64> number)
{
    return number ? QJsonValue(static_cast<qint64>(*number)) : QJsonValue();
}

QByteArray asJson(const QList<EraInfo>& eras)
{
    QJsonArray array;
    for (const EraInfo& era : eras) {
        array.append(QJsonObject {
            { QStringLiteral("era"), static_cast<qint64>(era.era) },
            { QStringLiteral("started"), momentJson(era.startedUs) },
            { QStringLiteral("ended"), momentJson(era.endedUs) },
            { QStringLiteral("cause"), era.cause },
            { QStringLiteral("uid"), orNull(era.uid) },
            { QStringLiteral("group"), era.group.isEmpty() ? QJsonValue() : era.group },
            { QStringLiteral("blocks"), orNull(era.blocks) },
            { QStringLiteral("bytes"), orNull(era.bytes) },
            { QStringLiteral("rebuilt"), era.isRebuilt },
        });
    }
    return jsonText(array);
}

QByteArray asTable(const QList<EventInfo>& events)
{
    QList<QStringList> rows { { QStringLiteral("TIME"), QStringLiteral("KIND"),
                                QStringLiteral("TEXT") } };
    for (const EventInfo& event : events)
        rows.append({ momentText(event.timeUs), escaped(event.kind), escaped(event.text) });
    return table(rows);
}

QByteArray asJson(const QList<EventInfo>& events)
{
    QJsonArray array;
    for (const EventInfo& event : events)
        array.append(eventJson(event));
    return jsonText(array);
}

QByteArray asTable(const QList<AuditInfo>& entries)
{
    QList<QStringList> rows { { QStringLiteral("TIME"), QStringLiteral("BY"),
                                QStringLiteral("METHOD"), QStringLiteral("RESULT"),
                                QStringLiteral("MESSAGE") } };
    for (const AuditInfo& entry : entries)
        rows.append({ momentText(entry.timeUs), userText(entry.uid), escaped(entry.method),
                      escaped(entry.result), escaped(orDash(entry.message)) });
    return table(rows);
}

QByteArray asJson(const QList<AuditInfo>& entries)
{
    QJsonArray array;
    for (const AuditInfo& entry : entries) {
        array.append(QJsonObject {
            { QStringLiteral("time"), momentJson(entry.timeUs) },
            { QStringLiteral("uid"), static_cast<qint64>(entry.uid) },
            { QStringLiteral("sender"), entry.sender },
            { QStringLiteral("method"), entry.method },
            { QStringLiteral("action"), entry.action },
            { QStringLiteral("device"), entry.device },
            { QStringLiteral("result"), entry.result },
            { QStringLiteral("message"), entry.message },
        });
    }
    return jsonText(array);
}

template <class Row>
Ending show(EraClient& client, const Outcome<QList<Row>>& rows, const QString& device,
            const Options& options)
{
    if (!rows)
        return endingOf(rows.error(), device);
    noteHistoryFailure(historyFailure(client));
    return print(options.json ? asJson(*rows) : asTable(*rows));
}

// More than the daemon gives at a time is asked for in pieces.
Outcome<QList<EraInfo>> allEras(EraClient& client, const QString& device, const Options& options)
{
    if (options.from.empty() && numberOf(options.last) <= kMostRows)
        return await(client.eras(device, 0, numberOf(options.last)));
    quint32 from = 0;
    if (options.from.empty()) {
        const auto newest = await(client.eras(device, 0, 1));
        if (!newest || newest->isEmpty())
            return newest;
        const quint32 count = numberOf(options.last);
        from = newest->last().era < count ? 1 : newest->last().era - count + 1;
    } else {
        from = std::max(1U, numberOf(options.from));
    }
    QList<EraInfo> all;
    for (;;) {
        const auto some = await(client.eras(device, from, kMostRows));
        if (!some)
            return some;
        all += *some;
        if (some->size() < static_cast<qsizetype>(kMostRows))
            return all;
        from = some->last().era + 1;
    }
}

Ending history(EraClient& client, const Options& options)
{
    const QString device = QString::fromStdString(options.name);
    const quint32 count = std::min(numberOf(options.last), kMostRows);
    if (options.events)
        return show(client, await(client.events(device, 0, count)), device, options);
    if (options.audit)
        return show(client, await(client.audit(device, 0, count)), device, options);
    return show(client, allEras(client, device, options), device, options);
}

} // namespace

Verb addHistory(CLI::App& app)
{
    CLI::App* command = app.add_subcommand(
        "history",
        helpText(Texts::tr("Show a device's eras: when each began, why, and how much "
                           "was written in it")));
    auto options = std::make_shared<Options>();
    addDeviceName(*command, options->name);
    command
        ->add_option("--last", options->last,
                     helpText(Texts::tr("How many of the newest entries; default: 20")))
        ->check(checkCount)
        ->type_name("N");
    CLI::Option* from = command
                            ->add_option("--from", options->from,
                                         helpText(Texts::tr("All eras from this one on")))
                            ->check(checkCount)
                            ->type_name("ERA");
    CLI::Option* events = command->add_flag(
        "--events", options->events, helpText(Texts::tr("Show what happened to the device")));
    command
        ->add_flag("--audit", options->audit,
                   helpText(Texts::tr("Show who asked for what, and what came of it")))
        ->excludes(events)
        ->excludes(from);
    events->excludes(from);
    addJson(*command, options->json);
    addExamples(*command,
                { "blkera history vault --last 5", "blkera history vault --events",
                  "blkera history vault --json | jq '.[-1].started'" });
    return { command, [options](EraClient& client) { return history(client, *options); } };
}

} // namespace blkera
