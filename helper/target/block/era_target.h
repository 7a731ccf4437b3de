// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

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

    // Every request waits from now on, reads and flushes too. `drained` is called when none is
    // under way any more, neither at the origin nor at the tracker: on a queue's thread, so it must
    // not block. On the thread of setGeometry(); not again before release().
    void hold(std::function<void()> drained);
    // What was held goes on, in its order. After `drained` was called.
    void release();

    // Since the start, of all queues; on any thread.
    RequestFigures figures() const;

    void submit(BlockRequest& request) override;
    Result<void> queueStarted(QueueId queue, IoRing& ring) override;
    void queueStopping(QueueId queue) override;
    void ringCompletion(QueueId queue, std::uint64_t userData, int result) override;

private:
    struct alignas(64) Queue {
        IoRing* ring = nullptr; // the frontend's, while its thread runs
        std::vector<BlockRequest*> requests; // by tag; what the target holds at the moment
        unsigned underWay = 0; // of these, not held
        unsigned order = 0; // the last of m_order that it followed
        bool holding = false;
        BlockRequest* firstHeld = nullptr;
        BlockRequest* lastHeld = nullptr;
        QueueCounters counters;
    };

    void begin(BlockRequest& request);
    void finish(BlockRequest& request, int result);
    void keepHeld(BlockRequest& request);
    void followHold(QueueId queue);
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
    std::atomic<unsigned> m_order = 0; // counts hold() and release(); odd: hold
    std::atomic<unsigned> m_notDrained = 0; // queues
    std::function<void()> m_drained; // written before m_order
};

} // namespace blkera
