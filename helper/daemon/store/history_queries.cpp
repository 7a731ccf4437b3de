// SPDX-License-Identifier: GPL-2.0-or-later
#include "store/history_queries.h"

#include <algorithm>
#include <optional>

#include <QSqlQuery>
#include <QVariant>
#include <QVariantList>

namespace blkera {

namespace {

int bounded(int count)
{
    return std::clamp(count, 0, History::kRowLimit);
}

template <class T> std::optional<T> numberAt(const QSqlQuery& query, int column)
{
    const QVariant value = query.value(column);
    return value.isNull() ? std::nullopt : std::optional<T>(static_cast<T>(value.toLongLong()));
}

qint64 timeAt(const QSqlQuery& query, int column)
{
    return query.value(column).toLongLong(); // 0 for NULL
}

QString textAt(const QSqlQuery& query, int column)
{
    return query.value(column).toString(); // empty for NULL
}

EraRecord eraAt(const QSqlQuery& query)
{
    EraRecord era;
    era.era = static_cast<quint32>(query.value(0).toLongLong());
    era.startedUs = timeAt(query, 1);
    era.endedUs = timeAt(query, 2);
    era.cause = eraCauseOf(textAt(query, 3));
    era.uid = numberAt<quint32>(query, 4);
    era.groupId = textAt(query, 5);
    era.blocks = numberAt<quint64>(query, 6);
    era.bytes = numberAt<quint64>(query, 7);
    era.isRebuilt = query.value(8).toInt() != 0;
    return era;
}

constexpr const char* kEraColumns
    = "era, started, ended, cause, uid, group_id, blocks, bytes, rebuilt";

EventRecord eventAt(const QSqlQuery& query)
{
    return { timeAt(query, 0), timeAt(query, 1), textAt(query, 2), textAt(query, 3),
             textAt(query, 4) };
}

constexpr const char* kEventColumns = "id, time, device, kind, text";

AuditEntry auditAt(const QSqlQuery& query)
{
    return { timeAt(query, 0), timeAt(query, 1), static_cast<quint32>(query.value(2).toLongLong()),
             textAt(query, 3), textAt(query, 4), textAt(query, 5),
             textAt(query, 6), textAt(query, 7), textAt(query, 8) };
}

constexpr const char* kAuditColumns
    = "id, time, uid, sender, method, action, device, result, message";

JobRecord jobAt(const QSqlQuery& query)
{
    return { textAt(query, 0), textAt(query, 1), textAt(query, 2), numberAt<quint32>(query, 3),
             timeAt(query, 4), timeAt(query, 5), textAt(query, 6), textAt(query, 7) };
}

constexpr const char* kJobColumns = "id, device, operation, uid, started, ended, outcome, report";

template <class T>
Result<QList<T>> rows(const SqliteConnection& connection, const QString& sql,
                      const QVariantList& values, T (*rowAt)(const QSqlQuery& query))
{
    Result<QSqlQuery> query = connection.prepare(sql);
    if (!query)
        return query.error();
    for (int place = 0; const QVariant& value : values)
        query->bindValue(place++, value);
    if (Result<void> done = execute(*query); !done)
        return done.error();
    QList<T> found;
    while (query->next())
        found.append(rowAt(*query));
    if (Result<void> end = endOf(*query); !end)
        return end.error();
    return found;
}

Result<qint64> deviceId(const SqliteConnection& connection, const QString& name)
{
    const Result<QList<qint64>> ids = rows<qint64>(
        connection,
        QStringLiteral("SELECT id FROM devices WHERE name = ?"
                       " ORDER BY removed IS NULL DESC, removed DESC, id DESC LIMIT 1"),
        { name }, [](const QSqlQuery& query) { return query.value(0).toLongLong(); });
    if (!ids)
        return ids.error();
    if (ids->isEmpty())
        return Error { ErrorKind::NotFound, 0,
                       QStringLiteral("the history knows no device '%1'").arg(name).toStdString() };
    return ids->first();
}

// The parts of a log's query. `table` and `columns` are ours.
template <class T>
Result<QList<T>> logRows(const SqliteConnection& connection, const char* table, const char* columns,
                         const History::LogQuery& query, T (*rowAt)(const QSqlQuery& query))
{
    QVariantList values { query.sinceUs, query.afterId };
    QString device;
    if (!query.device.isEmpty()) {
        device = QStringLiteral("AND device = ? ");
        values.append(query.device);
    }
    values.append(bounded(query.limit));
    const char* order = query.isLast ? "DESC" : "ASC";
    Result<QList<T>> found = rows<T>(
        connection,
        QStringLiteral("SELECT %1 FROM %2 WHERE (time, id) > (?, ?) %3"
                       "ORDER BY time %4, id %4 LIMIT ?")
            .arg(QLatin1String(columns), QLatin1String(table), device, QLatin1String(order)),
        values, rowAt);
    if (found && query.isLast)
        std::reverse(found->begin(), found->end());
    return found;
}

} // namespace

Result<QList<EraRecord>> readEras(const SqliteConnection& connection, const QString& device,
                                  quint32 from, int count)
{
    const Result<qint64> id = deviceId(connection, device);
    if (!id)
        return id.error();
    return rows<EraRecord>(connection,
                           QStringLiteral("SELECT %1 FROM eras WHERE device = ? AND era >= ?"
                                          " ORDER BY era LIMIT ?")
                               .arg(QLatin1String(kEraColumns)),
                           { *id, from, bounded(count) }, eraAt);
}

Result<QList<EraRecord>> readLastEras(const SqliteConnection& connection, const QString& device,
                                      int count)
{
    const Result<qint64> id = deviceId(connection, device);
    if (!id)
        return id.error();
    Result<QList<EraRecord>> found
        = rows<EraRecord>(connection,
                          QStringLiteral("SELECT %1 FROM eras WHERE device = ?"
                                         " ORDER BY era DESC LIMIT ?")
                              .arg(QLatin1String(kEraColumns)),
                          { *id, bounded(count) }, eraAt);
    if (found)
        std::reverse(found->begin(), found->end());
    return found;
}

Result<QList<DeviceRecord>> readDevices(const SqliteConnection& connection)
{
    return rows<DeviceRecord>(
        connection,
        QStringLiteral("SELECT name, created, removed FROM devices ORDER BY name, id LIMIT ?"),
        { History::kRowLimit }, [](const QSqlQuery& query) {
            return DeviceRecord { textAt(query, 0), timeAt(query, 1), timeAt(query, 2) };
        });
}

Result<QList<EventRecord>> readEvents(const SqliteConnection& connection,
                                      const History::LogQuery& query)
{
    return logRows<EventRecord>(connection, "events", kEventColumns, query, eventAt);
}

Result<QList<AuditEntry>> readAudit(const SqliteConnection& connection,
                                    const History::LogQuery& query)
{
    return logRows<AuditEntry>(connection, "audit", kAuditColumns, query, auditAt);
}

Result<QList<JobRecord>> readJobs(const SqliteConnection& connection, const QString& device,
                                  int limit)
{
    QVariantList values { bounded(limit) };
    if (!device.isEmpty())
        values.prepend(device);
    Result<QList<JobRecord>> found
        = rows<JobRecord>(connection,
                          QStringLiteral("SELECT %1 FROM jobs %2 ORDER BY started DESC, id LIMIT ?")
                              .arg(QLatin1String(kJobColumns),
                                   QLatin1String(device.isEmpty() ? "" : "WHERE device = ?")),
                          values, jobAt);
    if (found)
        std::reverse(found->begin(), found->end());
    return found;
}

Result<QList<JobRecord>> readUnfinishedJobs(const SqliteConnection& connection)
{
    return rows<JobRecord>(connection,
                           QStringLiteral("SELECT %1 FROM jobs WHERE ended IS NULL"
                                          " ORDER BY started, id LIMIT ?")
                               .arg(QLatin1String(kJobColumns)),
                           { History::kRowLimit }, jobAt);
}

} // namespace blkera
