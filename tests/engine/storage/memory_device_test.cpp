// SPDX-License-Identifier: GPL-2.0-or-later
#include "storage/memory_device.h"

#include <QTest>

using namespace blkera;

class MemoryDeviceTest : public QObject {
    Q_OBJECT

private slots:

    void startsAsZeros()
    {
        MemoryDevice device(MetadataBlockCount(3));
        std::vector<std::byte> bytes(3 * kMetadataBlockBytes, std::byte { 1 });
        QVERIFY(device.read(MetadataBlock(0), bytes));
        QCOMPARE(bytes, std::vector<std::byte>(bytes.size()));
    }

    void imageIsRoundedDownToWholeBlocks()
    {
        const MemoryDevice device(std::vector<std::byte>(2 * kMetadataBlockBytes + 100));
        QCOMPARE(device.size().raw(), 2U);
    }

    void readsWhatWasWritten()
    {
        MemoryDevice device(MetadataBlockCount(4));
        const std::vector<std::byte> ones(kMetadataBlockBytes, std::byte { 1 });
        const std::vector<std::byte> twos(kMetadataBlockBytes, std::byte { 2 });
        const std::vector<BlockWrite> writes { { MetadataBlock(3), twos },
                                               { MetadataBlock(1), ones } };
        QVERIFY(device.write(writes));
        QVERIFY(device.flush());
        std::vector<std::byte> bytes(2 * kMetadataBlockBytes);
        QVERIFY(device.read(MetadataBlock(2), bytes));
        QVERIFY(bytes[0] == std::byte { 0 } && bytes[kMetadataBlockBytes] == std::byte { 2 });
        QVERIFY(device.block(MetadataBlock(1))[4095] == std::byte { 1 });
        QCOMPARE(device.counters().blocksWritten, 2U);
        QCOMPARE(device.counters().blocksRead, 2U);
        QCOMPARE(device.counters().flushes, 1U);
    }

    void beyondTheEndIsInvalidAndWritesNothing()
    {
        MemoryDevice device(MetadataBlockCount(2));
        const std::vector<std::byte> ones(kMetadataBlockBytes, std::byte { 1 });
        const std::vector<BlockWrite> writes { { MetadataBlock(0), ones },
                                               { MetadataBlock(2), ones } };
        QVERIFY(device.write(writes).error().kind == ErrorKind::Invalid);
        QVERIFY(device.block(MetadataBlock(0))[0] == std::byte { 0 });
        std::vector<std::byte> bytes(2 * kMetadataBlockBytes);
        QVERIFY(device.read(MetadataBlock(1), bytes).error().kind == ErrorKind::Invalid);
        QVERIFY(device.read(MetadataBlock(~0ULL), bytes).error().kind == ErrorKind::Invalid);
    }
};

QTEST_GUILESS_MAIN(MemoryDeviceTest)
#include "memory_device_test.moc"
