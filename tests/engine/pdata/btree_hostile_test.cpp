// SPDX-License-Identifier: GPL-2.0-or-later
#include "pdata/node_editor.h"
#include "trees.h"

#include <QTest>

using namespace blkera;

namespace {

struct Entry {
    std::uint64_t key;
    std::uint64_t value; // or the child
};

constexpr std::size_t kValueSize = 8;

// Writes a node with sound checksum at a block of the test's choice and counts one pointer to it.
void putNode(World& world, std::uint64_t where, bool leaf, const std::vector<Entry>& entries)
{
    NodeEditor node(must(world.blocks.create(MetadataBlock(where), BlockKind::BtreeNode)), leaf,
                    kValueSize);
    for (const Entry& entry : entries)
        node.insertChildAt(node.count(), entry.key, MetadataBlock(entry.value));
}

void putLeaf(World& world, std::uint64_t where, const std::vector<Entry>& entries)
{
    putNode(world, where, true, entries);
}

void putInternal(World& world, std::uint64_t where, const std::vector<Entry>& entries)
{
    putNode(world, where, false, entries);
}

void setHeader(World& world, std::uint64_t where, std::size_t offset, std::uint32_t value)
{
    auto node = must(world.blocks.modify(MetadataBlock(where), BlockKind::BtreeNode));
    storeDisk(node.bytes().subspan(offset), Le32(value));
}

Result<void> walk(World& world, std::uint64_t root)
{
    return BtreeReader(world.blocks, kValueSize).walk(MetadataBlock(root), [](const auto&) {
        return Result<void>();
    });
}

Result<void> walkStrictly(World& world, std::uint64_t root)
{
    return BtreeReader(world.blocks, kValueSize)
        .walkStrictly(
            MetadataBlock(root), [](MetadataBlock) -> Result<bool> { return true; },
            [](const auto&) { return Result<void>(); });
}

Result<bool> find(World& world, std::uint64_t root, std::uint64_t key)
{
    std::array<std::byte, kValueSize> value {};
    return BtreeReader(world.blocks, kValueSize).find(MetadataBlock(root), key, value);
}

// Takes blocks 1 .. n-1 as in use once.
void takeBlocks(World& world, std::uint64_t n)
{
    for (std::uint64_t i = 1; i < n; ++i)
        must(world.space.allocate());
}

} // namespace

class BtreeHostileTest : public QObject {
    Q_OBJECT

private slots:

    void nodeBelowItselfIsCorrupt()
    {
        World world(16);
        putInternal(world, 1, { { 0, 1 } });
        QVERIFY(failsAs(walk(world, 1), ErrorKind::Corrupt));
        QVERIFY(failsAs(walkStrictly(world, 1), ErrorKind::Corrupt));
        QVERIFY(failsAs(find(world, 1, 5), ErrorKind::Corrupt));
        QVERIFY(failsAs(BtreeReader(world.blocks, kValueSize).lowestKey(MetadataBlock(1)),
                        ErrorKind::Corrupt));
    }

    void cycleThroughTwoNodesIsCorrupt()
    {
        World world(16);
        putInternal(world, 1, { { 0, 2 }, { 10, 3 } });
        putInternal(world, 2, { { 0, 1 }, { 5, 3 } });
        putLeaf(world, 3, { { 10, 0 } });
        QVERIFY(failsAs(walk(world, 1), ErrorKind::Corrupt));
        QVERIFY(failsAs(find(world, 1, 3), ErrorKind::Corrupt));
    }

