// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/result.h"

#include <memory>

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>

namespace blkera {

// One connection to one file. Opened, used and closed on one thread; its queries go before it.
//
// Errors: Corrupt if the file is not a database, or a damaged one; NoSpace; Busy if another process
// holds it for seconds; Invalid if the database does not take these values; Unsupported without
// Qt's driver; else Io.
class SqliteConnection {
public:
    enum class Mode {
        Read, // leaves the file as it is
        Write,
    };

    // Makes the file if Mode::Write does not find it.
    static Result<std::unique_ptr<SqliteConnection>> open(const QString& path, Mode mode);
    ~SqliteConnection();

    SqliteConnection(const SqliteConnection&) = delete;
    SqliteConnection& operator=(const SqliteConnection&) = delete;

    // `sql` is ours: text from outside is bound to the places of a prepared query, never written
    // into it. A table that it names and that is not there is an error of kind Corrupt.
    Result<QSqlQuery> prepare(const QString& sql) const;
    Result<void> execute(const QString& sql) const;
    // The first value of the first row; Invalid if there is none.
    Result<QVariant> value(const QString& sql) const;

private:
    explicit SqliteConnection(QString name);

    const QString m_name; // among Qt's connections
};

Result<void> execute(QSqlQuery& query);
// What ended the rows: their end, or an error.
Result<void> endOf(const QSqlQuery& query);

} // namespace blkera
