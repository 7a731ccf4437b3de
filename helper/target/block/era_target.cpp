// SPDX-License-Identifier: GPL-2.0-or-later
#include "block/era_target.h"

#include "block/origin_io.h"

#include <cerrno>
#include <string>
#include <utility>

namespace blkera {

namespace {

// The target's completions: an origin I/O by its request's tag, or the tracker's wake-up.
constexpr std::uint64_t kWakeUp = std::uint64_t { 1 } << 16;

constexpr std::uint64_t targetData(std::uint64_t value)
{
    return makeUserData(CompletionOwner::Target, value);
}

bool changesData(BlockOperation operation)
{
    return operation != BlockOperation::Read && operation != BlockOperation::Flush;
}

} // namespace

EraTarget::EraTarget(const Origin& origin, const Geometry& geometry, Tracker& tracker,
                     QueueEvents& events, Frontend& frontend, std::uint16_t queues,
                     std::uint16_t queueDepth)
    : m_origin(origin)
    , m_geometries { geometry }
    , m_geometry(&m_geometries.back())
    , m_tracker(tracker)
    , m_events(events)
    , m_frontend(frontend)
    , m_queues(queues)
{
    for (Queue& queue : m_queues)
        queue.requests.resize(queueDepth);
}

void EraTarget::setGeometry(const Geometry& geometry)
{
    m_geometries.push_back(geometry);
    m_geometry.store(&m_geometries.back(), std::memory_order_release);
}

// Each queue follows on its own thread, once it is woken: so a request costs no look at what the
// queues share.
void EraTarget::hold(Holding holding)
{
    order(std::make_shared<Hold>(std::move(holding), static_cast<unsigned>(m_queues.size())));
}

void EraTarget::release()
{
    order(nullptr);
}

void EraTarget::order(std::shared_ptr<Hold> hold)
{
    {
        MutexLock lock(m_holdMutex);
        m_hold = std::move(hold);
        ++m_order;
    }
    for (QueueId queue = 0; queue < m_queues.size(); ++queue)
        m_events.wake(queue);
}

void EraTarget::followOrder(QueueId id)
{
    Queue& queue = m_queues[id];
    if (queue.order == m_order)
        return;
    {
        MutexLock lock(m_holdMutex);
        queue.order = m_order;
        queue.hold = m_hold;
    }
    if (queue.hold) {
        if (--queue.hold->notReached == 0)
            queue.hold->holding.reached();
        noticeDrained(queue); // of an earlier hold it may hold requests still
        return;
    }
    BlockRequest* request = std::exchange(queue.firstHeld, nullptr);
    queue.lastHeld = nullptr;
    while (request) {
        BlockRequest& next = *request;
        request = std::exchange(next.nextHeld, nullptr);
        begin(next);
    }
}

void EraTarget::keepHeld(BlockRequest& request)
{
    Queue& queue = m_queues[request.pending.queue];
    request.nextHeld = nullptr;
    (queue.lastHeld ? queue.lastHeld->nextHeld : queue.firstHeld) = &request;
    queue.lastHeld = &request;
}

// Called where the last request that is under way may have ended, so once a hold.
void EraTarget::noticeDrained(Queue& queue)
{
    if (queue.hold && queue.underWay == 0 && --queue.hold->notDrained == 0)
        queue.hold->holding.drained();
}

void EraTarget::submit(BlockRequest& request)
{
    Queue& queue = m_queues[request.pending.queue];
    queue.requests[request.pending.tag] = &request;
    request.deferred = false;
    request.arrivedNs = queue.ring->turnTime();
    queue.counters.arrived(request.operation);
    if (queue.hold)
        keepHeld(request);
    else
        begin(request);
}

void EraTarget::finish(BlockRequest& request, int result)
{
    Queue& queue = m_queues[request.pending.queue];
    queue.counters.answered(request, result, queue.ring->turnTime() - request.arrivedNs);
    m_frontend.complete(request, result);
    --queue.underWay;
    noticeDrained(queue);
}

void EraTarget::begin(BlockRequest& request)
{
    ++m_queues[request.pending.queue].underWay;
    request.doneBytes = 0;
    if (request.operation == BlockOperation::Flush) {
        sendToOrigin(request);
        return;
    }
    // Outside of the device there is no block to mark. The frontends' kernels check it too.
    const Geometry& geometry = *m_geometry.load(std::memory_order_acquire);
    SectorRange device { Sector(0), Sector(0) + geometry.size() };
    if (!(device.begin <= request.sectors.begin && request.sectors.begin < request.sectors.end
          && request.sectors.end <= device.end)) {
        finish(request, -EINVAL);
        return;
    }
    if (changesData(request.operation)) {
        request.pending.blocks = geometry.blocksOf(request.sectors);
        passWhenMarked(request);
    } else {
        sendToOrigin(request);
    }
}

// The safety rule is kept here: no write reaches the origin before its mark is durable. Every path
// of a write to sendToOrigin() leads through this one `if`; a write that was deferred comes back
// through it too, because the era may have changed while it waited.
void EraTarget::passWhenMarked(BlockRequest& request)
{
    if (m_tracker.submit(request.pending)) {
        noteMarked(request);
        sendToOrigin(request);
    } else if (!request.deferred) {
        request.deferred = true;
        m_queues[request.pending.queue].counters.deferred(request.operation);
    }
}

// However its waiting ended.
void EraTarget::noteMarked(const BlockRequest& request)
{
    Queue& queue = m_queues[request.pending.queue];
    if (request.deferred)
        queue.counters.marked(request.operation, queue.ring->turnTime() - request.arrivedNs);
}

void EraTarget::sendToOrigin(BlockRequest& request)
{
    queueOriginIo(*m_queues[request.pending.queue].ring, m_origin, request,
                  targetData(request.pending.tag));
}

void EraTarget::ringCompletion(QueueId queue, std::uint64_t userData, int result)
{
    std::uint64_t value = valueOf(userData);
    if (value == kWakeUp) {
        // Listening goes first: a wake-up between this and the rest is kept by the event.
        m_events.listen(queue, *m_queues[queue].ring, targetData(kWakeUp));
        followOrder(queue);
        takeBackDeferred(queue);
        return;
    }
    BlockRequest& request = *m_queues[queue].requests[value];
    std::optional<int> done = originIoResult(request, result);
    if (!done) {
        // The rest of a write that was let through: the tracker keeps its blocks in view until
        // completed(), so it needs no new leave.
        sendToOrigin(request);
        return;
    }
    // Whatever the outcome: a write that failed may have changed part of its blocks. Only now, for
    // while the tracker sees the write, a new era takes its blocks along.
    if (changesData(request.operation))
        m_tracker.completed(request.pending);
    finish(request, *done);
}

void EraTarget::takeBackDeferred(QueueId id)
{
    Queue& queue = m_queues[id];
    PendingWrite* write = m_tracker.takeReady(id);
    while (write) {
        PendingWrite* next = write->next; // submitting again links it elsewhere
        BlockRequest& request = *queue.requests[write->tag];
        if (write->error != 0) {
            noteMarked(request);
            finish(request, -write->error);
        } else if (queue.hold) {
            // It has not gone to the origin: its mark may be an old one when it does.
            keepHeld(request);
            --queue.underWay;
            noticeDrained(queue);
        } else {
            passWhenMarked(request);
        }
        write = next;
    }
}

RequestFigures EraTarget::figures() const
{
    RequestFigures figures;
    for (const Queue& queue : m_queues)
        queue.counters.addTo(figures);
    return figures;
}

Result<void> EraTarget::queueStarted(QueueId queue, IoRing& ring)
{
    if (queue >= m_queues.size())
        return invalid("queue " + std::to_string(queue) + " is one more than the device has");
    if (Result<void> set = ring.setFile(FileSlot::Origin, m_origin.fd()); !set)
        return set;
    m_queues[queue].ring = &ring;
    m_events.listen(queue, ring, targetData(kWakeUp));
    followOrder(queue); // held from the start: no request may slip in before the wake-up
    return {};
}

void EraTarget::queueStopping(QueueId queue)
{
    m_queues[queue].ring = nullptr;
}

} // namespace blkera
