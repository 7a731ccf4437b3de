// SPDX-License-Identifier: GPL-2.0-or-later
#include "client/job_info.h"

#include <QDBusArgument>

namespace blkera {

namespace {

// A list of numbers, which is still as it came from the bus, becomes one that everybody can read.
QVariantMap reportOf(const QVariant& property)
{
    auto report = qdbus_cast<QVariantMap>(property);
    for (QVariant& value : report) {
        if (value.canConvert<QDBusArgument>())
            value = QVariant::fromValue(qdbus_cast<QList<uint>>(value)).toList();
    }
    return report;
}

} // namespace

JobInfo jobInfo(const QVariantMap& properties)
{
    const auto value = [&](const char* name) { return properties.value(QLatin1String(name)); };
    JobInfo job;
    job.id = value("Id").toULongLong();
    job.operation = value("Operation").toString();
    job.device = value("Device").toString();
    job.startedByUid = value("StartedByUid").toUInt();
    job.startTimeUs = value("StartTime").toULongLong();
    job.endTimeUs = value("EndTime").toULongLong();
    job.state = value("State").toString();
    job.error = value("Error").toString();
    job.done = value("Done").toULongLong();
    job.total = value("Total").toULongLong();
    job.rate = value("Rate").toULongLong();
    job.expectedEndUs = value("ExpectedEnd").toULongLong();
    job.cancelable = value("Cancelable").toBool();
    job.report = reportOf(value("Report"));
    return job;
}

} // namespace blkera
