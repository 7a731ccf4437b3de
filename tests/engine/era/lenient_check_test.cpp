// SPDX-License-Identifier: GPL-2.0-or-later
// What the check in the manner of era_check does where era_check itself cannot be asked: it ends,
// with few lines, whatever shares what, and tells a failing device from damage.
#include "era/era_check.h"
#include "metadata_builder.h"
#include "pdata/bitset.h"
#include "storage/fault_device.h"

#include <cerrno>

#include <QTest>

using namespace blkera;

namespace {

constexpr std::uint32_t kBlockSectors = 128;

Superblock superblockOf(std::uint32_t nrBlocks, Era era, MetadataBlock writesets,
                        MetadataBlock eras)
{
    Superblock superblock;
    superblock.dataBlockSizeSectors = kBlockSectors;
    superblock.nrBlocks = BlockCount(nrBlocks);
    superblock.currentEra = era;
    superblock.writesetTreeRoot = writesets;
    superblock.eraArrayRoot = eras;
    return superblock;
}

// The first error, or an empty string.
std::string judge(BlockDevice& device)
{
    const auto report = checkAsEraCheck(device);
    if (!report)
        return report.error().message();
    return report->clean() ? std::string() : report->errors.front();
}

} // namespace

class LenientCheckTest : public QObject {
    Q_OBJECT

private slots:
    void whatOnlyTheStrictCheckMindsPasses();
    void aFailingDeviceIsAnErrorNotAReport();
    void aChainOfNodesEnds();
    void writesetsThatShareTheirTreesEnd();
    void theReportIsBounded();
};

// A gap in the archived eras, one bitset for two eras, a leaked block.
void LenientCheckTest::whatOnlyTheStrictCheckMindsPasses()
{
    MemoryDevice device(MetadataBlockCount(64));
    MetadataBuilder builder(device);
    const MetadataBlock eras = builder.zeros(4, 100);
    const MetadataBlock bits = builder.zeros(8, 2, 2);
    const auto entry = [&](std::uint64_t era) {
        return std::pair { era, MetadataBuilder::packed(Writeset { 100, bits }) };
    };
    const MetadataBlock writesets = builder.node(kLeafNode, 12, { entry(2), entry(4) });
    builder.take();
    builder.finish(superblockOf(100, Era(9), writesets, eras));
    QCOMPARE(judge(device), std::string());
    QVERIFY(!checkMetadata(device)->clean());
}

void LenientCheckTest::aFailingDeviceIsAnErrorNotAReport()
{
    MemoryDevice memory(MetadataBlockCount(64));
    MetadataBuilder builder(memory);
    const MetadataBlock eras = builder.zeros(4, 3000);
    const MetadataBlock bits = builder.zeros(8, 2);
    const MetadataBlock writesets
        = builder.node(kLeafNode, 12, { { 2, MetadataBuilder::packed(Writeset { 100, bits }) } });
    builder.finish(superblockOf(3000, Era(3), writesets, eras));
    FaultDevice device(memory);
    QCOMPARE(judge(device), std::string());
    const std::uint64_t reads = device.operations();
    QVERIFY(reads >= 6);
    for (std::uint64_t read = 0; read < reads; ++read) {
        device.failAt(device.operations() + read, FaultDevice::Repeat::ForEver, EIO);
        const auto report = checkAsEraCheck(device);
        QVERIFY(!report);
        QVERIFY(report.error().kind == ErrorKind::Io);
        device.heal();
    }
}

void LenientCheckTest::aChainOfNodesEnds()
{
    MemoryDevice device(MetadataBlockCount(1024));
    MetadataBuilder builder(device);
    MetadataBlock eras = builder.zeros(4, 100);
    for (int level = 0; level < 600; ++level) {
        eras = builder.node(kInternalNode, 8, { { 0, MetadataBuilder::packed(eras) } });
        // As few as era_check lets pass: one of three.
        storeDisk(device.block(eras).subspan(20), Le32(3));
        storeDisk(device.block(eras).subspan(32 + 3 * 8),
                  loadDisk<Le64>(device.block(eras).subspan(32 + std::size_t { 252 } * 8)));
        MetadataBuilder::sealBlock(device, eras, BlockKind::BtreeNode);
    }
    builder.finish(superblockOf(100, Era(0), builder.tree(12, 0, {}), eras));
    QVERIFY(judge(device).find("deeper than") != std::string::npos);
}

// 120 eras, each with a bitset whose tree is that of all the others but for its root.
void LenientCheckTest::writesetsThatShareTheirTreesEnd()
{
    MemoryDevice device(MetadataBlockCount(512));
    MetadataBuilder builder(device);
    const MetadataBlock eras = builder.zeros(4, 100);
    const MetadataBlock words = builder.zeroBlock(8, 509, 252);
    MetadataBuilder::Entries leaf;
    for (std::uint64_t key = 0; key < 252; ++key)
        leaf.emplace_back(key, MetadataBuilder::packed(words));
    std::vector<MetadataBlock> leaves;
    MetadataBuilder::Entries children;
    for (std::uint64_t n = 0; n < 84; ++n) {
        for (auto& [key, value] : leaf)
            key = n * 252 + key % 252;
        children.emplace_back(n * 252, MetadataBuilder::packed(builder.node(kLeafNode, 8, leaf)));
    }
    MetadataBuilder::Entries writesets;
    constexpr std::uint32_t kBits = 84 * 252 * kBitsPerWindow;
    for (std::uint64_t era = 1; era <= 120; ++era) {
        const MetadataBlock root = builder.node(kInternalNode, 8, children);
        writesets.emplace_back(era, MetadataBuilder::packed(Writeset { kBits, root }));
    }
    const MetadataBlock tree = builder.node(kLeafNode, 12, writesets);
    builder.finish(superblockOf(100, Era(120), tree, eras));
    QVERIFY(judge(device).find("for ever") != std::string::npos);
}

void LenientCheckTest::theReportIsBounded()
{
    MemoryDevice device(MetadataBlockCount(64));
    MetadataBuilder builder(device);
    const MetadataBlock eras = builder.zeros(4, 5000);
    for (std::uint64_t block = 1; block < 64; ++block) {
        const auto bytes = device.block(MetadataBlock(block));
        if (recogniseBlock(bytes) != BlockKind::ArrayBlock)
            continue;
        for (std::size_t at = 24; at + 4 <= kMetadataBlockBytes; at += 4)
            storeDisk(bytes.subspan(at), Le32(1'000'000));
        MetadataBuilder::sealBlock(device, MetadataBlock(block), BlockKind::ArrayBlock);
    }
    builder.finish(superblockOf(5000, Era(1), builder.tree(12, 0, {}), eras));
    const auto report = checkAsEraCheck(device);
    QVERIFY(report && report->fatal);
    QCOMPARE(report->errors.size(), std::size_t(1000));
}

QTEST_GUILESS_MAIN(LenientCheckTest)
#include "lenient_check_test.moc"
