// SPDX-License-Identifier: GPL-2.0-or-later
#include "driven.h"
#include "storage/fault_device.h"

using namespace blkera;
using namespace blkera::test;

namespace {

// A device whose metadata takes nothing any more from begin() on.
struct Failing {
    static std::unique_ptr<Metadata> activated(BlockDevice& device)
    {
        auto opened = Metadata::open(device, kBlockSectors);
        if (!opened || !(*opened)->activate(BlockCount(5000)))
            qFatal("no metadata to begin with");
        return std::move(*opened);
    }

    void begin() { faulty.failAt(faulty.operations(), FaultDevice::Repeat::ForEver, EIO); }

    World world { 5000 };
    FaultDevice faulty { world.device };
    Driven device { activated(faulty) };
};

} // namespace

class VerbsTest : public QObject {
    Q_OBJECT

private slots:

    void markingBlocksIsDurableWhenItReplies()
    {
        World world(5000);
        Driven device(std::move(world.metadata));
        QString listed;
        const std::vector<BlockRange> ranges { blocks(40, 49), block(7), blocks(45, 60) };
        device.tracker.markBlocks(ranges, [&](Result<void> marked) {
            QVERIFY(ok(marked));
            listed = test::changedSince(world.device, 1);
        });
        (void)device.tracker.step();
        QCOMPARE(listed, QStringLiteral("7, 40-60"));
        QCOMPARE(device.tracker.status().commits, 1ULL);
        // Writes to those blocks need no other mark.
        QCOMPARE(device.write(blocks(40, 60)), 0);
        QCOMPARE(device.tracker.status().commits, 1ULL);
        QCOMPARE(problems(world.device), QString());
    }

    void markingBlocksIsOneTransaction()
    {
        World world(200000, 1024);
        Driven device(std::move(world.metadata));
        device.settle();
        const auto flushes = world.device.counters().flushes;
        std::vector<BlockRange> ranges;
        for (std::uint32_t b = 0; b < 200000; b += 1000)
            ranges.push_back(block(b));
        QVERIFY(ok(device.markBlocks(ranges)));
        QCOMPARE(world.device.counters().flushes - flushes, 2ULL);
    }

    void markingNothingCostsNothing()
    {
        World world(5000);
        Driven device(std::move(world.metadata));
        device.settle();
        const auto written = world.device.counters().blocksWritten;
        QVERIFY(ok(device.markBlocks({})));
        QCOMPARE(world.device.counters().blocksWritten, written);
    }

