// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/result.h"
#include "store/history_queue.h"
#include "store/sqlite.h"

#include <memory>

#include <QSqlQuery>

namespace blkera {

// How each kind of record is written. Belongs to the thread of its connection and goes before it.
class HistoryStatements {
public:
    // Refusals beyond so many lines of audit go, the oldest first; so that no stranger can fill the
    // disk, nor push out what others were allowed.
    static constexpr qint64 kAuditRefusals = 100'000;
    // Lines of audit, and events, at the very most.
    static constexpr qint64 kLogRows = 1'000'000;
    // Deleted in one transaction, of each kind.
    static constexpr int kPruneRows = 1'000;

    // Corrupt if the tables are not as they should be.
    static Result<std::unique_ptr<HistoryStatements>> prepare(const SqliteConnection& connection);
    ~HistoryStatements();

    HistoryStatements(const HistoryStatements&) = delete;
    HistoryStatements& operator=(const HistoryStatements&) = delete;

    // Within a transaction. Invalid if the database does not take these values: then nothing of the
    // record is written, and the transaction goes on.
    Result<void> write(const HistoryRecord& record);
    // Within a transaction; false if there may be more to delete.
    Result<bool> prune(const Retention& retention);
    // Keeps the logs within their bounds. Within a transaction.
    Result<void> trimLogs();

private:
    struct Queries;

    explicit HistoryStatements(std::unique_ptr<Queries> queries);

    Result<void> write(const EraNote& note);
    Result<void> write(const EraEnd& end);
    Result<void> write(const DeviceNote& note);
    Result<void> write(const DeviceEnd& end);
    Result<void> write(const EventRecord& event);
    Result<void> write(const AuditEntry& entry);
    Result<void> write(const JobRecord& job);
    Result<void> write(const Retention& retention);
    Result<void> write(const Sync& sync);
    Result<qint64> deviceId(const QString& name);
    Result<qint64> insertDevice(const QString& name, qint64 createdUs);

    const std::unique_ptr<Queries> m_queries;
};

} // namespace blkera
