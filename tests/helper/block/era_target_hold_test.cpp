// SPDX-License-Identifier: GPL-2.0-or-later
#include "era_world.h"

using namespace blkera;
using namespace blkera::test;
using namespace std::chrono_literals;

class EraTargetHoldTest : public QObject {
    Q_OBJECT

private slots:

    void whileHeldNothingReachesTheOriginAndThenAllOfIt()
    {
        World world;
        world.hold();
        std::future<int> write = world.frontend.send(BlockOperation::Write, 8, 8, 'h');
        std::future<int> read = world.frontend.send(BlockOperation::Read, 8, 8);
        std::future<int> flush = world.frontend.send(BlockOperation::Flush);
        QVERIFY(isPending(write));
        QVERIFY(isPending(read) && isPending(flush));
        QCOMPARE(world.originAt(8), '\0');
        QCOMPARE(world.changedSince(Era(1)), QString());
        world.target->release();
        QCOMPARE(write.get(), 8 * 512);
        QCOMPARE(read.get(), 8 * 512);
        QCOMPARE(flush.get(), 0);
        QCOMPARE(world.originAt(8), 'h');
        QCOMPARE(world.changedSince(Era(1)), QStringLiteral("1"));
    }

    void holdingWaitsForWhatIsUnderWay()
    {
        World world;
        world.metadata.hold();
        std::future<int> write = world.frontend.send(BlockOperation::Write, 8, 8, 'h');
        QVERIFY(isPending(write)); // for its mark
        std::future<void> held = world.startHold();
        QCOMPARE(held.wait_for(200ms), std::future_status::timeout);
        world.metadata.letGo();
        held.get();
        // Its mark came too late for it to pass.
        QVERIFY(isPending(write));
        QCOMPARE(world.originAt(8), '\0');
        world.target->release();
        QCOMPARE(write.get(), 8 * 512);
    }

    void whatWasHeldOverASuspendIsMarkedInTheNewEra()
    {
        World world;
        QCOMPARE(world.frontend.run(BlockOperation::Write, 8, 8, 'a'), 8 * 512);
        world.hold();
        std::future<int> write = world.frontend.send(BlockOperation::Write, 8, 8, 'b');
        world.suspend();
        world.resume();
        QVERIFY(isPending(write));
        world.target->release();
        QCOMPARE(write.get(), 8 * 512);
        QCOMPARE(world.changedSince(Era(2)), QStringLiteral("1"));
    }

    void noRequestBeginsWhileThoseUnderWayGoOn()
    {
        World world;
        world.metadata.hold();
        std::future<int> early = world.frontend.send(BlockOperation::Write, 8, 8, 'e');
        QVERIFY(isPending(early)); // for its mark
        std::promise<void> reached;
        world.target->hold({ [&] { reached.set_value(); }, [] {} });
        reached.get_future().get();
        std::future<int> late = world.frontend.send(BlockOperation::Write, 16, 8, 'l');
        QVERIFY(isPending(late));
        world.target->release(); // though it has not drained
        world.metadata.letGo();
        QCOMPARE(early.get(), 8 * 512);
        QCOMPARE(late.get(), 8 * 512);
        QCOMPARE(world.changedSince(Era(1)), QStringLiteral("1-2"));
    }

    void aHoldGivenUpBeforeItDrainedIsNoPartOfTheNext()
    {
        World world;
        for (int round = 0; round < 200; ++round) {
            world.metadata.hold();
            std::future<int> write = world.frontend.send(
                BlockOperation::Write, 8 * (static_cast<unsigned>(round) % 60), 8, 'h');
            world.target->hold({ [] {}, [] {} });
            world.target->release();
            std::future<void> held = world.startHold();
            world.metadata.letGo();
            held.get();
            world.target->release();
            QCOMPARE(write.get(), 8 * 512);
            world.checkpoint();
        }
    }

    void holdingAgainAtOnceHoldsAgain()
    {
        World world;
        for (int round = 0; round < 500; ++round) {
            world.hold();
            std::future<int> write = world.frontend.send(
                BlockOperation::Write, 8 * (static_cast<unsigned>(round) % 60), 8, 'h');
            world.target->release();
            world.hold();
            world.target->release();
            QCOMPARE(write.get(), 8 * 512);
        }
    }
};

QTEST_GUILESS_MAIN(EraTargetHoldTest)
#include "era_target_hold_test.moc"
