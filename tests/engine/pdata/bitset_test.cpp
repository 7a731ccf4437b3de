// SPDX-License-Identifier: GPL-2.0-or-later
#include "pdata/bitset.h"
#include "world.h"

#include <QElapsedTimer>
#include <QTest>

using namespace blkera;

namespace {

BlockRange range(std::uint32_t begin, std::uint32_t end)
{
    return { BlockIndex(begin), BlockIndex(end) };
}

std::vector<bool> bitsOf(World& world, MetadataBlock root, std::uint32_t nrBits)
{
    std::vector<bool> bits(nrBits);
    BitsetReader reader(world.blocks);
    for (std::uint64_t number = 0; number < windowsFor(nrBits); ++number) {
        BitWindow window {};
        must(reader.addWindow(root, nrBits, number, window));
        for (std::uint32_t i = 0; i < kBitsPerWindow; ++i) {
            const bool bit = (window[i / 64] >> (i % 64) & 1) != 0;
            const std::uint64_t at = number * kBitsPerWindow + i;
            if (at < nrBits)
                bits[at] = bit;
            else if (bit)
                qFatal("a bit beyond the end");
        }
    }
    return bits;
}

} // namespace

class BitsetTest : public QObject {
    Q_OBJECT

private slots:

    void randomRangesMatchVectors()
    {
        QRandomGenerator random(testSeed());
        for (const std::uint32_t nrBits : { 1U, 63U, 64U, 65U, 32575U, 32576U, 32577U, 200000U }) {
            World world(400);
            const auto start = world.counts();
            Bitset bitset(world.transaction);
            MetadataBlock root = must(bitset.create(nrBits));
            std::vector<bool> model(nrBits);
            QVERIFY(bitsOf(world, root, nrBits) == model);
            for (int step = 0; step < 60; ++step) {
                std::vector<BlockRange> ranges;
                std::uint32_t at = random.bounded(nrBits);
                for (auto n = random.bounded(6); n > 0 && at < nrBits; --n) {
                    const std::uint32_t length
                        = random.bounded(random.bounded(3) == 0 ? 70000 : 70);
                    const std::uint32_t end = std::min(nrBits, at + length);
                    ranges.push_back(range(at, end));
                    std::fill(model.begin() + at, model.begin() + end, true);
                    at = end + random.bounded(random.bounded(2) == 0 ? 1 : 9000);
                }
                root = must(bitset.set(root, nrBits, ranges));
                QVERIFY(bitsOf(world, root, nrBits) == model);
                if (step % 20 == 0)
                    world.commit();
            }
            must(bitset.destroy(root));
            QCOMPARE(world.counts(), start);
        }
    }

    void copyOfASharedBitsetStays()
    {
        World world(64);
        Bitset bitset(world.transaction);
        const MetadataBlock first = must(bitset.create(100000));
        must(world.transaction.share(first));
        const std::array ranges { range(5, 6), range(99999, 100000) };
        const MetadataBlock second = must(bitset.set(first, 100000, ranges));
        std::vector<bool> expected(100000);
        QVERIFY(bitsOf(world, first, 100000) == expected);
        expected[5] = expected[99999] = true;
        QVERIFY(bitsOf(world, second, 100000) == expected);
    }

    void settingSetBitsTouchesNothing()
    {
        World world(64);
        Bitset bitset(world.transaction);
        const std::array wide { range(10, 90000) };
        const MetadataBlock root = must(bitset.set(must(bitset.create(100000)), 100000, wide));
        world.commit();
        const std::array inside { range(10, 20), range(32000, 33000), range(89999, 90000) };
        QVERIFY(must(bitset.set(root, 100000, inside)) == root);
        QVERIFY(must(bitset.set(root, 100000, {})) == root);
        QVERIFY(!world.transaction.dirty());
    }

    void onlyWindowsWithMissingBitsAreCopied()
    {
        World world(64);
        Bitset bitset(world.transaction);
        const std::array first { range(0, 32576 * 3) };
        MetadataBlock root = must(bitset.set(must(bitset.create(200000)), 200000, first));
        world.commit();
        // Window 1 has all of these, window 3 lacks one.
        const std::array more { range(40000, 40001), range(32576 * 3, 32576 * 3 + 1) };
        root = must(bitset.set(root, 200000, more));
        const auto before = world.memory.counters().blocksWritten;
        world.commit();
        QCOMPARE(world.memory.counters().blocksWritten, before + 3); // root, window, superblock
    }

