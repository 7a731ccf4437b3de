// SPDX-License-Identifier: GPL-2.0-or-later
#include "pdata/disk_space_map.h"
#include "trees.h"

#include <set>
#include <unordered_map>

#include <QTest>

using namespace blkera;

namespace {

// A device of any size that remembers only what was written.
class SparseDevice : public BlockDevice {
public:
    explicit SparseDevice(MetadataBlockCount size)
        : m_size(size)
    {
    }

    MetadataBlockCount size() const override { return m_size; }

    Result<void> read(MetadataBlock first, std::span<std::byte> bytes) override
    {
        const auto found = m_blocks.find(first);
        if (found == m_blocks.end())
            std::ranges::fill(bytes, std::byte { 0 });
        else
            std::ranges::copy(found->second, bytes.begin());
        return {};
    }

    Result<void> write(std::span<const BlockWrite> writes) override
    {
        for (const BlockWrite& write : writes)
            m_blocks[write.block] = std::vector(write.bytes.begin(), write.bytes.end());
        return {};
    }

    Result<void> flush() override { return {}; }

private:
    MetadataBlockCount m_size;
    std::unordered_map<MetadataBlock, std::vector<std::byte>> m_blocks;
};

// A world whose counts are on disk too.
struct DiskWorld : World {
    explicit DiskWorld(std::uint64_t size)
        : World(size)
        , disk(must(DiskSpaceMap::create(transaction)))
    {
        save();
    }

    void save()
    {
        root = must(disk.save(transaction));
        commit();
        disk.committed();
    }

    DiskSpaceMap::Loaded load()
    {
        BlockManager fresh(memory);
        return must(DiskSpaceMap::load(fresh, root));
    }

    // What a changed byte of a block's makes of load().
    ErrorKind loadErrorAfter(MetadataBlock where, BlockKind kind,
                             const std::function<void(std::span<std::byte>)>& change) const
    {
        MemoryDevice copy(memory.image());
        BlockManager fresh(copy);
        change(must(fresh.modify(where, kind)).bytes());
        const auto loaded = DiskSpaceMap::load(fresh, root);
        if (loaded)
            qFatal("loading was to fail");
        return loaded.error().kind;
    }

    std::vector<MetadataBlock> ownBlocks()
    {
        std::vector<MetadataBlock> own;
        must(disk.visitBlocks(blocks, [&](MetadataBlock block) {
            own.push_back(block);
            return Result<void>();
        }));
        return own;
    }

    DiskSpaceMap disk;
    SpaceMapRoot root;
};

std::uint32_t indexField(World& world, MetadataBlock index, std::size_t offset)
{
    const auto ref = must(world.blocks.read(index, BlockKind::Index));
    return loadDisk<Le32>(ref.bytes().subspan(offset));
}

} // namespace

class DiskSpaceMapTest : public QObject {
    Q_OBJECT

private slots:

    void fewestBlocksOfAFreshMap()
    {
        DiskWorld world(256);
        QCOMPARE(world.root.nrBlocks.raw(), 256U);
        QCOMPARE(world.root.nrAllocated.raw(), 4U);
        QVERIFY(world.root.bitmapRoot == MetadataBlock(1));
        QVERIFY(world.root.refCountRoot == MetadataBlock(2));
        QCOMPARE(world.ownBlocks(),
                 (std::vector { MetadataBlock(1), MetadataBlock(3), MetadataBlock(2) }));
        QVERIFY(world.load().counts == world.counts());
    }

    // The high bit of each pair comes first: four counts of 1 are 0xAA.
    void countsLieAsTheFormatSays()
    {
        DiskWorld world(256);
        const auto a = must(world.space.allocate()); // 4
        const auto b = must(world.space.allocate()); // 5
        must(world.space.increment(a));
        must(world.space.increment(b, 6));
        world.save();
        const MetadataBlock bitmap = world.ownBlocks().at(1);
        const auto ref = must(world.blocks.read(bitmap, BlockKind::Bitmap));
        // The copying moved blocks 1 to 3; they are free by now.
        QVERIFY(ref.bytes()[16] == std::byte { 0b00000010 });
        QVERIFY((ref.bytes()[17] & std::byte { 0b1111 }) == std::byte { 0b1101 });
        QVERIFY(std::ranges::all_of(ref.bytes().subspan(16 + 64),
                                    [](std::byte byte) { return byte == std::byte { 0 }; }));
        std::vector<std::byte> count(4);
        QVERIFY(must(BtreeReader(world.blocks, 4).find(world.root.refCountRoot, b.raw(), count)));
        QCOMPARE(std::uint32_t { loadDisk<Le32>(count) }, 7U);
        QVERIFY(!must(BtreeReader(world.blocks, 4).find(world.root.refCountRoot, a.raw(), count)));
    }

