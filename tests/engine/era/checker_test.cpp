// SPDX-License-Identifier: GPL-2.0-or-later
#include "base/crc32c.h"
#include "era/checker.h"
#include "era/metadata.h"
#include "pdata/btree_node.h"
#include "storage/fault_device.h"
#include "storage/memory_device.h"

#include <cerrno>
#include <map>

#include <QElapsedTimer>
#include <QString>
#include <QTest>

using namespace blkera;

namespace {

constexpr std::uint32_t kBlockSectors = 128;
constexpr std::size_t kNrBlocksAt = 180; // offsets in the superblock
constexpr std::size_t kEraArrayRootAt = 208;

QString lines(const std::vector<std::string>& list)
{
    QString text;
    for (const std::string& line : list)
        text += QString::fromStdString(line) + '\n';
    return text;
}

QString errorsOf(BlockDevice& device)
{
    const auto report = checkMetadata(device);
    return report ? lines(report->errors) : QString::fromStdString(report.error().message());
}

// A device that was used: `nrBlocks` data blocks, a few writes in two eras, one still in progress.
void makeUsed(MemoryDevice& device, std::uint32_t nrBlocks)
{
    QVERIFY(Metadata::format(device, kBlockSectors, BlockCount(nrBlocks)));
    auto metadata = Metadata::open(device, kBlockSectors);
    QVERIFY(metadata);
    QVERIFY((*metadata)->activate(BlockCount(nrBlocks)));
    const BlockRange first { BlockIndex(3), BlockIndex(9) };
    QVERIFY((*metadata)->mark(std::span(&first, 1)));
    QVERIFY((*metadata)->rollover({}));
    const BlockRange second { BlockIndex(7), BlockIndex(8) };
    QVERIFY((*metadata)->mark(std::span(&second, 1)));
}

// Writes metadata by hand, so that it can be what no writer of ours makes, and counts the pointers.
class Builder {
public:
    explicit Builder(MemoryDevice& device)
        : m_device(device)
    {
        ++m_counts[0];
    }

    MetadataBlock take(std::uint32_t pointers = 1)
    {
        m_counts[m_next] = pointers;
        return MetadataBlock(m_next++);
    }

    MetadataBlock node(std::uint32_t flags, std::size_t valueSize,
                       const std::vector<std::pair<std::uint64_t, std::vector<std::byte>>>& entries,
                       std::uint32_t pointers = 1)
    {
        const MetadataBlock location = take(pointers);
        writeNode(location, flags, valueSize, entries);
        return location;
    }

    void writeNode(MetadataBlock location, std::uint32_t flags, std::size_t valueSize,
                   const std::vector<std::pair<std::uint64_t, std::vector<std::byte>>>& entries)
    {
        const auto bytes = m_device.block(location);
        const std::uint32_t room = maxNodeEntries(valueSize);
        NodeHeaderDisk header {};
        header.flags = flags;
        header.nrEntries = static_cast<std::uint32_t>(entries.size());
        header.maxEntries = room;
        header.valueSize = static_cast<std::uint32_t>(valueSize);
        storeDisk(bytes, header);
        for (std::size_t i = 0; i < entries.size(); ++i) {
            storeDisk(bytes.subspan(32 + 8 * i), Le64(entries[i].first));
            std::ranges::copy(
                entries[i].second,
                bytes.begin()
                    + static_cast<std::ptrdiff_t>(32 + 8 * std::size_t { room } + valueSize * i));
        }
        seal(location, BlockKind::BtreeNode);
    }

