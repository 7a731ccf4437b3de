// SPDX-License-Identifier: GPL-2.0-or-later
#include "era/write_gate.h"

#include <random>
#include <set>
#include <thread>

#include <QtTest>

using namespace blkera;

namespace {

BlockRange blocks(std::uint32_t first, std::uint32_t last)
{
    return { BlockIndex(first), BlockIndex(last + 1) };
}

void mark(WriteGate& gate, BlockRange range)
{
    gate.setMarked(std::span(&range, 1));
}

} // namespace

class WriteGateTest : public QObject {
    Q_OBJECT

private slots:

    void unmarkedBlocksAreNotAdmitted()
    {
        WriteGate gate(BlockCount(1000), 1, 4);
        QVERIFY(!gate.admit(0, 0, blocks(5, 5)));
        mark(gate, blocks(5, 5));
        QVERIFY(gate.admit(0, 0, blocks(5, 5)));
    }

    void allBlocksOfAWriteMustBeMarked()
    {
        WriteGate gate(BlockCount(1000), 1, 4);
        mark(gate, blocks(60, 129));
        QVERIFY(gate.admit(0, 0, blocks(60, 129)));
        QVERIFY(!gate.admit(0, 1, blocks(59, 60)));
        QVERIFY(!gate.admit(0, 1, blocks(129, 130)));
        QVERIFY(!gate.admit(0, 1, blocks(0, 999)));
    }

    void marksAreExact()
    {
        std::mt19937 random(20140306);
        WriteGate gate(BlockCount(300), 1, 1);
        std::set<std::uint32_t> model;
        for (int round = 0; round < 200; ++round) {
            const auto first = static_cast<std::uint32_t>(random() % 300);
            const std::uint32_t last = std::min<std::uint32_t>(
                299, first + static_cast<std::uint32_t>(random() % 3) * 50);
            if (round % 3 == 0) {
                mark(gate, blocks(first, last));
                for (std::uint32_t b = first; b <= last; ++b)
                    model.insert(b);
            }
            bool all = true;
            for (std::uint32_t b = first; b <= last; ++b)
                all = all && model.contains(b);
            QCOMPARE(gate.isMarked(blocks(first, last)), all);
        }
    }

    void aFlipForgetsMarksAndNamesWhatIsInFlight()
    {
        WriteGate gate(BlockCount(1000), 2, 4);
        mark(gate, blocks(0, 999));
        QVERIFY(gate.admit(0, 3, blocks(10, 12)));
        QVERIFY(gate.admit(1, 0, blocks(12, 20)));
        QVERIFY(gate.admit(1, 1, blocks(500, 500)));
        gate.release(1, 1);
        const std::vector<BlockRange> inFlight = gate.flip();
        QCOMPARE(inFlight.size(), 1U);
        QCOMPARE(inFlight[0], blocks(10, 20));
        QVERIFY(!gate.admit(0, 0, blocks(700, 700)));
    }

    void aWriteThatStaysInFlightIsNamedByEveryFlip()
    {
        WriteGate gate(BlockCount(64), 1, 2);
        mark(gate, blocks(7, 7));
        QVERIFY(gate.admit(0, 0, blocks(7, 7)));
        for (int round = 0; round < 5; ++round)
            QCOMPARE(gate.flip().size(), 1U);
        gate.release(0, 0);
        QVERIFY(gate.flip().empty());
    }

    void aWriteThatWasNotAdmittedIsNotInFlight()
    {
        WriteGate gate(BlockCount(64), 1, 2);
        QVERIFY(!gate.admit(0, 0, blocks(7, 7)));
        QVERIFY(gate.flip().empty());
    }

    void oldMarksNeverComeBack()
    {
        WriteGate gate(BlockCount(1 << 20), 1, 1);
        mark(gate, blocks(0, (1 << 20) - 1));
        (void)gate.flip();
        QVERIFY(!gate.clearStep()); // 16384 words fit one step
        (void)gate.flip();
        QVERIFY(!gate.isMarked(blocks(0, 0)));
        QVERIFY(!gate.isMarked(blocks((1 << 20) - 1, (1 << 20) - 1)));
    }

    void flippingBackRestoresTheMarks()
    {
        WriteGate gate(BlockCount(100), 1, 1);
        mark(gate, blocks(3, 4));
        (void)gate.flip();
        gate.flipBack();
        QVERIFY(gate.isMarked(blocks(3, 4)));
        QVERIFY(!gate.isMarked(blocks(5, 5)));
        (void)gate.flip();
        QVERIFY(!gate.isMarked(blocks(3, 4)));
    }