    void indexCountsAFullBitmapAsFree()
    {
        DiskWorld world(256);
        QCOMPARE(indexField(world, world.root.bitmapRoot, 16 + 8), 16320U - 4U);
        QCOMPARE(indexField(world, world.root.bitmapRoot, 16 + 12), 4U);
        must(world.space.allocate());
        world.save();
        QCOMPARE(indexField(world, world.root.bitmapRoot, 16 + 8), 16320U - 5U);
        QCOMPARE(indexField(world, world.root.bitmapRoot, 16 + 12), 1U);
    }

    void everyBitmapHasAnIndexEntry()
    {
        DiskWorld world(40000);
        QCOMPARE(world.ownBlocks().size(), std::size_t { 5 });
        for (std::size_t i = 0; i < 3; ++i)
            QCOMPARE(indexField(world, world.root.bitmapRoot, 16 + i * 16 + 8),
                     i == 0 ? 16320U - 6U : 16320U);
    }

    void largestMapIsSavedAndLoaded()
    {
        SparseDevice device(MetadataBlockCount(5000000));
        BlockManager blocks(device);
        SpaceMap space(kMaxMetadataBlocks);
        TransactionManager transaction(blocks, space);
        must(space.allocate());
        auto disk = must(DiskSpaceMap::create(transaction));
        auto root = must(disk.save(transaction));
        QCOMPARE(root.nrBlocks.raw(), 4161600U);
        QCOMPARE(root.nrAllocated.raw(), 1U + 2 + 255);
        must(transaction.commit(std::vector<std::byte>(kMetadataBlockBytes)));
        const auto loaded = must(DiskSpaceMap::load(blocks, root));
        QCOMPARE(loaded.counts.size(), std::size_t { 4161600 });
        QCOMPARE(SpaceMap(loaded.counts).allocated().raw(), 258U);
        root.nrBlocks += MetadataBlockCount(1);
        QVERIFY(failsAs(DiskSpaceMap::load(blocks, root), ErrorKind::Corrupt));
    }

    void randomHistoriesComeBackFromDisk()
    {
        QRandomGenerator random(testSeed());
        DiskWorld world(40000);
        std::vector<MetadataBlock> taken;
        for (int round = 0; round < 40; ++round) {
            for (auto n = random.bounded(random.bounded(4) == 0 ? 3000 : 40); n > 0; --n) {
                const quint32 dice = random.bounded(10);
                if (taken.empty() || dice < 4) {
                    taken.push_back(must(world.space.allocate()));
                    continue;
                }
                const auto i = random.bounded(static_cast<int>(taken.size()));
                const MetadataBlock block = taken[static_cast<std::size_t>(i)];
                if (dice < 7)
                    must(world.space.increment(block, 1 + random.bounded(3U)));
                else if (must(world.space.decrement(block)) == 0)
                    taken.erase(taken.begin() + i);
            }
            if (random.bounded(4) == 0) {
                world.transaction.abort();
                world.disk.abort();
                taken.clear();
                const std::set<MetadataBlock> own = [&] {
                    const auto blocks = world.ownBlocks();
                    return std::set(blocks.begin(), blocks.end());
                }();
                for (std::uint64_t i = 1; i < 40000; ++i) {
                    if (world.space.count(MetadataBlock(i)) > 0 && !own.contains(MetadataBlock(i)))
                        taken.emplace_back(i);
                }
            } else {
                world.save();
            }
            auto loaded = world.load();
            QVERIFY(loaded.counts == world.counts());
            QCOMPARE(SpaceMap(loaded.counts).allocated(), world.root.nrAllocated);
            // Each of its own blocks has one pointer.
            for (const MetadataBlock block : world.ownBlocks())
                QCOMPARE(world.space.count(block), 1U);
        }
    }

