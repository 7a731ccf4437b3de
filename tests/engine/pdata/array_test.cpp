// SPDX-License-Identifier: GPL-2.0-or-later
#include "pdata/array.h"
#include "trees.h"

#include <set>

#include <QElapsedTimer>
#include <QTest>

using namespace blkera;

namespace {

template <class Value>
std::vector<Value> valuesOf(World& world, MetadataBlock root, std::uint64_t size)
{
    std::vector<Value> all;
    must(ArrayReader<Value>(world.blocks)
             .forEachBlock(root, size, [&](std::uint64_t, MetadataBlock, auto values) {
                 all.insert(all.end(), values.begin(), values.end());
                 return Result<void>();
             }));
    return all;
}

// As a checker would: whole array, strictly; the metadata blocks it uses.
template <class Value>
std::set<MetadataBlock> blocksOf(World& world, MetadataBlock root, std::uint64_t size)
{
    std::set<MetadataBlock> used;
    must(ArrayReader<Value>(world.blocks)
             .checkBlocks(
                 root, size,
                 [&](MetadataBlock node) -> Result<bool> {
                     used.insert(node);
                     return true;
                 },
                 [&](std::uint64_t, MetadataBlock location, auto values) {
                     used.insert(location);
                     // No byte after the last value.
                     const auto ref = must(world.blocks.read(location, BlockKind::ArrayBlock));
                     const auto rest = ref.bytes().subspan(24 + values.size() * sizeof(Value));
                     return std::ranges::all_of(rest, [](auto b) { return b == std::byte {}; })
                         ? Result<void>()
                         : invalid("bytes in unused places");
                 }));
    return used;
}

std::vector<std::uint32_t> pointersTo(World& world, const std::vector<MetadataBlock>& roots)
{
    PointerCount pointers(world, 8, true);
    for (const MetadataBlock root : roots)
        pointers.addTree(root);
    return pointers.counts();
}

template <class Value> void randomChangesMatchVectors()
{
    QRandomGenerator random(testSeed());
    constexpr std::uint32_t kPerBlock = kArrayBlockEntries<Value>;
    World world(6000);
    const auto start = world.counts();
    Array<Value> array(world.transaction);

    struct Side {
        MetadataBlock root;
        std::vector<Value> model;
    };

    const auto newSize = [&] {
        // Around multiples of a block the shapes change.
        const std::uint32_t blocks = random.bounded(random.bounded(4) == 0 ? 700U : 4U);
        const int off = random.bounded(-2, 3);
        return random.bounded(2) == 0 ? std::uint64_t { random.bounded(kPerBlock * 3) }
                                      : static_cast<std::uint64_t>(std::max<std::int64_t>(
                                          0, std::int64_t { blocks } * kPerBlock + off));
    };
    std::vector<Side> sides;
    sides.push_back({ must(array.create(3000)), std::vector<Value>(3000) });
    for (int step = 0; step < 1500; ++step) {
        Side& side = sides[random.bounded(static_cast<quint32>(sides.size()))];
        const quint32 dice = random.bounded(100);
        if (dice < 3 && sides.size() < 4) {
            must(world.transaction.share(side.root));
            sides.push_back(Side(side));
        } else if (dice < 5 && sides.size() > 1) {
            must(array.destroy(side.root));
            sides.erase(sides.begin() + (&side - sides.data()));
        } else if (dice < 8) {
            world.commit();
        } else if (dice < 20) {
            const std::uint64_t size = newSize();
            side.root = must(array.resize(side.root, side.model.size(), size));
            side.model.resize(size);
        } else if (!side.model.empty()) {
            const std::uint64_t at = random.bounded(static_cast<quint32>(side.model.size()));
            const auto value = static_cast<Value>(random.generate64());
            side.root = must(array.updateBlock(
                side.root, side.model.size(), at / kPerBlock,
                [&](std::span<LittleEndian<Value>> values) { values[at % kPerBlock] = value; }));
            side.model[at] = value;
            const auto block = must(ArrayReader<Value>(world.blocks)
                                        .block(side.root, side.model.size(), at / kPerBlock));
            QCOMPARE(Value { block.values[at % kPerBlock] }, value);
        }
        if (step % 50 == 49) {
            std::vector<MetadataBlock> roots;
            for (const Side& each : sides) {
                QVERIFY(valuesOf<Value>(world, each.root, each.model.size()) == each.model);
                blocksOf<Value>(world, each.root, each.model.size());
                roots.push_back(each.root);
            }
            QCOMPARE(world.counts(), pointersTo(world, roots));
        }
    }
    for (const Side& side : sides)
        must(array.destroy(side.root));
    QCOMPARE(world.counts(), start);
}

} // namespace

class ArrayTest : public QObject {
    Q_OBJECT

private slots:

    void blocksHoldWhatTheFormatSays()
    {
        QCOMPARE(kArrayBlockEntries<std::uint32_t>, 1018U);
        QCOMPARE(kArrayBlockEntries<std::uint64_t>, 509U);
    }

    void randomChangesOfErasMatchVectors() { randomChangesMatchVectors<std::uint32_t>(); }

    void randomChangesOfWordsMatchVectors() { randomChangesMatchVectors<std::uint64_t>(); }

    void freshArraysShareBlocksOfZeros_data()
    {
        QTest::addColumn<quint64>("size");
        QTest::addColumn<quint64>("blocks"); // of zeros
        QTest::addColumn<quint64>("nodes");
        QTest::newRow("nothing") << quint64 { 0 } << quint64 { 0 } << quint64 { 1 };
        QTest::newRow("one") << quint64 { 1 } << quint64 { 1 } << quint64 { 1 };
        QTest::newRow("one full block") << quint64 { 1018 } << quint64 { 1 } << quint64 { 1 };
        QTest::newRow("one more") << quint64 { 1019 } << quint64 { 2 } << quint64 { 1 };
        QTest::newRow("two full blocks") << quint64 { 2036 } << quint64 { 1 } << quint64 { 1 };
        QTest::newRow("a million") << quint64 { 1000000 } << quint64 { 5 } << quint64 { 5 };
        QTest::newRow("2^26") << quint64 { 1 << 26 } << quint64 { 260 } << quint64 { 265 };
        QTest::newRow("2^28") << quint64 { 1 << 28 } << quint64 { 2 } << quint64 { 1053 };
    }

    void freshArraysShareBlocksOfZeros()
    {
        QFETCH(quint64, size);
        QFETCH(quint64, blocks);
        QFETCH(quint64, nodes);
        World world(2000);
        const auto start = world.counts();
        Array<std::uint32_t> array(world.transaction);
        QElapsedTimer timer;
        timer.start();
        const MetadataBlock root = must(array.create(size));
        QVERIFY(timer.elapsed() < 1000);
        QCOMPARE(world.space.allocated().raw(), 1 + blocks + nodes);
        QCOMPARE(blocksOf<std::uint32_t>(world, root, size).size(), blocks + nodes);
        QCOMPARE(world.counts(), pointersTo(world, { root }));
        // The era tools from 1.0 on count pointers in a byte.
        if (size <= 1 << 26)
            QVERIFY(std::ranges::max(world.counts()) <= 255);
        must(array.destroy(root));
        QCOMPARE(world.counts(), start);
    }

    void wordsOf2To28BitsTakeAFewDozenBlocks()
    {
        World world(100);
        must(Array<std::uint64_t>(world.transaction).create((1 << 28) / 64));
        QCOMPARE(world.space.allocated().raw(), 1U + 2 + 34);
    }

    void firstTouchCopiesOneSharedBlock()
    {
        World world(2000);
        Array<std::uint32_t> array(world.transaction);
        const std::uint64_t size = 1000000;
        MetadataBlock root = must(array.create(size));
        world.commit();
        const auto before = world.space.allocated();
        root = must(array.updateBlock(root, size, 500, [](std::span<Le32> v) { v[7] = 9U; }));
        QCOMPARE(world.space.allocated().raw(), before.raw() + 1);
        const auto values = valuesOf<std::uint32_t>(world, root, size);
        for (std::uint64_t i = 0; i < size; ++i)
            QCOMPARE(values[i], i == 500 * 1018 + 7 ? 9U : 0U);
    }

    void growingToTheLimitIsQuick()
    {
        World world(4000);
        Array<std::uint32_t> array(world.transaction);
        MetadataBlock root = must(array.create(1));
        world.commit();
        QElapsedTimer timer;
        timer.start();
        root = must(array.resize(root, 1, 1 << 28));
        QVERIFY(timer.elapsed() < 5000);
        QVERIFY(world.space.allocated().raw() < 1700);
        blocksOf<std::uint32_t>(world, root, 1 << 28);
        QCOMPARE(world.counts(), pointersTo(world, { root }));
    }

    // The kernel leaves old values beyond the end.
    void growingClearsWhatLayBeyondTheEnd()
    {
        World world(16);
        Array<std::uint32_t> array(world.transaction);
        MetadataBlock root = must(array.create(10));
        MetadataBlock location;
        must(ArrayReader<std::uint32_t>(world.blocks)
                 .forEachBlock(root, 10, [&](std::uint64_t, MetadataBlock where, auto) {
                     location = where;
                     return Result<void>();
                 }));
        {
            auto ref = must(world.blocks.modify(location, BlockKind::ArrayBlock));
            std::ranges::fill(ref.bytes().subspan(24 + 40), std::byte { 0xEE });
        }
        world.commit();
        root = must(array.resize(root, 10, 2000));
        QVERIFY(valuesOf<std::uint32_t>(world, root, 2000) == std::vector<std::uint32_t>(2000));
    }

