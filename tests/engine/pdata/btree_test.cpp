// SPDX-License-Identifier: GPL-2.0-or-later
#include "trees.h"

#include <QTest>

using namespace blkera;

namespace {

std::uint64_t nodesOf(World& world, MetadataBlock root, std::size_t valueSize)
{
    std::uint64_t nodes = 0;
    must(BtreeReader(world.blocks, valueSize)
             .walkStrictly(
                 root,
                 [&](MetadataBlock) -> Result<bool> {
                     ++nodes;
                     return true;
                 },
                 [](const BtreeReader::Entry&) { return Result<void>(); }));
    return nodes;
}

std::vector<std::uint32_t> pointersTo(World& world, const std::vector<MetadataBlock>& roots,
                                      std::size_t valueSize, bool valuesAreBlocks = false)
{
    PointerCount pointers(world, valueSize, valuesAreBlocks);
    for (const MetadataBlock root : roots)
        pointers.addTree(root);
    return pointers.counts();
}

} // namespace

class BtreeTest : public QObject {
    Q_OBJECT

private slots:

    void nodesHaveRoomForWhatTheFormatSays()
    {
        QCOMPARE(maxNodeEntries(4), 336U);
        QCOMPARE(maxNodeEntries(8), 252U);
        QCOMPARE(maxNodeEntries(12), 201U);
    }

    void emptyTreeIsALeafWithoutEntries()
    {
        World world(8);
        const PlainValues values(12);
        const MetadataBlock root = must(Btree(world.transaction, values).createEmpty());
        const auto ref = must(world.blocks.read(root, BlockKind::BtreeNode));
        const auto header = loadDisk<NodeHeaderDisk>(ref.bytes());
        QCOMPARE(std::uint32_t { header.flags }, kLeafNode);
        QCOMPARE(std::uint32_t { header.nrEntries }, 0U);
        QCOMPARE(std::uint32_t { header.maxEntries }, 201U);
        QCOMPARE(std::uint32_t { header.valueSize }, 12U);
        BtreeReader reader(world.blocks, 12);
        QVERIFY(!must(reader.lowestKey(root)));
        std::vector<std::byte> value(12);
        QVERIFY(!must(reader.find(root, 0, value)));
        QVERIFY(entriesOf(world.blocks, root, 12).empty());
    }

    void randomInsertsAndRemovesMatchAMap_data()
    {
        QTest::addColumn<int>("valueSize");
        QTest::addColumn<quint64>("keys");
        QTest::addColumn<int>("cacheBlocks");
        for (const int size : { 4, 8, 12 }) {
            QTest::addRow("%d bytes, dense", size) << size << quint64 { 4000 } << 4096;
            QTest::addRow("%d bytes, sparse", size) << size << ~quint64 { 0 } << 4096;
            QTest::addRow("%d bytes, tiny cache", size) << size << quint64 { 4000 } << 6;
        }
    }

    void randomInsertsAndRemovesMatchAMap()
    {
        QFETCH(int, valueSize);
        QFETCH(quint64, keys);
        QFETCH(int, cacheBlocks);
        const auto size = static_cast<std::size_t>(valueSize);
        QRandomGenerator random(testSeed());
        World world(4000, static_cast<std::size_t>(cacheBlocks));
        const auto start = world.counts();
        const PlainValues values(size);
        Btree tree(world.transaction, values);
        BtreeReader reader(world.blocks, size);
        MetadataBlock root = must(tree.createEmpty());
        Entries model;

        // It grows for the first half, shrinks in the second.
        constexpr int kSteps = 12000;
        for (int step = 0; step < kSteps; ++step) {
            const bool growing = (step < kSteps / 2) == (random.bounded(10) < 8);
            std::uint64_t key = random.generate64() % keys;
            if (growing) {
                const auto value = plainValue(size, random.generate());
                root = must(tree.insert(root, key, value));
                model[key] = value;
            } else {
                if (const auto near = model.lower_bound(key); near != model.end())
                    key = near->first;
                const auto removed = tree.remove(root, key);
                QCOMPARE(bool(removed), model.erase(key) > 0);
                if (removed)
                    root = *removed;
                else
                    QVERIFY(removed.error().kind == ErrorKind::NotFound);
            }
            const std::uint64_t probe = random.generate64() % keys;
            std::vector<std::byte> found(size);
            const auto expected = model.find(probe);
            QCOMPARE(must(reader.find(root, probe, found)), expected != model.end());
            if (expected != model.end())
                QCOMPARE(found, expected->second);
            if (step % 500 == 499) {
                QVERIFY(entriesOf(world.blocks, root, size) == model);
                QCOMPARE(world.counts(), pointersTo(world, { root }, size));
                QVERIFY(must(reader.lowestKey(root))
                        == (model.empty() ? std::nullopt : std::optional(model.begin()->first)));
            }
            if (step % 1300 == 1299)
                world.commit();
        }
        while (!model.empty()) {
            root = must(tree.remove(root, model.begin()->first));
            model.erase(model.begin());
        }
        QCOMPARE(nodesOf(world, root, size), 1U);
        must(tree.destroy(root));
        QCOMPARE(world.counts(), start);
    }

