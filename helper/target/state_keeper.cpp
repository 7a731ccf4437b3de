// SPDX-License-Identifier: GPL-2.0-or-later
#include "state_keeper.h"

#include <utility>

namespace blkera {

namespace {

constexpr std::chrono::seconds kPatience(5);

} // namespace

StateKeeper::StateKeeper(StateFile file)
    : StateKeeper(
        file, [file](const Entry& entry) { return file.save(entry); }, kPatience)
{
}

StateKeeper::StateKeeper(StateFile file, Write write, std::chrono::milliseconds patience)
    : m_file(std::move(file))
    , m_write(std::move(write))
    , m_patience(patience)
    , m_thread([this](const std::stop_token& stop) { run(stop); })
{
}

StateKeeper::~StateKeeper()
{
    m_thread.request_stop();
    m_thread.join();
}

Result<void> StateKeeper::save(const Entry& entry)
{
    MutexLock lock(m_mutex);
    m_next = entry;
    const std::uint64_t number = ++m_asked;
    m_changed.notify_all();
    const bool written = m_changed.wait_for(
        m_mutex, m_patience, [&]() BLKERA_REQUIRES(m_mutex) { return m_written >= number; });
    if (written)
        return m_outcome;
    return Error { ErrorKind::Busy, 0,
                   m_file.path() + " takes long to write: this state is not yet recorded" };
}

void StateKeeper::run(const std::stop_token& stop) noexcept
{
    for (;;) {
        Entry entry;
        std::uint64_t number = 0;
        {
            MutexLock lock(m_mutex);
            m_changed.wait(m_mutex, stop,
                           [this]() BLKERA_REQUIRES(m_mutex) { return m_next.has_value(); });
            if (!m_next)
                return;
            entry = *std::exchange(m_next, std::nullopt);
            number = m_asked;
        }
        Result<void> outcome = m_write(entry);
        {
            MutexLock lock(m_mutex);
            m_outcome = std::move(outcome);
            m_written = number;
        }
        m_changed.notify_all();
    }
}

} // namespace blkera
