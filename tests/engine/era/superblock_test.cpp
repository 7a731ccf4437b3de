// SPDX-License-Identifier: GPL-2.0-or-later
#include "era/superblock.h"
#include "storage/memory_device.h"

#include <algorithm>

#include <QtTest>

using namespace blkera;

namespace {

using Bytes = std::vector<std::byte>;

Superblock example()
{
    Superblock sb;
    sb.uuid.fill(std::byte { 0x5a });
    sb.spaceMap
        = { MetadataBlockCount(256), MetadataBlockCount(9), MetadataBlock(1), MetadataBlock(2) };
    sb.dataBlockSizeSectors = 128;
    sb.nrBlocks = BlockCount(200);
    sb.currentEra = Era(7);
    sb.currentWriteset = Writeset { 200, MetadataBlock(8) };
    sb.writesetTreeRoot = MetadataBlock(4);
    sb.eraArrayRoot = MetadataBlock(5);
    sb.metadataSnapshot = MetadataBlock(25);
    return sb;
}

Bytes packed(const Superblock& superblock)
{
    Bytes bytes(kMetadataBlockBytes);
    superblock.pack(bytes);
    return bytes;
}

} // namespace

class SuperblockTest : public QObject {
    Q_OBJECT

private slots:

    void whatIsPackedIsUnpacked()
    {
        const auto read = Superblock::unpack(packed(example()));
        QVERIFY(read.has_value());
        QCOMPARE(packed(*read), packed(example()));
        QCOMPARE(read->currentEra.raw(), 7U);
        QCOMPARE(read->currentWriteset->root.raw(), 8U);
        QCOMPARE(read->metadataSnapshot->raw(), 25U);
    }

    void fieldsLieWhereTheKernelLooks()
    {
        const Bytes bytes = packed(example());
        QCOMPARE(bytes[32], std::byte { 0x7b }); // magic 0x7EC1077B
        QCOMPARE(bytes[172], std::byte { 128 }); // data_block_size
        QCOMPARE(bytes[184], std::byte { 7 }); // current_era
        QCOMPARE(bytes[192], std::byte { 8 }); // current_writeset.root, unaligned
        QCOMPARE(bytes[216], std::byte { 25 }); // metadata_snap
    }

    void nothingLiesBeyondTheFirstSector()
    {
        const Bytes bytes = packed(example());
        QVERIFY(std::all_of(bytes.begin() + 224, bytes.end(),
                            [](std::byte b) { return b == std::byte { 0 }; }));
    }

    void aRootOfZeroMeansNoCurrentWriteset()
    {
        Superblock sb = example();
        sb.currentWriteset.reset();
        QVERIFY(!Superblock::unpack(packed(sb))->currentWriteset);
    }

    void theFlagOfACleanShutdownIsAccepted()
    {
        Bytes bytes = packed(example());
        bytes[4] = std::byte { 1 };
        QVERIFY(Superblock::unpack(bytes).has_value());
    }

    void anythingUnknownIsRefused_data()
    {
        QTest::addColumn<int>("offset");
        QTest::newRow("flags") << 4;
        QTest::newRow("magic") << 32;
        QTest::newRow("version") << 40;
        QTest::newRow("after the space map root") << 80;
        QTest::newRow("data block size") << 172;
        QTest::newRow("metadata block size") << 176;
        QTest::newRow("nr_blocks beyond the limit") << 183;
        QTest::newRow("after the end") << 224;
        QTest::newRow("the last byte") << 4095;
    }

    void anythingUnknownIsRefused()
    {
        QFETCH(int, offset);
        Bytes bytes = packed(example());
        bytes[static_cast<std::size_t>(offset)] ^= std::byte { 0x82 };
        const auto read = Superblock::unpack(bytes);
        QVERIFY(!read);
        QCOMPARE(read.error().kind, ErrorKind::Corrupt);
    }

    void twoStructuresCannotShareARoot()
    {
        Superblock sb = example();
        sb.eraArrayRoot = sb.writesetTreeRoot;
        QVERIFY(!Superblock::unpack(packed(sb)));
        sb = example();
        sb.writesetTreeRoot = MetadataBlock(0);
        QVERIFY(!Superblock::unpack(packed(sb)));
    }

    void onlyZerosAreBlank()
    {
        MemoryDevice device(MetadataBlockCount(4));
        QCOMPARE(*probeMetadata(device), MetadataContent::Blank);
        device.block(MetadataBlock(0))[4095] = std::byte { 1 };
        QCOMPARE(*probeMetadata(device), MetadataContent::Foreign);
        std::ranges::copy(packed(example()), device.block(MetadataBlock(0)).begin());
        QCOMPARE(*probeMetadata(device), MetadataContent::EraMetadata);
    }
};

QTEST_GUILESS_MAIN(SuperblockTest)
#include "superblock_test.moc"