    void wrongSizeIsCorrupt()
    {
        World world(100);
        Array<std::uint32_t> array(world.transaction);
        const MetadataBlock root = must(array.create(5000));
        ArrayReader<std::uint32_t> reader(world.blocks);
        const auto read = [&](std::uint64_t size) {
            return reader.forEachBlock(root, size, [](auto, auto, auto) { return Result<void>(); });
        };
        const auto check = [&](std::uint64_t size) {
            return reader.checkBlocks(
                root, size, [](MetadataBlock) -> Result<bool> { return true; },
                [](auto, auto, auto) { return Result<void>(); });
        };
        QVERIFY(read(5000) && check(5000));
        for (const std::uint64_t size : { 0, 1, 4072, 4999, 5001, 5090, 5091, 100000 }) {
            QVERIFY(failsAs(read(size), ErrorKind::Corrupt));
            QVERIFY(failsAs(check(size), ErrorKind::Corrupt));
        }
        // All blocks that are there have the length due, only one more is missing.
        const MetadataBlock full = must(array.create(5090));
        const auto nothing = [](auto, auto, auto) { return Result<void>(); };
        QVERIFY(failsAs(reader.forEachBlock(full, 5091, nothing), ErrorKind::Corrupt));
        QVERIFY(
            failsAs(reader.checkBlocks(
                        full, 5091, [](MetadataBlock) -> Result<bool> { return true; }, nothing),
                    ErrorKind::Corrupt));
        QVERIFY(failsAs(reader.block(root, 100000, 50), ErrorKind::Corrupt));
        QVERIFY(failsAs(reader.block(root, 4999, 4), ErrorKind::Corrupt));
        QVERIFY(failsAs(array.updateBlock(root, 4999, 4, [](auto) {}), ErrorKind::Corrupt));
        QVERIFY(failsAs(array.resize(root, 4999, 6000), ErrorKind::Corrupt));
    }

    void wrongShapeOfABlockIsCorrupt_data()
    {
        QTest::addColumn<quint64>("offset");
        QTest::newRow("max_entries") << quint64 { 4 };
        QTest::newRow("nr_entries") << quint64 { 8 };
        QTest::newRow("value_size") << quint64 { 12 };
    }

    void wrongShapeOfABlockIsCorrupt()
    {
        QFETCH(quint64, offset);
        World world(16);
        Array<std::uint32_t> array(world.transaction);
        const MetadataBlock root = must(array.create(5));
        ArrayReader<std::uint32_t> reader(world.blocks);
        {
            const auto location = must(reader.block(root, 5, 0)).ref.location();
            auto ref = must(world.blocks.modify(location, BlockKind::ArrayBlock));
            const std::uint32_t value = loadDisk<Le32>(ref.bytes().subspan(offset));
            storeDisk(ref.bytes().subspan(offset), Le32(value + 1));
        }
        QVERIFY(failsAs(reader.block(root, 5, 0), ErrorKind::Corrupt));
        QVERIFY(failsAs(array.updateBlock(root, 5, 0, [](auto) {}), ErrorKind::Corrupt));
    }

    void gapIsCorrupt()
    {
        World world(100);
        const MetadataBlock root = must(Array<std::uint32_t>(world.transaction).create(5000));
        const OwningValues pointers;
        const MetadataBlock holed = must(Btree(world.transaction, pointers).remove(root, 2));
        ArrayReader<std::uint32_t> reader(world.blocks);
        QVERIFY(failsAs(
            reader.forEachBlock(holed, 5000, [](auto, auto, auto) { return Result<void>(); }),
            ErrorKind::Corrupt));
        QVERIFY(failsAs(reader.block(holed, 5000, 2), ErrorKind::Corrupt));
        QVERIFY(failsAs(Array<std::uint32_t>(world.transaction).resize(holed, 5000, 2000),
                        ErrorKind::Corrupt));
    }

    void checkerMayLeaveOutWhatItKnows()
    {
        World world(100);
        Array<std::uint32_t> array(world.transaction);
        const std::uint64_t size = 600 * 1018; // a root and three leaves
        const MetadataBlock root = must(array.create(size));
        int nodes = 0;
        std::uint64_t visited = 0;
        must(ArrayReader<std::uint32_t>(world.blocks)
                 .checkBlocks(
                     root, size, [&](MetadataBlock) -> Result<bool> { return ++nodes != 3; },
                     [&](std::uint64_t, MetadataBlock, auto) {
                         ++visited;
                         return Result<void>();
                     }));
        QCOMPARE(nodes, 4);
        QCOMPARE(visited, std::uint64_t { 400 });
    }
};

QTEST_GUILESS_MAIN(ArrayTest)
#include "array_test.moc"
