// SPDX-License-Identifier: GPL-2.0-or-later
#include "widgets/dialogs/diagnostics_text.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMetaEnum>
#include <QSysInfo>

namespace blkera {
namespace {

QString text(const char* latin1)
{
    return QString::fromLatin1(latin1);
}

QJsonValue number(quint64 value)
{
    return QJsonValue(qint64(value));
}

// "2026-11-30T21:00:00.000Z"; nothing where it is not known.
QJsonValue moment(quint64 timeUs)
{
    if (timeUs == 0)
        return {};
    return QDateTime::fromMSecsSinceEpoch(qint64(timeUs / 1'000), Qt::UTC)
        .toString(Qt::ISODateWithMs);
}

QJsonObject jsonOf(const DeviceInfo& device)
{
    return {
        { text("name"), device.name },
        { text("state"), device.state },
        { text("failure"), device.failure },
        { text("origin"), device.origin },
        { text("origin_id"), device.originId },
        { text("metadata"), device.metadata },
        { text("metadata_id"), device.metadataId },
        { text("block_size_sectors"), number(device.blockSizeSectors) },
        { text("size_sectors"), number(device.sizeSectors) },
        { text("frontend"), device.frontend },
        { text("served_by"), device.servedBy },
        { text("device_path"), device.devicePath },
        { text("queues"), number(device.queues) },
        { text("queue_depth"), number(device.queueDepth) },
        { text("current_era"), number(device.currentEra) },
        { text("metadata_used"), number(device.metadataUsed) },
        { text("metadata_total"), number(device.metadataTotal) },
        { text("metadata_snapshot"), number(device.metadataSnapshot) },
        { text("schedule"), device.schedule },
        { text("next_checkpoint"), moment(device.nextCheckpointUs) },
    };
}

QJsonObject jsonOf(const JobInfo& job)
{
    return {
        { text("id"), number(job.id) },
        { text("operation"), job.operation },
        { text("device"), job.device },
        { text("state"), job.state },
        { text("error"), job.error },
        { text("done"), number(job.done) },
        { text("total"), number(job.total) },
        { text("started"), moment(job.startTimeUs) },
        { text("ended"), moment(job.endTimeUs) },
        { text("report"), QJsonObject::fromVariantMap(job.report) },
    };
}

QJsonObject jsonOf(const EventInfo& event)
{
    return {
        { text("time"), moment(event.timeUs) },
        { text("device"), event.device },
        { text("kind"), event.kind },
        { text("text"), event.text },
    };
}

template <class T> QJsonArray arrayOf(const QList<T>& list)
{
    QJsonArray array;
    for (const T& item : list)
        array.append(jsonOf(item));
    return array;
}

// "name: value" a line; what is empty or 0 says nothing.
void appendFields(QString& page, const QJsonObject& object, const QString& indent)
{
    for (auto field = object.begin(); field != object.end(); ++field) {
        const QString value = field->isObject()
            ? QString::fromUtf8(QJsonDocument(field->toObject()).toJson(QJsonDocument::Compact))
            : field->toVariant().toString();
        if (!value.isEmpty() && value != u'0' && value != QLatin1String("{}"))
            page += QStringLiteral("%1%2: %3\n").arg(indent, field.key(), value);
    }
}

} // namespace

QJsonObject diagnosticsJson(const ServiceCache& cache, const QList<EventInfo>& events)
{
    const auto states = QMetaEnum::fromType<ServiceCache::State>();
    return {
        { text("program"), QCoreApplication::applicationName() },
        { text("version"), QCoreApplication::applicationVersion() },
        { text("qt"), text(qVersion()) },
        { text("system"), QSysInfo::prettyProductName() },
        { text("kernel"), QSysInfo::kernelVersion() },
        { text("time"), QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs) },
        { text("service"),
          QJsonObject { { text("state"), text(states.valueToKey(int(cache.state()))) },
                        { text("reason"), cache.reason() },
                        { text("version"), cache.version() },
                        { text("history_failure"), cache.historyFailure() },
                        { text("as_of"), cache.asOf().toUTC().toString(Qt::ISODateWithMs) } } },
        { text("devices"), arrayOf(cache.devices()) },
        { text("jobs"), arrayOf(cache.jobs()) },
        { text("events"), arrayOf(events) },
    };
}

QString diagnosticsText(const ServiceCache& cache, const QList<EventInfo>& events)
{
    const QJsonObject json = diagnosticsJson(cache, events);
    QString page;
    QJsonObject head;
    for (const char* key : { "program", "version", "qt", "system", "kernel", "time" })
        head.insert(text(key), json.value(text(key)));
    appendFields(page, head, {});
    page += text("service\n");
    appendFields(page, json.value(text("service")).toObject(), text("  "));
    for (const char* key : { "devices", "jobs", "events" }) {
        const QJsonArray list = json.value(text(key)).toArray();
        page += QStringLiteral("%1: %2\n").arg(text(key)).arg(list.size());
        for (const QJsonValue& item : list) {
            appendFields(page, item.toObject(), text("  "));
            page += u'\n';
        }
    }
    page += QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Indented));
    return page;
}

QString diagnosticsText(const ServiceCache& cache)
{
    return diagnosticsText(cache, {});
}

} // namespace blkera
