// SPDX-License-Identifier: GPL-2.0-or-later
#include "history_world.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSqlError>

namespace blkera {

namespace {

template <class T> QString orDash(const std::optional<T>& number)
{
    return number ? QString::number(*number) : QStringLiteral("-");
}

QString orDash(const QString& text)
{
    return text.isEmpty() ? QStringLiteral("-") : text;
}

QString toText(const EraRecord& era)
{
    return QStringLiteral("%1 %2..%3 %4 by %5 group %6 blocks %7 bytes %8%9")
        .arg(era.era)
        .arg(era.startedUs)
        .arg(era.endedUs)
        .arg(toQString(era.cause), orDash(era.uid), orDash(era.groupId), orDash(era.blocks),
             orDash(era.bytes), era.isRebuilt ? QStringLiteral(" rebuilt") : QString());
}

QString toText(const DeviceRecord& device)
{
    return QStringLiteral("%1 %2..%3").arg(device.name).arg(device.createdUs).arg(device.removedUs);
}

QString toText(const EventRecord& event)
{
    return QStringLiteral("%1 %2 %3 %4")
        .arg(event.timeUs)
        .arg(orDash(event.device), event.kind, event.text);
}

QString toText(const AuditEntry& entry)
{
    return QStringLiteral("%1 %2 %3 %4 %5 %6 %7 %8")
        .arg(entry.timeUs)
        .arg(entry.uid)
        .arg(entry.sender, entry.method, entry.action, orDash(entry.device), entry.result,
             orDash(entry.message));
}

QString toText(const JobRecord& job)
{
    return QStringLiteral("%1 %2 %3 by %4 %5..%6 %7 %8")
        .arg(job.id, orDash(job.device), orDash(job.operation), orDash(job.uid))
        .arg(job.startedUs)
        .arg(job.endedUs)
        .arg(orDash(job.outcome), orDash(job.report));
}

template <class T> QStringList toText(const Result<QList<T>>& rows)
{
    if (!rows)
        return { QString::fromStdString(rows.error().message()) };
    QStringList lines;
    for (const T& row : *rows)
        lines.append(toText(row));
    return lines;
}

} // namespace

void noteEras(History& history, quint32 from, quint32 count)
{
    for (quint32 number = from; number < from + count; ++number) {
        EraRecord era;
        era.era = number;
        era.startedUs = number;
        era.groupId = QStringLiteral("group-%1").arg(number);
        history.noteEra(kSampleName, era);
    }
}

QByteArray soundHistory()
{
    HistoryWorld world;
    world.open();
    noteEras(*world.history, 1, kSampleEras);
    world.history->noteEvent({ 0, 1, {}, QStringLiteral("state"), QStringLiteral("seen") });
    world.close();
    QFile file(world.path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void put(const QString& path, const QByteArray& bytes)
{
    QDir().mkpath(QFileInfo(path).absolutePath());
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(bytes) != bytes.size())
        qFatal("%s cannot be written", qPrintable(path));
}

HistoryWorld::HistoryWorld()
    : path(folder.filePath(QStringLiteral("blkera/history.sqlite")))
{
}

void HistoryWorld::open()
{
    history = std::make_unique<History>(path);
    QObject::connect(history.get(), &History::incomplete,
                     [this](const QString& why) { incomplete.append(why); });
    QObject::connect(history.get(), &History::failed,
                     [this](const QString& why) { failures.append(why); });
    QObject::connect(history.get(), &History::recovered, [this] { ++recoveries; });
}

void HistoryWorld::reopen()
{
    close();
    open();
}

QString flush(History& history)
{
    const Result<void> done
        = ask<void>([&](History::Answer<void> answer) { history.flush(std::move(answer)); });
    return done ? QString() : QString::fromStdString(done.error().message());
}

QStringList lastEras(History& history, const QString& device, int count)
{
    return toText(ask<QList<EraRecord>>([&](History::Answer<QList<EraRecord>> answer) {
        history.lastEras(device, count, std::move(answer));
    }));
}

QStringList eras(History& history, const QString& device, quint32 from, int count)
{
    return toText(ask<QList<EraRecord>>([&](History::Answer<QList<EraRecord>> answer) {
        history.eras(device, from, count, std::move(answer));
    }));
}

QStringList devices(History& history)
{
    return toText(ask<QList<DeviceRecord>>(
        [&](History::Answer<QList<DeviceRecord>> answer) { history.devices(std::move(answer)); }));
}

QStringList events(History& history, const History::LogQuery& query)
{
    return toText(ask<QList<EventRecord>>([&](History::Answer<QList<EventRecord>> answer) {
        history.events(query, std::move(answer));
    }));
}

QStringList audit(History& history, const History::LogQuery& query)
{
    return toText(ask<QList<AuditEntry>>([&](History::Answer<QList<AuditEntry>> answer) {
        history.audit(query, std::move(answer));
    }));
}

QStringList jobs(const Result<QList<JobRecord>>& jobs)
{
    return toText(jobs);
}

Sql::Sql(const QString& path)
    : m_name(QStringLiteral("by hand, ") + path)
{
    QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_name);
    database.setDatabaseName(path);
    if (!database.open())
        qFatal("%s: %s", qPrintable(path), qPrintable(database.lastError().text()));
}

Sql::~Sql()
{
    QSqlDatabase::removeDatabase(m_name);
}

void Sql::run(const QString& statement) const
{
    QSqlQuery query(QSqlDatabase::database(m_name));
    if (!query.exec(statement))
        qFatal("%s: %s", qPrintable(statement), qPrintable(query.lastError().text()));
}

void Sql::runFile(const QString& file) const
{
    QFile text(file);
    if (!text.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", qPrintable(file));
    for (const QString& statement :
         QString::fromUtf8(text.readAll()).split(QStringLiteral(";\n"), Qt::SkipEmptyParts))
        run(statement);
}

QString Sql::value(const QString& statement) const
{
    QSqlQuery query(QSqlDatabase::database(m_name));
    if (!query.exec(statement) || !query.next())
        return query.lastError().text();
    return query.value(0).toString();
}

} // namespace blkera
