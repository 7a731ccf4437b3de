// SPDX-License-Identifier: GPL-2.0-or-later
#include "../../support/pass_through.h"
#include "driven.h"
#include "storage/fault_device.h"

#include <functional>
#include <set>

using namespace blkera;
using namespace blkera::test;

namespace {

using Verb = std::function<Result<void>(Metadata&)>;

template <class T> Result<void> drop(Result<T> result)
{
    return result ? Result<void>() : Result<void>(result.error());
}

const BlockRange kNew = blocks(70, 80);
const QString kBefore = QStringLiteral("0-9, 4000");
const QString kAfter = QStringLiteral("0-9, 70-80, 4000");

// Metadata of 5000 blocks with marks, a snapshot and something to digest, opened over `faulty`.
struct FaultyWorld {
    FaultyWorld()
        : world(5000)
        , faulty(world.device)
    {
        ready = world.mark({ blocks(0, 9) }) && ok(world.metadata->takeSnapshot({}))
            && world.mark({ block(4000) });
        auto opened = Metadata::open(faulty, kBlockSectors);
        ready = ready && ok(opened) && ok((*opened)->activate(BlockCount(5000)));
        metadata = std::move(*opened);
    }

    World world;
    FaultDevice faulty;
    std::unique_ptr<Metadata> metadata;
    bool ready = false;
};

const std::vector<std::pair<const char*, Verb>> kVerbs {
    { "mark", [](Metadata& m) { return m.mark(std::span(&kNew, 1)); } },
    { "rollover", [](Metadata& m) { return drop(m.rollover({})); } },
    { "dropSnapshot", [](Metadata& m) { return m.dropSnapshot(); } },
    { "resize", [](Metadata& m) { return drop(m.resize(BlockCount(7000), {}, Shrink::Refuse)); } },
    { "deactivate", [](Metadata& m) { return m.deactivate(); } },
};

// Writes of one commit that it then says have failed, though the disk has them.
class LyingFlush : public PassThrough {
public:
    using PassThrough::PassThrough;

    Result<void> write(std::span<const BlockWrite> writes) override
    {
        for (const BlockWrite& write : writes)
            written.insert(write.block.raw());
        m_superblockLast = writes.size() == 1 && writes[0].block == MetadataBlock(0);
        return PassThrough::write(writes);
    }

    Result<void> flush() override
    {
        if (m_superblockLast && failures > 0) {
            --failures;
            return ioError(EIO, "the flush after the superblock");
        }
        return PassThrough::flush();
    }

    std::set<std::uint64_t> written;
    int failures = 0;

private:
    bool m_superblockLast = false;
};

class ManualClock : public Clock {
public:
    std::chrono::milliseconds now() const override { return time; }

    std::chrono::milliseconds time { 5 };
};

// Looks at a tracker from within the I/O, as another thread would.
class Onlooker : public PassThrough {
public:
    using PassThrough::PassThrough;

    Result<void> flush() override
    {
        if (look)
            look();
        return PassThrough::flush();
    }

    std::function<void()> look;
};

void damage(MemoryDevice& device, MetadataBlock where)
{
    device.block(where)[200] ^= std::byte { 1 };
}

MetadataBlock currentRoot(MemoryDevice& device)
{
    BlockManager blocks(device);
    return Superblock::read(blocks)->currentWriteset->root;
}

} // namespace

class FailureTest : public QObject {
    Q_OBJECT

private slots:

