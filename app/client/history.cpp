// SPDX-License-Identifier: GPL-2.0-or-later
#include "client/history.h"

namespace blkera {
namespace {

template <class T> T member(const QVariantMap& row, const char* name)
{
    return row.value(QLatin1String(name)).value<T>();
}

template <class T> std::optional<T> optionalMember(const QVariantMap& row, const char* name)
{
    return row.contains(QLatin1String(name)) ? std::make_optional(member<T>(row, name))
                                             : std::nullopt;
}

} // namespace

QList<EraInfo> erasOf(const QList<QVariantMap>& rows)
{
    QList<EraInfo> eras;
    for (const QVariantMap& row : rows) {
        EraInfo era;
        era.era = member<quint32>(row, "era");
        era.startedUs = member<quint64>(row, "started_us");
        era.endedUs = member<quint64>(row, "ended_us");
        era.cause = member<QString>(row, "cause");
        era.uid = optionalMember<quint32>(row, "uid");
        era.group = member<QString>(row, "group");
        era.blocks = optionalMember<quint64>(row, "blocks");
        era.bytes = optionalMember<quint64>(row, "bytes");
        era.isRebuilt = member<bool>(row, "rebuilt");
        eras.append(era);
    }
    return eras;
}

QList<EventInfo> eventsOf(const QList<QVariantMap>& rows)
{
    QList<EventInfo> events;
    for (const QVariantMap& row : rows)
        events.append({ member<quint64>(row, "time_us"), member<QString>(row, "device"),
                        member<QString>(row, "kind"), member<QString>(row, "text") });
    return events;
}

QList<AuditInfo> auditOf(const QList<QVariantMap>& rows)
{
    QList<AuditInfo> entries;
    for (const QVariantMap& row : rows)
        entries.append({ member<quint64>(row, "time_us"), member<quint32>(row, "uid"),
                         member<QString>(row, "sender"), member<QString>(row, "method"),
                         member<QString>(row, "action"), member<QString>(row, "device"),
                         member<QString>(row, "result"), member<QString>(row, "message") });
    return entries;
}

} // namespace blkera
