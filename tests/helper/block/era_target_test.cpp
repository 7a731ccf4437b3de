// SPDX-License-Identifier: GPL-2.0-or-later
#include "block/era_target.h"
#include "block/pass_through_target.h"
#include "era_world.h"

#include <chrono>
#include <csignal>
#include <numeric>
#include <random>
#include <set>

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include <sys/resource.h>
#include <unistd.h>

using namespace blkera;
using namespace blkera::test;
using namespace std::chrono_literals;

class EraTargetTest : public QObject {
    Q_OBJECT

private slots:

    void aWriteIsReadBackAndListed()
    {
        World world;
        QCOMPARE(world.frontend.run(BlockOperation::Write, 16, 8, 'w'), 8 * 512);
        QCOMPARE(world.frontend.readBack(16, 8), std::string(8 * 512, 'w'));
        QCOMPARE(world.originAt(16), 'w');
        QCOMPARE(world.changedSince(Era(1)), "2");
    }

    void aSpanningRequestMarksAllItsBlocks_data()
    {
        QTest::addColumn<int>("operation");
        QTest::newRow("write") << int(BlockOperation::Write);
        QTest::newRow("discard") << int(BlockOperation::Discard);
        QTest::newRow("write zeroes") << int(BlockOperation::WriteZeroes);
    }

    void aSpanningRequestMarksAllItsBlocks()
    {
        QFETCH(int, operation);
        World world;
        // From the last sector of block 10 to the first of block 14: five blocks.
        QVERIFY(world.frontend.run(static_cast<BlockOperation>(operation), 87, 26, 's') >= 0);
        QCOMPARE(world.changedSince(Era(1)), "10-14");
    }

    void theShortLastBlockIsMarked()
    {
        World world;
        QCOMPARE(world.frontend.run(BlockOperation::Write, kSectors - 1, 1, 't'), 512);
        QCOMPARE(world.changedSince(Era(1)), "63");
        QCOMPARE(world.originAt(kSectors - 1), 't');
    }

    void readsAndFlushesMarkNothing()
    {
        World world;
        QCOMPARE(world.frontend.run(BlockOperation::Read, 0, 64), 64 * 512);
        QCOMPARE(world.frontend.run(BlockOperation::Flush), 0);
        QCOMPARE(world.changedSince(Era(1)), "");
    }

