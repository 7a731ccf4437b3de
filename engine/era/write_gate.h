// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/types.h"
#include "era/mark_set.h"

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace blkera {

// A queue of the frontend and a request's place in it; both count from 0 and are bounded when the
// gate is made.
using QueueId = std::uint16_t;
using RequestTag = std::uint16_t;

// Decides, without locks or I/O, whether a write may reach the origin at once: all its blocks are
// durably marked in the current era.
//
// Thread safety: admit() and release() on the queue's own thread; everything else on the metadata
// worker. Invariants:
//   1. A bit is set only after the commit that marked its block in the current era.
//   2. A write publishes its blocks before it looks at the bits, and takes them back only when it
//      has completed (or was not admitted). flip() makes the empty set current *before* it reads
//      what is published. So of any write that was admitted by the old set, flip() sees the blocks,
//      and the caller carries them into the new era: no write that completes after a rollover is
//      missing from it.
//   3. The set that is not current is all zeros when it becomes so. Clearing it under a slow reader
//      is harmless: that reader's blocks were published before the flip, and seeing a zero only
//      defers it.
class WriteGate {
public:
    WriteGate(BlockCount blocks, std::uint16_t queues, std::uint16_t queueDepth);

    // True: the write may go down now; call release() when it has completed. False: not all blocks
    // are marked.
    bool admit(QueueId queue, RequestTag tag, BlockRange blocks);
    void release(QueueId queue, RequestTag tag);

    // The device has more blocks; none of the new ones is marked.
    void grow(BlockCount blocks);

    // The blocks were marked by a commit in the current era. Returns how many were not before.
    std::uint64_t setMarked(std::span<const BlockRange> blocks);
    bool isMarked(BlockRange blocks) const;
    // Makes an empty set current and returns the blocks of the writes in flight: ascending, merged.
    // Until setMarked() is called every write is deferred.
    std::vector<BlockRange> flip();
    // Returns to the set before the last flip(): its rollover failed. Only before anything else.
    void flipBack();
    // Zeroes the set that is not current, in bounded steps: returns false when there is nothing
    // left to do. flip() does the rest, so it is quick even if nobody called this.
    bool clearStep();

private:
    // A published range as begin << 32 | end, 0 when there is none.
    using Slot = std::atomic<std::uint64_t>;

    // One queue's slots share no cache line with another's.
    struct alignas(64) SlotLine {
        std::array<Slot, 64 / sizeof(Slot)> ranges;
    };

    using Slots = std::unique_ptr<SlotLine[]>;

    Slot& slot(QueueId queue, RequestTag tag);

    MarkSet& current();
    MarkSet& other();

    std::array<MarkSet, 2> m_sets;
    std::atomic<unsigned> m_current { 0 };
    std::vector<Slots> m_inFlight; // by queue, then tag
    std::uint16_t m_queueDepth;
};

// Sorts the ranges and joins those that touch or overlap.
void mergeRanges(std::vector<BlockRange>& ranges);

} // namespace blkera
