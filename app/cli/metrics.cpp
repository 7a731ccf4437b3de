// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/await.h"
#include "cli/history_failure.h"
#include "cli/verb.h"
#include "client/era_client.h"
#include "client/texts.h"

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include <CLI/CLI.hpp>

namespace blkera {
namespace {

constexpr double kUsPerSecond = 1e6;
constexpr quint64 kMetadataBlockBytes = 4096;
constexpr quint64 kSectorBytesOfBus = 512;

// A device with what its target has counted; nothing while none serves it.
struct Subject {
    DeviceInfo device;
    std::optional<DeviceStatistics> statistics;
};

// A family of OpenMetrics: its lines have to stand together.
class Family {
public:
    Family(const char* name, const char* type, const char* help)
        : m_name(name)
    {
        m_text = "# TYPE " + m_name + ' ' + type + "\n# HELP " + m_name + ' ' + help + '\n';
    }

    void add(const QByteArray& suffix, const QList<std::pair<QByteArray, QString>>& labels,
             const QByteArray& value)
    {
        m_text += m_name + suffix;
        for (qsizetype i = 0; i < labels.size(); ++i)
            m_text
                += (i == 0 ? "{" : ",") + labels[i].first + "=\"" + quoted(labels[i].second) + '"';
        m_text += (labels.isEmpty() ? " " : "} ") + value + '\n';
        m_isEmpty = false;
    }

    QByteArray text() const { return m_isEmpty ? QByteArray() : m_text; }

private:
    static QByteArray quoted(const QString& value)
    {
        QString text = value;
        text.replace(u'\\', QStringLiteral("\\\\"));
        text.replace(u'"', QStringLiteral("\\\""));
        text.replace(u'\n', QStringLiteral("\\n"));
        return text.toUtf8();
    }

