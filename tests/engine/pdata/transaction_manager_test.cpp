// SPDX-License-Identifier: GPL-2.0-or-later
#include "world.h"

#include <QTest>

using namespace blkera;

namespace {

MetadataBlock createWith(World& world, int value)
{
    auto ref = must(world.transaction.create(BlockKind::Bitmap));
    ref.bytes()[100] = static_cast<std::byte>(value);
    return ref.location();
}

int get(World& world, MetadataBlock where)
{
    const auto ref = must(world.transaction.read(where, BlockKind::Bitmap));
    return std::to_integer<int>(ref.bytes()[100]);
}

MetadataBlock shadowOf(World& world, MetadataBlock where, bool sharesChildren)
{
    const auto shadow = must(world.transaction.shadow(where, BlockKind::Bitmap));
    if (shadow.sharesChildren != sharesChildren)
        qFatal("sharesChildren is wrong");
    return shadow.block.location();
}

} // namespace

class TransactionManagerTest : public QObject {
    Q_OBJECT

private slots:

    void newBlockIsChangedInPlace()
    {
        World world(8);
        const MetadataBlock block = createWith(world, 1);
        QVERIFY(shadowOf(world, block, false) == block);
        QCOMPARE(get(world, block), 1);
    }

    void committedBlockIsCopiedOnce()
    {
        World world(8);
        const MetadataBlock block = createWith(world, 1);
        world.commit();
        const MetadataBlock copy = shadowOf(world, block, false);
        QVERIFY(copy != block);
        QCOMPARE(get(world, copy), 1);
        QCOMPARE(world.space.count(block), 0U);
        QVERIFY(shadowOf(world, copy, false) == copy);
    }

    void sharedBlockIsCopiedWhileItIsShared()
    {
        World world(8);
        const MetadataBlock block = createWith(world, 1);
        must(world.transaction.share(block));
        const MetadataBlock copy = shadowOf(world, block, true);
        QVERIFY(copy != block);
        QCOMPARE(world.space.count(block), 1U);
        QCOMPARE(world.space.count(copy), 1U);
        // The other pointer is the only one now.
        QVERIFY(shadowOf(world, block, false) == block);
    }

    void copyingALostBlockIsCorrupt()
    {
        World world(8);
        const MetadataBlock block = createWith(world, 1);
        world.commit();
        QVERIFY(must(world.transaction.release(block)));
        world.commit();
        QVERIFY(failsAs(world.transaction.shadow(block, BlockKind::Bitmap), ErrorKind::Corrupt));
    }

    void releaseTellsTheLastPointer()
    {
        World world(8);
        const MetadataBlock block = createWith(world, 5);
        must(world.transaction.share(block, 2));
        QVERIFY(!must(world.transaction.release(block)));
        QVERIFY(!must(world.transaction.release(block)));
        QVERIFY(must(world.transaction.release(block)));
        QCOMPARE(get(world, block), 5); // what it points to can be looked up still
        QVERIFY(failsAs(world.transaction.release(block), ErrorKind::Corrupt));
    }

    void releasedNumberComesBackAsAnyKind()
    {
        World world(2);
        const MetadataBlock block = createWith(world, 5);
        QVERIFY(must(world.transaction.release(block)));
        const auto again = must(world.transaction.create(BlockKind::Index));
        QVERIFY(again.location() == block);
        QVERIFY(std::ranges::all_of(again.bytes(), [](std::byte b) { return b == std::byte {}; }));
    }

    void releasedBlockIsNotWritten()
    {
        World world(8);
        const MetadataBlock block = createWith(world, 5);
        must(world.transaction.release(block));
        const auto written = world.memory.counters().blocksWritten;
        world.commit();
        QCOMPARE(world.memory.counters().blocksWritten, written + 1); // the superblock
    }

    void abortReturnsToTheCommit()
    {
        World world(8);
        const MetadataBlock block = createWith(world, 1);
        world.commit();
        QVERIFY(!world.transaction.dirty());
        const auto counts = world.counts();
        const MetadataBlock copy = shadowOf(world, block, false);
        must(world.transaction.shadow(copy, BlockKind::Bitmap)).block.bytes()[100]
            = std::byte { 2 };
        createWith(world, 3);
        QVERIFY(world.transaction.dirty());
        world.transaction.abort();
        QVERIFY(!world.transaction.dirty());
        QCOMPARE(world.counts(), counts);
        QCOMPARE(get(world, block), 1);
    }

    void fullDeviceIsNoSpaceAndAbortable()
    {
        World world(4);
        const MetadataBlock block = createWith(world, 1);
        createWith(world, 2);
        createWith(world, 3);
        world.commit();
        QVERIFY(failsAs(world.transaction.shadow(block, BlockKind::Bitmap), ErrorKind::NoSpace));
        world.transaction.abort();
        QCOMPARE(get(world, block), 1);
        QCOMPARE(world.space.count(block), 1U);
    }
};

QTEST_GUILESS_MAIN(TransactionManagerTest)
#include "transaction_manager_test.moc"
