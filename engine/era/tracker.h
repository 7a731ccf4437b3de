// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/histogram.h"
#include "base/mutex.h"
#include "era/activation.h"
#include "era/metadata.h"
#include "era/tracker_state.h"
#include "era/write_gate.h"
#include "storage/stall_watch.h"

#include <chrono>
#include <functional>
#include <memory>
#include <vector>

namespace blkera {

// What the tracker sees of a request that changes data. It stays the frontend's; while the tracker
// holds it (between a false submit() and takeReady()) nobody else touches it.
struct PendingWrite {
    QueueId queue = 0;
    RequestTag tag = 0;
    BlockRange blocks;
    int error = 0; // from takeReady(): 0 = submit again; else the errno to answer with
    PendingWrite* next = nullptr;
};

// Called by the tracker's step() when a queue has writes to take back; must only wake the queue's
// thread (an eventfd).
class QueueWaker {
public:
    virtual ~QueueWaker() = default;
    virtual void wake(QueueId queue) = 0;
};

struct TrackerStatus {
    Metadata::Usage usage;
    TrackerState state = TrackerState::Running;
    std::string failure; // why, in any other state
    bool suspended = false;
    std::uint64_t commits = 0; // of marks
    std::uint64_t deferredWrites = 0;
    // Blocks that are marked in the current era, and that were in the one that ended last.
    std::uint64_t blocksMarked = 0;
    std::uint64_t lastEraBlocksMarked = 0;
};

// What the worker has done since the start. Waits for nobody; each number by itself is right.
struct TrackerFigures {
    std::uint64_t erasBegun = 0; // by checkpoints and the like; not the one of the start
    Histogram::Counts commitUs; // how long marking a batch took; as many as TrackerStatus::commits
    Histogram::Counts commitWrites; // how many writes had waited for it
};

// The heart of the product: no write reaches the origin before its mark is durable.
//
// Logic only, no thread: whoever calls step() again and again makes the metadata's changes happen,
// a MetadataWorker in the product, a loop in a simulation. Everything that waits is marked in one
// transaction: while a commit is in flight the next batch gathers. Digesting advances between
// batches in small steps.
//
// Thread safety: submit(), completed() and takeReady() on the thread of the queue they name; the
// verbs, status() and requestStop() on any thread; step() and waitForWork() on one thread, the
// metadata worker's, on which callbacks run: they must not block.
class Tracker {
public:
    // What the world lends it; both may be null, and outlive it.
    struct Surroundings {
        StateRecord* record = nullptr;
        const StallWatch* watch = nullptr; // over the metadata's device
    };

    Tracker(Activation activation, std::uint16_t queues, std::uint16_t queueDepth,
            QueueWaker& waker, Surroundings surroundings);
    // `metadata` is activated and used by nobody else from then on.
    Tracker(std::unique_ptr<Metadata> metadata, std::uint16_t queues, std::uint16_t queueDepth,
            QueueWaker& waker);

    // True: send the write to the origin now, and call completed() when it is done, whatever its
    // outcome. False: the tracker has it; it comes back through takeReady() and is to be submitted
    // again, or answered if it carries an error: ENOSPC where the metadata is full, EIO where it
    // failed or the blocks are beyond the device's end.
    bool submit(PendingWrite& write);
    void completed(const PendingWrite& write);
    // A list linked by `next`, oldest first; null if there is none.
    PendingWrite* takeReady(QueueId queue);

    template <class T> using Reply = std::function<void(Result<T>)>;

    // Verbs. Errors of all: NoSpace, naming the remedy; Io once the device is failed or needs a
    // check.

    // Replies with the era that has begun, when its beginning is durable: every write that
    // completes from then on is listed as changed since it.
    void checkpoint(Reply<Era> reply);
    // Replies with where the snapshot is held. Errors: Busy if one is held.
    void takeMetadataSnapshot(Reply<MetadataBlock> reply);
    // Errors: NotFound if none is held.
    void dropMetadataSnapshot(Reply<void> reply);
    // Marks blocks as written in the current era, as a write would, in one transaction: something
    // else has changed them. Errors: Invalid for blocks beyond the device's end.
    void markBlocks(std::vector<BlockRange> blocks, Reply<void> reply);
    // The origin has another number of blocks; replies with the era that has begun with it. Writes
    // beyond the old end may come once it replied. Errors: Invalid if it shrank and may not; Busy
    // while a write beyond the new end is in flight.
    void resize(BlockCount nrBlocks, Shrink shrink, Reply<Era> reply);
    // Takes in what the metadata device has grown by; replies with the blocks in use.
    void growMetadata(Reply<MetadataBlockCount> reply);
    // Archives the writeset, as a clean stop does, and leaves the metadata alone until resume().
    // Verbs are refused with Busy meanwhile, and writes answered with EIO: whoever asks has made
    // sure that none comes. Errors: Busy while a write is in flight.
    void suspend(Reply<void> reply);
    // Replies with the era that has begun. If there is no room for one, the device is metadata-full
    // and goes on all the same, in the era that was. Errors: Invalid if it is not suspended.
    void resume(Reply<Era> reply);
    // A committed state for a reader with a device of its own.
    void pinView(Reply<Metadata::PinnedView> reply);

