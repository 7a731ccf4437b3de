// SPDX-License-Identifier: GPL-2.0-or-later
#include "block/era_target.h"

#include "block/origin_io.h"

#include <cerrno>
#include <string>

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

void EraTarget::submit(BlockRequest& request)
{
    request.doneBytes = 0;
    m_queues[request.pending.queue].requests[request.pending.tag] = &request;
    if (request.operation == BlockOperation::Flush) {
        sendToOrigin(request);
        return;
    }
    // Outside of the device there is no block to mark. The frontends' kernels check it too.
    const Geometry& geometry = *m_geometry.load(std::memory_order_acquire);
    SectorRange device { Sector(0), Sector(0) + geometry.size() };
    if (!(device.begin <= request.sectors.begin && request.sectors.begin < request.sectors.end
          && request.sectors.end <= device.end)) {
        m_frontend.complete(request, -EINVAL);
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
    if (m_tracker.submit(request.pending))
        sendToOrigin(request);
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
        takeBackDeferred(queue);
        return;
    }
    BlockRequest& request = *m_queues[queue].requests[value];
    std::optional<int> answer = originIoResult(request, result);
    if (!answer) {
        // The rest of a write that was let through: the tracker keeps its blocks in view until
        // completed(), so it needs no new leave.
        sendToOrigin(request);
        return;
    }
    // Whatever the outcome: a write that failed may have changed part of its blocks. Only now, for
    // while the tracker sees the write, a new era takes its blocks along.
    if (changesData(request.operation))
        m_tracker.completed(request.pending);
    m_frontend.complete(request, *answer);
}

void EraTarget::takeBackDeferred(QueueId queue)
{
    // Listening goes first: a wake-up between the two is kept by the event.
    m_events.listen(queue, *m_queues[queue].ring, targetData(kWakeUp));
    PendingWrite* write = m_tracker.takeReady(queue);
    while (write) {
        PendingWrite* next = write->next; // submitting again links it elsewhere
        BlockRequest& request = *m_queues[queue].requests[write->tag];
        if (write->error != 0)
            m_frontend.complete(request, -write->error);
        else
            passWhenMarked(request);
        write = next;
    }
}

Result<void> EraTarget::queueStarted(QueueId queue, IoRing& ring)
{
    if (queue >= m_queues.size())
        return invalid("queue " + std::to_string(queue) + " is one more than the device has");
    if (Result<void> set = ring.setFile(FileSlot::Origin, m_origin.fd()); !set)
        return set;
    m_queues[queue].ring = &ring;
    m_events.listen(queue, ring, targetData(kWakeUp));
    return {};
}

void EraTarget::queueStopping(QueueId queue)
{
    m_queues[queue].ring = nullptr;
}

} // namespace blkera
