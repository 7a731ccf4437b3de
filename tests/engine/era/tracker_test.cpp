// SPDX-License-Identifier: GPL-2.0-or-later
#include "../../support/pass_through.h"
#include "era/metadata_worker.h"
#include "world.h"

#include <future>
#include <map>
#include <random>
#include <set>

using namespace blkera;
using namespace blkera::test;

namespace {

// One queue's wake-ups, as the tests wait for them.
class Doorbell : public QueueWaker {
public:
    void wake(QueueId) override
    {
        MutexLock lock(m_mutex);
        ++m_rings;
        m_rung.notify_all();
    }

    void wait()
    {
        MutexLock lock(m_mutex);
        while (m_rings == 0)
            m_rung.wait(m_mutex);
        m_rings = 0;
    }

private:
    Mutex m_mutex;
    Condition m_rung;
    int m_rings BLKERA_GUARDED_BY(m_mutex) = 0;
};

PendingWrite writeOf(BlockRange range, RequestTag tag = 0)
{
    PendingWrite write;
    write.tag = tag;
    write.blocks = range;
    return write;
}

// A tracker that a worker drives.
class Running : public Tracker {
public:
    Running(std::unique_ptr<Metadata> metadata, std::uint16_t queueDepth, QueueWaker& waker)
        : Tracker(std::move(metadata), 1, queueDepth, waker)
        , m_worker(*this)
    {
    }

    Result<void> stop() { return m_worker.stop(); }

private:
    MetadataWorker m_worker;
};

// A tracker over metadata on `device`, activated.
std::unique_ptr<Running> makeTracker(BlockDevice& device, std::uint32_t nrBlocks,
                                     Doorbell& doorbell)
{
    auto metadata = Metadata::open(device, kBlockSectors);
    if (!ok(metadata) || !ok((*metadata)->activate(BlockCount(nrBlocks))))
        return nullptr;
    return std::make_unique<Running>(std::move(*metadata), 16, doorbell);
}

template <class T, class Verb> Result<T> await(Verb verb)
{
    std::promise<Result<T>> promise;
    verb([&](Result<T> result) { promise.set_value(std::move(result)); });
    return promise.get_future().get();
}

Result<Era> checkpoint(Tracker& tracker)
{
    return await<Era>([&](auto reply) { tracker.checkpoint(reply); });
}

// What the disk holds at a moment when the worker does nothing else: copied on the worker itself.
MemoryDevice imageOf(Tracker& tracker, const MemoryDevice& device)
{
    std::vector<std::byte> image;
    (void)await<Metadata::PinnedView>([&](auto reply) {
        tracker.pinView([&image, &device, reply](auto pinned) {
            image = device.image();
            reply(std::move(pinned));
        });
    });
    return MemoryDevice(std::move(image));
}

QString changedSince(Tracker& tracker, const MemoryDevice& device, std::uint32_t era)
{
    MemoryDevice image = imageOf(tracker, device);
    return test::changedSince(image, era);
}

// Sends the write as a queue would, until it may go to the origin; returns its error.
int pass(Tracker& tracker, Doorbell& doorbell, PendingWrite& write)
{
    while (!tracker.submit(write)) {
        PendingWrite* back = nullptr;
        while (!(back = tracker.takeReady(0)))
            doorbell.wait();
        if (back->error != 0)
            return back->error;
    }
    return 0;
}

} // namespace

class TrackerTest : public QObject {
    Q_OBJECT

private slots:

    void aWritePassesOnlyAfterItsMarkIsDurable()
    {
        MemoryDevice memory(MetadataBlockCount(64));
        QVERIFY(ok(Metadata::format(memory, kBlockSectors, BlockCount(100))));
        HeldFlush device(memory);
        Doorbell doorbell;
        auto tracker = makeTracker(device, 100, doorbell);
        QVERIFY(tracker);
        device.hold();
        PendingWrite write = writeOf(blocks(3, 5));
        QVERIFY(!tracker->submit(write));
        QTest::qWait(50);
        QVERIFY(!tracker->takeReady(0)); // the commit is under way, and not durable
        device.letGo();
        doorbell.wait();
        QCOMPARE(tracker->takeReady(0), &write);
        QCOMPARE(write.error, 0);
        QCOMPARE(changedSince(*tracker, memory, 1), QStringLiteral("3-5"));
        QVERIFY(tracker->submit(write));
        tracker->completed(write);
        QVERIFY(ok(tracker->stop()));
    }