    const QByteArray m_name;
    QByteArray m_text;
    bool m_isEmpty = true;
};

QByteArray number(quint64 value)
{
    return QByteArray::number(value);
}

QByteArray seconds(quint64 us)
{
    return QByteArray::number(static_cast<double>(us) / kUsPerSecond, 'g', 17);
}

using Labels = QList<std::pair<QByteArray, QString>>;

Labels labelsOf(const Subject& subject)
{
    return { { "device", subject.device.name } };
}

// One value a device, of those that have one.
QByteArray gauge(const std::vector<Subject>& subjects, const char* name, const char* help,
                 const std::function<std::optional<QByteArray>(const Subject&)>& value)
{
    Family family(name, "gauge", help);
    for (const Subject& subject : subjects) {
        if (const auto known = value(subject))
            family.add({}, labelsOf(subject), *known);
    }
    return family.text();
}

std::optional<QByteArray> ifNotZero(quint64 value, QByteArray (*text)(quint64) = number)
{
    return value == 0 ? std::nullopt : std::make_optional(text(value));
}

// One counter a device and kind of request.
QByteArray requestCounter(const std::vector<Subject>& subjects, const char* name, const char* help,
                          quint64 OperationStatistics::*count)
{
    Family family(name, "counter", help);
    for (const Subject& subject : subjects) {
        if (!subject.statistics)
            continue;
        for (const auto& [kind, operation] : subject.statistics->operations) {
            Labels labels = labelsOf(subject);
            labels.append({ "operation", kind });
            family.add("_total", labels, number(operation.*count));
        }
    }
    return family.text();
}

// The last bound is that of all values.
void addHistogram(Family& family, Labels labels, const Distribution& distribution, double unit)
{
    const Labels plain = labels;
    labels.append({ "le", QString() });
    quint64 soFar = 0;
    for (qsizetype i = 0; i < distribution.buckets.size(); ++i) {
        soFar += distribution.buckets[i];
        labels.last().second = i < distribution.bounds.size()
            ? QString::number(static_cast<double>(distribution.bounds[i]) / unit, 'g', 17)
            : QStringLiteral("+Inf");
        family.add("_bucket", labels, number(soFar));
    }
    family.add("_count", plain, number(soFar));
    family.add("_sum", plain,
               QByteArray::number(static_cast<double>(distribution.sum) / unit, 'g', 17));
}

QByteArray requestHistogram(const std::vector<Subject>& subjects, const char* name,
                            const char* help, Distribution OperationStatistics::*distribution)
{
    Family family(name, "histogram", help);
    for (const Subject& subject : subjects) {
        if (!subject.statistics)
            continue;
        for (const auto& [kind, operation] : subject.statistics->operations) {
            Labels labels = labelsOf(subject);
            labels.append({ "operation", kind });
            addHistogram(family, labels, operation.*distribution, kUsPerSecond);
        }
    }
    return family.text();
}

QByteArray counter(const std::vector<Subject>& subjects, const char* name, const char* help,
                   quint64 DeviceStatistics::*count)
{
    Family family(name, "counter", help);
    for (const Subject& subject : subjects) {
        if (subject.statistics)
            family.add("_total", labelsOf(subject), number((*subject.statistics).*count));
    }
    return family.text();
}

QByteArray commits(const std::vector<Subject>& subjects)
{
    Family family("blkera_commit_seconds", "histogram", "How long making marks durable took.");
    for (const Subject& subject : subjects) {
        if (subject.statistics)
            addHistogram(family, labelsOf(subject), subject.statistics->commitUs, kUsPerSecond);
    }
    return family.text();
}

QByteArray states(const std::vector<Subject>& subjects)
{
    Family family("blkera_device_state", "stateset", "Which state the device is in.");
    const char* const kStates[] { "stopped",  "starting",      "recovering",  "running",
                                  "stopping", "metadata-full", "needs-check", "failed",
                                  "stalled",  "suspended" };
    for (const Subject& subject : subjects) {
        for (const char* state : kStates) {
            Labels labels = labelsOf(subject);
            labels.append({ "blkera_device_state", QLatin1String(state) });
            family.add({}, labels, subject.device.state == QLatin1String(state) ? "1" : "0");
        }
    }
    return family.text();
}

// Of the daemon, not of a device.
QByteArray historyGauge(const std::optional<QString>& failure)
{
    Family family("blkera_history_failed", "gauge",
                  "Whether the history cannot be written at present.");
    if (failure)
        family.add({}, {}, failure->isEmpty() ? "0" : "1");
    return family.text();
}

// As https://github.com/prometheus/OpenMetrics says it, version 1.0.0.
QByteArray metricsText(const std::vector<Subject>& subjects,
                       const std::optional<QString>& historyFailure)
{
    QByteArray text = historyGauge(historyFailure) + states(subjects);
    text += gauge(subjects, "blkera_current_era", "The era that writes are marked in.",
                  [](const Subject& s) { return ifNotZero(s.device.currentEra); });
    text += gauge(subjects, "blkera_next_checkpoint_seconds",
                  "When the schedule takes the next checkpoint, in seconds since 1970.",
                  [](const Subject& s) { return ifNotZero(s.device.nextCheckpointUs, seconds); });
    text += gauge(
        subjects, "blkera_device_size_bytes", "The size of the device.",
        [](const Subject& s) { return ifNotZero(s.device.sizeSectors * kSectorBytesOfBus); });
    text += gauge(subjects, "blkera_block_size_bytes", "The size of an era block.",
                  [](const Subject& s) {
                      return ifNotZero(quint64 { s.device.blockSizeSectors } * kSectorBytesOfBus);
                  });
    text += gauge(
        subjects, "blkera_metadata_used_bytes", "What is used of the metadata device.",
        [](const Subject& s) { return ifNotZero(s.device.metadataUsed * kMetadataBlockBytes); });
    text += gauge(
        subjects, "blkera_metadata_size_bytes", "The size of the metadata.",
        [](const Subject& s) { return ifNotZero(s.device.metadataTotal * kMetadataBlockBytes); });
    text += gauge(subjects, "blkera_metadata_snapshot_held", "Whether a metadata snapshot is held.",
                  [](const Subject& s) -> std::optional<QByteArray> {
                      if (s.device.metadataTotal == 0)
                          return std::nullopt;
                      return QByteArray(s.device.metadataSnapshot == 0 ? "0" : "1");
                  });
    text += gauge(subjects, "blkera_target_started_seconds",
                  "When the process began that serves the device, in seconds since 1970.",
                  [](const Subject& s) {
                      return s.statistics ? ifNotZero(s.statistics->startedUs, seconds)
                                          : std::nullopt;
                  });
    text += requestCounter(subjects, "blkera_requests", "Requests that were answered.",
                           &OperationStatistics::requests);
    text += requestCounter(subjects, "blkera_request_errors",
                           "Requests that were answered with an error.",
                           &OperationStatistics::errors);
    text += requestCounter(subjects, "blkera_request_bytes", "Bytes of requests that succeeded.",
                           &OperationStatistics::bytes);
    text += requestCounter(subjects, "blkera_requests_deferred", "Requests that waited for a mark.",
                           &OperationStatistics::deferred);
    text += requestHistogram(subjects, "blkera_request_seconds", "From a request to its answer.",
                             &OperationStatistics::latencyUs);
    text += counter(subjects, "blkera_eras_begun", "Eras begun since the target's start.",
                    &DeviceStatistics::erasBegun);
    text += commits(subjects);
    text += counter(subjects, "blkera_metadata_blocks_written",
                    "Metadata blocks written, of 4 KiB.", &DeviceStatistics::metadataBlocksWritten);
    text += counter(subjects, "blkera_metadata_flushes", "Flushes of the metadata device.",
                    &DeviceStatistics::metadataFlushes);
    return text + "# EOF\n";
}

Ending metrics(EraClient& client)
{
    const Outcome<QList<DeviceInfo>> devices = await(client.devices());
    if (!devices)
        return endingOf(devices.error());
    std::vector<Subject> subjects;
    for (const DeviceInfo& device : *devices) {
        const Outcome<DeviceStatistics> statistics = await(client.statistics(device.name));
        const bool isServed = static_cast<bool>(statistics);
        if (!isServed && statistics.error().kind != ClientError::Kind::NotRunning
            && statistics.error().kind != ClientError::Kind::NotFound)
            return endingOf(statistics.error(), device.name);
        subjects.push_back({ device, isServed ? std::make_optional(*statistics) : std::nullopt });
    }
    return print(metricsText(subjects, historyFailure(client)));
}

} // namespace

Verb addMetrics(CLI::App& app)
{
    CLI::App* command = app.add_subcommand(
        "metrics",
        helpText(Texts::tr("Print figures of all devices as OpenMetrics text, for Prometheus")));
    addExamples(*command, { "blkera metrics > /var/lib/prometheus/node-exporter/blkera.prom" });
    return { command, [](EraClient& client) { return metrics(client); } };
}

} // namespace blkera
