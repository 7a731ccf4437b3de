// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "block/frontend.h"
#include "block/origin.h"

#include <cstdint>
#include <vector>

namespace blkera {

// Sends every request to the origin and remembers nothing: shows what marking costs, and tests
// frontends without an engine. Not for devices whose changes somebody wants to know.
class PassThroughTarget : public BlockTarget {
public:
    PassThroughTarget(const Origin& origin, Frontend& frontend, std::uint16_t queues,
                      std::uint16_t queueDepth);

    void submit(BlockRequest& request) override;
    Result<void> queueStarted(QueueId queue, IoRing& ring) override;
    void queueStopping(QueueId queue) override;
    void ringCompletion(QueueId queue, std::uint64_t userData, int result) override;

private:
    struct alignas(64) Queue {
        IoRing* ring = nullptr;
        std::vector<BlockRequest*> requests; // by tag
    };

    void sendToOrigin(const BlockRequest& request);

    const Origin& m_origin;
    Frontend& m_frontend;
    std::vector<Queue> m_queues;
};

} // namespace blkera