    void aGrownGateTakesMarksInItsNewPart()
    {
        WriteGate gate(BlockCount(1000), 1, 4);
        mark(gate, blocks(0, 999));
        QVERIFY(!gate.admit(0, 0, blocks(999, 1000)));
        gate.grow(BlockCount(0x7fffffff));
        QVERIFY(gate.isMarked(blocks(0, 999)));
        QVERIFY(!gate.isMarked(blocks(1000, 1000)));
        mark(gate, blocks(0x7ffffff0, 0x7ffffffe));
        QVERIFY(gate.admit(0, 0, blocks(0x7ffffff0, 0x7ffffffe)));
        QCOMPARE(gate.flip().size(), 1U);
        QVERIFY(!gate.isMarked(blocks(0x7ffffff0, 0x7ffffff0)));
    }

    // What a flip clears is what was marked, however large the device: 2000 eras of the largest one
    // would take minutes otherwise.
    void aFlipCostsWhatWasMarked()
    {
        WriteGate gate(BlockCount(0x7fffffff), 1, 1);
        QElapsedTimer timer;
        timer.start();
        for (std::uint32_t era = 0; era < 2000; ++era) {
            for (std::uint32_t i = 0; i < 10; ++i)
                mark(gate, blocks(i * 200000000 + era, i * 200000000 + era + 70));
            (void)gate.flip();
            QVERIFY(!gate.isMarked(blocks(era, era)));
        }
        QVERIFY2(timer.elapsed() < 20000, qPrintable(QString::number(timer.elapsed())));
    }

    // The rule that the whole product rests on, under real concurrency: a write admitted by the old
    // set is seen by the flip that retires it, or has completed before. Each writer thread says in
    // which era each of its writes was admitted.
    void noWriteSlipsBetweenTwoEras()
    {
        constexpr unsigned kThreads = 2;
        constexpr std::uint32_t kBlocks = 256;
        WriteGate gate(BlockCount(kBlocks), kThreads, 1);
        std::atomic<bool> stop { false };
        // Written by the worker before a flip begins; read by a writer that holds an admitted
        // write.
        std::atomic<std::uint32_t> flipsBegun { 0 };
        std::atomic<std::uint32_t> flipsDone { 0 };
        std::atomic<int> spannedFlips { 0 };
        std::array<std::vector<std::uint32_t>, kThreads>
            carried; // by thread: flips in which its block was in flight
        std::array<std::vector<std::pair<std::uint32_t, std::uint32_t>>, kThreads> spanned;

        std::vector<std::jthread> writers;
        for (unsigned t = 0; t < kThreads; ++t) {
            writers.emplace_back([&, t] {
                const BlockRange own = blocks(t * 100, t * 100);
                while (!stop) {
                    if (!gate.admit(static_cast<QueueId>(t), 0, own))
                        continue;
                    // Admitted; every flip that begins from here until the release must carry this
                    // write.
                    const std::uint32_t admitted = flipsBegun.load();
                    for (int spin = 0; spin < 50; ++spin)
                        std::this_thread::yield();
                    const std::uint32_t done = flipsDone.load();
                    gate.release(static_cast<QueueId>(t), 0);
                    if (done > admitted) {
                        spanned[t].emplace_back(admitted, done);
                        ++spannedFlips;
                    }
                }
            });
        }
        // Until both writers have seen enough flips pass, or 20 seconds; the check below then
        // fails.
        QElapsedTimer timer;
        timer.start();
        for (std::uint32_t flip = 0; spannedFlips < 500 && timer.elapsed() < 20000; ++flip) {
            flipsBegun.store(flip + 1);
            const std::vector<BlockRange> inFlight = gate.flip();
            for (const BlockRange& range : inFlight) {
                for (unsigned t = 0; t < kThreads; ++t) {
                    if (range.contains(BlockIndex(t * 100)))
                        carried[t].push_back(flip);
                }
            }
            flipsDone.store(flip + 1);
            mark(gate, blocks(0, kBlocks - 1));
        }
        stop = true;
        writers.clear();
        for (unsigned t = 0; t < kThreads; ++t) {
            const std::set<std::uint32_t> seen(carried[t].begin(), carried[t].end());
            // A flip numbered from `admitted` to `done` - 1 began and ended while the write was in
            // flight.
            for (const auto& [admitted, done] : spanned[t]) {
                for (std::uint32_t flip = admitted; flip < done; ++flip)
                    QVERIFY2(seen.contains(flip), qPrintable(QString::number(flip)));
            }
        }
        QVERIFY(spannedFlips >= 500);
    }
};

QTEST_GUILESS_MAIN(WriteGateTest)
#include "write_gate_test.moc"