    // Every I/O of every verb fails once: a failed write or flush is made good by a whole new
    // transaction, a failed read leaves nothing behind.
    void oneFailureLeavesTheOldStateOrTheNew()
    {
        int reads = 0;
        int writes = 0;
        for (const auto& [name, verb] : kVerbs) {
            for (std::uint64_t k = 0;; ++k) {
                FaultyWorld w;
                QVERIFY(w.ready);
                w.faulty.failAt(w.faulty.operations() + k, FaultDevice::Repeat::Once, EIO);
                const Result<void> outcome = verb(*w.metadata);
                QVERIFY2(outcome || w.faulty.hit(), name);
                QVERIFY(!w.metadata->failed());
                QCOMPARE(problems(w.world.device), QString());
                const bool marked = outcome && verb.target_type() == kVerbs[0].second.target_type();
                QCOMPARE(changedSince(w.world.device, 1), marked ? kAfter : kBefore);
                if (!w.faulty.hit())
                    break;
                ++(outcome ? writes : reads);
                // Nothing of it matters any more.
                QVERIFY2(ok(w.metadata->activate(BlockCount(7000))), name);
                QVERIFY(ok(w.metadata->mark(std::span(&kNew, 1))));
                QCOMPARE(problems(w.world.device), QString());
                QCOMPARE(changedSince(w.world.device, 1), kAfter);
            }
        }
        QVERIFY2(writes >= 20, qPrintable(QString::number(writes)));
    }

    // The second failure is the end, and the disk holds the old state or the new one.
    void failuresForEverEndInFailed()
    {
        int failed = 0;
        for (const auto& [name, verb] : kVerbs) {
            for (std::uint64_t k = 0;; ++k) {
                FaultyWorld w;
                QVERIFY(w.ready);
                w.faulty.failAt(w.faulty.operations() + k, FaultDevice::Repeat::ForEver, EIO);
                const Result<void> outcome = verb(*w.metadata);
                QCOMPARE(outcome.has_value(), !w.faulty.hit());
                QCOMPARE(problems(w.world.device), QString());
                const QString after = changedSince(w.world.device, 1);
                QVERIFY2(after == kBefore || after == kAfter, qPrintable(after));
                if (!w.faulty.hit())
                    break;
                w.faulty.heal();
                if (!w.metadata->failed())
                    continue; // a read
                ++failed;
                QVERIFY(!w.metadata->rollover({}));
                QVERIFY(!w.metadata->dropSnapshot());
                QVERIFY(!*w.metadata->digestStep());
                // A restart reads what the disk really says.
                QVERIFY(w.world.reopen());
                QVERIFY(ok(w.world.metadata->activate(BlockCount(7000))));
                QCOMPARE(problems(w.world.device), QString());
            }
        }
        QVERIFY2(failed >= 20, qPrintable(QString::number(failed)));
    }

    // The superblock arrived, but its flush says it did not: the retry overwrites nothing that
    // either state reaches, nor does anything else before a commit has succeeded.
    void aSuperblockInDoubtIsReachableUntilACommitSucceeds()
    {
        World world(5000);
        QVERIFY(world.mark({ blocks(0, 9), block(4000) }));
        LyingFlush lying(world.device);
        auto opened = Metadata::open(lying, kBlockSectors);
        QVERIFY(ok(opened));
        QVERIFY(ok((*opened)->activate(BlockCount(5000))));
        lying.failures = 2;
        lying.written.clear();
        std::set<std::uint64_t> first;
        QVERIFY(!(*opened)->mark(std::span(&kNew, 1)));
        QVERIFY((*opened)->failed());
        // Both attempts are whole: two copies of path, leaf, bitmap and index, on other blocks.
        QCOMPARE(lying.written.size(), std::size_t { 2 * 4 + 1 });
        QCOMPARE(changedSince(world.device, 1), kAfter);

        QVERIFY(ok(opened = Metadata::open(lying, kBlockSectors)));
        QVERIFY(ok((*opened)->activate(BlockCount(5000))));
        lying.failures = 1;
        lying.written.clear();
        const BlockRange another = block(90);
        QVERIFY(ok((*opened)->mark(std::span(&another, 1))));
        QCOMPARE(lying.written.size(), std::size_t { 2 * 4 + 1 });
        QCOMPARE(changedSince(world.device, 1), QStringLiteral("0-9, 70-80, 90, 4000"));
        QCOMPARE(problems(world.device), QString());
    }