    void endlessDescentIsCorrupt()
    {
        World world(64);
        for (std::uint64_t i = 1; i < 40; ++i)
            putInternal(world, i, { { 0, i + 1 } });
        putLeaf(world, 40, { { 0, 0 } });
        QVERIFY(failsAs(walk(world, 1), ErrorKind::Corrupt));
        QVERIFY(failsAs(find(world, 1, 0), ErrorKind::Corrupt));
        QVERIFY(walk(world, 40 - kMaxTreeDepth + 1));
        QVERIFY(failsAs(walk(world, 40 - kMaxTreeDepth), ErrorKind::Corrupt));

        takeBlocks(world, 41);
        world.commit();
        const PlainValues values(kValueSize);
        Btree tree(world.transaction, values);
        const MetadataBlock root(1);
        const std::array<std::byte, kValueSize> value {};
        const auto tooDeep = [&](const auto& result) {
            world.transaction.abort();
            return failsAs(result, ErrorKind::Corrupt)
                && result.error().message().ends_with("the tree is too deep");
        };
        QVERIFY(tooDeep(tree.insert(root, 7, value)));
        QVERIFY(tooDeep(tree.remove(root, 0)));
        QVERIFY(tooDeep(tree.update(root, 0, [](auto) { return Result<void>(); })));
        QVERIFY(tooDeep(tree.destroy(root)));
    }

    void childOutsideItsParentsBoundsIsCorrupt()
    {
        World world(16);
        putInternal(world, 1, { { 0, 2 }, { 10, 3 } });
        putLeaf(world, 2, { { 0, 0 }, { 10, 0 } });
        putLeaf(world, 3, { { 10, 0 }, { 11, 0 } });
        QVERIFY(failsAs(walk(world, 1), ErrorKind::Corrupt));
        QVERIFY(failsAs(find(world, 1, 5), ErrorKind::Corrupt));
        QVERIFY(must(find(world, 1, 11)));
        putLeaf(world, 2, { { 0, 0 }, { 9, 0 } });
        putLeaf(world, 3, { { 9, 0 }, { 11, 0 } });
        QVERIFY(failsAs(walk(world, 1), ErrorKind::Corrupt));
        QVERIFY(failsAs(find(world, 1, 10), ErrorKind::Corrupt));
        putLeaf(world, 3, { { 10, 0 }, { 11, 0 } });
        QVERIFY(walk(world, 1));
    }

    // One block below two entries is what would make a walk exponential.
    void childOfTwoEntriesIsCorrupt()
    {
        World world(16);
        putInternal(world, 1, { { 0, 2 }, { 10, 2 } });
        putLeaf(world, 2, { { 0, 0 } });
        QVERIFY(failsAs(walk(world, 1), ErrorKind::Corrupt));
    }

    void keysThatDoNotAscendAreCorrupt()
    {
        World world(16);
        putLeaf(world, 1, { { 5, 0 }, { 5, 0 } });
        QVERIFY(failsAs(walk(world, 1), ErrorKind::Corrupt));
        putInternal(world, 2, { { 5, 3 }, { 0, 3 } });
        putLeaf(world, 3, { { 5, 0 } });
        QVERIFY(failsAs(walk(world, 2), ErrorKind::Corrupt));
    }

    void leavesAtDifferentDepthsAreCorrupt()
    {
        World world(16);
        putInternal(world, 1, { { 0, 2 }, { 10, 3 } });
        putLeaf(world, 2, { { 0, 0 } });
        putInternal(world, 3, { { 10, 4 } });
        putLeaf(world, 4, { { 10, 0 } });
        QVERIFY(failsAs(walk(world, 1), ErrorKind::Corrupt));
    }

    void emptyNodesOtherThanALeafRootAreCorrupt()
    {
        World world(16);
        putInternal(world, 1, {});
        QVERIFY(failsAs(walk(world, 1), ErrorKind::Corrupt));
        QVERIFY(failsAs(find(world, 1, 0), ErrorKind::Corrupt));
        putInternal(world, 2, { { 0, 3 } });
        putLeaf(world, 3, {});
        QVERIFY(failsAs(walk(world, 2), ErrorKind::Corrupt));
        QVERIFY(walk(world, 3));
    }

