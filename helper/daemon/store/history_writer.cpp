// SPDX-License-Identifier: GPL-2.0-or-later
#include "store/history_writer.h"

#include <algorithm>
#include <utility>
#include <variant>

#include <QDateTime>

namespace blkera {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds kFirstPause = 1s;
constexpr std::chrono::milliseconds kLongestPause = 60s;
constexpr int kTrimEvery = 1'000; // rows of the logs

bool isSynced(const HistoryRecord& record)
{
    return !std::holds_alternative<EventRecord>(record)
        && !std::holds_alternative<AuditEntry>(record)
        && !std::holds_alternative<Retention>(record);
}

} // namespace

HistoryWriter::HistoryWriter(QString path, HistoryQueue& queue, HistoryReader& reader,
                             Listener listener)
    : m_path(std::move(path))
    , m_queue(queue)
    , m_reader(reader)
    , m_listener(std::move(listener))
    , m_thread([this] { run(); })
{
}

HistoryWriter::~HistoryWriter()
{
    m_thread.join();
}

void HistoryWriter::run() noexcept
{
    if (persist({})) {
        m_queue.settleOpening();
        while (const std::optional<HistoryQueue::Batch> batch = m_queue.take(!m_pruning)) {
            // Before more goes where it may be lost.
            if (m_queue.takeSuspicion())
                lookForDamage();
            if (!persist(*batch))
                break;
            m_queue.settle(*batch);
            for (const HistoryRecord& record : *batch) {
                if (const auto* retention = std::get_if<Retention>(&record))
                    m_pruning = *retention;
            }
            if (m_pruning)
                pruneStep();
        }
    }
    // The last connection takes the -wal away, by which the next opening sees a clean end; the
    // reader's is not able to.
    m_reader.setUnreadable(Error { ErrorKind::Io, 0, "the history has been closed" });
    m_reader.whileClosed([this] { close(); });
}

// False if the end came while it could not be done.
bool HistoryWriter::persist(const HistoryQueue::Batch& batch)
{
    for (std::chrono::milliseconds pause = kFirstPause;;) {
        const Result<void> done = attempt(batch);
        if (done) {
            succeed();
            return true;
        }
        fail(done.error());
        if (!m_queue.pause(pause))
            return false;
        pause = std::min(2 * pause, kLongestPause);
    }
}

Result<void> HistoryWriter::attempt(const HistoryQueue::Batch& batch)
{
    if (!m_connection) {
        if (Result<void> opened = open(); !opened)
            return opened;
    }
    Result<void> done = writeRejecting(batch);
    if (!done && done.error().kind == ErrorKind::Corrupt) {
        if (Result<void> replaced = replace(QString::fromStdString(done.error().message()));
            !replaced)
            return replaced;
        done = writeRejecting(batch);
    }
    // A connection that met an error of the disk is not asked twice.
    if (!done)
        close();
    return done;
}

Result<void> HistoryWriter::open()
{
    Result<void> done;
    m_reader.whileClosed([&] { done = take(openHistory(m_path)); });
    // The header and the pages are fine, and the tables are not what they should be.
    if (!done && done.error().kind == ErrorKind::Corrupt)
        return replace(QString::fromStdString(done.error().message()));
    return done;
}

Result<void> HistoryWriter::replace(const QString& why)
{
    const auto now = std::chrono::steady_clock::now();
    // A disk that damages one after the other is not given many.
    if (m_replaced && now - *m_replaced < kLongestPause)
        return corrupt(why.toStdString() + ", again");
    m_replaced = now;
    Result<void> done;
    m_reader.whileClosed([&] {
        close();
        done = take(replaceHistory(m_path, why));
    });
    return done;
}

Result<void> HistoryWriter::take(Result<OpenedHistory> opened)
{
    if (!opened) {
        m_reader.setUnreadable(opened.error());
        return opened.error();
    }
    Result<std::unique_ptr<HistoryStatements>> statements
        = HistoryStatements::prepare(*opened->connection);
    if (!statements)
        return statements.error();
    m_connection = std::move(opened->connection);
    m_statements = std::move(*statements);
    m_isSynced = true; // SQLite's default, FULL
    m_reader.setReadable();
    if (opened->isNew)
        m_listener.incomplete(opened->damage);
    return {};
}

void HistoryWriter::close()
{
    m_statements.reset();
    m_connection.reset();
}

