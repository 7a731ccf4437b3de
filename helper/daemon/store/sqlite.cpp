// SPDX-License-Identifier: GPL-2.0-or-later
#include "store/sqlite.h"

#include <atomic>
#include <utility>

#include <QSqlError>
#include <QVariant>

namespace blkera {

namespace {

// The primary result codes of sqlite3.h, which Qt passes on as text.
ErrorKind kindOf(int code)
{
    constexpr int kPrimary = 0xff;
    switch (code & kPrimary) {
    case 5: // SQLITE_BUSY
    case 6: // SQLITE_LOCKED
        return ErrorKind::Busy;
    case 11: // SQLITE_CORRUPT
    case 26: // SQLITE_NOTADB
        return ErrorKind::Corrupt;
    case 13: // SQLITE_FULL
        return ErrorKind::NoSpace;
    case 18: // SQLITE_TOOBIG
    case 19: // SQLITE_CONSTRAINT
    case 20: // SQLITE_MISMATCH
    case 25: // SQLITE_RANGE
        return ErrorKind::Invalid;
    default:
        return ErrorKind::Io;
    }
}

int codeOf(const QSqlError& error)
{
    return error.nativeErrorCode().toInt();
}

Error errorOf(const QSqlError& error)
{
    return { kindOf(codeOf(error)), 0,
             QStringLiteral("%1 (SQLite error %2)")
                 .arg(error.databaseText().isEmpty() ? error.driverText() : error.databaseText())
                 .arg(codeOf(error))
                 .toStdString() };
}

} // namespace

SqliteConnection::SqliteConnection(QString name)
    : m_name(std::move(name))
{
}

SqliteConnection::~SqliteConnection()
{
    QSqlDatabase::removeDatabase(m_name); // closes it
}

Result<std::unique_ptr<SqliteConnection>> SqliteConnection::open(const QString& path, Mode mode)
{
    if (!QSqlDatabase::isDriverAvailable(QStringLiteral("QSQLITE")))
        return Error { ErrorKind::Unsupported, 0,
                       "Qt's SQLite driver is not installed (Debian: libqt6sql6-sqlite)" };
    static std::atomic<unsigned> count = 0;
    std::unique_ptr<SqliteConnection> connection(
        new SqliteConnection(QStringLiteral("blkera-%1").arg(++count)));
    QSqlDatabase database
        = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), connection->m_name);
    database.setDatabaseName(path);
    if (mode == Mode::Read)
        database.setConnectOptions(QStringLiteral("QSQLITE_OPEN_READONLY"));
    if (!database.open())
        return errorOf(database.lastError());
    return connection;
}

Result<QSqlQuery> SqliteConnection::prepare(const QString& sql) const
{
    QSqlQuery query(QSqlDatabase::database(m_name, false));
    query.setForwardOnly(true); // keeps no copy of the rows
    if (!query.prepare(sql)) {
        Error error = errorOf(query.lastError());
        if (constexpr int kError = 1; codeOf(query.lastError()) == kError)
            error.kind = ErrorKind::Corrupt;
        return error;
    }
    return query;
}

Result<void> SqliteConnection::execute(const QString& sql) const
{
    Result<QSqlQuery> query = prepare(sql);
    if (!query)
        return query.error();
    return blkera::execute(*query);
}

Result<QVariant> SqliteConnection::value(const QString& sql) const
{
    Result<QSqlQuery> query = prepare(sql);
    if (!query)
        return query.error();
    if (Result<void> done = blkera::execute(*query); !done)
        return done.error();
    if (query->next())
        return query->value(0);
    if (Result<void> end = endOf(*query); !end)
        return end.error();
    return invalid(QStringLiteral("no row: %1").arg(sql).toStdString());
}

Result<void> execute(QSqlQuery& query)
{
    if (!query.exec())
        return errorOf(query.lastError());
    return {};
}

Result<void> endOf(const QSqlQuery& query)
{
    if (query.lastError().isValid())
        return errorOf(query.lastError());
    return {};
}

} // namespace blkera