    // A tree of one or two levels, evenly filled.
    MetadataBlock tree(std::size_t valueSize, std::uint64_t count,
                       const std::function<std::vector<std::byte>(std::uint64_t)>& value,
                       std::uint32_t pointers = 1)
    {
        const std::uint64_t room = maxNodeEntries(valueSize);
        const std::uint64_t leaves = std::max<std::uint64_t>(1, (count + room - 1) / room);
        std::vector<std::pair<std::uint64_t, std::vector<std::byte>>> children;
        for (std::uint64_t leaf = 0; leaf < leaves; ++leaf) {
            std::vector<std::pair<std::uint64_t, std::vector<std::byte>>> entries;
            for (std::uint64_t key = leaf * count / leaves; key < (leaf + 1) * count / leaves;
                 ++key)
                entries.emplace_back(m_firstKey + key, value(key));
            const MetadataBlock location
                = node(kLeafNode, valueSize, entries, leaves == 1 ? pointers : 1);
            if (leaves == 1)
                return location;
            children.emplace_back(entries.front().first, packed(location));
        }
        const std::uint64_t perNode = maxNodeEntries(8);
        while (children.size() > 1) {
            std::vector<std::pair<std::uint64_t, std::vector<std::byte>>> parents;
            const std::uint64_t nodes = (children.size() + perNode - 1) / perNode;
            for (std::uint64_t n = 0; n < nodes; ++n) {
                const auto at = [&](std::uint64_t i) {
                    return children.begin()
                        + static_cast<std::ptrdiff_t>(i * children.size() / nodes);
                };
                const auto first = at(n)->first;
                parents.emplace_back(first,
                                     packed(node(kInternalNode, 8, { at(n), at(n + 1) },
                                                 nodes == 1 ? pointers : 1)));
            }
            children = std::move(parents);
        }
        return MetadataBlock(loadDisk<Le64>(children.front().second));
    }

    MetadataBlock zeroBlock(std::uint32_t valueSize, std::uint32_t entries, std::uint32_t pointers)
    {
        const MetadataBlock location = take(pointers);
        const auto bytes = m_device.block(location);
        storeDisk(bytes.subspan(4), Le32((4096 - 24) / valueSize));
        storeDisk(bytes.subspan(8), Le32(entries));
        storeDisk(bytes.subspan(12), Le32(valueSize));
        seal(location, BlockKind::ArrayBlock);
        return location;
    }

    // An array of zeros; all full blocks are one.
    MetadataBlock zeros(std::uint32_t valueSize, std::uint64_t size, std::uint32_t pointers = 1)
    {
        const std::uint32_t room = (4096 - 24) / valueSize;
        const std::uint64_t blocks = (size + room - 1) / room;
        const auto rest = static_cast<std::uint32_t>(size - (blocks - 1) * room);
        const MetadataBlock last = zeroBlock(valueSize, rest, 1);
        const MetadataBlock full = blocks == 1
            ? last
            : zeroBlock(valueSize, room, static_cast<std::uint32_t>(blocks - 1));
        return tree(
            8, blocks, [&](std::uint64_t key) { return packed(key + 1 == blocks ? last : full); },
            pointers);
    }

    void firstKey(std::uint64_t key) { m_firstKey = key; }

    // The space map over all that was taken, and the superblock.
    void finish(Superblock superblock)
    {
        const MetadataBlock index = take();
        const MetadataBlock bitmap = take();
        std::vector<std::pair<std::uint64_t, std::vector<std::byte>>> big;
        const MetadataBlock refCounts = take();
        const auto map = m_device.block(bitmap);
        for (const auto& [block, count] : m_counts) {
            const unsigned stored = std::min(count, 3U);
            map[16 + block / 4] |= std::byte((stored >> 1 | (stored & 1) << 1) << (block % 4 * 2));
            if (count >= 3)
                big.emplace_back(block, packed32(count));
        }
        seal(bitmap, BlockKind::Bitmap);
        writeNode(refCounts, kLeafNode, 4, big);
        storeDisk(m_device.block(index).subspan(16), Le64(bitmap.raw()));
        storeDisk(m_device.block(index).subspan(24),
                  Le32(static_cast<std::uint32_t>(kCountsPerBitmap - m_counts.size())));
        seal(index, BlockKind::Index);
        superblock.spaceMap
            = { m_device.size(), MetadataBlockCount(m_counts.size()), index, refCounts };
        superblock.pack(m_device.block(MetadataBlock(0)));
        seal(MetadataBlock(0), BlockKind::Superblock);
    }