Result<void> HistoryWriter::transact(bool isSynced, const std::function<Result<void>()>& work)
{
    if (isSynced != m_isSynced) {
        if (Result<void> done
            = m_connection->execute(QStringLiteral("PRAGMA synchronous = %1")
                                        .arg(QLatin1String(isSynced ? "FULL" : "NORMAL")));
            !done)
            return done;
        m_isSynced = isSynced;
    }
    if (Result<void> begun = m_connection->execute(QStringLiteral("BEGIN IMMEDIATE")); !begun)
        return begun;
    Result<void> done = work();
    if (done)
        done = m_connection->execute(QStringLiteral("COMMIT"));
    if (!done)
        (void)m_connection->execute(QStringLiteral("ROLLBACK"));
    return done;
}

// We give no values that the tables do not take, so either we are wrong or an index is, which
// nothing else would find.
Result<void> HistoryWriter::writeRejecting(const HistoryQueue::Batch& batch)
{
    Result<void> done = write(batch);
    if (done || done.error().kind != ErrorKind::Invalid)
        return done;
    if (Result<void> fine = checkHistory(m_path); !fine)
        return fine;
    m_mayReject = true;
    done = write(batch);
    m_mayReject = false;
    return done;
}

Result<void> HistoryWriter::write(const HistoryQueue::Batch& batch)
{
    if (batch.empty())
        return {};
    const HistoryQueue::Dropped dropped = m_queue.dropped();
    quint64 rejected = 0;
    const bool synced = std::any_of(batch.begin(), batch.end(), isSynced);
    Result<void> done = transact(synced, [&]() -> Result<void> {
        rejected = 0;
        for (const HistoryRecord& record : batch) {
            Result<void> written = m_statements->write(record);
            if (!written && m_mayReject && written.error().kind == ErrorKind::Invalid)
                ++rejected;
            else if (!written)
                return written;
        }
        if (dropped.audit != m_reported.audit || dropped.events != m_reported.events) {
            if (Result<void> noted = noteDropped(); !noted)
                return noted;
        }
        m_logRows += static_cast<int>(batch.size());
        if (m_logRows < kTrimEvery)
            return {};
        m_logRows = 0;
        return m_statements->trimLogs();
    });
    if (!done)
        return done;
    m_rejected += rejected;
    if (dropped.others != m_reported.others)
        m_listener.incomplete(
            QStringLiteral("%1 records of eras, devices and jobs found no room while"
                           " the history could not be written")
                .arg(dropped.others - m_reported.others));
    m_reported = dropped;
    return {};
}

Result<void> HistoryWriter::noteDropped()
{
    const HistoryQueue::Dropped dropped = m_queue.dropped();
    EventRecord event;
    event.timeUs = QDateTime::currentMSecsSinceEpoch() * 1'000;
    event.kind = QStringLiteral("history-dropped");
    event.text = QStringLiteral("audit: %1, events: %2")
                     .arg(dropped.audit - m_reported.audit)
                     .arg(dropped.events - m_reported.events);
    return m_statements->write(HistoryRecord(event));
}

void HistoryWriter::pruneStep()
{
    bool isAll = true;
    const Result<void> done = transact(false, [&]() -> Result<void> {
        const Result<bool> step = m_statements->prune(*m_pruning);
        if (!step)
            return step.error();
        isAll = *step;
        return {};
    });
    // One that fails is not worth a word: writing has the same disk, and pruning comes again.
    if (!done || isAll)
        m_pruning.reset();
}

void HistoryWriter::lookForDamage()
{
    if (!m_connection)
        return;
    const Result<void> fine = checkHistory(m_path);
    if (fine || fine.error().kind != ErrorKind::Corrupt)
        return;
    if (Result<void> replaced = replace(QString::fromStdString(fine.error().message()));
        !replaced) {
        close();
        fail(replaced.error());
    }
}

void HistoryWriter::fail(const Error& error)
{
    // First the reason, then those who wait and are told it.
    if (!std::exchange(m_isFailing, true))
        m_listener.failed(QString::fromStdString(error.message()));
    m_queue.setFailing(true);
}

void HistoryWriter::succeed()
{
    if (!std::exchange(m_isFailing, false))
        return;
    m_queue.setFailing(false);
    m_listener.recovered();
}

} // namespace blkera