    void threeLevelsAreLostOneByOne()
    {
        QRandomGenerator random(testSeed());
        World world(3000);
        const auto start = world.counts();
        const PlainValues values(8);
        Btree tree(world.transaction, values);
        MetadataBlock root = must(tree.build(
            64000, [](std::uint64_t key, std::span<std::byte> v) { storeDisk(v, Le64(key)); }));
        Entries model = entriesOf(world.blocks, root, 8);
        while (!model.empty()) {
            auto near = model.lower_bound(random.bounded(64000));
            // Runs of neighbours empty whole nodes, single ones thin them all out.
            for (auto n = random.bounded(2) == 0 ? 1U : random.bounded(600U);
                 n > 0 && near != model.end(); --n) {
                root = must(tree.remove(root, near->first));
                near = model.erase(near);
            }
            if (random.bounded(100) == 0) {
                QVERIFY(entriesOf(world.blocks, root, 8) == model);
                QCOMPARE(world.counts(), pointersTo(world, { root }, 8));
                world.commit();
            }
        }
        must(tree.destroy(root));
        QCOMPARE(world.counts(), start);
    }

    // The live tree and up to three snapshots of it, as many roots of shared nodes, each changed at
    // random; the values own blocks, so that each copy of a leaf counts.
    void sharedTreesStayApart()
    {
        QRandomGenerator random(testSeed());
        World world(20000);
        const auto start = world.counts();
        const OwningValues values;
        Btree tree(world.transaction, values);

        struct Side {
            MetadataBlock root;
            Entries model;
        };

        std::vector<Side> sides { { must(tree.createEmpty()), {} } };
        for (int step = 0; step < 8000; ++step) {
            Side& side = sides[random.bounded(static_cast<quint32>(sides.size()))];
            const std::uint64_t key = random.bounded(3000);
            const quint32 dice = random.bounded(1000);
            if (dice < 3 && sides.size() < 4) {
                must(world.transaction.share(side.root));
                sides.push_back(Side(side));
            } else if (dice < 5 && sides.size() > 1) {
                must(tree.destroy(side.root));
                sides.erase(sides.begin() + (&side - sides.data()));
            } else if (dice < 8) {
                world.commit();
            } else if (dice < 700) {
                const auto value
                    = blockValue(must(world.transaction.create(BlockKind::Bitmap)).location());
                side.root = must(tree.insert(side.root, key, value));
                side.model[key] = value;
            } else if (const auto near = side.model.lower_bound(key); near != side.model.end()) {
                side.root = must(tree.remove(side.root, near->first));
                side.model.erase(near);
            }
            if (step % 400 == 399) {
                std::vector<MetadataBlock> roots;
                for (const Side& each : sides) {
                    QVERIFY(entriesOf(world.blocks, each.root, 8) == each.model);
                    roots.push_back(each.root);
                }
                QCOMPARE(world.counts(), pointersTo(world, roots, 8, true));
            }
        }
        for (const Side& side : sides)
            must(tree.destroy(side.root));
        QCOMPARE(world.counts(), start);
    }

    void committedNodesAreNeverOverwritten()
    {
        QRandomGenerator random(testSeed());
        World world(4000);
        const PlainValues values(8);
        Btree tree(world.transaction, values);
        MetadataBlock root = must(tree.build(
            3000, [](std::uint64_t key, std::span<std::byte> v) { storeDisk(v, Le64(key)); }));
        for (int round = 0; round < 20; ++round) {
            world.commit();
            const MetadataBlock before = root;
            const Entries model = entriesOf(world.blocks, root, 8);
            for (int i = 0; i < 50; ++i) {
                const std::uint64_t key = random.bounded(4000);
                if (const auto removed = tree.remove(root, key))
                    root = *removed;
                else
                    root = must(tree.insert(root, key, plainValue(8, random.generate())));
            }
            // The device as a crash would leave it.
            MemoryDevice copy(world.memory.image());
            BlockManager blocks(copy);
            QVERIFY(entriesOf(blocks, before, 8) == model);
        }
    }