    void blocksBeyondTheEndCannotBeMarked()
    {
        World world(5000);
        Driven device(std::move(world.metadata));
        const auto refused = device.markBlocks({ block(3), blocks(4999, 5000) });
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::Invalid);
        QCOMPARE(test::changedSince(world.device, 1), QString());
        QCOMPARE(device.state(), TrackerState::Running);
    }

    void marksThatFailedLetNoWritePass()
    {
        Failing failing;
        Driven& device = failing.device;
        QCOMPARE(device.write(block(1)), 0);
        device.settle();
        failing.begin();
        QVERIFY(!device.markBlocks({ block(9) }));
        PendingWrite write = Driven::writeOf(block(9));
        QVERIFY(!device.tracker.submit(write));
    }

    // Promise 2, with an origin that does not answer: every line drawn meanwhile has the write
    // behind it, and no line waits for it.
    void aWriteHeldByTheOriginIsBehindEveryLine()
    {
        World world(50000, 512);
        Driven device(std::move(world.metadata));
        PendingWrite held = Driven::writeOf(blocks(20, 22), 7);
        QCOMPARE(device.send(held), 0);
        std::vector<std::uint32_t> lines;
        for (int round = 0; round < 4; ++round) {
            const auto era = device.checkpoint();
            QVERIFY(ok(era));
            lines.push_back(era->raw());
            device.settle(); // digesting changes nothing about it
            QVERIFY(ok(device.snapshot()));
            lines.push_back(device.tracker.status().usage.currentEra.raw());
            QVERIFY(ok(device.drop()));
            const auto resized = device.resize(round % 2 == 0 ? 60000 : 50000, Shrink::Allow);
            QVERIFY(ok(resized));
            lines.push_back(resized->raw());
        }
        for (const std::uint32_t era : lines)
            QCOMPARE(test::changedSince(world.device, era), QStringLiteral("20-22"));
        device.tracker.completed(held);
        const auto clean = device.checkpoint();
        QVERIFY(ok(clean));
        QCOMPARE(test::changedSince(world.device, clean->raw()), QString());
        QCOMPARE(problems(world.device), QString());
    }

    // A write that was let through in the old era, and one that had to wait for its mark, when the
    // line is drawn between mark and hand-back.
    void aWriteHandedBackBeforeTheLineIsMarkedBehindIt()
    {
        World world(5000);
        Driven device(std::move(world.metadata));
        PendingWrite write = Driven::writeOf(block(9));
        QVERIFY(!device.tracker.submit(write));
        const auto era = device.checkpoint(); // the step marks the write first, then rolls over
        QVERIFY(ok(era));
        QCOMPARE(device.tracker.takeReady(0), &write);
        QCOMPARE(test::changedSince(world.device, era->raw()), QString());
        QVERIFY(!device.tracker.submit(write)); // its mark is in the old era
        (void)device.tracker.step();
        QCOMPARE(device.tracker.takeReady(0), &write);
        QVERIFY(device.tracker.submit(write));
        QCOMPARE(test::changedSince(world.device, era->raw()), QStringLiteral("9"));
        device.tracker.completed(write);
    }

    // If the new era cannot begin, the old one goes on with all its marks.
    void aSuspendedDeviceLooksLikeAStoppedOne()
    {
        World world(5000);
        Driven device(std::move(world.metadata));
        QCOMPARE(device.write(blocks(3, 5)), 0);
        QVERIFY(ok(device.suspend()));
        QVERIFY(device.tracker.status().suspended);
        BlockManager manager(world.device);
        const auto superblock = Superblock::read(manager);
        QVERIFY(ok(superblock));
        QVERIFY(!superblock->currentWriteset);
        QCOMPARE(superblock->currentEra, Era(1));
        QCOMPARE(test::changedSince(world.device, 1), QStringLiteral("3-5"));
        QCOMPARE(problems(world.device), QString());
    }

    void aSuspendedDeviceRefusesVerbsAndLeavesTheMetadataAlone()
    {
        World world(5000);
        Driven device(std::move(world.metadata));
        for (std::uint32_t b = 0; b < 100; ++b)
            QCOMPARE(device.write(block(b)), 0);
        QVERIFY(ok(device.checkpoint())); // something to digest
        QVERIFY(ok(device.suspend()));
        const auto before = world.device.counters();
        device.settle();
        const auto refused = device.checkpoint();
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::Busy);
        QVERIFY(QString::fromStdString(refused.error().message()).contains("resume"));
        QVERIFY(!device.snapshot());
        QVERIFY(!device.markBlocks({ block(1) }));
        QVERIFY(!device.resize(6000));
        QVERIFY(!device.suspend());
        QCOMPARE(device.write(block(7)), EIO); // nobody sends one; if so, it does not pass
        QCOMPARE(world.device.counters().blocksWritten, before.blocksWritten);
        QVERIFY(device.tracker.status().suspended);
    }

    void resumingBeginsAnEraInWhichNothingIsMarked()
    {
        World world(5000);
        Driven device(std::move(world.metadata));
        QCOMPARE(device.write(block(3)), 0);
        QVERIFY(ok(device.suspend()));
        const auto era = device.resume();
        QVERIFY(ok(era));
        QCOMPARE(*era, Era(2));
        QVERIFY(!device.tracker.status().suspended);
        QCOMPARE(test::changedSince(world.device, 2), QString());
        PendingWrite again = Driven::writeOf(block(3));
        QVERIFY(!device.tracker.submit(again)); // needs a new mark
        (void)device.tracker.step();
        QCOMPARE(device.tracker.takeReady(0), &again);
        QCOMPARE(again.error, 0);
        QCOMPARE(test::changedSince(world.device, 2), QStringLiteral("3"));
        QVERIFY(!device.resume());
    }

    void aWriteInFlightForbidsSuspending()
    {
        World world(5000);
        Driven device(std::move(world.metadata));
        PendingWrite write = Driven::writeOf(block(9));
        QCOMPARE(device.send(write), 0);
        const auto refused = device.suspend();
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::Busy);
        QCOMPARE(device.state(), TrackerState::Running);
        device.tracker.completed(write);
        PendingWrite again = Driven::writeOf(block(9));
        QVERIFY(device.tracker.submit(again)); // its mark still counts
        device.tracker.completed(again);
        QVERIFY(ok(device.suspend()));
    }

    void aSuspendThatCannotBeWrittenEndsInTheNamedState()
    {
        Failing failing;
        Driven& device = failing.device;
        QCOMPARE(device.write(block(1)), 0);
        device.settle();
        failing.begin();
        QVERIFY(!device.suspend());
        QCOMPARE(device.state(), TrackerState::Failed);
    }

    void aResumeThatCannotBeWrittenEndsInTheNamedState()
    {
        Failing failing;
        Driven& device = failing.device;
        QVERIFY(ok(device.suspend()));
        failing.begin();
        QVERIFY(!device.resume());
        QCOMPARE(device.state(), TrackerState::Failed);
    }

    void stoppingASuspendedDeviceChangesNothing()
    {
        World world(5000);
        Driven device(std::move(world.metadata));
        QCOMPARE(device.write(block(3)), 0);
        QVERIFY(ok(device.suspend()));
        const auto before = world.device.counters();
        QVERIFY(ok(device.tracker.stop()));
        QCOMPARE(world.device.counters().blocksWritten, before.blocksWritten);
    }

    void aRefusedLineLeavesTheOldEra()
    {
        World world(5000);
        Driven device(std::move(world.metadata));
        QCOMPARE(device.write(block(9)), 0);
        QVERIFY(ok(device.snapshot()));
        QCOMPARE(device.write(block(10)), 0);
        QCOMPARE(device.snapshot().error().kind, ErrorKind::Busy);
        PendingWrite write = Driven::writeOf(block(10));
        QVERIFY(device.tracker.submit(write));
        device.tracker.completed(write);
        QCOMPARE(device.tracker.status().usage.currentEra.raw(), 2U);
    }
};

QTEST_GUILESS_MAIN(VerbsTest)
#include "verbs_test.moc"