    void thinNodesFailTheStrictWalkOnly()
    {
        World world(16);
        std::vector<Entry> due;
        for (std::uint64_t i = 0; i < 84; ++i)
            due.push_back({ i, 0 });
        putInternal(world, 1, { { 0, 2 }, { 100, 3 } });
        putLeaf(world, 2, due);
        for (Entry& entry : due)
            entry.key += 100;
        putLeaf(world, 3, due);
        QVERIFY(walkStrictly(world, 1));
        due.pop_back();
        putLeaf(world, 3, due);
        QVERIFY(walk(world, 1));
        QVERIFY(failsAs(walkStrictly(world, 1), ErrorKind::Corrupt));
    }

    void headersThatBreakTheFormatAreCorrupt_data()
    {
        QTest::addColumn<quint64>("offset");
        QTest::addColumn<quint32>("value");
        QTest::newRow("no flag") << quint64 { 4 } << 0U;
        QTest::newRow("both flags") << quint64 { 4 } << 3U;
        QTest::newRow("unknown flag") << quint64 { 4 } << 6U;
        QTest::newRow("internal without value size 8") << quint64 { 24 } << 4U;
        QTest::newRow("value size 0") << quint64 { 24 } << 0U;
        QTest::newRow("fewer max_entries") << quint64 { 20 } << 249U;
        QTest::newRow("more max_entries") << quint64 { 20 } << 255U;
        QTest::newRow("huge max_entries") << quint64 { 20 } << 0xFFFFFFFFU;
        QTest::newRow("nr_entries above max_entries") << quint64 { 16 } << 253U;
        QTest::newRow("huge nr_entries") << quint64 { 16 } << 0xFFFFFFFFU;
    }

    void headersThatBreakTheFormatAreCorrupt()
    {
        QFETCH(quint64, offset);
        QFETCH(quint32, value);
        World world(16);
        putLeaf(world, 1, { { 0, 0 } });
        QVERIFY(walk(world, 1));
        setHeader(world, 1, offset, value);
        QVERIFY(failsAs(walk(world, 1), ErrorKind::Corrupt));
        QVERIFY(failsAs(find(world, 1, 0), ErrorKind::Corrupt));
    }

    void treeOfOtherValuesIsCorrupt()
    {
        World world(16);
        putLeaf(world, 1, { { 0, 0 } });
        QVERIFY(failsAs(BtreeReader(world.blocks, 12)
                            .walk(MetadataBlock(1), [](const auto&) { return Result<void>(); }),
                        ErrorKind::Corrupt));
    }

    void childBeyondTheDeviceIsAnError()
    {
        World world(16);
        putInternal(world, 1, { { 0, ~0ULL } });
        QVERIFY(!walk(world, 1));
        QVERIFY(!find(world, 1, 0));
    }

    // The parent's copy lands on the very number that its child entry names, which was free.
    void childThatIsAFreeBlockIsCorrupt()
    {
        World world(16);
        takeBlocks(world, 2);
        world.space.commit();
        putInternal(world, 1, { { 0, 2 }, { 10, 2 } });
        world.commit();
        const PlainValues values(kValueSize);
        Btree tree(world.transaction, values);
        const std::array<std::byte, kValueSize> value {};
        const auto belowItself = [&](const auto& result) {
            world.transaction.abort();
            return failsAs(result, ErrorKind::Corrupt)
                && result.error().message().ends_with("it is below itself");
        };
        QVERIFY(belowItself(tree.insert(MetadataBlock(1), 3, value)));
    }

    void destroyingMoreThanThereIsIsCorrupt()
    {
        World world(16);
        takeBlocks(world, 4);
        putInternal(world, 1, { { 0, 2 }, { 10, 2 } });
        putLeaf(world, 2, { { 0, 3 } });
        const OwningValues values;
        QVERIFY(failsAs(Btree(world.transaction, values).destroy(MetadataBlock(1)),
                        ErrorKind::Corrupt));
    }