    // What cannot be flushed says so; a flush that stayed in the target would succeed.
    void aFlushReachesTheOriginAndItsErrorTheCaller()
    {
        World world;
        QCOMPARE(world.frontend.run(BlockOperation::Flush), 0);

        const QString path = world.directory.filePath("other");
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.resize(kSectors * kSectorBytes));
        Origin origin = *Origin::open(path.toStdString());
        int ends[2];
        QCOMPARE(pipe(ends), 0);
        QVERIFY(dup2(ends[1], origin.fd()) == origin.fd());
        QueueEvents events = *QueueEvents::create(1);
        OneQueueFrontend frontend;
        EraTarget target(origin, world.geometry, *world.tracker, events, frontend, 1,
                         OneQueueFrontend::kDepth);
        QVERIFY(frontend.start(target));
        const int answer = frontend.run(BlockOperation::Flush);
        QVERIFY(frontend.stop());
        QCOMPARE(answer, -EINVAL);
        close(ends[0]);
        close(ends[1]);
    }

    void everyRequestIsCountedByKind()
    {
        World world;
        OneQueueFrontend& frontend = world.frontend;
        QCOMPARE(frontend.run(BlockOperation::Write, 0, 8, 'a'), 8 * 512);
        QCOMPARE(frontend.run(BlockOperation::Write, 0, 8, 'b'), 8 * 512); // marked by now
        QCOMPARE(frontend.run(BlockOperation::Write, 16, 16, 'c'), 16 * 512);
        QCOMPARE(frontend.run(BlockOperation::Read, 0, 3), 3 * 512);
        QCOMPARE(frontend.run(BlockOperation::Flush), 0);
        QCOMPARE(frontend.run(BlockOperation::Write, kSectors, 1, 'd'), -EINVAL);
        const auto of = [&](BlockOperation operation) {
            return world.target->figures()[static_cast<std::size_t>(operation)];
        };
        const auto counted = [](const Histogram::Counts& counts) {
            return std::accumulate(counts.buckets.begin(), counts.buckets.end(), 0U);
        };
        const OperationFigures write = of(BlockOperation::Write);
        QCOMPARE(write.requests, 4U);
        QCOMPARE(write.inFlight, 0U);
        QCOMPARE(write.bytes, 32U * 512);
        QCOMPARE(write.errors, 1U);
        QCOMPARE(write.deferred, 2U);
        QCOMPARE(counted(write.latencyUs), 4U);
        QCOMPARE(counted(write.markWaitUs), 2U);
        QVERIFY(write.markWaitUs.max <= write.latencyUs.max);
        QCOMPARE(of(BlockOperation::Read).requests, 1U);
        QCOMPARE(of(BlockOperation::Read).bytes, 3U * 512);
        QCOMPARE(of(BlockOperation::Flush).requests, 1U);
        QCOMPARE(of(BlockOperation::Flush).bytes, 0U);
        QCOMPARE(of(BlockOperation::Discard).requests, 0U);
        const TrackerFigures tracker = world.tracker->figures();
        QCOMPARE(tracker.commitWrites.sum, 2U);
        QCOMPARE(counted(tracker.commitUs), 2U);
        QCOMPARE(tracker.erasBegun, 0U);
        QCOMPARE(world.checkpoint(), Era(2));
        QCOMPARE(world.tracker->figures().erasBegun, 1U);
    }

    void theTimeThatAMarkTakesIsCounted()
    {
        World world;
        world.metadata.hold();
        std::future<int> write = world.frontend.send(BlockOperation::Write, 8, 8, 'n');
        world.metadata.waitForFlush();
        QVERIFY(isPending(write)); // for 200 ms
        const auto figures = [&] {
            return world.target->figures()[static_cast<std::size_t>(BlockOperation::Write)];
        };
        QCOMPARE(figures().inFlight, 1U);
        QCOMPARE(figures().requests, 0U);
        QCOMPARE(figures().deferred, 1U);
        world.metadata.letGo();
        QCOMPARE(write.get(), 8 * 512);
        QVERIFY(figures().markWaitUs.max >= 200'000);
        QVERIFY(figures().latencyUs.max >= figures().markWaitUs.max);
        QVERIFY(world.tracker->figures().commitUs.max >= 200'000);
    }

    void discardsAndZeroesReachTheOrigin()
    {
        World world;
        if (!world.origin->limits().discard)
            QSKIP("the temporary directory's file system cannot punch holes");
        QCOMPARE(world.frontend.run(BlockOperation::Write, 0, 32, 'x'), 32 * 512);
        QCOMPARE(world.frontend.run(BlockOperation::Discard, 0, 8), 0);
        QCOMPARE(world.frontend.run(BlockOperation::WriteZeroes, 16, 8), 0);
        QCOMPARE(world.frontend.readBack(0, 32),
                 std::string(8 * 512, 0) + std::string(8 * 512, 'x') + std::string(8 * 512, 0)
                     + std::string(8 * 512, 'x'));
    }

    // The safety rule, from the outside.
    void aWriteIsNotSeenOnTheOriginBeforeItsMarkIsDurable()
    {
        World world;
        world.metadata.hold();
        std::future<int> write = world.frontend.send(BlockOperation::Write, 8, 8, 'n', true);
        world.metadata.waitForFlush();
        QVERIFY(isPending(write));
        QCOMPARE(world.originAt(8), '\0');
        QCOMPARE(world.listed(Era(1)), "");
        world.metadata.letGo();
        QCOMPARE(write.get(), 8 * 512);
        QCOMPARE(world.originAt(8), 'n');
        QCOMPARE(world.changedSince(Era(1)), "1");
    }

    void readsFlushesAndMarkedWritesPassWhileACommitWaits()
    {
        World world;
        QCOMPARE(world.frontend.run(BlockOperation::Write, 0, 8, 'a'), 8 * 512);
        world.metadata.hold();
        std::future<int> unmarked = world.frontend.send(BlockOperation::Write, 80, 8, 'b');
        world.metadata.waitForFlush();
        QCOMPARE(world.frontend.run(BlockOperation::Write, 0, 8, 'c'), 8 * 512);
        QCOMPARE(world.frontend.run(BlockOperation::Read, 0, 8), 8 * 512);
        QCOMPARE(world.frontend.run(BlockOperation::Flush), 0);
        QVERIFY(isPending(unmarked));
        QCOMPARE(world.originAt(0), 'c');
        world.metadata.letGo();
        QCOMPARE(unmarked.get(), 8 * 512);
    }

    void aMetadataErrorFailsTheWriteAndNothingReachesTheOrigin()
    {
        World world;
        QCOMPARE(world.frontend.run(BlockOperation::Write, 0, 8, 'a'), 8 * 512);
        world.faults.failAt(world.faults.operations(), FaultDevice::Repeat::ForEver, EIO);
        QCOMPARE(world.frontend.run(BlockOperation::Write, 80, 8, 'b'), -EIO);
        QCOMPARE(world.frontend.run(BlockOperation::Discard, 4, 8),
                 -EIO); // block 0 is marked, 1 not
        QCOMPARE(world.originAt(80), '\0');
        QCOMPARE(world.originAt(4), 'a');
        // What is marked, and reading, goes on.
        QCOMPARE(world.frontend.run(BlockOperation::Write, 0, 8, 'c'), 8 * 512);
        QCOMPARE(world.originAt(0), 'c');
        QCOMPARE(world.frontend.run(BlockOperation::Read, 80, 8), 8 * 512);
    }

    void aWriteOfAnEarlierEraIsMarkedAnew()
    {
        World world;
        QCOMPARE(world.frontend.run(BlockOperation::Write, 0, 16, 'a'), 16 * 512);
        Era era = world.checkpoint();
        QCOMPARE(world.changedSince(era), "");
        QCOMPARE(world.frontend.run(BlockOperation::Write, 8, 1, 'b'), 512);
        QCOMPARE(world.changedSince(era), "1");
        QCOMPARE(world.changedSince(Era(1)), "0-1");
    }

    void aDeferredWriteThatAnEraOvertakesIsMarkedInTheNewEra()
    {
        World world;
        world.metadata.hold();
        std::future<int> write = world.frontend.send(BlockOperation::Write, 8, 8, 'd');
        world.metadata.waitForFlush();
        world.frontend.pause();
        world.metadata.letGo();
        // The write is marked, in the old era, and handed back; its queue does not see it yet.
        Era era = world.checkpoint();
        QCOMPARE(world.originAt(8), '\0');
        world.frontend.resume();
        QCOMPARE(write.get(), 8 * 512);
        QCOMPARE(world.changedSince(era), "1");
    }

    void anOriginErrorReachesTheCaller()
    {
        World world;
        QVERIFY(QFile::resize(world.path, 80 * 512)); // the origin shrinks below the device
        QCOMPARE(world.frontend.run(BlockOperation::Read, 160, 8), -EIO);
        // Half of it is there: what comes is continued until the error.
        QCOMPARE(world.frontend.run(BlockOperation::Read, 76, 8), -EIO);
        QCOMPARE(world.frontend.run(BlockOperation::Read, 72, 8), 8 * 512);
        QCOMPARE(world.frontend.run(BlockOperation::Flush), 0);
    }

    void afterAnOriginErrorTheBlockStaysMarkedAndNothingIsLeftInFlight()
    {
        World world;
        // A sealed size: writing beyond it fails with EFBIG, as a limit on the process does too.
        const rlimit before = limitFileSize(80 * 512);
        int failed = world.frontend.run(BlockOperation::Write, 160, 8, 'e');
        setrlimit(RLIMIT_FSIZE, &before);
        QCOMPARE(failed, -EFBIG);
        QCOMPARE(world.changedSince(Era(1)), "20");
        // Had the failed write not been given back, the new era would carry its block.
        QCOMPARE(world.changedSince(world.checkpoint()), "");
    }

    void whatLiesOutsideOfTheDeviceIsRefused()
    {
        World world;
        QCOMPARE(world.frontend.run(BlockOperation::Write, kSectors, 1, 'o'), -EINVAL);
        QCOMPARE(world.frontend.run(BlockOperation::Write, kSectors - 1, 2, 'o'), -EINVAL);
        QCOMPARE(world.frontend.run(BlockOperation::Discard, UINT64_MAX - 4, 8), -EINVAL);
        QCOMPARE(world.frontend.run(BlockOperation::Read, 0, 0), -EINVAL);
        QCOMPARE(world.changedSince(Era(1)), "");
    }

    // Many requests at once, checkpoints in between: all of them are answered, every block written
    // is listed, and the data is what was written.
    void aStormOfWritesAndCheckpointsLosesNothing()
    {
        World world;
        std::mt19937 random(20240229);
        std::vector<char> expected(kBlocks - 1, 0);
        std::vector<bool> touched(kBlocks - 1);
        Era era;
        for (int round = 0; round < 30; ++round) {
            era = world.checkpoint();
            touched.assign(touched.size(), false);
            std::vector<std::future<int>> answers;
            for (int i = 0; i < 40; ++i) {
                std::uint32_t block = static_cast<std::uint32_t>(random()) % (kBlocks - 1);
                if (touched[block])
                    continue; // two writes at once to one place have no order
                touched[block] = true;
                expected[block] = static_cast<char>('A' + round % 26);
                answers.push_back(world.frontend.send(BlockOperation::Write, block * kBlockSectors,
                                                      kBlockSectors, expected[block]));
            }
            for (std::future<int>& answer : answers)
                QCOMPARE(answer.get(), int { kBlockSectors * 512 });
            QString listed = ' ' + world.changedSince(era) + ' ';
            std::set<std::uint32_t> blocks;
            for (const QString& range : listed.split(' ', Qt::SkipEmptyParts)) {
                QStringList ends = range.split('-');
                for (std::uint32_t block = ends.first().toUInt(); block <= ends.last().toUInt();
                     ++block)
                    blocks.insert(block);
            }
            for (std::uint32_t block = 0; block < touched.size(); ++block)
                QCOMPARE(blocks.count(block) == 1, bool(touched[block]));
        }
        for (std::uint32_t block = 0; block < expected.size(); ++block)
            QCOMPARE(world.originAt(block * kBlockSectors), expected[block]);
    }

    void aDeviceOfMoreQueuesThanWereMadeDoesNotStart()
    {
        World world;
        Result<IoRing> ring = IoRing::create({});
        QVERIFY(ring);
        Result<void> started = world.target->queueStarted(1, *ring);
        QVERIFY(!started);
        QCOMPARE(int(started.error().kind), int(ErrorKind::Invalid));
    }

    void passingThroughMarksNothingAndServesAll()
    {
        QTemporaryDir directory;
        QFile file(directory.filePath("origin"));
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.resize(1 << 20));
        Result<Origin> origin = Origin::open(file.fileName().toStdString());
        QVERIFY(origin);
        OneQueueFrontend frontend;
        PassThroughTarget target(*origin, frontend, 1, OneQueueFrontend::kDepth);
        QVERIFY(frontend.start(target));
        QCOMPARE(frontend.run(BlockOperation::Write, 8, 8, 'p', true), 8 * 512);
        QCOMPARE(frontend.run(BlockOperation::Flush), 0);
        QCOMPARE(frontend.readBack(8, 8), std::string(8 * 512, 'p'));
        QVERIFY(frontend.run(BlockOperation::Read, 4096, 8) < 0);
        QVERIFY(frontend.stop());
    }

private:
    static rlimit limitFileSize(rlim_t bytes)
    {
        ::signal(SIGXFSZ, SIG_IGN);
        rlimit before {};
        getrlimit(RLIMIT_FSIZE, &before);
        rlimit limit { bytes, before.rlim_max };
        setrlimit(RLIMIT_FSIZE, &limit);
        return before;
    }
};

QTEST_GUILESS_MAIN(EraTargetTest)
#include "era_target_test.moc"
