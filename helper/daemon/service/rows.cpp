// SPDX-License-Identifier: GPL-2.0-or-later
#include "service/rows.h"

namespace blkera {

namespace {

qulonglong timeOf(qint64 us)
{
    return static_cast<qulonglong>(us);
}

} // namespace

QVariantMap rowOf(const EraRecord& era)
{
    QVariantMap row {
        { QStringLiteral("era"), era.era },
        { QStringLiteral("started_us"), timeOf(era.startedUs) },
        { QStringLiteral("ended_us"), timeOf(era.endedUs) },
        { QStringLiteral("cause"), toQString(era.cause) },
        { QStringLiteral("group"), era.groupId },
        { QStringLiteral("rebuilt"), era.isRebuilt },
    };
    if (era.uid)
        row.insert(QStringLiteral("uid"), *era.uid);
    if (era.blocks)
        row.insert(QStringLiteral("blocks"), *era.blocks);
    if (era.bytes)
        row.insert(QStringLiteral("bytes"), *era.bytes);
    return row;
}

QVariantMap rowOf(const EventRecord& event)
{
    return {
        { QStringLiteral("time_us"), timeOf(event.timeUs) },
        { QStringLiteral("device"), event.device },
        { QStringLiteral("kind"), event.kind },
        { QStringLiteral("text"), event.text },
    };
}

QVariantMap rowOf(const AuditEntry& entry)
{
    return {
        { QStringLiteral("time_us"), timeOf(entry.timeUs) },
        { QStringLiteral("uid"), entry.uid },
        { QStringLiteral("sender"), entry.sender },
        { QStringLiteral("method"), entry.method },
        { QStringLiteral("action"), entry.action },
        { QStringLiteral("device"), entry.device },
        { QStringLiteral("result"), entry.result },
        { QStringLiteral("message"), entry.message },
    };
}

std::optional<BusError> checkCount(uint count)
{
    if (count >= 1 && count <= History::kRowLimit)
        return std::nullopt;
    return invalidArguments(QStringLiteral("ask for 1 to %1 at a time").arg(History::kRowLimit));
}

} // namespace blkera
