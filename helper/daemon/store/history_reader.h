// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/mutex.h"
#include "base/result.h"
#include "store/sqlite.h"

#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <thread>

#include <QString>

namespace blkera {

// The thread that reads, with a connection that it has only while there is something to read.
//
// Thread safety: all functions from any thread.
class HistoryReader {
public:
    using Read = std::function<void(const Result<SqliteConnection*>& connection)>;

    explicit HistoryReader(QString path);
    // Reads that have not begun are forgotten.
    ~HistoryReader();

    HistoryReader(const HistoryReader&) = delete;
    HistoryReader& operator=(const HistoryReader&) = delete;

    // Runs on the thread that reads.
    void add(Read read);

    // Until the file has been opened and checked, reads get this error.
    void setUnreadable(const Error& why);
    void setReadable();

    // Runs while the reader does not have the file open: SQLite must not see one that changes its
    // name under a connection. Waits for the reads that have begun.
    void whileClosed(const std::function<void()>& run);

private:
    void run() noexcept;

    const QString m_path;
    Mutex m_mutex;
    Condition m_changed;
    std::deque<Read> m_reads BLKERA_GUARDED_BY(m_mutex);
    std::optional<Error> m_unreadable BLKERA_GUARDED_BY(m_mutex);
    bool m_isEnded BLKERA_GUARDED_BY(m_mutex) = false;
    Mutex m_open; // held while a connection is; never waited for with m_mutex held
    std::jthread m_thread; // last: it uses the others
};

} // namespace blkera
