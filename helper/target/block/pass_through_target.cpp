// SPDX-License-Identifier: GPL-2.0-or-later
#include "block/pass_through_target.h"

#include "block/origin_io.h"

namespace blkera {

PassThroughTarget::PassThroughTarget(const Origin& origin, Frontend& frontend, std::uint16_t queues,
                                     std::uint16_t queueDepth)
    : m_origin(origin)
    , m_frontend(frontend)
    , m_queues(queues)
{
    for (Queue& queue : m_queues)
        queue.requests.resize(queueDepth);
}

void PassThroughTarget::submit(BlockRequest& request)
{
    request.doneBytes = 0;
    m_queues[request.pending.queue].requests[request.pending.tag] = &request;
    sendToOrigin(request);
}

void PassThroughTarget::sendToOrigin(const BlockRequest& request)
{
    queueOriginIo(*m_queues[request.pending.queue].ring, m_origin, request,
                  makeUserData(CompletionOwner::Target, request.pending.tag));
}

void PassThroughTarget::ringCompletion(QueueId queue, std::uint64_t userData, int result)
{
    BlockRequest& request = *m_queues[queue].requests[valueOf(userData)];
    if (std::optional<int> answer = originIoResult(request, result))
        m_frontend.complete(request, *answer);
    else
        sendToOrigin(request);
}

Result<void> PassThroughTarget::queueStarted(QueueId queue, IoRing& ring)
{
    if (queue >= m_queues.size())
        return invalid("queue " + std::to_string(queue) + " is one more than the device has");
    m_queues[queue].ring = &ring;
    return ring.setFile(FileSlot::Origin, m_origin.fd());
}

void PassThroughTarget::queueStopping(QueueId queue)
{
    m_queues[queue].ring = nullptr;
}

} // namespace blkera
