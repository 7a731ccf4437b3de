// SPDX-License-Identifier: GPL-2.0-or-later
// What the strict checker says of eras, writesets and the held snapshot.
#include "checked_device.h"

#include <QTest>

using namespace blkera;
using namespace blkera::test;

class CheckerErasTest : public QObject {
    Q_OBJECT

private slots:
    void gapInArchivedErasIsReported();
    void bitBeyondTheDeviceIsReported();
    void writesetInEraZeroIsReported();
    void moreBitsThanADeviceHasAreReported();
    void snapshotFromTheFutureIsReported();
    void eraTooNewForTheSnapshotIsReported();
    void heldSnapshotIsClean();
};

void CheckerErasTest::gapInArchivedErasIsReported()
{
    MemoryDevice device(MetadataBlockCount(64));
    MetadataBuilder builder(device);
    const MetadataBlock eras = builder.zeros(4, 100);
    const MetadataBlock bitset = builder.zeros(8, 2);
    const MetadataBlock writesets
        = builder.node(kLeafNode, 12, { { 3, MetadataBuilder::packed(Writeset { 100, bitset }) } });
    builder.finish(plainSuperblock(100, Era(5), writesets, eras));
    QCOMPARE(errorsOf(device),
             QString("live writeset tree: the last archived era is 3, 5 is due\n"));
}

void CheckerErasTest::bitBeyondTheDeviceIsReported()
{
    MemoryDevice device(MetadataBlockCount(64));
    MetadataBuilder builder(device);
    const MetadataBlock eras = builder.zeros(4, 100);
    const MetadataBlock words = builder.zeroBlock(8, 2, 1);
    storeDisk(device.block(words).subspan(24 + 8), Le64(std::uint64_t { 1 } << 36)); // bit 100
    builder.seal(words, BlockKind::ArrayBlock);
    const MetadataBlock bitset
        = builder.node(kLeafNode, 8, { { 0, MetadataBuilder::packed(words) } });
    const MetadataBlock writesets
        = builder.node(kLeafNode, 12, { { 5, MetadataBuilder::packed(Writeset { 100, bitset }) } });
    builder.finish(plainSuperblock(100, Era(5), writesets, eras));
    QCOMPARE(errorsOf(device), QString("live writeset of era 5: bits are set beyond its 100\n"));
}

void CheckerErasTest::writesetInEraZeroIsReported()
{
    MemoryDevice current(MetadataBlockCount(64));
    MetadataBuilder builder(current);
    const MetadataBlock eras = builder.zeros(4, 100);
    Superblock superblock = plainSuperblock(100, Era(0), builder.tree(12, 0, {}), eras);
    superblock.currentWriteset = Writeset { 100, builder.zeros(8, 2) };
    builder.finish(superblock);
    QCOMPARE(errorsOf(current),
             QString("superblock: a current writeset in era 0, which has no writes\n"));

    MemoryDevice archived(MetadataBlockCount(64));
    MetadataBuilder another(archived);
    const MetadataBlock moreEras = another.zeros(4, 100);
    const auto writeset = MetadataBuilder::packed(Writeset { 100, another.zeros(8, 2) });
    const MetadataBlock writesets = another.node(kLeafNode, 12, { { 0, writeset } });
    another.finish(plainSuperblock(100, Era(0), writesets, moreEras));
    QVERIFY(errorsOf(archived).contains(
        "live writeset tree: a writeset of era 0, which has no writes\n"));
}

void CheckerErasTest::moreBitsThanADeviceHasAreReported()
{
    constexpr std::uint32_t kBits = std::uint32_t { 1 } << 31;
    MemoryDevice device(MetadataBlockCount(1024));
    MetadataBuilder builder(device);
    const MetadataBlock eras = builder.zeros(4, 100);
    Superblock superblock = plainSuperblock(100, Era(1), builder.tree(12, 0, {}), eras);
    superblock.currentWriteset = Writeset { kBits, builder.zeros(8, kBits / 64) };
    builder.finish(superblock);
    QCOMPARE(errorsOf(device),
             QString("current writeset: 2147483648 bits are more than a device has\n"));
}

void CheckerErasTest::snapshotFromTheFutureIsReported()
{
    MemoryDevice device(MetadataBlockCount(64));
    MetadataBuilder builder(device);
    // Live and snapshot share both trees.
    const MetadataBlock eras = builder.zeros(4, 100, 2);
    const MetadataBlock writesets = builder.tree(12, 0, {}, 2);
    Superblock superblock = plainSuperblock(100, Era(4), writesets, eras);
    superblock.metadataSnapshot
        = builder.snapshotClone(plainSuperblock(100, Era(5), writesets, eras));
    builder.finish(superblock);
    QCOMPARE(errorsOf(device), QString("metadata snapshot: era 5 is beyond the current one, 4\n"));
}

void CheckerErasTest::eraTooNewForTheSnapshotIsReported()
{
    MemoryDevice device(MetadataBlockCount(64));
    MetadataBuilder builder(device);
    const MetadataBlock values = builder.zeroBlock(4, 100, 1);
    storeDisk(device.block(values).subspan(24), Le32(7));
    builder.seal(values, BlockKind::ArrayBlock);
    const MetadataBlock eras
        = builder.node(kLeafNode, 8, { { 0, MetadataBuilder::packed(values) } }, 2);
    const MetadataBlock writesets = builder.tree(12, 0, {}, 2);
    Superblock superblock = plainSuperblock(100, Era(9), writesets, eras);
    superblock.metadataSnapshot
        = builder.snapshotClone(plainSuperblock(100, Era(5), writesets, eras));
    builder.finish(superblock);
    QCOMPARE(errorsOf(device),
             QString("snapshot era array: shared block %1: era 7 is beyond 4\n").arg(eras.raw()));
}

void CheckerErasTest::heldSnapshotIsClean()
{
    MemoryDevice device(MetadataBlockCount(8192));
    makeUsed(device, 300'000);
    auto metadata = Metadata::open(device, kBlockSectors);
    QVERIFY(metadata);
    QVERIFY((*metadata)->activate(BlockCount(300'000)));
    QVERIFY((*metadata)->takeSnapshot({}));
    const BlockRange later { BlockIndex(100), BlockIndex(40'000) };
    QVERIFY((*metadata)->mark(std::span(&later, 1)));
    QVERIFY((*metadata)->rollover({}));
    for (;;) {
        const auto more = (*metadata)->digestStep();
        QVERIFY(more);
        if (!*more)
            break;
        QVERIFY((*metadata)->commit());
        QCOMPARE(errorsOf(device), QString());
    }
}

QTEST_GUILESS_MAIN(CheckerErasTest)
#include "checker_eras_test.moc"
