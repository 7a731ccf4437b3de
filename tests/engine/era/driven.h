// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "era/tracker.h"
#include "world.h"

#include <memory>
#include <utility>

namespace blkera::test {

class NobodyToWake : public QueueWaker {
public:
    void wake(QueueId) override { }
};

// What was recorded last, as a file beside the metadata would keep it.
class MemoryRecord : public StateRecord {
public:
    Result<Entry> load() override
    {
        return broken ? Result<Entry>(ioError(EIO, "the record")) : entry;
    }

    Result<void> save(const Entry& toSave) override
    {
        ++saves;
        if (broken)
            return ioError(EIO, "the record");
        entry = toSave;
        return {};
    }

    Entry entry;
    int saves = 0;
    bool broken = false;
};

// A tracker without a thread: whatever is asked of it is done by steps, here and now.
struct Driven {
    Driven(Activation activation, Tracker::Surroundings surroundings = {})
        : tracker(std::move(activation), 1, 16, waker, surroundings)
    {
    }

    explicit Driven(std::unique_ptr<Metadata> metadata)
        : tracker(std::move(metadata), 1, 16, waker)
    {
    }

    static PendingWrite writeOf(BlockRange range, RequestTag tag = 0)
    {
        PendingWrite write;
        write.tag = tag;
        write.blocks = range;
        return write;
    }

    // Until the write is in flight: 0; or the error it came back with.
    int send(PendingWrite& write)
    {
        while (!tracker.submit(write)) {
            (void)tracker.step();
            if (tracker.takeReady(0) != &write)
                qFatal("the write did not come back");
            if (write.error != 0)
                return write.error;
        }
        return 0;
    }

    // Until it has reached the origin.
    int write(BlockRange range)
    {
        PendingWrite write = writeOf(range);
        const int error = send(write);
        if (error == 0)
            tracker.completed(write);
        return error;
    }

    template <class T, class Verb> Result<T> ask(Verb verb)
    {
        Result<T> answer = invalid("no answer");
        verb([&](Result<T> reply) { answer = std::move(reply); });
        (void)tracker.step();
        return answer;
    }

    Result<Era> checkpoint()
    {
        return ask<Era>([&](auto reply) { tracker.checkpoint(reply); });
    }

    Result<MetadataBlock> snapshot()
    {
        return ask<MetadataBlock>([&](auto reply) { tracker.takeMetadataSnapshot(reply); });
    }

    Result<void> drop()
    {
        return ask<void>([&](auto reply) { tracker.dropMetadataSnapshot(reply); });
    }

    Result<void> markBlocks(std::vector<BlockRange> ranges)
    {
        return ask<void>([&](auto reply) { tracker.markBlocks(ranges, reply); });
    }

    Result<Era> resize(std::uint32_t nrBlocks, Shrink shrink = Shrink::Refuse)
    {
        return ask<Era>([&](auto reply) { tracker.resize(BlockCount(nrBlocks), shrink, reply); });
    }

    Result<MetadataBlockCount> growMetadata()
    {
        return ask<MetadataBlockCount>([&](auto reply) { tracker.growMetadata(reply); });
    }

    Result<void> suspend()
    {
        return ask<void>([&](auto reply) { tracker.suspend(reply); });
    }

    Result<Era> resume()
    {
        return ask<Era>([&](auto reply) { tracker.resume(reply); });
    }

    void settle()
    {
        while (tracker.step()) { }
    }

    TrackerState state() const { return tracker.status().state; }

    NobodyToWake waker;
    Tracker tracker;
};

// QCOMPARE prints states by name.
inline char* toString(TrackerState state)
{
    return qstrdup(blkera::toString(state));
}

} // namespace blkera::test
