// SPDX-License-Identifier: GPL-2.0-or-later
// What the strict checker says of trees, references and the space map.
#include "checked_device.h"
#include "storage/fault_device.h"

#include <cerrno>

#include <QElapsedTimer>
#include <QString>
#include <QTest>

using namespace blkera;
using namespace blkera::test;

namespace {

constexpr std::size_t kNrBlocksAt = 180; // offsets in the superblock
constexpr std::size_t kEraArrayRootAt = 208;

} // namespace

class CheckerTest : public QObject {
    Q_OBJECT

private slots:
    void metadataInUseIsClean_data();
    void metadataInUseIsClean();
    void severalProblemsAreAllReported();
    void leakIsAnError();
    void missingReferenceIsAnError();
    void sharedBitsetIsWalkedOnce();
    void nodeBelowItselfIsReported();
    void blockOfTwoUsesIsReported();
    void underfilledNodeIsReported();
    void internalRootWithoutEntriesIsReported();
    void shortBlockBeforeTheLastIsReported();
    void arrayWithoutItsStartIsReported();
    void leavesOfTwoDepthsAreReported();
    void refCountEntryOfASmallCountIsReported();
    void refCountEntryBelowThreeIsReported();
    void hintsThatAreOffAreWarnings();
    void underfilledRootBelowAnotherRootIsReported();
    void unreadableDeviceIsAnErrorNotAReport();
    void reportOfAWholeDamagedDeviceIsBounded();
};

void CheckerTest::metadataInUseIsClean_data()
{
    QTest::addColumn<unsigned>("nrBlocks");
    for (const unsigned blocks : { 1U, 64U, 65U, 1018U, 32576U, 32577U, 1'000'000U })
        QTest::addRow("%u", blocks) << blocks;
}

void CheckerTest::metadataInUseIsClean()
{
    QFETCH(unsigned, nrBlocks);
    MemoryDevice device(MetadataBlockCount(8192));
    makeUsed(device, std::max(nrBlocks, 9U));
    const auto report = checkMetadata(device);
    QVERIFY(report);
    QCOMPARE(lines(report->errors), QString());
    QCOMPARE(lines(report->warnings), QString());
    QCOMPARE(report->size.raw(), std::uint64_t { 8192 });
    QVERIFY(report->used.raw() > 8);
}

void CheckerTest::severalProblemsAreAllReported()
{
    MemoryDevice device(MetadataBlockCount(64));
    MetadataBuilder builder(device);
    // An era beyond the current one in the array, a gap in the archived eras, a wrong nr_bits.
    const MetadataBlock eras = builder.take();
    const MetadataBlock values = builder.zeroBlock(4, 100, 1);
    storeDisk(device.block(values).subspan(24 + 4 * 17), Le32(99));
    builder.seal(values, BlockKind::ArrayBlock);
    builder.writeNode(eras, kLeafNode, 8, { { 0, MetadataBuilder::packed(values) } });
    const MetadataBlock two = builder.zeros(8, 2);
    const MetadataBlock four = builder.zeros(8, 2);
    const MetadataBlock writesets
        = builder.node(kLeafNode, 12,
                       { { 2, MetadataBuilder::packed(Writeset { 100, two }) },
                         { 4, MetadataBuilder::packed(Writeset { 1000, four }) } });
    builder.finish(plainSuperblock(100, Era(4), writesets, eras));
    const QString errors = errorsOf(device);
    QVERIFY2(errors.contains("block 17 has era 99"), qPrintable(errors));
    QVERIFY2(errors.contains("key 4 follows 2"), qPrintable(errors));
    QVERIFY2(errors.contains("2 values, 16 are due"), qPrintable(errors));
}

void CheckerTest::leakIsAnError()
{
    MemoryDevice device(MetadataBlockCount(64));
    MetadataBuilder builder(device);
    const MetadataBlock eras = builder.zeros(4, 100);
    const MetadataBlock writesets = builder.tree(12, 0, {});
    builder.take();
    builder.take();
    const MetadataBlock third = builder.take();
    builder.finish(plainSuperblock(100, Era(0), writesets, eras));
    QCOMPARE(errorsOf(device),
             QString("space map: metadata blocks %1 to %2: reference count 1, 0 pointers "
                     "(leaked)\n")
                 .arg(third.raw() - 2)
                 .arg(third.raw()));
}

