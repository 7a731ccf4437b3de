// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/await.h"
#include "cli/device_text.h"
#include "cli/table.h"
#include "cli/verb.h"
#include "client/era_client.h"
#include "client/texts.h"

#include <algorithm>
#include <array>
#include <bit>
#include <memory>

#include <QDateTime>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTimer>

#include <CLI/CLI.hpp>

namespace blkera {
namespace {

constexpr double kMaxWatchSeconds = 86'400;
constexpr qsizetype kBarWidth = 20;

struct Options {
    std::string name;
    bool json = false;
    double watchSeconds = 0;
};

// What is shown of a stretch of time.
struct Report {
    QString name;
    QDateTime from;
    double seconds = 0;
    DeviceStatistics statistics;
};

// In the order in which people look at them; what else there is follows.
QStringList operationNames(const DeviceStatistics& statistics)
{
    QStringList names { QStringLiteral("read"), QStringLiteral("write"), QStringLiteral("flush"),
                        QStringLiteral("discard"), QStringLiteral("write_zeroes") };
    names.removeIf([&](const QString& name) { return !statistics.operations.contains(name); });
    for (const auto& [name, operation] : statistics.operations) {
        if (!names.contains(name))
            names.append(name);
    }
    return names;
}

// Three digits or more: "85us", "1.20ms", "12.5s".
QString timeText(double us)
{
    const auto digits = [](double value) { return value < 10 ? 2 : value < 100 ? 1 : 0; };
    if (us < 1000)
        return QString::number(us, 'f', 0) + QStringLiteral("us");
    const bool inMs = us < 1'000'000;
    const double value = us / (inMs ? 1e3 : 1e6);
    return QString::number(value, 'f', digits(value))
        + (inMs ? QStringLiteral("ms") : QStringLiteral("s"));
}

QString timeOf(const Distribution& distribution, double us)
{
    return distribution.count() == 0 ? QStringLiteral("-") : timeText(us);
}

QString shareText(quint64 part, quint64 whole)
{
    if (whole == 0)
        return QStringLiteral("-");
    const double percent = 100 * static_cast<double>(part) / static_cast<double>(whole);
    return QString::number(percent, 'f', 1) + u'%';
}

QByteArray operationTable(const DeviceStatistics& statistics)
{
    QList<QStringList> rows { { QStringLiteral("OPERATION"), QStringLiteral("REQUESTS"),
                                QStringLiteral("MIB"), QStringLiteral("ERRORS"),
                                QStringLiteral("IN-FLIGHT"), QStringLiteral("DEFERRED"),
                                QStringLiteral("AVERAGE"), QStringLiteral("P50"),
                                QStringLiteral("P99"), QStringLiteral("MAX") } };
    for (const QString& name : operationNames(statistics)) {
        const OperationStatistics& operation = statistics.operations.at(name);
        const Distribution& latency = operation.latencyUs;
        const auto quantile = [&](double share) {
            return timeOf(latency, static_cast<double>(latency.quantile(share)));
        };
        rows.append({ escaped(name), QString::number(operation.requests),
                      QString::number(static_cast<double>(operation.bytes) / (1 << 20), 'f', 1),
                      QString::number(operation.errors), QString::number(operation.inFlight),
                      shareText(operation.deferred, operation.requests),
                      timeOf(latency, latency.average()), quantile(0.5), quantile(0.99),
                      timeOf(latency, static_cast<double>(latency.max)) });
    }
    return table(rows);
}

template <class Text> QString summary(const Distribution& distribution, Text text)
{
    if (distribution.count() == 0)
        return QStringLiteral("-");
    const auto number = [&](quint64 value) { return text(static_cast<double>(value)); };
    return QStringLiteral("average %1, p50 %2, p99 %3, max %4")
        .arg(text(distribution.average()), number(distribution.quantile(0.5)),
             number(distribution.quantile(0.99)), number(distribution.max));
}

// The times that all deferred requests waited for their marks.
Distribution markWaits(const DeviceStatistics& statistics)
{
    Distribution all;
    for (const auto& [name, operation] : statistics.operations) {
        const Distribution& one = operation.markWaitUs;
        all.bounds = one.bounds;
        all.buckets.resize(one.buckets.size());
        for (qsizetype i = 0; i < one.buckets.size(); ++i)
            all.buckets[i] += one.buckets[i];
        all.sum += one.sum;
        all.max = std::max(all.max, one.max);
    }
    return all;
}

QByteArray engineLines(const DeviceStatistics& statistics)
{
    const auto count = [](double value) {
        return QString::number(value, 'f', value == static_cast<quint64>(value) ? 0 : 1);
    };
    const std::pair<const char*, QString> lines[] {
        { "mark_wait", summary(markWaits(statistics), timeText) },
        { "commits", QString::number(statistics.commitUs.count()) },
        { "commit_time", summary(statistics.commitUs, timeText) },
        { "writes_per_commit", summary(statistics.commitWrites, count) },
        { "eras_begun", QString::number(statistics.erasBegun) },
        { "metadata_blocks_written", QString::number(statistics.metadataBlocksWritten) },
        { "metadata_flushes", QString::number(statistics.metadataFlushes) },
    };
    QByteArray text;
    for (const auto& [key, value] : lines)
        text += QByteArray(key) + ": " + value.toUtf8() + '\n';
    return text;
}

// How many values lie above half of each power of two and up to it; the last one has the rest.
QList<quint64> byPowersOfTwo(const Distribution& distribution)
{
    QList<quint64> counts(65, 0);
    for (qsizetype i = 0; i < distribution.buckets.size(); ++i) {
        const quint64 value
            = i < distribution.bounds.size() ? distribution.bounds[i] : distribution.max;
        counts[value <= 1 ? 0 : std::bit_width(value - 1)] += distribution.buckets[i];
    }
    return counts;
}

QString bar(quint64 count, quint64 largest)
{
    if (count == 0)
        return {};
    const auto width = static_cast<double>(kBarWidth) * static_cast<double>(count)
        / static_cast<double>(largest);
    return QString(std::max<qsizetype>(1, qRound(width)), u'#');
}

// Reads and writes, a line a power of two; nothing if there were none.
QByteArray latencyTable(const DeviceStatistics& statistics)
{
    constexpr std::array kShown { "read", "write" };
    std::array<QList<quint64>, kShown.size()> counts;
    quint64 largest = 0;
    qsizetype first = 65;
    qsizetype last = -1;
    for (std::size_t i = 0; i < kShown.size(); ++i) {
        const auto operation = statistics.operations.find(QLatin1String(kShown[i]));
        counts[i]
            = byPowersOfTwo(operation == statistics.operations.end() ? Distribution()
                                                                     : operation->second.latencyUs);
        for (qsizetype power = 0; power < counts[i].size(); ++power) {
            if (counts[i][power] == 0)
                continue;
            largest = std::max(largest, counts[i][power]);
            first = std::min(first, power);
            last = std::max(last, power);
        }
    }
    if (last < 0)
        return {};
    QList<QStringList> rows { { QStringLiteral("LATENCY"), QStringLiteral("READS"), QString(),
                                QStringLiteral("WRITES"), QString() } };
    for (qsizetype power = first; power <= last; ++power) {
        QStringList row { QStringLiteral("<= ")
                          + timeText(static_cast<double>(quint64 { 1 } << power)) };
        for (const QList<quint64>& of : counts) {
            row.append(QString::number(of[power]));
            row.append(bar(of[power], largest));
        }
        rows.append(row);
    }
    return '\n' + table(rows);
}

QByteArray asText(const Report& report)
{
    return report.name.toUtf8() + ": " + QString::number(report.seconds, 'f', 1).toUtf8()
        + "s from " + report.from.toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")).toUtf8() + '\n'
        + operationTable(report.statistics) + '\n' + engineLines(report.statistics)
        + latencyTable(report.statistics);
}

QJsonValue jsonNumber(quint64 value)
{
    return static_cast<qint64>(value);
}

// Buckets without values are left out; the last one has no bound.
QJsonObject distributionJson(const Distribution& distribution)
{
    QJsonArray buckets;
    for (qsizetype i = 0; i < distribution.buckets.size(); ++i) {
        if (distribution.buckets[i] == 0)
            continue;
        const bool bounded = i < distribution.bounds.size();
        buckets.append(QJsonObject {
            { QStringLiteral("le"), bounded ? jsonNumber(distribution.bounds[i]) : QJsonValue() },
            { QStringLiteral("count"), jsonNumber(distribution.buckets[i]) } });
    }
    return {
        { QStringLiteral("count"), jsonNumber(distribution.count()) },
        { QStringLiteral("sum"), jsonNumber(distribution.sum) },
        { QStringLiteral("p50"), jsonNumber(distribution.quantile(0.5)) },
        { QStringLiteral("p99"), jsonNumber(distribution.quantile(0.99)) },
        { QStringLiteral("max"), jsonNumber(distribution.max) },
        { QStringLiteral("buckets"), buckets },
    };
}

QJsonObject asJson(const Report& report)
{
    QJsonObject operations;
    for (const auto& [name, operation] : report.statistics.operations) {
        operations.insert(
            name,
            QJsonObject {
                { QStringLiteral("requests"), jsonNumber(operation.requests) },
                { QStringLiteral("in_flight"), jsonNumber(operation.inFlight) },
                { QStringLiteral("bytes"), jsonNumber(operation.bytes) },
                { QStringLiteral("errors"), jsonNumber(operation.errors) },
                { QStringLiteral("deferred"), jsonNumber(operation.deferred) },
                { QStringLiteral("latency_us"), distributionJson(operation.latencyUs) },
                { QStringLiteral("mark_wait_us"), distributionJson(operation.markWaitUs) },
            });
    }
    return {
        { QStringLiteral("name"), report.name },
        { QStringLiteral("from"), report.from.toUTC().toString(Qt::ISODateWithMs) },
        { QStringLiteral("seconds"), report.seconds },
        { QStringLiteral("operations"), operations },
        { QStringLiteral("eras_begun"), jsonNumber(report.statistics.erasBegun) },
        { QStringLiteral("commit_us"), distributionJson(report.statistics.commitUs) },
        { QStringLiteral("commit_writes"), distributionJson(report.statistics.commitWrites) },
        { QStringLiteral("metadata_blocks_written"),
          jsonNumber(report.statistics.metadataBlocksWritten) },
        { QStringLiteral("metadata_flushes"), jsonNumber(report.statistics.metadataFlushes) },
    };
}

Report sinceStart(const QString& name, const DeviceStatistics& statistics)
{
    const QDateTime from
        = QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(statistics.startedUs / 1000));
    return { name, from, static_cast<double>(from.msecsTo(QDateTime::currentDateTime())) / 1e3,
             statistics };
}

// A report that is one of many is a line of its own, as JSON.
Ending printReport(const Report& report, const Options& options, bool isFirst)
{
    if (options.json && options.watchSeconds > 0)
        return print(QJsonDocument(asJson(report)).toJson(QJsonDocument::Compact) + '\n');
    if (options.json)
        return print(jsonText(asJson(report)));
    return print((isFirst ? QByteArray() : QByteArray(1, '\n')) + asText(report));
}

void pause(double seconds)
{
    QEventLoop loop;
    QTimer::singleShot(qRound(seconds * 1000), &loop, &QEventLoop::quit);
    loop.exec();
}

// Until something goes wrong, or it is interrupted.
Ending watch(EraClient& client, const QString& name, const Options& options,
             DeviceStatistics before)
{
    for (;;) {
        QElapsedTimer clock;
        clock.start();
        const QDateTime from = QDateTime::currentDateTime();
        pause(options.watchSeconds);
        const Outcome<DeviceStatistics> now = await(client.statistics(name));
        if (!now)
            return endingOf(now.error(), name);
        const Report report = now->startedUs == before.startedUs
            ? Report { name, from, static_cast<double>(clock.elapsed()) / 1e3,
                       between(before, *now) }
            : sinceStart(name, *now);
        if (const Ending printed = printReport(report, options, false);
            printed.code != ExitCode::Done)
            return printed;
        before = *now;
    }
}

} // namespace

