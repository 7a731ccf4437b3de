// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/mutex.h"
#include "era/metadata.h"
#include "era/write_gate.h"

#include <functional>
#include <memory>
#include <optional>
#include <thread>
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

// Called on the metadata worker when a queue has writes to take back; must only wake the queue's
// thread (an eventfd).
class QueueWaker {
public:
    virtual ~QueueWaker() = default;
    virtual void wake(QueueId queue) = 0;
};

enum class TrackerState {
    Running,
    Failed, // a commit failed: unmarked writes get an error, marked writes and reads go on
};

const char* toString(TrackerState state);

struct TrackerStatus {
    Metadata::Usage usage;
    TrackerState state = TrackerState::Running;
    std::string failure; // why, when Failed
    std::uint64_t commits = 0; // of marks
    std::uint64_t deferredWrites = 0;
};

// The heart of the product: no write reaches the origin before its mark is durable.
//
// Owns the metadata worker, a thread. Everything that waits is marked in one transaction: while a
// commit is in flight the next batch gathers. Digesting advances between batches in small steps.
//
// Thread safety: submit(), completed() and takeReady() on the thread of the queue they name; the
// verbs and status() on any thread. Callbacks run on the worker, must not block, and must not call
// stop().
class Tracker {
public:
    // `metadata` is activated and used by nobody else from then on.
    Tracker(std::unique_ptr<Metadata> metadata, std::uint16_t queues, std::uint16_t queueDepth,
            QueueWaker& waker);
    ~Tracker(); // stops without archiving, as a crash would; see stop()

    // True: send the write to the origin now, and call completed() when it is done, whatever its
    // outcome. False: the tracker has it; it comes back through takeReady() and is to be submitted
    // again, or answered if it carries an error.
    bool submit(PendingWrite& write);
    void completed(const PendingWrite& write);
    // A list linked by `next`, oldest first; null if there is none.
    PendingWrite* takeReady(QueueId queue);

    template <class T> using Reply = std::function<void(Result<T>)>;

    // Replies with the era that has begun, when its beginning is durable: every write that
    // completes from then on is listed as changed since it.
    void checkpoint(Reply<Era> reply);
    // Replies with where the snapshot is held.
    void takeMetadataSnapshot(Reply<MetadataBlock> reply);
    void dropMetadataSnapshot(Reply<void> reply);
    // A committed state for a reader with a device of its own.
    void pinView(Reply<Metadata::PinnedView> reply);

    // From memory; never waits for I/O.
    TrackerStatus status() const;

    // The clean stop: call when no write is in flight and none will come. Waits for the worker;
    // archives the writeset.
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

    void run() noexcept;
    void post(Command command);
    void commitBatch(PendingWrite* batch);
    Result<void> mark(std::span<const BlockRange> blocks);
    void makeRoom();
    void handBack(PendingWrite* batch, int error);
    Result<void> rollover(bool withSnapshot);
    bool backgroundStep();
    Result<void> noteOutcome(Result<void> outcome);

    // Constant after construction; what they point to says who may touch it.
    std::unique_ptr<Metadata> m_metadata; // the worker's; stop()'s after its end
    WriteGate m_gate;
    QueueWaker& m_waker;

    // The worker's own.
    bool m_failed = false;
    bool m_digestBlocked = false; // out of space: the next commit may free some
    unsigned m_uncommittedSteps = 0;

    mutable Mutex m_mutex;
    Condition m_work;
    List m_deferred BLKERA_GUARDED_BY(m_mutex);
    std::vector<List> m_ready BLKERA_GUARDED_BY(m_mutex); // by queue
    std::vector<Command> m_commands BLKERA_GUARDED_BY(m_mutex);
    bool m_stop BLKERA_GUARDED_BY(m_mutex) = false;
    TrackerStatus m_status BLKERA_GUARDED_BY(m_mutex);

    std::jthread m_worker;
};

} // namespace blkera