void CheckerTest::missingReferenceIsAnError()
{
    MemoryDevice device(MetadataBlockCount(64));
    MetadataBuilder builder(device);
    // Both entries point to one block that is counted once.
    const MetadataBlock values = builder.zeroBlock(4, 1018, 1);
    const MetadataBlock eras = builder.node(
        kLeafNode, 8,
        { { 0, MetadataBuilder::packed(values) }, { 1, MetadataBuilder::packed(values) } });
    const MetadataBlock writesets = builder.tree(12, 0, {});
    builder.finish(plainSuperblock(2036, Era(0), writesets, eras));
    QCOMPARE(
        errorsOf(device),
        QString("space map: metadata block %1: reference count 1, 2 pointers\n").arg(values.raw()));
}

void CheckerTest::sharedBitsetIsWalkedOnce()
{
    // The largest device there can be; 50,000 archived writesets that are one and the same bitset.
    constexpr std::uint32_t kNrBlocks = 2'147'483'647;
    constexpr std::uint32_t kWritesets = 50'000;
    MemoryDevice device(MetadataBlockCount(16320));
    MetadataBuilder builder(device);
    const MetadataBlock bitset
        = builder.zeros(8, (std::uint64_t { kNrBlocks } + 63) / 64, kWritesets);
    const MetadataBlock eras = builder.zeros(4, kNrBlocks);
    builder.firstKey(1);
    const MetadataBlock writesets = builder.tree(12, kWritesets, [&](std::uint64_t) {
        return MetadataBuilder::packed(Writeset { kNrBlocks, bitset });
    });
    builder.finish(plainSuperblock(kNrBlocks, Era(kWritesets), writesets, eras));

    QElapsedTimer timer;
    timer.start();
    QVERIFY(errorsOf(device).startsWith(
        QStringLiteral("live writeset tree: eras 1 and 2 share the bitset at metadata block")));
    const std::uint64_t readOnce = device.counters().blocksRead;
    QVERIFY2(timer.elapsed() < 30'000, qPrintable(QString::number(timer.elapsed())));
    // Everything taken was read, and next to nothing twice (cache misses of the superblock aside).
    QVERIFY2(readOnce < 12'000, qPrintable(QString::number(readOnce)));
}

void CheckerTest::nodeBelowItselfIsReported()
{
    MemoryDevice device(MetadataBlockCount(64));
    MetadataBuilder builder(device);
    const MetadataBlock eras = builder.take();
    MetadataBuilder::Entries entries;
    for (std::uint64_t key = 0; key < 84; ++key)
        entries.emplace_back(key, MetadataBuilder::packed(eras));
    builder.writeNode(eras, kInternalNode, 8, entries);
    const MetadataBlock writesets = builder.tree(12, 0, {});
    builder.finish(plainSuperblock(100, Era(0), writesets, eras));
    const QString errors = errorsOf(device);
    QVERIFY2(errors.contains("lies below itself"), qPrintable(errors));
}

void CheckerTest::blockOfTwoUsesIsReported()
{
    MemoryDevice device(MetadataBlockCount(64));
    MetadataBuilder builder(device);
    const MetadataBlock eras = builder.zeros(4, 100);
    const MetadataBlock writesets
        = builder.node(kLeafNode, 12, { { 1, MetadataBuilder::packed(Writeset { 100, eras }) } });
    builder.finish(plainSuperblock(100, Era(1), writesets, eras));
    const QString errors = errorsOf(device);
    QVERIFY2(errors.contains("is used as bitset node and as era array node"), qPrintable(errors));
}

// Each of the following has right reference counts and breaks the one rule only.

void CheckerTest::underfilledNodeIsReported()
{
    MemoryDevice device(MetadataBlockCount(64));
    MetadataBuilder builder(device);
    const MetadataBlock values = builder.zeroBlock(4, 1018, 84 + 83);
    const auto leaf = [&](std::uint64_t begin, std::uint64_t end) {
        MetadataBuilder::Entries entries;
        for (std::uint64_t key = begin; key < end; ++key)
            entries.emplace_back(key, MetadataBuilder::packed(values));
        return MetadataBuilder::packed(builder.node(kLeafNode, 8, entries));
    };
    const auto first = leaf(0, 84);
    const auto second = leaf(84, 84 + 83);
    const MetadataBlock eras = builder.node(kInternalNode, 8, { { 0, first }, { 84, second } });
    builder.finish(plainSuperblock((84 + 83) * 1018, Era(0), builder.tree(12, 0, {}), eras));
    QCOMPARE(errorsOf(device),
             QString("live era array: node %1: underfull: 83 entries, at least 84 are due\n")
                 .arg(loadDisk<Le64>(second)));
}

void CheckerTest::internalRootWithoutEntriesIsReported()
{
    MemoryDevice device(MetadataBlockCount(64));
    MetadataBuilder builder(device);
    const MetadataBlock eras = builder.node(kInternalNode, 8, {});
    builder.finish(plainSuperblock(0, Era(0), builder.tree(12, 0, {}), eras));
    QCOMPARE(errorsOf(device),
             QString("live era array: btree node at metadata block %1: nr_entries is 0\n")
                 .arg(eras.raw()));
}

void CheckerTest::shortBlockBeforeTheLastIsReported()
{
    MemoryDevice device(MetadataBlockCount(64));
    MetadataBuilder builder(device);
    const auto first = MetadataBuilder::packed(builder.zeroBlock(4, 1000, 1));
    const auto second = MetadataBuilder::packed(builder.zeroBlock(4, 7, 1));
    const MetadataBlock eras = builder.node(kLeafNode, 8, { { 0, first }, { 1, second } });
    builder.finish(plainSuperblock(1018 + 7, Era(0), builder.tree(12, 0, {}), eras));
    QCOMPARE(errorsOf(device),
             QString("live era array: node %1: array block 0 is short and not the last one\n")
                 .arg(eras.raw()));
}

void CheckerTest::arrayWithoutItsStartIsReported()
{
    MemoryDevice device(MetadataBlockCount(64));
    MetadataBuilder builder(device);
    const auto second = MetadataBuilder::packed(builder.zeroBlock(4, 7, 1));
    const MetadataBlock eras = builder.node(kLeafNode, 8, { { 1, second } });
    builder.finish(plainSuperblock(1018 + 7, Era(0), builder.tree(12, 0, {}), eras));
    QCOMPARE(errorsOf(device), QString("live era array: array blocks 0 to 0 are missing\n"));
}

void CheckerTest::leavesOfTwoDepthsAreReported()
{
    constexpr std::uint64_t kLeaves = 85; // 84 below a node of their own, one beside it
    MemoryDevice device(MetadataBlockCount(256));
    MetadataBuilder builder(device);
    const MetadataBlock values = builder.zeroBlock(4, 1018, kLeaves * 84);
    MetadataBuilder::Entries leaves;
    for (std::uint64_t number = 0; number < kLeaves; ++number) {
        MetadataBuilder::Entries entries;
        for (std::uint64_t key = number * 84; key < (number + 1) * 84; ++key)
            entries.emplace_back(key, MetadataBuilder::packed(values));
        leaves.emplace_back(number * 84,
                            MetadataBuilder::packed(builder.node(kLeafNode, 8, entries)));
    }
    const auto last = leaves.back();
    leaves.pop_back();
    const auto deep = MetadataBuilder::packed(builder.node(kInternalNode, 8, leaves));
    const MetadataBlock eras = builder.node(kInternalNode, 8, { { 0, deep }, last });
    builder.finish(plainSuperblock(kLeaves * 84 * 1018, Era(0), builder.tree(12, 0, {}), eras));
    QCOMPARE(
        errorsOf(device),
        QString("live era array: node %1: its leaves are not all at one depth\n").arg(eras.raw()));
}

void CheckerTest::refCountEntryOfASmallCountIsReported()
{
    MemoryDevice device(MetadataBlockCount(64));
    MetadataBuilder builder(device);
    const MetadataBlock eras = builder.zeros(4, 100);
    builder.storeCount(eras, 1, 3);
    builder.finish(plainSuperblock(100, Era(0), builder.tree(12, 0, {}), eras));
    QCOMPARE(errorsOf(device),
             QString("ref-count tree: stray entry for metadata block %1, whose count is 1\n")
                 .arg(eras.raw()));
}

void CheckerTest::refCountEntryBelowThreeIsReported()
{
    MemoryDevice device(MetadataBlockCount(64));
    MetadataBuilder builder(device);
    const MetadataBlock values = builder.zeroBlock(4, 1018, 2);
    const MetadataBlock eras = builder.node(
        kLeafNode, 8,
        { { 0, MetadataBuilder::packed(values) }, { 1, MetadataBuilder::packed(values) } });
    builder.storeCount(values, 3, 2);
    builder.finish(plainSuperblock(2036, Era(0), builder.tree(12, 0, {}), eras));
    QCOMPARE(errorsOf(device),
             QString("ref-count tree: metadata block %1 has a count of 2, which belongs in the "
                     "bitmap\n")
                 .arg(values.raw()));
}

void CheckerTest::hintsThatAreOffAreWarnings()
{
    const auto warnings = [](std::uint32_t nrFree, std::uint32_t noneFreeBefore) {
        MemoryDevice device(MetadataBlockCount(64));
        MetadataBuilder builder(device);
        const MetadataBlock eras = builder.zeros(4, 100);
        builder.storeHints(nrFree, noneFreeBefore);
        builder.finish(plainSuperblock(100, Era(0), builder.tree(12, 0, {}), eras));
        const auto report = checkMetadata(device);
        return report && report->clean() ? lines(report->warnings) : QString("not clean");
    };
    // 7 blocks in use of 64; a bitmap has room for 16320 counts.
    QCOMPARE(warnings(57, 7), QString());
    QCOMPARE(warnings(16313, 0), QString());
    QVERIFY(warnings(58, 0).contains("the index says 58 free, it has 57"));
    QVERIFY(warnings(57, 8).contains("entry 7 is free, the index says none is before 8"));
}

void CheckerTest::underfilledRootBelowAnotherRootIsReported()
{
    MemoryDevice device(MetadataBlockCount(64));
    MetadataBuilder builder(device);
    const MetadataBlock values = builder.zeroBlock(4, 1018, 1);
    const MetadataBlock eras
        = builder.node(kLeafNode, 8, { { 0, MetadataBuilder::packed(values) } }, 2);
    const MetadataBlock snapshotEras
        = builder.node(kInternalNode, 8, { { 0, MetadataBuilder::packed(eras) } });
    const MetadataBlock writesets = builder.tree(12, 0, {}, 2);
    Superblock superblock = plainSuperblock(1018, Era(5), writesets, eras);
    superblock.metadataSnapshot
        = builder.snapshotClone(plainSuperblock(1018, Era(5), writesets, snapshotEras));
    builder.finish(superblock);
    QCOMPARE(
        errorsOf(device),
        QString("snapshot era array: node %1: underfull, and not only a root\n").arg(eras.raw()));
}

void CheckerTest::unreadableDeviceIsAnErrorNotAReport()
{
    MemoryDevice memory(MetadataBlockCount(64));
    makeUsed(memory, 100);
    FaultDevice device(memory);
    QVERIFY(checkMetadata(device));
    const std::uint64_t reads = device.operations();
    QVERIFY(reads > 5);
    for (std::uint64_t read = 0; read < reads; ++read) {
        device.failAt(device.operations() + read, FaultDevice::Repeat::Once, EIO);
        const auto report = checkMetadata(device);
        QVERIFY(!report);
        QVERIFY(report.error().kind == ErrorKind::Io);
        device.heal();
    }
}

void CheckerTest::reportOfAWholeDamagedDeviceIsBounded()
{
    MemoryDevice device(MetadataBlockCount(8192));
    makeUsed(device, 2'000'000);
    // Every era of the shared block of zeros is wrong, and every block that points to it.
    const std::uint64_t root
        = loadDisk<Le64>(device.block(MetadataBlock(0)).subspan(kEraArrayRootAt));
    QVERIFY(root < 8192);
    for (std::uint64_t block = 1; block < 8192; ++block) {
        const auto bytes = device.block(MetadataBlock(block));
        if (recogniseBlock(bytes) != BlockKind::ArrayBlock
            || loadDisk<Le32>(bytes.subspan(12)) != 4)
            continue;
        for (std::size_t i = 24; i + 4 <= kMetadataBlockBytes; i += 4)
            storeDisk(bytes.subspan(i), Le32(1'000'000));
        MetadataBuilder::sealBlock(device, MetadataBlock(block), BlockKind::ArrayBlock);
    }
    const auto report = checkMetadata(device);
    QVERIFY(report);
    QVERIFY(!report->clean());
    QVERIFY(report->errors.size() <= 1001);
    QVERIFY(loadDisk<Le32>(device.block(MetadataBlock(0)).subspan(kNrBlocksAt)) == 2'000'000U);
    QVERIFY(QString::fromStdString(report->errors.back()).endsWith("errors more"));
}

QTEST_GUILESS_MAIN(CheckerTest)
#include "checker_test.moc"