    void whatWaitsTogetherIsCommittedTogether()
    {
        MemoryDevice memory(MetadataBlockCount(64));
        QVERIFY(ok(Metadata::format(memory, kBlockSectors, BlockCount(1000))));
        HeldFlush device(memory);
        Doorbell doorbell;
        auto tracker = makeTracker(device, 1000, doorbell);
        QVERIFY(tracker);
        device.hold();
        std::vector<PendingWrite> writes;
        for (RequestTag tag = 0; tag < 16; ++tag)
            writes.push_back(writeOf(block(tag * 50U), tag));
        QVERIFY(!tracker->submit(writes[0]));
        QTest::qWait(50); // its commit has begun; the others gather
        for (std::size_t i = 1; i < writes.size(); ++i)
            QVERIFY(!tracker->submit(writes[i]));
        device.letGo();
        for (std::size_t back = 0; back < writes.size();) {
            for (PendingWrite* w = tracker->takeReady(0); w; w = w->next)
                ++back;
            if (back < writes.size())
                doorbell.wait();
        }
        QCOMPARE(tracker->status().commits, 2ULL);
        QVERIFY(ok(tracker->stop()));
    }

    void theSuccessorOfAWriteThatWasHandedBackJoinsTheNextCommit()
    {
        MemoryDevice memory(MetadataBlockCount(64));
        QVERIFY(ok(Metadata::format(memory, kBlockSectors, BlockCount(1000))));
        HeldFlush device(memory);
        Doorbell doorbell;
        auto tracker = makeTracker(device, 1000, doorbell);
        QVERIFY(tracker);
        device.hold();
        std::vector<PendingWrite> writes;
        for (RequestTag tag = 0; tag < 8; ++tag)
            writes.push_back(writeOf(block(tag * 50U), tag));
        QVERIFY(!tracker->submit(writes[0]));
        QTest::qWait(3000); // a commit takes so long; half of it is left to the successor
        for (std::size_t i = 1; i < writes.size(); ++i)
            QVERIFY(!tracker->submit(writes[i]));
        device.letGo();
        doorbell.wait();
        PendingWrite* const ready = tracker->takeReady(0);
        QCOMPARE(ready, writes.data());
        std::size_t back = 0; // without waiting the others may be back already
        for (const PendingWrite* w = ready->next; w; w = w->next)
            ++back;
        QVERIFY(tracker->submit(writes[0]));
        tracker->completed(writes[0]);
        writes[0].blocks = block(999);
        QTest::qWait(100); // time enough to commit the others alone
        QVERIFY(!tracker->submit(writes[0]));
        while (back < writes.size()) {
            doorbell.wait();
            for (const PendingWrite* w = tracker->takeReady(0); w; w = w->next)
                ++back;
        }
        QCOMPARE(tracker->status().commits, 2ULL); // of 7 and 1 without waiting
        QVERIFY(ok(tracker->stop()));
    }

    void aMarkedBlockIsMarkedOnce()
    {
        World world(100);
        Doorbell doorbell;
        Running tracker(std::move(world.metadata), 16, doorbell);
        PendingWrite write = writeOf(block(9));
        for (int i = 0; i < 100; ++i) {
            QCOMPARE(pass(tracker, doorbell, write), 0);
            tracker.completed(write);
        }
        QCOMPARE(tracker.status().commits, 1ULL);
        QVERIFY(ok(tracker.stop()));
    }

    void aCheckpointStartsAnEraInWhichNothingIsMarked()
    {
        World world(100);
        Doorbell doorbell;
        Running tracker(std::move(world.metadata), 16, doorbell);
        PendingWrite write = writeOf(block(9));
        QCOMPARE(pass(tracker, doorbell, write), 0);
        tracker.completed(write);
        const auto era = checkpoint(tracker);
        QVERIFY(ok(era));
        QCOMPARE(era->raw(), 2U);
        QCOMPARE(changedSince(tracker, world.device, 2), QString());
        QCOMPARE(pass(tracker, doorbell, write), 0);
        QCOMPARE(changedSince(tracker, world.device, 2), QStringLiteral("9"));
        tracker.completed(write);
        QVERIFY(ok(tracker.stop()));
    }

    // Promise 2: a write in flight when the checkpoint returns may land after the vendor's
    // snapshot.
    void aWriteInFlightAcrossACheckpointIsInTheNewEra()
    {
        World world(100);
        Doorbell doorbell;
        Running tracker(std::move(world.metadata), 16, doorbell);
        PendingWrite late = writeOf(blocks(20, 22), 1);
        QCOMPARE(pass(tracker, doorbell, late), 0);
        QVERIFY(ok(checkpoint(tracker)));
        QCOMPARE(changedSince(tracker, world.device, 2), QStringLiteral("20-22"));
        QVERIFY(ok(await<MetadataBlock>([&](auto reply) { tracker.takeMetadataSnapshot(reply); })));
        QCOMPARE(changedSince(tracker, world.device, 3), QStringLiteral("20-22"));
        tracker.completed(late);
        QVERIFY(ok(checkpoint(tracker)));
        QCOMPARE(changedSince(tracker, world.device, 4), QString());
        QVERIFY(ok(tracker.stop()));
    }