    void buildFillsNodesEvenly_data()
    {
        QTest::addColumn<quint64>("count");
        QTest::addColumn<quint64>("nodes");
        for (const auto& [count, nodes] :
             std::vector<std::pair<quint64, quint64>> { { 0, 1 },
                                                        { 1, 1 },
                                                        { 252, 1 },
                                                        { 253, 3 },
                                                        { 504, 3 },
                                                        { 505, 4 },
                                                        { 8241, 34 },
                                                        { 63504, 253 },
                                                        { 63505, 256 },
                                                        { 263690, 1053 } })
            QTest::addRow("%llu", count) << count << nodes;
    }

    void buildFillsNodesEvenly()
    {
        QFETCH(quint64, count);
        QFETCH(quint64, nodes);
        World world(2000);
        const auto start = world.counts();
        const PlainValues values(8);
        Btree tree(world.transaction, values);
        const MetadataBlock root
            = must(tree.build(count, [](std::uint64_t key, std::span<std::byte> value) {
                  storeDisk(value, Le64(key * 3 + 1));
              }));
        const Entries entries = entriesOf(world.blocks, root, 8);
        QCOMPARE(entries.size(), count);
        std::uint64_t next = 0;
        for (const auto& [key, value] : entries) {
            QCOMPARE(key, next++);
            QCOMPARE(std::uint64_t { loadDisk<Le64>(value) }, key * 3 + 1);
        }
        QCOMPARE(nodesOf(world, root, 8), nodes);
        QCOMPARE(world.counts(), pointersTo(world, { root }, 8));
        must(tree.destroy(root));
        QCOMPARE(world.counts(), start);
    }

    void appendingLeavesNodesTwoThirdsFull()
    {
        World world(2000);
        const PlainValues values(8);
        Btree tree(world.transaction, values);
        MetadataBlock root = must(tree.createEmpty());
        for (std::uint64_t key = 0; key < 50000; ++key)
            root = must(tree.insert(root, key, plainValue(8, 1)));
        QVERIFY(nodesOf(world, root, 8) <= 50000 / 168 + 4);
    }

    void walkStartsAtTheFirstKey()
    {
        World world(100);
        const PlainValues values(8);
        const MetadataBlock root
            = must(Btree(world.transaction, values).build(1000, [](auto, std::span<std::byte>) {}));
        for (const std::uint64_t first : { 0, 1, 250, 251, 500, 999, 1000 }) {
            std::uint64_t next = first;
            must(BtreeReader(world.blocks, 8)
                     .walk(
                         root,
                         [&](const BtreeReader::Entry& entry) -> Result<void> {
                             return entry.key == next++ ? Result<void>() : invalid("gap");
                         },
                         first));
            QCOMPARE(next, std::uint64_t { 1000 });
        }
    }

    void walkEndsWithTheVisitorsError()
    {
        World world(100);
        const PlainValues values(8);
        const MetadataBlock root
            = must(Btree(world.transaction, values).build(1000, [](auto, std::span<std::byte>) {}));
        int calls = 0;
        const auto walked
            = BtreeReader(world.blocks, 8)
                  .walk(root, [&](const BtreeReader::Entry&) -> Result<void> {
                      return ++calls == 300 ? Result<void>(invalid("enough")) : Result<void>();
                  });
        QVERIFY(failsAs(walked, ErrorKind::Invalid));
        QCOMPARE(calls, 300);
    }

    void nodeVisitorLeavesOutWhatIsBelow()
    {
        World world(100);
        const PlainValues values(8);
        const MetadataBlock root
            = must(Btree(world.transaction, values).build(1000, [](auto, std::span<std::byte>) {}));
        int nodes = 0;
        int entries = 0;
        must(BtreeReader(world.blocks, 8)
                 .walkStrictly(
                     root, [&](MetadataBlock) -> Result<bool> { return ++nodes != 3; },
                     [&](const BtreeReader::Entry&) -> Result<void> {
                         ++entries;
                         return {};
                     }));
        QCOMPARE(nodes, 5);
        QCOMPARE(entries, 750);
    }