    void rangesMustAscendWithinTheBitset()
    {
        World world(64);
        Bitset bitset(world.transaction);
        const MetadataBlock root = must(bitset.create(1000));
        world.commit();
        for (const std::vector<BlockRange>& ranges :
             std::vector<std::vector<BlockRange>> { { range(0, 1001) },
                                                    { range(1001, 1001) },
                                                    { range(5, 4) },
                                                    { range(5, 7), range(6, 8) },
                                                    { range(5, 7), range(0, 1) } })
            QVERIFY(failsAs(bitset.set(root, 1000, ranges), ErrorKind::Invalid));
        QVERIFY(!world.transaction.dirty());
        const std::array adjacent { range(5, 7), range(7, 7), range(7, 8), range(1000, 1000) };
        QVERIFY(bitset.set(root, 1000, adjacent));
    }

    // As after a shrink by the kernel, which leaves old bits in the last word.
    void bitsBeyondTheEndAreNotSeen()
    {
        World world(64);
        Bitset bitset(world.transaction);
        const std::array all { range(0, 128) };
        const MetadataBlock root = must(bitset.set(must(bitset.create(128)), 128, all));
        BitWindow window {};
        BitsetReader reader(world.blocks);
        must(reader.addWindow(root, 70, 0, window));
        QCOMPARE(window[0], ~std::uint64_t { 0 });
        QCOMPARE(window[1], std::uint64_t { 0x3F });
    }

    void addWindowKeepsWhatIsThere()
    {
        World world(64);
        Bitset bitset(world.transaction);
        const std::array one { range(1, 2) };
        const MetadataBlock root = must(bitset.set(must(bitset.create(100)), 100, one));
        BitWindow window {};
        window[0] = 4;
        window[500] = 1;
        BitsetReader reader(world.blocks);
        must(reader.addWindow(root, 100, 0, window));
        QCOMPARE(window[0], std::uint64_t { 6 });
        QCOMPARE(window[500], std::uint64_t { 1 });
    }

    void windowBeyondTheEndAddsNothing()
    {
        World world(64);
        const MetadataBlock root = must(Bitset(world.transaction).create(100));
        BitWindow window {};
        BitsetReader reader(world.blocks);
        QVERIFY(must(reader.addWindow(root, 100, 1, window)) == MetadataBlock(0));
        QVERIFY(window == BitWindow {});
    }

    void freshWindowsAreAtOneLocation()
    {
        World world(64);
        const MetadataBlock root = must(Bitset(world.transaction).create(1000000));
        BitWindow window {};
        BitsetReader reader(world.blocks);
        const auto first = must(reader.addWindow(root, 1000000, 0, window));
        QVERIFY(must(reader.addWindow(root, 1000000, 29, window)) == first);
        QVERIFY(must(reader.addWindow(root, 1000000, 30, window)) != first); // the short last one
    }

    void emptyBitsetWorks()
    {
        World world(64);
        Bitset bitset(world.transaction);
        const MetadataBlock root = must(bitset.create(0));
        QVERIFY(bitsOf(world, root, 0).empty());
        QVERIFY(must(bitset.set(root, 0, {})) == root);
        must(bitset.destroy(root));
    }

    void largestBitsetIsMadeAtOnce()
    {
        constexpr std::uint32_t kMost = (1U << 31) - 1;
        World world(70000);
        Bitset bitset(world.transaction);
        QElapsedTimer timer;
        timer.start();
        MetadataBlock root = must(bitset.create(kMost));
        QVERIFY(world.space.allocated().raw() < 300);
        QVERIFY(timer.elapsed() < 1000);
        const std::array last { range(kMost - 1, kMost) };
        root = must(bitset.set(root, kMost, last));
        BitWindow window {};
        must(BitsetReader(world.blocks).addWindow(root, kMost, windowsFor(kMost) - 1, window));
        const std::uint32_t bit = (kMost - 1) % kBitsPerWindow;
        QCOMPARE(window[bit / 64], std::uint64_t { 1 } << (bit % 64));
    }
};

QTEST_GUILESS_MAIN(BitsetTest)
#include "bitset_test.moc"
