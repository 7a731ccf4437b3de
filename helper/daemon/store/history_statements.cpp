// SPDX-License-Identifier: GPL-2.0-or-later
#include "store/history_statements.h"

#include "store/schema.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include <QSqlQuery>
#include <QVariant>

namespace blkera {

namespace {

// The bound values of what may be unknown: a NULL completes nothing.
QVariant known(qint64 timeUs)
{
    return timeUs == 0 ? QVariant(QMetaType::fromType<qint64>()) : QVariant(timeUs);
}

QVariant known(const QString& text, qsizetype limit = kTextLimit)
{
    return text.isEmpty() ? QVariant(QMetaType::fromType<QString>()) : QVariant(text.left(limit));
}

QVariant known(const std::optional<quint32>& number)
{
    return number ? QVariant(qint64 { *number }) : QVariant(QMetaType::fromType<qint64>());
}

QVariant known(const std::optional<quint64>& number)
{
    constexpr quint64 kMost = std::numeric_limits<qint64>::max();
    return number ? QVariant(static_cast<qint64>(std::min(*number, kMost)))
                  : QVariant(QMetaType::fromType<qint64>());
}

QVariant cut(const QString& text)
{
    return text.isNull() ? QStringLiteral("") : text.left(kTextLimit);
}

Result<void> run(QSqlQuery& query, std::initializer_list<QVariant> values)
{
    int place = 0;
    for (const QVariant& value : values)
        query.bindValue(place++, value);
    return execute(query);
}

// What was seen stands against what was rebuilt; else the later word counts.
constexpr const char* kNoteEra = R"(
    INSERT INTO eras (device, era, started, ended, cause, uid, group_id, blocks, bytes, rebuilt)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (device, era) DO UPDATE SET
        started = CASE WHEN excluded.rebuilt > rebuilt THEN coalesce(started, excluded.started)
            ELSE coalesce(excluded.started, started) END,
        ended = CASE WHEN excluded.rebuilt > rebuilt THEN coalesce(ended, excluded.ended)
            ELSE coalesce(excluded.ended, ended) END,
        cause = CASE WHEN excluded.rebuilt > rebuilt THEN coalesce(cause, excluded.cause)
            ELSE coalesce(excluded.cause, cause) END,
        uid = CASE WHEN excluded.rebuilt > rebuilt THEN coalesce(uid, excluded.uid)
            ELSE coalesce(excluded.uid, uid) END,
        group_id = CASE WHEN excluded.rebuilt > rebuilt THEN coalesce(group_id, excluded.group_id)
            ELSE coalesce(excluded.group_id, group_id) END,
        blocks = CASE WHEN excluded.rebuilt > rebuilt THEN coalesce(blocks, excluded.blocks)
            ELSE coalesce(excluded.blocks, blocks) END,
        bytes = CASE WHEN excluded.rebuilt > rebuilt THEN coalesce(bytes, excluded.bytes)
            ELSE coalesce(excluded.bytes, bytes) END,
        rebuilt = min(rebuilt, excluded.rebuilt))";

constexpr const char* kEndEra = R"(
    INSERT INTO eras (device, era, ended, blocks, bytes, rebuilt) VALUES (?, ?, ?, ?, ?, 0)
    ON CONFLICT (device, era) DO UPDATE SET
        ended = coalesce(excluded.ended, ended),
        blocks = coalesce(excluded.blocks, blocks),
        bytes = coalesce(excluded.bytes, bytes))";

constexpr const char* kNoteJob = R"(
    INSERT INTO jobs (id, device, operation, uid, started, ended, outcome, report)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET
        device = coalesce(excluded.device, device),
        operation = coalesce(excluded.operation, operation),
        uid = coalesce(excluded.uid, uid),
        started = coalesce(excluded.started, started),
        ended = coalesce(excluded.ended, ended),
        outcome = coalesce(excluded.outcome, outcome),
        report = coalesce(excluded.report, report))";

// The one that has the name, else the last that had it.
constexpr const char* kDeviceId = R"(
    SELECT id FROM devices WHERE name = ?
    ORDER BY removed IS NULL DESC, removed DESC, id DESC LIMIT 1)";

// Each deletes a step's rows and is given the bound, then kPruneRows.
constexpr const char* kPruneEvents = R"(
    DELETE FROM events WHERE id IN (SELECT id FROM events WHERE time < ? ORDER BY time LIMIT ?))";
constexpr const char* kPruneAudit = R"(
    DELETE FROM audit WHERE id IN (SELECT id FROM audit WHERE time < ? ORDER BY time LIMIT ?))";
constexpr const char* kPruneJobs = R"(
    DELETE FROM jobs WHERE id IN (SELECT id FROM jobs WHERE ended < ? LIMIT ?))";
constexpr const char* kPruneRemoved = R"(
    DELETE FROM eras WHERE (device, era) IN (
        SELECT eras.device, eras.era FROM devices CROSS JOIN eras ON eras.device = devices.id
        WHERE devices.removed < ? LIMIT ?))";
