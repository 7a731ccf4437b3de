// SPDX-License-Identifier: GPL-2.0-or-later
#include "store/schema.h"

#include <array>
#include <initializer_list>

#include <QVariant>

namespace blkera {

namespace {

using Step = std::initializer_list<const char*>;

// What is released is never edited: a change is a further step. NULL is what nobody knows, or what
// has not come yet; times are microseconds since 1970.
const std::array<Step, kHistoryVersion> kSteps { {
    // 1
    {
        // A name that is used again is another device: its row is another one.
        R"(CREATE TABLE devices (
            id INTEGER PRIMARY KEY, name TEXT NOT NULL, created INTEGER, removed INTEGER))",
        R"(CREATE UNIQUE INDEX devices_present ON devices (name) WHERE removed IS NULL)",
        R"(CREATE INDEX devices_by_name ON devices (name, removed))",
        // Without rowid the eras of a device lie one behind the other in the order they are read.
        R"(CREATE TABLE eras (
            device INTEGER NOT NULL, era INTEGER NOT NULL, started INTEGER, ended INTEGER, cause TEXT,
            uid INTEGER, blocks INTEGER, bytes INTEGER, rebuilt INTEGER NOT NULL,
            PRIMARY KEY (device, era)) WITHOUT ROWID)",
        R"(CREATE TABLE events (
            id INTEGER PRIMARY KEY, time INTEGER NOT NULL, device TEXT, kind TEXT NOT NULL,
            text TEXT NOT NULL))",
        R"(CREATE INDEX events_by_time ON events (time))",
        R"(CREATE INDEX events_by_device ON events (device, time))",
        R"(CREATE TABLE audit (
            id INTEGER PRIMARY KEY, time INTEGER NOT NULL, uid INTEGER NOT NULL, sender TEXT NOT NULL,
            method TEXT NOT NULL, action TEXT NOT NULL, device TEXT, result TEXT NOT NULL,
            message TEXT NOT NULL))",
        R"(CREATE INDEX audit_by_time ON audit (time))",
        R"(CREATE INDEX audit_by_device ON audit (device, time))",
        R"(CREATE INDEX audit_refusals ON audit (id) WHERE result = 'denied')",
    },
    // 2
    {
        R"(ALTER TABLE eras ADD COLUMN group_id TEXT)",
        R"(CREATE TABLE jobs (
            id TEXT PRIMARY KEY, device TEXT, operation TEXT, uid INTEGER, started INTEGER,
            ended INTEGER, outcome TEXT, report TEXT) WITHOUT ROWID)",
        R"(CREATE INDEX jobs_by_start ON jobs (started))",
        R"(CREATE INDEX jobs_by_device ON jobs (device, started))",
        R"(CREATE INDEX jobs_unfinished ON jobs (started) WHERE ended IS NULL)",
    },
} };

Result<void> take(const SqliteConnection& connection, int version, const Step& step)
{
    for (const char* sql : step) {
        if (Result<void> done = connection.execute(QLatin1String(sql)); !done)
            return done;
    }
    // Part of the transaction as the tables are.
    if (Result<void> done = connection.execute(
            QStringLiteral("PRAGMA application_id = %1").arg(kHistoryApplicationId));
        !done)
        return done;
    return connection.execute(QStringLiteral("PRAGMA user_version = %1").arg(version));
}

} // namespace

Result<void> migrate(const SqliteConnection& connection)
{
    const Result<QVariant> found = connection.value(QStringLiteral("PRAGMA user_version"));
    if (!found)
        return found.error();
    for (int version = found->toInt() + 1; version <= kHistoryVersion; ++version) {
        if (Result<void> begun = connection.execute(QStringLiteral("BEGIN IMMEDIATE")); !begun)
            return begun;
        Result<void> done
            = take(connection, version, kSteps.at(static_cast<std::size_t>(version - 1)));
        if (done)
            done = connection.execute(QStringLiteral("COMMIT"));
        if (!done) {
            (void)connection.execute(QStringLiteral("ROLLBACK"));
            return done;
        }
    }
    return {};
}

} // namespace blkera
