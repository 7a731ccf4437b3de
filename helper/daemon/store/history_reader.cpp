// SPDX-License-Identifier: GPL-2.0-or-later
#include "store/history_reader.h"

#include <memory>
#include <utility>

namespace blkera {

HistoryReader::HistoryReader(QString path)
    : m_path(std::move(path))
    , m_unreadable(Error { ErrorKind::Io, 0, "the history is not open yet" })
    , m_thread([this] { run(); })
{
}

HistoryReader::~HistoryReader()
{
    {
        const MutexLock lock(m_mutex);
        m_isEnded = true;
        m_changed.notify_all();
    }
    m_thread.join();
}

void HistoryReader::add(Read read)
{
    const MutexLock lock(m_mutex);
    m_reads.push_back(std::move(read));
    m_changed.notify_all();
}

void HistoryReader::setUnreadable(const Error& why)
{
    const MutexLock lock(m_mutex);
    m_unreadable = why;
}

void HistoryReader::setReadable()
{
    const MutexLock lock(m_mutex);
    m_unreadable.reset();
}

void HistoryReader::whileClosed(const std::function<void()>& run)
{
    const MutexLock open(m_open);
    run();
}

void HistoryReader::run() noexcept
{
    for (;;) {
        {
            const MutexLock lock(m_mutex);
            while (m_reads.empty() && !m_isEnded)
                m_changed.wait(m_mutex);
            if (m_isEnded)
                return;
        }
        const MutexLock open(m_open);
        std::unique_ptr<SqliteConnection> connection;
        for (;;) {
            Read read;
            std::optional<Error> unreadable;
            {
                const MutexLock lock(m_mutex);
                if (m_reads.empty() || m_isEnded)
                    break;
                read = std::move(m_reads.front());
                m_reads.pop_front();
                unreadable = m_unreadable;
            }
            if (!unreadable && !connection) {
                Result<std::unique_ptr<SqliteConnection>> opened
                    = SqliteConnection::open(m_path, SqliteConnection::Mode::Read);
                if (opened)
                    connection = std::move(*opened);
                else
                    unreadable = opened.error();
            }
            if (unreadable)
                read(*unreadable);
            else
                read(connection.get());
        }
    }
}

} // namespace blkera
