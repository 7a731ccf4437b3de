// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/result.h"
#include "block/block_request.h"
#include "block/io_ring.h"

#include <cstdint>
#include <string>

namespace blkera {

// What the block device should look like; derived from the origin (Origin::limits).
struct DeviceLimits {
    SectorCount size;
    std::uint32_t logicalBlockBytes = 512;
    std::uint32_t physicalBlockBytes = 512;
    std::uint32_t eraBlockBytes = 0; // optimal I/O size
    std::uint32_t addressMask = 511; // of memory that the origin takes: the bits that are 0
    bool readOnly = false;
    bool rotational = false;
    bool discard = false; // the origin can
    bool writeZeroes = false;
    std::uint32_t discardGranularityBytes = 0;
};

// What requests mean. submit() and the two hooks run on the queue's thread; submit() never blocks:
// what it sends goes out with the queue's next submission on `ring(queue)`.
class BlockTarget {
public:
    virtual ~BlockTarget() = default;
    virtual void submit(BlockRequest& request) = 0;
    // The queue's thread has begun (its ring exists) or is about to end (nothing is in flight).
    virtual Result<void> queueStarted(QueueId queue, IoRing& ring) = 0;
    virtual void queueStopping(QueueId queue) = 0;
    // A completion on the queue's ring whose user_data is not the frontend's own (UserData::owner).
    virtual void ringCompletion(QueueId queue, std::uint64_t userData, int result) = 0;
};

// Where requests come from. Owns one thread and one ring a queue; the loop of a queue submits once
// a turn, for everything.
class Frontend {
public:
    virtual ~Frontend() = default;
    // Returns when the block device exists and answers. Errors: Unsupported, naming the module or
    // option that is missing.
    virtual Result<void> start(BlockTarget& target) = 0;
    // Ends a request; on the thread of its queue. `result`: bytes done, or -errno.
    virtual void complete(BlockRequest& request, int result) = 0;
    // Takes the block device away; returns when nothing is in flight and the queue threads have
    // ended. Errors: Busy while somebody has the device open (mounted); nothing has changed then.
    virtual Result<void> stop() = 0;
    // Whether the block device can live on without its server; see leave().
    virtual bool outlivesServer() const = 0;
    // Instead of stop(): the block device stays, and whoever uses it waits for the next server.
    // What the target holds goes to that one; nothing else may be under way.
    virtual void leave() = 0;
    // Gives the running block device another size; on the thread of start(). The target takes
    // requests up to the larger of both sizes meanwhile. Errors: Unsupported where this kernel
    // cannot: the size shows after the next start; Io.
    virtual Result<void> resize(SectorCount size) = 0;
    // The device node, "/dev/ublkb0"; valid after start().
    virtual std::string devicePath() const = 0;
};

} // namespace blkera