    // The retry may not fit beside what was tried first, which the disk has nevertheless.
    void aVerbThatIsRefusedForLackOfRoomHasChangedNothing()
    {
        int failures = 0;
        for (std::uint64_t size = 24; size < 64; ++size) {
            MemoryDevice device { MetadataBlockCount(size) };
            LyingFlush lying(device);
            QVERIFY(ok(Metadata::format(device, kBlockSectors, BlockCount(100))));
            auto metadata = Metadata::open(lying, kBlockSectors);
            QVERIFY(ok(metadata) && ok((*metadata)->activate(BlockCount(100))));
            for (Era before = (*metadata)->currentEra();; ++before) {
                lying.failures = 1;
                const auto done = (*metadata)->rollover({});
                if (done && before < Era(40))
                    continue;
                BlockManager blocks(device);
                const auto found = Superblock::read(blocks);
                QVERIFY(ok(found));
                if (!done && done.error().kind == ErrorKind::NoSpace)
                    QCOMPARE(found->currentEra.raw(), before.raw());
                failures += !done && done.error().kind == ErrorKind::Io ? 1 : 0;
                break;
            }
        }
        QVERIFY(failures > 0);
    }

    void aSuperblockThatIsNeitherEndsInFailed()
    {
        FaultyWorld w;
        QVERIFY(w.ready);
        w.faulty.failAt(w.faulty.operations() + 1, FaultDevice::Repeat::Once, EIO);
        damage(w.world.device, MetadataBlock(0));
        QVERIFY(!w.metadata->mark(std::span(&kNew, 1)));
        QVERIFY(w.metadata->failed());
    }

    void aWriteThatFailsOnceIsNotNoticed()
    {
        FaultyWorld w;
        Driven device(std::move(w.metadata));
        device.settle();
        w.faulty.failAt(w.faulty.operations() + 2, FaultDevice::Repeat::Once, EIO);
        QCOMPARE(device.write(kNew), 0);
        QVERIFY(w.faulty.hit());
        QCOMPARE(device.state(), TrackerState::Running);
        QCOMPARE(changedSince(w.world.device, 1), kAfter);
    }

    void aDeviceThatCannotBeWrittenGoesOnWithWhatIsMarked()
    {
        FaultyWorld w;
        MemoryRecord record;
        Driven device({ std::move(w.metadata), TrackerState::Running, {} }, { &record, nullptr });
        QCOMPARE(device.write(block(1)), 0);
        device.settle();
        // A thin metadata device out of space is no less broken than any other.
        w.faulty.failAt(w.faulty.operations(), FaultDevice::Repeat::ForEver, ENOSPC);
        QCOMPARE(device.write(block(2)), EIO);
        QCOMPARE(device.state(), TrackerState::Failed);
        QVERIFY(!device.tracker.status().failure.empty());
        QCOMPARE(record.entry.state, TrackerState::Failed);
        QCOMPARE(device.write(block(1)), 0);
        w.faulty.heal();
        QCOMPARE(device.write(block(3)), EIO);
        QCOMPARE(device.checkpoint().error().kind, ErrorKind::Io);
        QCOMPARE(device.snapshot().error().kind, ErrorKind::Io);
        QCOMPARE(device.drop().error().kind, ErrorKind::Io);
        QCOMPARE(device.markBlocks({ block(3) }).error().kind, ErrorKind::Io);
        QCOMPARE(device.resize(6000).error().kind, ErrorKind::Io);
        QCOMPARE(device.growMetadata().error().kind, ErrorKind::Io);
        QVERIFY(!device.tracker.stop());
        QCOMPARE(record.saves, 1);

        // The next start tries again.
        auto activation
            = activateMetadata(w.faulty, kBlockSectors, BlockCount(5000), Shrink::Refuse, &record);
        QVERIFY(ok(activation));
        QCOMPARE(activation->state, TrackerState::Running);
        QCOMPARE(record.entry.state, TrackerState::Running);
    }

