// SPDX-License-Identifier: GPL-2.0-or-later
#include "models/history/report_text.h"

#include "client/texts.h"
#include "models/history/history_words.h"
#include "models/history/time_words.h"

#include <algorithm>

#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QStringList>

namespace blkera {
namespace {

// Lists on the bus come as lists of numbers, which JSON does not know by itself.
QVariant plain(const QVariant& value)
{
    const bool isText = value.metaType() == QMetaType::fromType<QString>();
    return !isText && value.canConvert<QVariantList>() ? QVariant(value.toList()) : value;
}

QString valueText(const QVariant& value)
{
    const QVariant known = plain(value);
    if (known.metaType() == QMetaType::fromType<QVariantList>())
        return QVariant(known.toList()).toStringList().join(QStringLiteral(", "));
    if (known.metaType() == QMetaType::fromType<quint64>()
        || known.metaType() == QMetaType::fromType<quint32>())
        return QLocale().toString(known.toULongLong());
    return known.toString();
}

QString memberText(const QString& name)
{
    if (name == u"blocks")
        return Texts::tr("Blocks listed");
    if (name == u"uncertain")
        return Texts::tr("Of these, perhaps written in another era");
    if (name == u"eras")
        return Texts::tr("Eras begun");
    if (name == u"group")
        return Texts::tr("Group");
    return name;
}

QString line(const QString& name, const QString& value)
{
    return Texts::tr("%1: %2", "a line of a report").arg(name, value);
}

// As `blkera jobs --json` has it.
QJsonValue momentJson(quint64 us)
{
    if (us == 0)
        return {};
    const QDateTime moment = QDateTime::fromMSecsSinceEpoch(qint64(us / 1'000)).toUTC();
    return moment.toString(QStringLiteral("yyyy-MM-ddThh:mm:ss."))
        + QStringLiteral("%1Z").arg(us % 1'000'000, 6, 10, QLatin1Char('0'));
}

QJsonValue orNull(quint64 number)
{
    return number == 0 ? QJsonValue() : QJsonValue(qint64(number));
}

} // namespace

QString reportText(const JobInfo& job, const QString& userName)
{
    QStringList lines;
    lines << line(Texts::tr("Operation"), operationText(job.operation));
    if (!job.device.isEmpty())
        lines << line(Texts::tr("Device"), job.device);
    lines << line(Texts::tr("Outcome"), jobStateText(job.state));
    if (!job.error.isEmpty())
        lines << line(Texts::tr("Why"), job.error);
    lines << line(Texts::tr("Begun"), timeText(job.startTimeUs))
          << line(Texts::tr("Ended"), timeText(job.endTimeUs));
    if (job.endTimeUs >= job.startTimeUs)
        lines << line(Texts::tr("Duration"), durationText(job.endTimeUs - job.startTimeUs));
    lines << line(Texts::tr("By"), userName);
    if (job.total != 0)
        lines << line(Texts::tr("Progress"),
                      Texts::tr("%1 of %2 block(s)", nullptr, pluralForm(job.total))
                          .arg(QLocale().toString(job.done), QLocale().toString(job.total)));
    for (auto member = job.report.begin(); member != job.report.end(); ++member) {
        if (const QString text = valueText(member.value()); !text.isEmpty())
            lines << line(memberText(member.key()), text);
    }
    lines << line(Texts::tr("Job"), QString::number(job.id));
    return lines.join(u'\n') + u'\n';
}

QByteArray reportJson(const JobInfo& job)
{
    QVariantMap report;
    for (auto member = job.report.begin(); member != job.report.end(); ++member)
        report.insert(member.key(), plain(member.value()));
    const QJsonObject object {
        { QStringLiteral("id"), qint64(job.id) },
        { QStringLiteral("operation"), job.operation },
        { QStringLiteral("device"), job.device },
        { QStringLiteral("uid"), qint64(job.startedByUid) },
        { QStringLiteral("started"), momentJson(job.startTimeUs) },
        { QStringLiteral("ended"), momentJson(job.endTimeUs) },
        { QStringLiteral("state"), job.state },
        { QStringLiteral("error"), job.error.isEmpty() ? QJsonValue() : job.error },
        { QStringLiteral("done"), qint64(job.done) },
        { QStringLiteral("total"), orNull(job.total) },
        { QStringLiteral("rate_per_second"), orNull(job.rate) },
        { QStringLiteral("expected_end"), momentJson(job.expectedEndUs) },
        { QStringLiteral("cancelable"), job.cancelable },
        { QStringLiteral("report"), QJsonObject::fromVariantMap(report) },
    };
    return QJsonDocument(object).toJson(QJsonDocument::Indented);
}

} // namespace blkera
