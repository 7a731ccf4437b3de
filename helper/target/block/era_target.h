// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/mutex.h"
#include "block/frontend.h"
#include "block/origin.h"
#include "block/queue_counters.h"
#include "block/queue_events.h"
#include "era/geometry.h"
#include "era/tracker.h"

#include <atomic>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

namespace blkera {

// What an era device does with a request: reads and flushes pass to the origin, whatever changes
// data passes once the tracker says that its mark is durable.
//
// Everything happens on the queue's own thread; queues share nothing here. All references are
// borrowed and outlive the frontend's threads. `events` is the tracker's waker.
class EraTarget : public BlockTarget {
public:
    EraTarget(const Origin& origin, const Geometry& geometry, Tracker& tracker, QueueEvents& events,
              Frontend& frontend, std::uint16_t queues, std::uint16_t queueDepth);

    // The device has another size: requests beyond it are refused from now on. On one thread, none
    // of the queues'.
    void setGeometry(const Geometry& geometry);

    // Both are called once, on a queue's thread, so they must not block.
    struct Holding {
        std::function<void()> reached; // no request begins any more
        // And none is under way, neither at the origin nor at the tracker.
        std::function<void()> drained;
    };

    // Every request waits from now on, reads and flushes too. On the thread of setGeometry(); not
    // again before release().
    void hold(Holding holding);
    // What was held goes on, in its order. What was not yet called may be called later, or never.
    void release();

    // Since the start, of all queues; on any thread.
    RequestFigures figures() const;

    void submit(BlockRequest& request) override;
    Result<void> queueStarted(QueueId queue, IoRing& ring) override;
    void queueStopping(QueueId queue) override;
    void ringCompletion(QueueId queue, std::uint64_t userData, int result) override;

private:
    // One hold(), as long as a queue has not seen its end.
    struct Hold {
        Hold(Holding callbacks, unsigned queues)
            : holding(std::move(callbacks))
            , notReached(queues)
            , notDrained(queues)
        {
        }

        const Holding holding;
        std::atomic<unsigned> notReached; // queues
        std::atomic<unsigned> notDrained;
    };

    struct alignas(64) Queue {
        IoRing* ring = nullptr; // the frontend's, while its thread runs
        std::vector<BlockRequest*> requests; // by tag; what the target holds at the moment
        unsigned underWay = 0; // of these, not held
        unsigned order = 0; // the last of m_order that it followed
        std::shared_ptr<Hold> hold; // that it obeys; null: none
        BlockRequest* firstHeld = nullptr;
        BlockRequest* lastHeld = nullptr;
        QueueCounters counters;
    };

    void begin(BlockRequest& request);
    void finish(BlockRequest& request, int result);
    void keepHeld(BlockRequest& request);
    void order(std::shared_ptr<Hold> hold);
    void followOrder(QueueId queue);
    void noticeDrained(Queue& queue);
    void passWhenMarked(BlockRequest& request);
    void noteMarked(const BlockRequest& request);
    void sendToOrigin(BlockRequest& request);
    void takeBackDeferred(QueueId queue);

    const Origin& m_origin;
    // Queues may still look at an older one, so they all stay: a few bytes for each resize.
    std::deque<Geometry> m_geometries;
    std::atomic<const Geometry*> m_geometry; // the last one
    Tracker& m_tracker;
    QueueEvents& m_events;
    Frontend& m_frontend;
    std::vector<Queue> m_queues;
    std::atomic<unsigned> m_order = 0; // counts hold() and release(); changes with m_hold
    Mutex m_holdMutex;
    std::shared_ptr<Hold> m_hold BLKERA_GUARDED_BY(m_holdMutex);
};

} // namespace blkera
