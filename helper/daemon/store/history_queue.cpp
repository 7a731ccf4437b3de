// SPDX-License-Identifier: GPL-2.0-or-later
#include "store/history_queue.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace blkera {

namespace {

template <class... Cases> struct Overloaded : Cases... {
    using Cases::operator()...;
};

template <class... Cases> Overloaded(Cases...) -> Overloaded<Cases...>;

quint64 sizeBytes(const QString& text)
{
    return static_cast<quint64>(text.size()) * sizeof(QChar);
}

// About what it takes in memory.
quint64 costBytes(const HistoryRecord& record)
{
    // Whoever asks for it would take an answer without it for a promise.
    if (std::holds_alternative<Sync>(record))
        return 0;
    const quint64 text = std::visit(
        Overloaded {
            [](const EraNote& note) {
                return sizeBytes(note.device) + sizeBytes(note.era.groupId);
            },
            [](const EraEnd& end) { return sizeBytes(end.device); },
            [](const DeviceNote& note) { return sizeBytes(note.name); },
            [](const DeviceEnd& end) { return sizeBytes(end.name); },
            [](const EventRecord& event) {
                return sizeBytes(event.device) + sizeBytes(event.kind) + sizeBytes(event.text);
            },
            [](const AuditEntry& entry) {
                return sizeBytes(entry.sender) + sizeBytes(entry.method) + sizeBytes(entry.action)
                    + sizeBytes(entry.device) + sizeBytes(entry.result) + sizeBytes(entry.message);
            },
            [](const JobRecord& job) {
                return sizeBytes(job.id) + sizeBytes(job.device) + sizeBytes(job.operation)
                    + sizeBytes(job.outcome) + sizeBytes(job.report);
            },
            [](const Retention&) { return quint64 { 0 }; },
            [](const Sync&) { return quint64 { 0 }; },
        },
        record);
    return sizeof(HistoryRecord) + text;
}

bool isRefusal(const HistoryRecord& record)
{
    const auto* entry = std::get_if<AuditEntry>(&record);
    return entry != nullptr && entry->result == QLatin1String("denied");
}

bool isLog(const HistoryRecord& record)
{
    return std::holds_alternative<AuditEntry>(record)
        || std::holds_alternative<EventRecord>(record);
}

} // namespace

void HistoryQueue::add(HistoryRecord record)
{
    const quint64 cost = costBytes(record);
    const MutexLock lock(m_mutex);
    if (isLog(record)) {
        const bool refusal = isRefusal(record);
        if (m_logBytes + cost > kLogLimitBytes
            || (refusal && m_refusalBytes + cost > kLogLimitBytes / 2)) {
            ++(std::holds_alternative<AuditEntry>(record) ? m_dropped.audit : m_dropped.events);
            return;
        }
        m_logBytes += cost;
        m_refusalBytes += refusal ? cost : 0;
    } else {
        if (m_stateBytes + cost > kStateLimitBytes) {
            ++m_dropped.others;
            return;
        }
        m_stateBytes += cost;
    }
    if (m_records.empty())
        m_due = std::chrono::steady_clock::now() + kGather;
    m_records.push_back(std::move(record));
    ++m_added;
    if (m_records.size() == 1 || m_records.size() == kBatchRecords)
        m_changed.notify_all();
}

void HistoryQueue::whenSettled(std::function<void(bool isWritten)> call)
{
    bool written = false;
    {
        const MutexLock lock(m_mutex);
        written = m_settled == m_added;
        if (!written && !m_isFailing && !m_isEnded) {
            m_waiters.push_back({ m_added, std::move(call) });
            m_isHurried = !m_records.empty();
            m_changed.notify_all();
            return;
        }
    }
    call(written);
}

void HistoryQueue::suspect()
{
    const MutexLock lock(m_mutex);
    m_isSuspect = true;
    m_changed.notify_all();
}

void HistoryQueue::end()
{
    const MutexLock lock(m_mutex);
    m_isEnded = true;
    m_changed.notify_all();
}

HistoryQueue::Dropped HistoryQueue::dropped() const
{
    const MutexLock lock(m_mutex);
    return m_dropped;
}

quint64 HistoryQueue::waitingBytes() const
{
    const MutexLock lock(m_mutex);
    return m_logBytes + m_stateBytes;
}

std::optional<HistoryQueue::Batch> HistoryQueue::take(bool mayWait)
{
    const MutexLock lock(m_mutex);
    while (mayWait && !m_isEnded && !m_isSuspect && !(m_isHurried && !m_records.empty())
           && m_records.size() < kBatchRecords) {
        if (m_records.empty())
            m_changed.wait(m_mutex);
        else if (m_changed.wait_until(m_mutex, m_due) == std::cv_status::timeout)
            break;
    }
    if (m_isEnded && m_records.empty())
        return std::nullopt;
    const auto count = static_cast<std::ptrdiff_t>(std::min(m_records.size(), kBatchRecords));
    Batch batch(std::make_move_iterator(m_records.begin()),
                std::make_move_iterator(m_records.begin() + count));
    m_records.erase(m_records.begin(), m_records.begin() + count);
    if (m_records.empty())
        m_isHurried = false;
    return batch;
}

bool HistoryQueue::takeSuspicion()
{
    const MutexLock lock(m_mutex);
    return std::exchange(m_isSuspect, false);
}

void HistoryQueue::settle(const Batch& batch)
{
    advance(batch.size(), batch);
}

void HistoryQueue::settleOpening()
{
    advance(1, {});
}

void HistoryQueue::advance(quint64 count, const Batch& batch)
{
    std::vector<Waiter> ready;
    {
        const MutexLock lock(m_mutex);
        for (const HistoryRecord& record : batch) {
            const quint64 cost = costBytes(record);
            if (!isLog(record)) {
                m_stateBytes -= cost;
                continue;
            }
            m_logBytes -= cost;
            m_refusalBytes -= isRefusal(record) ? cost : 0;
        }
        m_settled += count;
        while (!m_waiters.empty() && m_waiters.front().number <= m_settled) {
            ready.push_back(std::move(m_waiters.front()));
            m_waiters.pop_front();
        }
    }
    for (const Waiter& waiter : ready)
        waiter.call(true);
}

void HistoryQueue::setFailing(bool isFailing)
{
    std::deque<Waiter> ready;
    {
        const MutexLock lock(m_mutex);
        m_isFailing = isFailing;
        if (isFailing)
            ready.swap(m_waiters);
    }
    for (const Waiter& waiter : ready)
        waiter.call(false);
}

bool HistoryQueue::pause(std::chrono::milliseconds time)
{
    const auto until = std::chrono::steady_clock::now() + time;
    const MutexLock lock(m_mutex);
    while (!m_isEnded) {
        if (m_changed.wait_until(m_mutex, until) == std::cv_status::timeout)
            break;
    }
    return !m_isEnded;
}

} // namespace blkera