    void damagedMetadataNeedsACheckAndAnswersNoMark()
    {
        World world(5000);
        MemoryRecord record;
        Driven device({ std::move(world.metadata), TrackerState::Running, {} },
                      { &record, nullptr });
        QCOMPARE(device.write(block(1)), 0);
        device.settle();
        // What the worker has not read since it started.
        QVERIFY(world.reopen());
        QVERIFY(ok(world.metadata->activate(BlockCount(5000))));
        damage(world.device, currentRoot(world.device));
        auto opened = Metadata::open(world.device, kBlockSectors);
        QVERIFY(ok(opened));
        auto activation = activateMetadata(world.device, kBlockSectors, BlockCount(5000),
                                           Shrink::Refuse, &record);
        QVERIFY(ok(activation)); // archiving does not look at the bits
        Driven again(std::move(*activation), { &record, nullptr });
        again.settle(); // digesting does
        QCOMPARE(again.state(), TrackerState::NeedsCheck);
        QCOMPARE(record.entry.state, TrackerState::NeedsCheck);
        QCOMPARE(again.write(block(2)), EIO);
        QVERIFY(!again.checkpoint());
        QVERIFY(!again.tracker.stop());

        // It stays so over restarts, with reads only, and nothing is written.
        for (int start = 0; start < 2; ++start) {
            const auto image = world.device.image();
            activation = activateMetadata(world.device, kBlockSectors, BlockCount(5000),
                                          Shrink::Refuse, &record);
            QVERIFY(ok(activation));
            QCOMPARE(activation->state, TrackerState::NeedsCheck);
            QVERIFY(!activation->metadata);
            Driven readsOnly(std::move(*activation), { &record, nullptr });
            readsOnly.settle();
            QCOMPARE(readsOnly.write(block(2)), EIO);
            QVERIFY(!readsOnly.checkpoint());
            QVERIFY(!readsOnly.ask<Metadata::PinnedView>(
                [&](auto reply) { readsOnly.tracker.pinView(reply); }));
            QVERIFY(!readsOnly.tracker.status().failure.empty());
            QVERIFY(!readsOnly.tracker.stop());
            QVERIFY(world.device.image() == image);
        }
    }

    void onlyACleanCheckEndsNeedsCheck()
    {
        World world(5000);
        QVERIFY(world.mark({ block(7) }));
        MemoryRecord record;
        record.entry = { TrackerState::NeedsCheck, "it was damaged once" };
        auto activation = activateMetadata(world.device, kBlockSectors, BlockCount(5000),
                                           Shrink::Refuse, &record);
        QVERIFY(ok(activation));
        QCOMPARE(activation->state, TrackerState::Running);
        QCOMPARE(record.entry.state, TrackerState::Running);
        QCOMPARE(changedSince(world.device, 1), QStringLiteral("7"));
    }

    void aRecordThatCannotBeReadCountsAsNeedsCheck()
    {
        World world(5000);
        QVERIFY(world.mark({ block(7) }));
        MemoryRecord record;
        record.broken = true;
        auto activation = activateMetadata(world.device, kBlockSectors, BlockCount(5000),
                                           Shrink::Refuse, &record);
        QVERIFY(ok(activation)); // the check found nothing
        QCOMPARE(activation->state, TrackerState::Running);
        damage(world.device, currentRoot(world.device));
        activation = activateMetadata(world.device, kBlockSectors, BlockCount(5000), Shrink::Refuse,
                                      &record);
        QVERIFY(ok(activation));
        QCOMPARE(activation->state, TrackerState::NeedsCheck);
    }

    // Each of the first reads of a start: superblock, index, bitmap, tree of large counts.
    void metadataThatCannotBeReadKeepsNobodyFromReading()
    {
        World world(5000);
        FaultDevice faulty(world.device);
        for (std::uint64_t k = 0; k < 4; ++k) {
            MemoryRecord record;
            faulty.failAt(faulty.operations() + k, FaultDevice::Repeat::Once, EIO);
            const auto activation = activateMetadata(faulty, kBlockSectors, BlockCount(5000),
                                                     Shrink::Refuse, &record);
            QVERIFY(ok(activation));
            QCOMPARE(activation->state, TrackerState::NeedsCheck);
            QVERIFY(!activation->metadata);
            QCOMPARE(record.entry.state, TrackerState::NeedsCheck);
        }
        MemoryRecord record;
        BlockManager blocks(world.device);
        const auto superblock = Superblock::read(blocks);
        QVERIFY(ok(superblock));
        damage(world.device, superblock->spaceMap.bitmapRoot);
        const auto activation = activateMetadata(world.device, kBlockSectors, BlockCount(5000),
                                                 Shrink::Refuse, &record);
        QVERIFY(ok(activation));
        QCOMPARE(activation->state, TrackerState::NeedsCheck);
        QVERIFY2(activation->reason.find("checked and repaired") != std::string::npos,
                 activation->reason.c_str());
    }