    void entryGoesWhenTheCountDropsToTwo()
    {
        DiskWorld world(256);
        const auto block = must(world.space.allocate());
        const auto entries = [&] { return entriesOf(world.blocks, world.root.refCountRoot, 4); };
        must(world.space.increment(block, 2));
        world.save();
        QCOMPARE(entries().size(), std::size_t { 1 });
        must(world.space.decrement(block));
        world.save();
        QVERIFY(entries().empty());
        QVERIFY(world.load().counts == world.counts());
    }

    void nothingChangedWritesNothing()
    {
        DiskWorld world(256);
        const auto written = world.memory.counters().blocksWritten;
        const auto block = must(world.space.allocate());
        must(world.space.decrement(block));
        const SpaceMapRoot before = world.root;
        world.save();
        QCOMPARE(world.memory.counters().blocksWritten, written + 1); // the superblock
        QVERIFY(world.root.bitmapRoot == before.bitmapRoot);
    }

    void unchangedBitmapsAreNotRewritten()
    {
        DiskWorld world(16320 * 6);
        const auto before = world.ownBlocks();
        must(world.space.allocate());
        world.save();
        const auto after = world.ownBlocks();
        for (std::size_t i = 0; i < before.size(); ++i)
            QCOMPARE(before[i] == after[i], i >= 2); // index, bitmap 0, bitmaps, tree
        const auto written = world.memory.counters().blocksWritten;
        must(world.space.allocate());
        world.save();
        QCOMPARE(world.memory.counters().blocksWritten, written + 3); // both and the superblock
    }

    // Where the index's copy is the last block of one bitmap and the bitmap's copy the first of the
    // next.
    void copyingMayChangeFurtherBitmaps()
    {
        for (std::uint64_t start = kCountsPerBitmap - 12; start < kCountsPerBitmap - 9; ++start) {
            DiskWorld world(2 * kCountsPerBitmap);
            while (must(world.space.allocate()).raw() < start) { }
            for (int i = 0; i < 5; ++i) {
                const SpaceMapRoot before = world.root;
                const auto countsBefore = world.load().counts;
                must(world.space.allocate());
                world.save();
                QVERIFY(world.load().counts == world.counts());
                // Nothing that the commit before could reach was overwritten.
                BlockManager fresh(world.memory);
                QVERIFY(must(DiskSpaceMap::load(fresh, before)).counts == countsBefore);
            }
        }
    }

    void committedMapIsNeverOverwritten()
    {
        DiskWorld world(40000);
        must(world.space.increment(must(world.space.allocate()), 5));
        world.save();
        const auto counts = world.counts();
        const SpaceMapRoot root = world.root;
        for (int i = 0; i < 500; ++i)
            must(world.space.increment(must(world.space.allocate()), 5));
        must(world.disk.save(world.transaction));
        // All is written but the superblock, then comes the crash.
        FaultDevice& device = world.device;
        device.failAt(device.operations() + 2, FaultDevice::Repeat::ForEver, EIO);
        QVERIFY(!world.transaction.commit(std::vector<std::byte>(kMetadataBlockBytes)));
        QVERIFY(device.hit());
        MemoryDevice copy(world.memory.image());
        BlockManager fresh(copy);
        QVERIFY(must(DiskSpaceMap::load(fresh, root)).counts == counts);
    }

    void abortReturnsToTheCommittedBlocks()
    {
        DiskWorld world(256);
        const auto own = world.ownBlocks();
        must(world.space.allocate());
        must(world.disk.save(world.transaction));
        QVERIFY(world.ownBlocks() != own);
        world.transaction.abort();
        world.disk.abort();
        QCOMPARE(world.ownBlocks(), own);
        must(world.space.allocate());
        world.save();
        QVERIFY(world.load().counts == world.counts());
    }

    void saveOnAFullDeviceIsNoSpace()
    {
        DiskWorld world(64);
        while (world.space.allocatable().raw() > 1)
            must(world.space.allocate());
        QVERIFY(failsAs(world.disk.save(world.transaction), ErrorKind::NoSpace));
        world.transaction.abort();
        world.disk.abort();
        QVERIFY(world.load().counts == world.counts());
    }

    void rootThatDoesNotFitTheDeviceIsCorrupt()
    {
        const DiskWorld world(256);
        MemoryDevice copy(world.memory.image());
        BlockManager fresh(copy);
        SpaceMapRoot root = world.root;
        root.nrBlocks = MetadataBlockCount(257);
        QVERIFY(failsAs(DiskSpaceMap::load(fresh, root), ErrorKind::Corrupt));
        root.nrBlocks = MetadataBlockCount(0);
        QVERIFY(failsAs(DiskSpaceMap::load(fresh, root), ErrorKind::Corrupt));
        root = world.root;
        root.bitmapRoot = root.refCountRoot;
        QVERIFY(failsAs(DiskSpaceMap::load(fresh, root), ErrorKind::Corrupt));
    }