    void seal(MetadataBlock location, BlockKind kind) { sealBlock(m_device, location, kind); }

    static void sealBlock(MemoryDevice& device, MetadataBlock location, BlockKind kind)
    {
        static const std::map<BlockKind, std::uint32_t> kXor {
            { BlockKind::Superblock, 146538381 }, { BlockKind::BtreeNode, 121107 },
            { BlockKind::ArrayBlock, 595846735 }, { BlockKind::Bitmap, 240779 },
            { BlockKind::Index, 160478 },
        };
        const auto bytes = device.block(location);
        storeDisk(bytes.subspan(kind == BlockKind::ArrayBlock ? 16 : 8), Le64(location.raw()));
        storeDisk(bytes, Le32(crc32cRaw(bytes.subspan(4)) ^ kXor.at(kind)));
    }

    static std::vector<std::byte> packed(MetadataBlock block)
    {
        std::vector<std::byte> bytes(8);
        storeDisk(std::span(bytes), Le64(block.raw()));
        return bytes;
    }

    static std::vector<std::byte> packed32(std::uint32_t value)
    {
        std::vector<std::byte> bytes(4);
        storeDisk(std::span(bytes), Le32(value));
        return bytes;
    }

    static std::vector<std::byte> packed(const Writeset& writeset)
    {
        const auto bytes = packWriteset(writeset);
        return { bytes.begin(), bytes.end() };
    }

private:
    MemoryDevice& m_device;
    std::map<std::uint64_t, std::uint32_t> m_counts;
    std::uint64_t m_next = 1;
    std::uint64_t m_firstKey = 0;
};

Superblock plainSuperblock(std::uint32_t nrBlocks, Era era, MetadataBlock writesets,
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

} // namespace

class CheckerTest : public QObject {
    Q_OBJECT

private slots:
    void metadataInUseIsClean_data();
    void metadataInUseIsClean();
    void heldSnapshotIsClean();
    void severalProblemsAreAllReported();
    void leakIsAnError();
    void missingReferenceIsAnError();
    void sharedBitsetIsWalkedOnce();
    void nodeBelowItselfIsReported();
    void blockOfTwoUsesIsReported();
    void gapInArchivedErasIsReported();
    void bitBeyondTheDeviceIsReported();
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

void CheckerTest::heldSnapshotIsClean()
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

void CheckerTest::severalProblemsAreAllReported()
{
    MemoryDevice device(MetadataBlockCount(64));
    Builder builder(device);
    // An era beyond the current one in the array, a gap in the archived eras, a wrong nr_bits.
    const MetadataBlock eras = builder.take();
    const MetadataBlock values = builder.zeroBlock(4, 100, 1);
    storeDisk(device.block(values).subspan(24 + 4 * 17), Le32(99));
    builder.seal(values, BlockKind::ArrayBlock);
    builder.writeNode(eras, kLeafNode, 8, { { 0, Builder::packed(values) } });
    const MetadataBlock two = builder.zeros(8, 2);
    const MetadataBlock four = builder.zeros(8, 2);
    const MetadataBlock writesets
        = builder.node(kLeafNode, 12,
                       { { 2, Builder::packed(Writeset { 100, two }) },
                         { 4, Builder::packed(Writeset { 1000, four }) } });
    builder.finish(plainSuperblock(100, Era(4), writesets, eras));
    const QString errors = errorsOf(device);
    QVERIFY2(errors.contains("block 17 has era 99"), qPrintable(errors));
    QVERIFY2(errors.contains("key 4 follows 2"), qPrintable(errors));
    QVERIFY2(errors.contains("2 values, 16 are due"), qPrintable(errors));
}

void CheckerTest::leakIsAnError()
{
    MemoryDevice device(MetadataBlockCount(64));
    Builder builder(device);
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
    Builder builder(device);
    // Both entries point to one block that is counted once.
    const MetadataBlock values = builder.zeroBlock(4, 1018, 1);
    const MetadataBlock eras = builder.node(
        kLeafNode, 8, { { 0, Builder::packed(values) }, { 1, Builder::packed(values) } });
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
    Builder builder(device);
    const MetadataBlock bitset
        = builder.zeros(8, (std::uint64_t { kNrBlocks } + 63) / 64, kWritesets);
    const MetadataBlock eras = builder.zeros(4, kNrBlocks);
    builder.firstKey(1);
    const MetadataBlock writesets = builder.tree(12, kWritesets, [&](std::uint64_t) {
        return Builder::packed(Writeset { kNrBlocks, bitset });
    });
    builder.finish(plainSuperblock(kNrBlocks, Era(kWritesets), writesets, eras));

    QElapsedTimer timer;
    timer.start();
    QCOMPARE(errorsOf(device), QString());
    const std::uint64_t readOnce = device.counters().blocksRead;
    QVERIFY2(timer.elapsed() < 30'000, qPrintable(QString::number(timer.elapsed())));
    // Everything taken was read, and next to nothing twice (cache misses of the superblock aside).
    QVERIFY2(readOnce < 12'000, qPrintable(QString::number(readOnce)));
}

void CheckerTest::nodeBelowItselfIsReported()
{
    MemoryDevice device(MetadataBlockCount(64));
    Builder builder(device);
    const MetadataBlock eras = builder.take();
    std::vector<std::pair<std::uint64_t, std::vector<std::byte>>> entries;
    for (std::uint64_t key = 0; key < 84; ++key)
        entries.emplace_back(key, Builder::packed(eras));
    builder.writeNode(eras, kInternalNode, 8, entries);
    const MetadataBlock writesets = builder.tree(12, 0, {});
    builder.finish(plainSuperblock(100, Era(0), writesets, eras));
    const QString errors = errorsOf(device);
    QVERIFY2(errors.contains("lies below itself"), qPrintable(errors));
}

void CheckerTest::blockOfTwoUsesIsReported()
{
    MemoryDevice device(MetadataBlockCount(64));
    Builder builder(device);
    const MetadataBlock eras = builder.zeros(4, 100);
    const MetadataBlock writesets
        = builder.node(kLeafNode, 12, { { 1, Builder::packed(Writeset { 100, eras }) } });
    builder.finish(plainSuperblock(100, Era(1), writesets, eras));
    const QString errors = errorsOf(device);
    QVERIFY2(errors.contains("is used as bitset node and as era array node"), qPrintable(errors));
}

void CheckerTest::gapInArchivedErasIsReported()
{
    MemoryDevice device(MetadataBlockCount(64));
    Builder builder(device);
    const MetadataBlock eras = builder.zeros(4, 100);
    const MetadataBlock bitset = builder.zeros(8, 2);
    const MetadataBlock writesets
        = builder.node(kLeafNode, 12, { { 3, Builder::packed(Writeset { 100, bitset }) } });
    builder.finish(plainSuperblock(100, Era(5), writesets, eras));
    QCOMPARE(errorsOf(device),
             QString("live writeset tree: the last archived era is 3, 5 is due\n"));
}

void CheckerTest::bitBeyondTheDeviceIsReported()
{
    MemoryDevice device(MetadataBlockCount(64));
    Builder builder(device);
    const MetadataBlock eras = builder.zeros(4, 100);
    const MetadataBlock words = builder.zeroBlock(8, 2, 1);
    storeDisk(device.block(words).subspan(24 + 8), Le64(std::uint64_t { 1 } << 36)); // bit 100
    builder.seal(words, BlockKind::ArrayBlock);
    const MetadataBlock bitset = builder.node(kLeafNode, 8, { { 0, Builder::packed(words) } });
    const MetadataBlock writesets
        = builder.node(kLeafNode, 12, { { 5, Builder::packed(Writeset { 100, bitset }) } });
    builder.finish(plainSuperblock(100, Era(5), writesets, eras));
    QCOMPARE(errorsOf(device), QString("live writeset of era 5: bits are set beyond its 100\n"));
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
        Builder::sealBlock(device, MetadataBlock(block), BlockKind::ArrayBlock);
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