    // From memory; never waits for I/O, never causes any.
    TrackerStatus status() const;
    TrackerFigures figures() const; // on any thread

    // Takes all deferred writes and commands and does them, then a bounded part of the work that
    // nobody waits for. Returns whether more of that is due at once.
    bool step();
    // Returns when a step has something to do: true; or when a stop was requested: false. If it is
    // writes that wait, and others were handed back just now, their successors are waited for up
    // to half the time that a commit takes, so that one commit serves all that are in flight.
    bool waitForWork();
    void requestStop();

    // The clean stop: archives the writeset. After the last step(), when no write is in flight and
    // none will come.
    Result<void> stop();

private:
    // A first-in, first-out list linked by PendingWrite::next.
    struct List {
        PendingWrite* first = nullptr;
        PendingWrite* last = nullptr;

        void append(PendingWrite& write);
        PendingWrite* take();
    };

    using Command = std::function<void()>;
    using Ranges = std::span<const BlockRange>;

    void post(Command command);
    void commitBatch(PendingWrite* batch);
    void handBack(PendingWrite* batch, int error);
    Result<void> commitMarks(const std::vector<BlockRange>& unmarked);
    void makeRoom();
    void lookForRoom();
    Result<void> changeEra(const std::function<Result<Era>(Ranges inFlight)>& change);
    Result<Era> resizeOrigin(BlockCount nrBlocks, Shrink shrink);
    Result<void> archiveForSuspend();
    Result<Era> beginAfterSuspend();
    void setSuspended(bool suspended);
    void noteMarked(std::uint64_t blocks);
    void noteNewEra(std::uint64_t blocksMarked);
    bool backgroundStep();

    // Marks and verbs are possible at all.
    bool usable() const
    {
        return !m_suspended
            && (m_state == TrackerState::Running || m_state == TrackerState::MetadataFull);
    }

    Error unusable() const;
    Result<void> noteOutcome(Result<void> outcome);
    void enter(TrackerState state, const std::string& reason);
    void refreshUsage();

    // Constant after construction; what they point to says who may touch it.
    std::unique_ptr<Metadata> m_metadata; // the worker's; stop()'s after the last step; may be null
    WriteGate m_gate;
    QueueWaker& m_waker;
    Surroundings m_surroundings;

    // The worker's own.
    TrackerState m_state;
    bool m_suspended = false;
    MetadataBlockCount m_roomWhenFull;
    bool m_digestBlocked = false; // out of space: the next commit may free some
    unsigned m_uncommittedSteps = 0;
    bool m_moreDue = true; // at start: what a crash left to digest

    // Counted by the worker, read by all.
    Counter m_erasBegun;
    Histogram m_commitUs;
    Histogram m_commitWrites;

    mutable Mutex m_mutex;
    Condition m_work;
    List m_deferred BLKERA_GUARDED_BY(m_mutex);
    std::size_t m_deferredCount BLKERA_GUARDED_BY(m_mutex) = 0;
    // What waitForWork() gathers: so many writes, but not for longer.
    std::size_t m_expected BLKERA_GUARDED_BY(m_mutex) = 0;
    std::chrono::steady_clock::time_point m_gatherUntil BLKERA_GUARDED_BY(m_mutex);
    std::vector<List> m_ready BLKERA_GUARDED_BY(m_mutex); // by queue
    std::vector<Command> m_commands BLKERA_GUARDED_BY(m_mutex);
    bool m_stopRequested BLKERA_GUARDED_BY(m_mutex) = false;
    TrackerStatus m_status BLKERA_GUARDED_BY(m_mutex);
};

} // namespace blkera