    void smallerMapOnALargerDeviceIsFine()
    {
        const DiskWorld world(256);
        auto image = world.memory.image();
        image.resize(image.size() * 3);
        MemoryDevice copy(std::move(image));
        BlockManager fresh(copy);
        QCOMPARE(must(DiskSpaceMap::load(fresh, world.root)).counts.size(), std::size_t { 256 });
    }

    void countsThatContradictEachOtherAreCorrupt()
    {
        DiskWorld world(256);
        const auto large = must(world.space.allocate());
        must(world.space.increment(large, 9));
        const auto single = must(world.space.allocate());
        world.save();
        const MetadataBlock bitmap = world.ownBlocks().at(1);
        const auto setCount = [](MetadataBlock block, unsigned diskBits) {
            return [=](std::span<std::byte> bytes) {
                const auto shift = block.raw() % 4 * 2;
                std::byte& byte = bytes[16 + block.raw() / 4];
                byte = (byte & ~(std::byte { 3 } << shift)) | std::byte(diskBits << shift);
            };
        };
        const auto damaged = [&](MetadataBlock block, unsigned diskBits) {
            return world.loadErrorAfter(bitmap, BlockKind::Bitmap, setCount(block, diskBits));
        };
        // A count of 3 without an entry, an entry without one.
        QVERIFY(damaged(single, 0b11) == ErrorKind::Corrupt);
        QVERIFY(damaged(large, 0b01) == ErrorKind::Corrupt);
        QVERIFY(damaged(large, 0b00) == ErrorKind::Corrupt);
        // One of each at a time, so that the numbers match.
        const auto swapped = [&](std::span<std::byte> bytes) {
            setCount(single, 0b11)(bytes);
            setCount(large, 0b01)(bytes);
        };
        QVERIFY(world.loadErrorAfter(bitmap, BlockKind::Bitmap, swapped) == ErrorKind::Corrupt);
        // A count beyond the end.
        QVERIFY(damaged(MetadataBlock(256), 0b10) == ErrorKind::Corrupt);
        QVERIFY(damaged(MetadataBlock(16319), 0b10) == ErrorKind::Corrupt);
        // The map's own blocks, and the superblock's: free, or in use twice.
        for (const MetadataBlock own :
             { MetadataBlock(0), bitmap, world.root.bitmapRoot, world.root.refCountRoot }) {
            QVERIFY(damaged(own, 0b00) == ErrorKind::Corrupt);
            QVERIFY(damaged(own, 0b01) == ErrorKind::Corrupt);
        }
    }

    void treeEntriesThatCannotBeAreCorrupt()
    {
        DiskWorld world(256);
        const auto large = must(world.space.allocate());
        must(world.space.increment(large, 9));
        world.save();
        const auto damaged = [&](std::size_t offset, std::uint64_t value, bool wide) {
            return world.loadErrorAfter(
                world.root.refCountRoot, BlockKind::BtreeNode, [=](std::span<std::byte> bytes) {
                    if (wide)
                        storeDisk(bytes.subspan(offset), Le64(value));
                    else
                        storeDisk(bytes.subspan(offset), Le32(std::uint32_t(value)));
                });
        };
        QVERIFY(damaged(2720, 2, false) == ErrorKind::Corrupt); // the count
        QVERIFY(damaged(32, large.raw() + 1, true) == ErrorKind::Corrupt); // its block
        QVERIFY(damaged(32, ~0ULL, true) == ErrorKind::Corrupt);
    }

    void bitmapNamedTwiceIsCorrupt()
    {
        DiskWorld world(16320 * 2);
        QVERIFY(world.loadErrorAfter(world.root.bitmapRoot, BlockKind::Index,
                                     [](std::span<std::byte> bytes) {
                                         std::ranges::copy(bytes.subspan(16, 8),
                                                           bytes.subspan(32).begin());
                                     })
                == ErrorKind::Corrupt);
    }
};

QTEST_GUILESS_MAIN(DiskSpaceMapTest)
#include "disk_space_map_test.moc"