    // Sound trees with a few fields changed at random and checksums made right again: whatever is
    // done to them ends, and without touching memory that is not theirs (sanitizers look on).
    void nothingThatIsReadBreaksOut()
    {
        QRandomGenerator random(testSeed());
        const OwningValues values;
        MemoryDevice sound(MetadataBlockCount(400));
        MetadataBlock root;
        std::vector<std::uint32_t> counts;
        {
            World world(400);
            Btree tree(world.transaction, values);
            const auto owned = must(world.transaction.create(BlockKind::ArrayBlock)).location();
            must(world.transaction.share(owned, 29999));
            root = must(tree.build(30000, [&](std::uint64_t, std::span<std::byte> value) {
                storeDisk(value, Le64(owned.raw()));
            }));
            world.commit();
            counts = world.counts();
            sound = MemoryDevice(world.memory.image());
        }
        int failures = 0;
        for (int round = 0; round < 600; ++round) {
            MemoryDevice memory(sound.image());
            BlockManager blocks(memory, 64);
            SpaceMap space(counts);
            TransactionManager transaction(blocks, space);
            for (auto changes = 1 + random.bounded(3); changes > 0; --changes)
                damage(random, blocks, 1 + random.bounded(130));
            must(blocks.commit(std::vector<std::byte>(kMetadataBlockBytes)));

            BtreeReader reader(blocks, values.size());
            Btree tree(transaction, values);
            const auto nothing = [](const auto&) { return Result<void>(); };
            std::array<std::byte, 8> value {};
            storeDisk(std::span<std::byte>(value), Le64(1));
            const std::uint64_t key = random.bounded(30001);
            bool failed = !reader.walk(root, nothing);
            failed |= !reader.walkStrictly(
                root, [](MetadataBlock) -> Result<bool> { return true; }, nothing);
            failed |= !reader.find(root, key, value);
            MetadataBlock now = root;
            for (int step = 0; step < 40; ++step) {
                const std::uint64_t at = (key + random.bounded(300)) % 30001;
                Result<MetadataBlock> next = now;
                switch (random.bounded(3)) {
                case 0:
                    next = tree.insert(now, at, value);
                    break;
                case 1:
                    next = tree.remove(now, at);
                    break;
                default:
                    next
                        = tree.update(now, at, [](std::span<std::byte>) { return Result<void>(); });
                }
                if (next) {
                    now = *next;
                } else if (next.error().kind != ErrorKind::NotFound) {
                    failed = true;
                    transaction.abort();
                    now = root;
                }
            }
            failed |= !tree.destroy(now);
            failures += failed ? 1 : 0;
        }
        QVERIFY(failures > 200);
    }

private:
    static void damage(QRandomGenerator& random, BlockManager& blocks, std::uint64_t where)
    {
        auto node = blocks.modify(MetadataBlock(where), BlockKind::BtreeNode);
        if (!node)
            return;
        const std::span<std::byte> bytes = node->bytes();
        const std::uint64_t value = random.bounded(2) == 0
            ? random.bounded(400)
            : random.generate64() >> random.bounded(64);
        switch (random.bounded(4)) {
        case 0: // a field of the header but checksum and block number
            storeDisk(
                bytes.subspan(std::array<std::size_t, 4> { 4, 16, 20, 24 }.at(random.bounded(4U))),
                Le32(static_cast<std::uint32_t>(value)));
            break;
        case 1: // a key
            storeDisk(bytes.subspan(32 + 8 * random.bounded(252U)), Le64(value));
            break;
        case 2: // a child or value
            storeDisk(bytes.subspan(2048 + 8 * random.bounded(252U)), Le64(value));
            break;
        default: // a lower nr_entries, as after a lost split
            storeDisk(bytes.subspan(16), Le32(random.bounded(252U)));
        }
    }
};

QTEST_GUILESS_MAIN(BtreeHostileTest)
#include "btree_hostile_test.moc"