constexpr const char* kPruneEras = R"(
    DELETE FROM eras WHERE (device, era) IN (
        SELECT eras.device, eras.era FROM devices CROSS JOIN eras ON eras.device = devices.id
            AND eras.era <= (SELECT max(era) FROM eras WHERE device = devices.id) - ? LIMIT ?))";

constexpr const char* kPruneDevices = R"(
    DELETE FROM devices WHERE removed < ?
        AND NOT EXISTS (SELECT 1 FROM eras WHERE device = devices.id))";

} // namespace

struct HistoryStatements::Queries {
    QSqlQuery noteEra;
    QSqlQuery endEra;
    QSqlQuery deviceId;
    QSqlQuery presentDevice;
    QSqlQuery insertDevice;
    QSqlQuery dateDevice;
    QSqlQuery removeDevice;
    QSqlQuery noteEvent;
    QSqlQuery noteAudit;
    QSqlQuery noteJob;
    QSqlQuery sync;
    QSqlQuery trimRefusals;
    QSqlQuery trimAudit;
    QSqlQuery trimEvents;
    QSqlQuery pruneEvents;
    QSqlQuery pruneAudit;
    QSqlQuery pruneJobs;
    QSqlQuery pruneRemoved;
    QSqlQuery pruneEras;
    QSqlQuery pruneDevices;
};

HistoryStatements::HistoryStatements(std::unique_ptr<Queries> queries)
    : m_queries(std::move(queries))
{
}

HistoryStatements::~HistoryStatements() = default;

Result<std::unique_ptr<HistoryStatements>>
HistoryStatements::prepare(const SqliteConnection& connection)
{
    auto queries = std::make_unique<Queries>();
    // Rewrites the version that is there already: the smallest write that a commit can sync.
    const QString sync = QStringLiteral("PRAGMA user_version = %1").arg(kHistoryVersion);
    const std::array<std::pair<QSqlQuery*, QString>, 20> wanted { {
        { &queries->noteEra, QLatin1String(kNoteEra) },
        { &queries->endEra, QLatin1String(kEndEra) },
        { &queries->deviceId, QLatin1String(kDeviceId) },
        { &queries->presentDevice,
          QStringLiteral("SELECT id, created FROM devices WHERE name = ? AND removed IS NULL") },
        { &queries->insertDevice,
          QStringLiteral("INSERT INTO devices (name, created) VALUES (?, ?)") },
        { &queries->dateDevice, QStringLiteral("UPDATE devices SET created = ? WHERE id = ?") },
        { &queries->removeDevice,
          QStringLiteral("UPDATE devices SET removed = ? WHERE name = ? AND removed IS NULL") },
        { &queries->noteEvent,
          QStringLiteral("INSERT INTO events (time, device, kind, text) VALUES (?, ?, ?, ?)") },
        { &queries->noteAudit,
          QStringLiteral("INSERT INTO audit (time, uid, sender, method, action, device, result,"
                         " message) VALUES (?, ?, ?, ?, ?, ?, ?, ?)") },
        { &queries->noteJob, QLatin1String(kNoteJob) },
        { &queries->sync, sync },
        { &queries->trimRefusals,
          QStringLiteral("DELETE FROM audit WHERE result = 'denied'"
                         " AND id <= (SELECT max(id) FROM audit) - ?") },
        { &queries->trimAudit,
          QStringLiteral("DELETE FROM audit WHERE id <= (SELECT max(id) FROM audit) - ?") },
        { &queries->trimEvents,
          QStringLiteral("DELETE FROM events WHERE id <= (SELECT max(id) FROM events) - ?") },
        { &queries->pruneEvents, QLatin1String(kPruneEvents) },
        { &queries->pruneAudit, QLatin1String(kPruneAudit) },
        { &queries->pruneJobs, QLatin1String(kPruneJobs) },
        { &queries->pruneRemoved, QLatin1String(kPruneRemoved) },
        { &queries->pruneEras, QLatin1String(kPruneEras) },
        { &queries->pruneDevices, QLatin1String(kPruneDevices) },
    } };
    for (const auto& [query, sql] : wanted) {
        Result<QSqlQuery> prepared = connection.prepare(sql);
        if (!prepared)
            return prepared.error();
        *query = std::move(*prepared);
    }
    return std::unique_ptr<HistoryStatements>(new HistoryStatements(std::move(queries)));
}

Result<void> HistoryStatements::write(const HistoryRecord& record)
{
    return std::visit([this](const auto& one) { return write(one); }, record);
}

Result<void> HistoryStatements::write(const EraNote& note)
{
    const Result<qint64> device = deviceId(note.device);
    if (!device)
        return device.error();
    const EraRecord& era = note.era;
    return run(m_queries->noteEra,
               { *device, era.era, known(era.startedUs), known(era.endedUs),
                 known(era.cause == EraCause::Unknown ? QString() : toQString(era.cause)),
                 known(era.uid), known(era.groupId), known(era.blocks), known(era.bytes),
                 era.isRebuilt ? 1 : 0 });
}