    void aTrackerWithoutAThreadIsDrivenByItsSteps()
    {
        World world(100);
        Doorbell doorbell;
        Tracker tracker(std::move(world.metadata), 1, 16, doorbell);
        PendingWrite first = writeOf(block(3));
        PendingWrite second = writeOf(block(70), 1);
        QVERIFY(!tracker.submit(first));
        QVERIFY(!tracker.submit(second));
        Result<Era> era = invalid("no answer");
        tracker.checkpoint([&](Result<Era> reply) { era = std::move(reply); });
        QVERIFY(!tracker.takeReady(0)); // nothing happens between steps
        while (tracker.step()) { }
        QVERIFY(ok(era));
        QCOMPARE(tracker.status().commits, 1ULL);
        PendingWrite* back = tracker.takeReady(0);
        QCOMPARE(back, &first);
        QCOMPARE(back->next, &second);
        QVERIFY(!tracker.submit(first)); // the checkpoint came between
        (void)tracker.step();
        QCOMPARE(tracker.takeReady(0), &first);
        QVERIFY(tracker.submit(first));
        tracker.completed(first);
        QVERIFY(ok(tracker.stop()));
        QCOMPARE(test::changedSince(world.device, era->raw()), QStringLiteral("3"));
        QCOMPARE(problems(world.device), QString());
    }

    void aRefusedVerbLeavesTheDeviceRunning()
    {
        World world(100);
        Doorbell doorbell;
        Running tracker(std::move(world.metadata), 16, doorbell);
        const auto dropped = await<void>([&](auto reply) { tracker.dropMetadataSnapshot(reply); });
        QVERIFY(!dropped);
        QCOMPARE(tracker.status().state, TrackerState::Running);
        QVERIFY(ok(checkpoint(tracker)));
        QVERIFY(ok(tracker.stop()));
    }

    void anIdleDeviceDigestsAndCommits()
    {
        World world(100000, 2048);
        Doorbell doorbell;
        Running tracker(std::move(world.metadata), 16, doorbell);
        PendingWrite write = writeOf(blocks(0, 99999));
        QCOMPARE(pass(tracker, doorbell, write), 0);
        tracker.completed(write);
        QVERIFY(ok(checkpoint(tracker)));
        QTRY_VERIFY([&] {
            MemoryDevice image = imageOf(tracker, world.device);
            BlockManager manager(image);
            const auto superblock = Superblock::read(manager);
            const auto archived = archivedWritesets(manager, EraView::live(*superblock));
            return archived && archived->empty();
        }());
        QVERIFY(ok(tracker.stop()));
        QCOMPARE(problems(world.device), QString());
        QCOMPARE(test::changedSince(world.device, 1), QStringLiteral("0-99999"));
    }

    void writersAndCheckpointsAtOnceLoseNothing()
    {
        constexpr std::uint32_t kBlocks = 5000;
        World world(kBlocks, 256); // far less than the eras would fill: digesting must keep up
        Doorbell doorbell;
        Running tracker(std::move(world.metadata), 16, doorbell);
        std::atomic<std::uint32_t> lastEra { 1 };
        std::atomic<bool> refused { false };
        std::jthread checkpoints([&](const std::stop_token& stop) {
            while (!stop.stop_requested()) {
                const auto era = checkpoint(tracker);
                if (era)
                    lastEra = era->raw();
                else
                    refused = true;
            }
        });
        // By block: the last era that a checkpoint had returned before a write of it completed.
        std::map<std::uint32_t, std::uint32_t> atLeast;
        std::minstd_rand random(7);
        for (int i = 0; i < 3000; ++i) {
            const std::uint32_t first = static_cast<std::uint32_t>(random() % (kBlocks - 3));
            PendingWrite write
                = writeOf(blocks(first, static_cast<std::uint32_t>(first + random() % 3)),
                          static_cast<RequestTag>(i % 16));
            QCOMPARE(pass(tracker, doorbell, write), 0);
            const std::uint32_t era = lastEra;
            for (BlockIndex b = write.blocks.begin; b != write.blocks.end; ++b)
                atLeast[b.raw()] = era;
            tracker.completed(write);
        }
        checkpoints.request_stop();
        checkpoints.join();
        QVERIFY(!refused);
        QVERIFY(ok(tracker.stop()));
        QCOMPARE(problems(world.device), QString());
        std::map<std::uint32_t, std::set<std::uint32_t>> due; // by era
        for (const auto& [index, era] : atLeast)
            due[era].insert(index);
        BlockManager manager(world.device);
        const auto superblock = Superblock::read(manager);
        QVERIFY(ok(superblock));
        for (const auto& [era, indices] : due) {
            std::set<std::uint32_t> listed;
            QVERIFY(ok(forEachChangedRange(manager, EraView::live(*superblock), Era(era),
                                           [&](BlockRange range) -> Result<void> {
                                               for (BlockIndex b = range.begin; b != range.end; ++b)
                                                   listed.insert(b.raw());
                                               return {};
                                           })));
            for (const std::uint32_t index : indices)
                QVERIFY2(listed.contains(index), qPrintable(QString::number(index)));
        }
    }
};

QTEST_GUILESS_MAIN(TrackerTest)
#include "tracker_test.moc"
