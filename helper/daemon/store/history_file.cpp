// SPDX-License-Identifier: GPL-2.0-or-later
#include "store/history_file.h"

#include "base/unique_fd.h"
#include "store/schema.h"

#include <array>
#include <cerrno>
#include <cstdio>

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStringList>
#include <QVariant>

#include <fcntl.h>
#include <sys/stat.h>

namespace blkera {

namespace {

// Checked in about a tenth of a second.
constexpr qint64 kSmallBytes = qint64 { 16 } << 20;
constexpr int kKeptDamaged = 3;
// What SQLite lays beside its file, the file itself last: without it they are nothing.
const std::array<const char*, 4> kParts { "-journal", "-wal", "-shm", "" };

Error fileError(const QString& path, const char* what)
{
    return ioError(errno, QStringLiteral("%1: %2").arg(path, QLatin1String(what)).toStdString());
}

Error at(const QString& path, Error error)
{
    error.context = path.toStdString() + ": " + error.context;
    return error;
}

Result<void> makeFolder(const QString& path)
{
    const QFileInfo folder(QFileInfo(path).absolutePath());
    if (folder.isDir())
        return {};
    QDir().mkpath(folder.absolutePath());
    if (::mkdir(QFile::encodeName(folder.absoluteFilePath()).constData(), S_IRWXU) != 0
        && errno != EEXIST)
        return fileError(folder.absoluteFilePath(), "cannot be made");
    return {};
}

void removeParts(const QString& path)
{
    for (const char* part : kParts)
        ::unlink(QFile::encodeName(path + QLatin1String(part)).constData());
}

Result<void> rename(const QString& from, const QString& to)
{
    if (std::rename(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) != 0)
        return fileError(from, "cannot be renamed");
    return {};
}

// The whole structure; with `withIndexes` also whether they say what their tables say, which takes
// several times as long.
Result<void> checkPages(const SqliteConnection& connection, bool withIndexes)
{
    const Result<QVariant> found
        = connection.value(withIndexes ? QStringLiteral("PRAGMA integrity_check(1)")
                                       : QStringLiteral("PRAGMA quick_check(1)"));
    if (!found)
        return found.error();
    if (found->toString() != QLatin1String("ok"))
        return corrupt(found->toString().simplified().toStdString());
    return {};
}

// Our file, of a version that we know, and whole.
Result<void> check(const QString& path)
{
    const QFileInfo file(path);
    if (!file.isFile())
        return corrupt("not a file");
    if (file.size() == 0)
        return corrupt("empty");
    const Result<std::unique_ptr<SqliteConnection>> opened
        = SqliteConnection::open(path, SqliteConnection::Mode::Read);
    if (!opened)
        return opened.error();
    const SqliteConnection& connection = **opened;
    const Result<QVariant> application = connection.value(QStringLiteral("PRAGMA application_id"));
    if (!application)
        return application.error();
    if (application->toInt() != kHistoryApplicationId)
        return corrupt("not a history of blkera");
    const Result<QVariant> version = connection.value(QStringLiteral("PRAGMA user_version"));
    if (!version)
        return version.error();
    if (version->toInt() > kHistoryVersion)
        return Error { ErrorKind::Unsupported, 0,
                       QStringLiteral("written by a newer blkerad (version %1, this one knows %2);"
                                      " install that one, or move the file away to begin another")
                           .arg(version->toInt())
                           .arg(kHistoryVersion)
                           .toStdString() };
    if (version->toInt() < 1)
        return corrupt("version 0");
    // SQLite removes the -wal when it closes the file. While there is one, the end of the file may
    // be in there only.
    const bool isClosed = QFileInfo(path + QLatin1String("-wal")).size() == 0;
    const Result<QVariant> pageBytes = connection.value(QStringLiteral("PRAGMA page_size"));
    if (!pageBytes)
        return pageBytes.error();
    if (isClosed && file.size() % pageBytes->toLongLong() != 0)
        return corrupt("cut short");
    if (isClosed && file.size() > kSmallBytes)
        return {};
    return checkPages(connection, file.size() <= kSmallBytes);
}

// A file under another name until it is whole, so that nobody ever sees a half one.
Result<void> begin(const QString& path, const QString& damage)
{
    const QString unfinished = path + QLatin1String(".new");
    removeParts(unfinished);
    removeParts(path);
    // SQLite makes the files beside it with the same mode.
    const UniqueFd file(::open(QFile::encodeName(unfinished).constData(),
                               O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, S_IRUSR | S_IWUSR));
    if (!file)
        return fileError(unfinished, "cannot be made");
    {
        Result<std::unique_ptr<SqliteConnection>> opened
            = SqliteConnection::open(unfinished, SqliteConnection::Mode::Write);
        if (!opened)
            return at(unfinished, opened.error());
        const SqliteConnection& connection = **opened;
        if (Result<QVariant> mode = connection.value(QStringLiteral("PRAGMA journal_mode = WAL"));
            !mode)
            return at(unfinished, mode.error());
        if (Result<void> done = migrate(connection); !done)
            return at(unfinished, done.error());
        if (!damage.isEmpty()) {
            Result<QSqlQuery> event = connection.prepare(QStringLiteral(
                "INSERT INTO events (time, kind, text) VALUES (?, 'history-rebuilt', ?)"));
            if (!event)
                return at(unfinished, event.error());
            event->bindValue(0, QDateTime::currentMSecsSinceEpoch() * 1'000);
            event->bindValue(1, damage);
            if (Result<void> done = execute(*event); !done)
                return at(unfinished, done.error());
        }
    }
    if (QFileInfo::exists(unfinished + QLatin1String("-wal")))
        return Error { ErrorKind::NoSpace, 0, unfinished.toStdString() + ": cannot be completed" };
    return rename(unfinished, path);
}

// As the file is now.
Result<std::unique_ptr<SqliteConnection>> open(const QString& path)
{
    Result<std::unique_ptr<SqliteConnection>> opened
        = SqliteConnection::open(path, SqliteConnection::Mode::Write);
    if (!opened)
        return opened;
    const SqliteConnection& connection = **opened;
    const Result<QVariant> mode = connection.value(QStringLiteral("PRAGMA journal_mode = WAL"));
    if (!mode)
        return mode.error();
    if (mode->toString() != QLatin1String("wal"))
        return ioError(0, "cannot be had in WAL mode");
    for (const char* sql : {
             "PRAGMA cell_size_check = ON", // finds damage where it is read
             "PRAGMA trusted_schema = OFF", // it has no functions of ours to call
             "PRAGMA journal_size_limit = 4194304", // what stays after a rush
         }) {
        if (Result<void> done = connection.execute(QLatin1String(sql)); !done)
            return done.error();
    }
    if (Result<void> done = migrate(connection); !done)
        return done.error();
    return opened;
}

// To the owner, whose own permission is as they want it; what SQLite laid beside the file goes
// along.
void restrictParts(const QString& path, mode_t mode)
{
    if (!S_ISREG(mode))
        return;
    for (const char* part : kParts)
        ::chmod(QFile::encodeName(path + QLatin1String(part)).constData(), mode & S_IRWXU);
}

Result<OpenedHistory> openChecked(const QString& path)
{
    OpenedHistory history;
    if (struct stat status {}; ::stat(QFile::encodeName(path).constData(), &status) == 0) {
        restrictParts(path, status.st_mode);
        if (Result<void> fine = check(path); !fine)
            return fine.error();
    } else if (errno == ENOENT) {
        history.isNew = true;
        if (Result<void> begun = begin(path, {}); !begun)
            return begun.error();
    } else {
        return fileError(path, "cannot be looked at");
    }
    Result<std::unique_ptr<SqliteConnection>> opened = open(path);
    if (!opened)
        return opened.error();
    history.connection = std::move(*opened);
    return history;
}

Result<QString> moveAside(const QString& path)
{
    const QFileInfo file(path);
    QDir folder = file.absoluteDir();
    const QString prefix = file.fileName() + QLatin1String(".damaged-");
    const QString time = QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd'T'HHmmsszzz'Z'");
    const QString to = folder.filePath(prefix + time);
    for (const char* part : kParts) {
        const QString from = path + QLatin1String(part);
        if (!QFileInfo::exists(from) && !QFileInfo(from).isSymLink())
            continue;
        if (Result<void> moved = rename(from, to + QLatin1String(part)); !moved)
            return moved.error();
    }
    // Names sort as their times do.
    QStringList damaged;
    for (const QString& name : folder.entryList({ prefix + u'*' }, QDir::Files, QDir::Name)) {
        if (name.endsWith(u'Z'))
            damaged.append(name);
    }
    while (damaged.size() > kKeptDamaged)
        removeParts(folder.filePath(damaged.takeFirst()));
    return to;
}

} // namespace

Result<OpenedHistory> openHistory(const QString& path)
{
    if (Result<void> made = makeFolder(path); !made)
        return made.error();
    Result<OpenedHistory> opened = openChecked(path);
    if (!opened && opened.error().kind == ErrorKind::Corrupt)
        return replaceHistory(path, QString::fromStdString(opened.error().message()));
    if (!opened)
        return at(path, opened.error());
    return opened;
}

Result<void> checkHistory(const QString& path)
{
    const Result<std::unique_ptr<SqliteConnection>> opened
        = SqliteConnection::open(path, SqliteConnection::Mode::Read);
    if (!opened)
        return opened.error();
    return checkPages(**opened, true);
}

Result<OpenedHistory> replaceHistory(const QString& path, const QString& why)
{
    const Result<QString> aside = moveAside(path);
    if (!aside)
        return aside.error();
    const QString damage
        = QStringLiteral("the history was damaged (%1) and is kept as %2").arg(why, *aside);
    if (Result<void> begun = begin(path, damage); !begun)
        return begun.error();
    Result<std::unique_ptr<SqliteConnection>> opened = open(path);
    if (!opened)
        return at(path, opened.error());
    OpenedHistory history;
    history.connection = std::move(*opened);
    history.isNew = true;
    history.damage = damage;
    return history;
}

} // namespace blkera