Result<void> HistoryStatements::write(const EraEnd& end)
{
    const Result<qint64> device = deviceId(end.device);
    if (!device)
        return device.error();
    return run(m_queries->endEra,
               { *device, end.era, known(end.endedUs), known(end.blocks), known(end.bytes) });
}

Result<void> HistoryStatements::write(const DeviceNote& note)
{
    QSqlQuery& present = m_queries->presentDevice;
    if (Result<void> done = run(present, { cut(note.name) }); !done)
        return done;
    const bool isThere = present.next();
    const QVariant id = isThere ? present.value(0) : QVariant();
    const qint64 createdUs = isThere ? present.value(1).toLongLong() : 0;
    Result<void> end = endOf(present);
    present.finish();
    if (!end)
        return end;
    if (isThere && (note.createdUs == 0 || note.createdUs == createdUs))
        return {};
    if (isThere && createdUs == 0)
        return run(m_queries->dateDevice, { note.createdUs, id });
    if (isThere) {
        if (Result<void> done = write(DeviceEnd { note.name, note.createdUs }); !done)
            return done;
    }
    if (Result<qint64> inserted = insertDevice(note.name, note.createdUs); !inserted)
        return inserted.error();
    return {};
}

Result<void> HistoryStatements::write(const DeviceEnd& end)
{
    // A removal at an unknown time is one too.
    return run(m_queries->removeDevice, { std::max<qint64>(1, end.removedUs), cut(end.name) });
}

Result<void> HistoryStatements::write(const EventRecord& event)
{
    return run(m_queries->noteEvent,
               { event.timeUs, known(event.device), cut(event.kind), cut(event.text) });
}

Result<void> HistoryStatements::write(const AuditEntry& entry)
{
    return run(m_queries->noteAudit,
               { entry.timeUs, entry.uid, cut(entry.sender), cut(entry.method), cut(entry.action),
                 known(entry.device), cut(entry.result), cut(entry.message) });
}

Result<void> HistoryStatements::write(const JobRecord& job)
{
    const bool fits = job.report.size() <= kReportLimit;
    return run(m_queries->noteJob,
               { cut(job.id), known(job.device), known(job.operation), known(job.uid),
                 known(job.startedUs), known(job.endedUs), known(job.outcome),
                 known(fits ? job.report : QString(), kReportLimit) });
}

Result<void> HistoryStatements::write(const Retention&)
{
    return {}; // the writer's own affair, in steps
}

Result<void> HistoryStatements::write(const Sync&)
{
    return run(m_queries->sync, {});
}

Result<qint64> HistoryStatements::deviceId(const QString& name)
{
    QSqlQuery& query = m_queries->deviceId;
    if (Result<void> done = run(query, { cut(name) }); !done)
        return done.error();
    if (query.next()) {
        const qint64 id = query.value(0).toLongLong();
        query.finish();
        return id;
    }
    const Result<void> end = endOf(query);
    query.finish();
    if (!end)
        return end.error();
    return insertDevice(name, 0);
}

Result<qint64> HistoryStatements::insertDevice(const QString& name, qint64 createdUs)
{
    QSqlQuery& query = m_queries->insertDevice;
    if (Result<void> done = run(query, { cut(name), known(createdUs) }); !done)
        return done.error();
    return query.lastInsertId().toLongLong();
}

Result<bool> HistoryStatements::prune(const Retention& retention)
{
    const std::array<std::pair<QSqlQuery*, qint64>, 5> steps { {
        { &m_queries->pruneEvents, retention.eventsBeforeUs },
        { &m_queries->pruneAudit, retention.auditBeforeUs },
        { &m_queries->pruneJobs, retention.jobsBeforeUs },
        { &m_queries->pruneRemoved, retention.removedBeforeUs },
        { &m_queries->pruneEras, retention.erasPerDevice },
    } };
    bool isAll = true;
    for (const auto& [query, bound] : steps) {
        if (bound == 0)
            continue;
        if (Result<void> done = run(*query, { bound, kPruneRows }); !done)
            return done.error();
        isAll = isAll && query->numRowsAffected() < kPruneRows;
    }
    if (isAll && retention.removedBeforeUs != 0) {
        if (Result<void> done = run(m_queries->pruneDevices, { retention.removedBeforeUs }); !done)
            return done.error();
    }
    return isAll;
}

Result<void> HistoryStatements::trimLogs()
{
    if (Result<void> done = run(m_queries->trimRefusals, { kAuditRefusals }); !done)
        return done;
    if (Result<void> done = run(m_queries->trimAudit, { kLogRows }); !done)
        return done;
    return run(m_queries->trimEvents, { kLogRows });
}

} // namespace blkera