    void replacedValueIsReleased()
    {
        World world(16);
        const OwningValues values;
        Btree tree(world.transaction, values);
        const MetadataBlock first = must(world.transaction.create(BlockKind::Bitmap)).location();
        const MetadataBlock second = must(world.transaction.create(BlockKind::Bitmap)).location();
        MetadataBlock root = must(tree.createEmpty());
        root = must(tree.insert(root, 5, blockValue(first)));
        root = must(tree.insert(root, 5, blockValue(second)));
        QCOMPARE(world.space.count(first), 0U);
        QCOMPARE(world.space.count(second), 1U);
        root = must(tree.remove(root, 5));
        QCOMPARE(world.space.count(second), 0U);
    }

    void updateChangesOneValueInACopy()
    {
        World world(100);
        const PlainValues values(8);
        Btree tree(world.transaction, values);
        const MetadataBlock before = must(tree.build(1000, [](auto, std::span<std::byte>) {}));
        world.commit();
        must(world.transaction.share(before));
        const auto write = [](std::span<std::byte> value) -> Result<void> {
            storeDisk(value, Le64(77));
            return {};
        };
        const MetadataBlock after = must(tree.update(before, 500, write));
        Entries expected = entriesOf(world.blocks, before, 8);
        QCOMPARE(std::uint64_t { loadDisk<Le64>(expected.at(500)) }, std::uint64_t { 0 });
        storeDisk(std::span(expected.at(500)), Le64(77));
        QVERIFY(entriesOf(world.blocks, after, 8) == expected);
        QCOMPARE(world.counts(), pointersTo(world, { before, after }, 8));
        QVERIFY(failsAs(tree.update(after, 1000, write), ErrorKind::NotFound));
    }

    void removeOfAnAbsentKeyChangesNothing()
    {
        World world(100);
        const PlainValues values(8);
        Btree tree(world.transaction, values);
        const MetadataBlock root = must(tree.build(1000, [](auto, std::span<std::byte>) {}));
        world.commit();
        QVERIFY(failsAs(tree.remove(root, 1000), ErrorKind::NotFound));
        QVERIFY(!world.transaction.dirty());
    }

    // The k-th read fails, for every k: the change ends with that error, and once it is abandoned
    // the tree is what it was.
    void aReadThatFailsEndsAChange_data()
    {
        QTest::addColumn<QByteArray>("change");
        for (const char* change : { "insert", "remove", "destroy" })
            QTest::newRow(change) << QByteArray(change);
    }

    void aReadThatFailsEndsAChange()
    {
        QFETCH(QByteArray, change);
        int failures = 0;
        for (std::uint64_t number = 0;; ++number) {
            World world(200, 6);
            const PlainValues values(8);
            Btree tree(world.transaction, values);
            const MetadataBlock root = must(tree.build(2000, [](auto, std::span<std::byte>) {}));
            world.commit();
            world.blocks.restart();
            world.device.failAt(world.device.operations() + number, FaultDevice::Repeat::Once, EIO);
            Result<void> done;
            MetadataBlock now = root;
            // From the middle, so that nodes are joined and emptied.
            for (std::uint64_t key = 600; done && change != "destroy" && key < 1400; ++key) {
                auto next = change == "insert" ? tree.insert(now, key + 2000, plainValue(8, 1))
                                               : tree.remove(now, key);
                if (next)
                    now = *next;
                else
                    done = next.error();
            }
            if (change == "destroy")
                done = tree.destroy(root);
            world.device.heal();
            if (done)
                break;
            ++failures;
            QVERIFY(failsAs(done, ErrorKind::Io));
            world.transaction.abort();
            QCOMPARE(entriesOf(world.blocks, root, 8).size(), std::size_t(2000));
            QCOMPARE(world.counts(), pointersTo(world, { root }, 8));
        }
        QVERIFY2(failures >= 3, qPrintable(QString::number(failures)));
    }

    // The kernel leaves removed keys and values in place.
    void staleBytesOfOthersAreNotCarriedOn()
    {
        World world(16);
        const PlainValues values(8);
        Btree tree(world.transaction, values);
        MetadataBlock root = must(tree.build(9, [](auto, std::span<std::byte>) {}));
        {
            auto node = must(world.blocks.modify(root, BlockKind::BtreeNode));
            std::ranges::fill(node.bytes().subspan(32 + 8 * 9, 80), std::byte { 0xEE });
            std::ranges::fill(node.bytes().subspan(2048 + 8 * 9), std::byte { 0xEE });
        }
        world.commit();
        root = must(tree.insert(root, 9, plainValue(8, 1)));
        QCOMPARE(world.counts(), pointersTo(world, { root }, 8));
    }
};

QTEST_GUILESS_MAIN(BtreeTest)
#include "btree_test.moc"