    void anActivationThatCannotWriteStartsFailed()
    {
        World world(5000);
        FaultDevice faulty(world.device);
        MemoryRecord record;
        // The first write of the activation, after what opening reads.
        for (std::uint64_t k = 0;; ++k) {
            faulty.failAt(faulty.operations() + k, FaultDevice::Repeat::ForEver, EIO);
            auto activation = activateMetadata(faulty, kBlockSectors, BlockCount(5000),
                                               Shrink::Refuse, &record);
            if (activation && activation->state == TrackerState::Failed) {
                Driven device(std::move(*activation), { &record, nullptr });
                QCOMPARE(device.write(block(1)), EIO);
                break;
            }
            QVERIFY(faulty.hit());
        }
        QCOMPARE(record.entry.state, TrackerState::Failed);
    }

    void aLongIoIsAStallWhileItLasts()
    {
        World world(100);
        ManualClock clock;
        Onlooker below(world.device);
        StallWatch watch(below, clock);
        auto activation
            = activateMetadata(watch, kBlockSectors, BlockCount(100), Shrink::Refuse, nullptr);
        QVERIFY(ok(activation));
        Driven device(std::move(*activation), { nullptr, &watch });
        std::vector<TrackerState> seen;
        below.look = [&] {
            clock.time += std::chrono::seconds(30);
            seen.push_back(device.state());
            clock.time += std::chrono::milliseconds(1);
            seen.push_back(device.state());
        };
        QCOMPARE(device.write(block(3)), 0);
        QCOMPARE(seen.size(), std::size_t { 4 }); // two flushes
        QCOMPARE(seen[0], TrackerState::Running);
        QCOMPARE(seen[1], TrackerState::Stalled);
        QCOMPARE(device.state(), TrackerState::Running);
    }

    void statesHaveNames()
    {
        for (const char* name :
             { "running", "metadata-full", "needs-check", "failed", "stalled" }) {
            const auto state = trackerStateOf(name);
            QVERIFY(state);
            QCOMPARE(blkera::toString(*state), name);
        }
        QVERIFY(!trackerStateOf("fine"));
    }

    void aWriteBeyondTheEndFailsAloneAndAtOnce()
    {
        World world(100);
        Driven device(std::move(world.metadata));
        PendingWrite beyond = Driven::writeOf(blocks(99, 100), 1);
        PendingWrite good = Driven::writeOf(block(5), 2);
        QVERIFY(!device.tracker.submit(beyond));
        QVERIFY(!device.tracker.submit(good));
        (void)device.tracker.step();
        QCOMPARE(device.tracker.takeReady(0), &beyond);
        QCOMPARE(beyond.error, EIO);
        QCOMPARE(good.error, 0);
        QVERIFY(device.tracker.submit(good));
        QCOMPARE(device.state(), TrackerState::Running);
    }

    // A status costs nothing, however often it is asked for.
    void aStatusWritesNothing()
    {
        World world(100);
        Driven device(std::move(world.metadata));
        QCOMPARE(device.write(block(5)), 0);
        device.settle();
        const auto counters = world.device.counters();
        for (int i = 0; i < 100; ++i) {
            QCOMPARE(device.tracker.status().usage.currentEra.raw(), 1U);
            (void)device.tracker.step();
        }
        QCOMPARE(world.device.counters().blocksWritten, counters.blocksWritten);
        QCOMPARE(world.device.counters().blocksRead, counters.blocksRead);
        QCOMPARE(world.device.counters().flushes, counters.flushes);
    }
};

QTEST_GUILESS_MAIN(FailureTest)
#include "failure_test.moc"
