// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/mutex.h"
#include "store/records.h"

#include <chrono>
#include <deque>
#include <functional>
#include <optional>
#include <variant>
#include <vector>

#include <QString>

namespace blkera {

struct DeviceNote {
    QString name;
    qint64 createdUs = 0;
};

struct DeviceEnd {
    QString name;
    qint64 removedUs = 0;
};

struct EraNote {
    QString device;
    EraRecord era;
};

struct EraEnd {
    QString device;
    quint32 era = 0;
    qint64 endedUs = 0;
    std::optional<quint64> blocks;
    std::optional<quint64> bytes;
};

// Makes the transaction that it is in a synced one.
struct Sync { };

using HistoryRecord = std::variant<EraNote, EraEnd, DeviceNote, DeviceEnd, EventRecord, AuditEntry,
                                   JobRecord, Retention, Sync>;

// What waits to be written, in the order in which it was noted.
//
// Thread safety: all functions from any thread, except that take(), settle(), setFailing() and
// pause() are the writer's.
//
// Invariant: what waits, and what the writer has taken and not settled, is within the limits below.
class HistoryQueue {
public:
    // Events and audit; refused requests, which anybody can cause, have half of it.
    static constexpr quint64 kLogLimitBytes = quint64 { 8 } << 20;
    // The rest: eras, devices, jobs.
    static constexpr quint64 kStateLimitBytes = quint64 { 16 } << 20;
    static constexpr std::size_t kBatchRecords = 500;
    static constexpr std::chrono::milliseconds kGather { 100 };

    using Batch = std::vector<HistoryRecord>;

    struct Dropped {
        quint64 events = 0;
        quint64 audit = 0;
        quint64 others = 0;

        bool operator==(const Dropped&) const = default;
    };

    // Drops and counts it where the limit does not allow it.
    void add(HistoryRecord record);

    // Calls once when all that was added is written (true), or cannot be at present (false): at
    // once, or from the writer's thread. Makes the writer hurry.
    void whenSettled(std::function<void(bool isWritten)> call);

    // The database may be damaged: have it looked at.
    void suspect();

    // No more is added. take() gives what is left without waiting, then nothing.
    void end();

    Dropped dropped() const;
    quint64 waitingBytes() const;

    // The next records, at most kBatchRecords; waits until the first is kGather old, or there are
    // enough, or somebody wants them written. Where `mayWait` is not set it may be empty; it is
    // empty too where there is a suspicion to look at. Nothing at the end.
    std::optional<Batch> take(bool mayWait);
    // Whether there was a suspicion, which this takes away.
    bool takeSuspicion();
    // What take() gave has been written.
    void settle(const Batch& batch);
    // The opening of the database is what the first waiters wait for.
    void settleOpening();
    void setFailing(bool isFailing);
    // Waits before the next attempt; false if the end has come.
    bool pause(std::chrono::milliseconds time);

private:
    struct Waiter {
        quint64 number = 0;
        std::function<void(bool isWritten)> call;
    };

    void advance(quint64 count, const Batch& batch);

    mutable Mutex m_mutex;
    Condition m_changed;
    std::deque<HistoryRecord> m_records BLKERA_GUARDED_BY(m_mutex);
    std::chrono::steady_clock::time_point m_due BLKERA_GUARDED_BY(m_mutex);
    std::deque<Waiter> m_waiters BLKERA_GUARDED_BY(m_mutex); // by number
    quint64 m_added BLKERA_GUARDED_BY(m_mutex) = 1; // the opening
    quint64 m_settled BLKERA_GUARDED_BY(m_mutex) = 0;
    quint64 m_logBytes BLKERA_GUARDED_BY(m_mutex) = 0;
    quint64 m_refusalBytes BLKERA_GUARDED_BY(m_mutex) = 0; // of these
    quint64 m_stateBytes BLKERA_GUARDED_BY(m_mutex) = 0;
    Dropped m_dropped BLKERA_GUARDED_BY(m_mutex);
    bool m_isHurried BLKERA_GUARDED_BY(m_mutex) = false;
    bool m_isFailing BLKERA_GUARDED_BY(m_mutex) = false;
    bool m_isSuspect BLKERA_GUARDED_BY(m_mutex) = false;
    bool m_isEnded BLKERA_GUARDED_BY(m_mutex) = false;
};

} // namespace blkera
