// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/result.h"
#include "store/history_file.h"
#include "store/history_queue.h"
#include "store/history_reader.h"
#include "store/history_statements.h"

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <thread>

#include <QString>

namespace blkera {

// The thread that writes what the queue holds, and sees to the file. It ends when the queue has
// been ended and what was in it is written, or cannot be.
class HistoryWriter {
public:
    // Called on the writer's thread.
    struct Listener {
        std::function<void(const QString& why)> incomplete;
        std::function<void(const QString& why)> failed;
        std::function<void()> recovered;
    };

    // Queue and reader outlive it.
    HistoryWriter(QString path, HistoryQueue& queue, HistoryReader& reader, Listener listener);
    // Waits for the end, which has to have been asked for: HistoryQueue::end().
    ~HistoryWriter();

    HistoryWriter(const HistoryWriter&) = delete;
    HistoryWriter& operator=(const HistoryWriter&) = delete;

    // Records that the database did not take. From any thread.
    quint64 rejected() const { return m_rejected; }

private:
    void run() noexcept;
    bool persist(const HistoryQueue::Batch& batch);
    Result<void> attempt(const HistoryQueue::Batch& batch);
    Result<void> open();
    Result<void> take(Result<OpenedHistory> opened);
    Result<void> replace(const QString& why);
    void close();
    Result<void> transact(bool isSynced, const std::function<Result<void>()>& work);
    Result<void> write(const HistoryQueue::Batch& batch);
    Result<void> writeRejecting(const HistoryQueue::Batch& batch);
    Result<void> noteDropped();
    void pruneStep();
    void lookForDamage();
    void fail(const Error& error);
    void succeed();

    const QString m_path;
    HistoryQueue& m_queue;
    HistoryReader& m_reader;
    const Listener m_listener;
    // The rest is the thread's.
    std::unique_ptr<SqliteConnection> m_connection; // null: not open
    std::unique_ptr<HistoryStatements> m_statements;
    bool m_isFailing = false;
    bool m_isSynced = false; // how the connection commits
    // Set when a record was not taken by a database that is fine: then that one is rejected.
    bool m_mayReject = false;
    int m_logRows = 0; // written since the logs were trimmed
    HistoryQueue::Dropped m_reported; // of what was dropped
    std::optional<Retention> m_pruning;
    std::optional<std::chrono::steady_clock::time_point> m_replaced; // when last
    std::atomic<quint64> m_rejected = 0;
    std::jthread m_thread; // last: it uses the others
};

} // namespace blkera