Verb addStats(CLI::App& app)
{
    CLI::App* command = app.add_subcommand(
        "stats", helpText(Texts::tr("Print what a device has done since it was started")));
    command->footer(helpText(Texts::tr("DEFERRED: first writes of an era, which waited for their "
                                       "mark. P50 and P99 are rounded up, to a quarter of a power "
                                       "of two.")));
    auto options = std::make_shared<Options>();
    addDeviceName(*command, options->name);
    command
        ->add_option(
            "--watch", options->watchSeconds,
            helpText(Texts::tr("Keep printing: every so many seconds, what was done in them")))
        ->type_name(helpText(Texts::tr("SECONDS")))
        ->check([](const std::string& text) -> std::string {
            bool isNumber = false;
            const double seconds = QString::fromStdString(text).toDouble(&isNumber);
            if (isNumber && seconds >= 0.1 && seconds <= kMaxWatchSeconds)
                return {};
            return helpText(Texts::tr("'%1' is not an interval: give seconds from 0.1 to %2")
                                .arg(QString::fromStdString(text))
                                .arg(kMaxWatchSeconds, 0, 'f', 0));
        });
    addJson(*command, options->json);
    addExamples(*command, { "blkera stats vault", "blkera stats vault --watch 5" });
    return { command, [options](EraClient& client) {
                const QString name = QString::fromStdString(options->name);
                const Outcome<DeviceStatistics> statistics = await(client.statistics(name));
                if (!statistics)
                    return endingOf(statistics.error(), name);
                Ending printed = printReport(sinceStart(name, *statistics), *options, true);
                if (options->watchSeconds == 0 || printed.code != ExitCode::Done)
                    return printed;
                return watch(client, name, *options, *statistics);
            } };
}

} // namespace blkera
