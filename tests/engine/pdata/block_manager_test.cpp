// SPDX-License-Identifier: GPL-2.0-or-later
#include "base/little_endian.h"
#include "world.h"

#include <cerrno>

#include <QTest>

using namespace blkera;

namespace {

constexpr std::array kKinds { BlockKind::Superblock, BlockKind::BtreeNode, BlockKind::ArrayBlock,
                              BlockKind::Bitmap, BlockKind::Index };

std::vector<std::byte> superblock()
{
    return std::vector<std::byte>(kMetadataBlockBytes);
}

MetadataBlock block(std::uint64_t number)
{
    return MetadataBlock(number);
}

// Writes one byte to a block of its own.
void put(BlockManager& blocks, MetadataBlock where, int value, BlockKind kind = BlockKind::Bitmap)
{
    auto ref = must(blocks.create(where, kind));
    ref.bytes()[100] = static_cast<std::byte>(value);
}

int get(BlockManager& blocks, MetadataBlock where, BlockKind kind = BlockKind::Bitmap)
{
    return std::to_integer<int>(must(blocks.read(where, kind)).bytes()[100]);
}

} // namespace

class BlockManagerTest : public QObject {
    Q_OBJECT

private slots:

    // The values of format.md for blocks that are zero but for checksum and block number.
    void checksumsAreThoseOfTheFormat()
    {
        MemoryDevice memory(MetadataBlockCount(8));
        BlockManager blocks(memory);
        for (const BlockKind kind : kKinds) {
            if (kind != BlockKind::Superblock)
                put(blocks, block(static_cast<std::uint64_t>(kind)), 0, kind);
        }
        must(blocks.commit(superblock()));
        const auto csum = [&](std::uint64_t number) -> std::uint32_t {
            return loadDisk<Le32>(memory.block(block(number)));
        };
        QCOMPARE(csum(0), 0x5076581CU);

        const std::array<std::size_t, 5> blocknrAt { 8, 8, 16, 8, 8 };
        for (std::uint64_t i = 0; i < kKinds.size(); ++i) {
            const auto bytes = memory.block(block(i));
            QCOMPARE(std::uint64_t { loadDisk<Le64>(bytes.subspan(blocknrAt[i])) }, i);
            QVERIFY(recogniseBlock(bytes) == kKinds[i]);
        }
    }

    void recognisesKindsByTheirChecksum_data()
    {
        QTest::addColumn<quint32>("csum");
        QTest::addColumn<int>("kind");
        QTest::newRow("superblock") << 0x5076581CU << 0;
        QTest::newRow("btree node") << 0x58CC7E82U << 1;
        QTest::newRow("array block") << 0x7B4E41DEU << 2;
        QTest::newRow("bitmap") << 0x58CE0B1AU << 3;
        QTest::newRow("index block") << 0x58CFD54FU << 4;
        QTest::newRow("none") << 0x12345678U << -1;
    }

    void recognisesKindsByTheirChecksum()
    {
        QFETCH(quint32, csum);
        QFETCH(int, kind);
        std::vector<std::byte> bytes(kMetadataBlockBytes);
        storeDisk(std::span(bytes), Le32(csum));
        const auto found = recogniseBlock(bytes);
        QCOMPARE(found ? static_cast<int>(*found) : -1, kind);
        if (found)
            QCOMPARE(QByteArray(toString(*found)), QByteArray(QTest::currentDataTag()));
    }

    void everyDamagedByteIsNoticedAndNotCached()
    {
        MemoryDevice memory(MetadataBlockCount(4));
        {
            BlockManager blocks(memory);
            put(blocks, block(2), 7);
            must(blocks.commit(superblock()));
        }
        BlockManager blocks(memory);
        for (std::size_t i = 0; i < kMetadataBlockBytes; ++i) {
            memory.block(block(2))[i] ^= std::byte { 0x40 };
            QVERIFY(failsAs(blocks.read(block(2), BlockKind::Bitmap), ErrorKind::Corrupt));
            memory.block(block(2))[i] ^= std::byte { 0x40 };
        }
        QCOMPARE(get(blocks, block(2)), 7);
    }

    void misplacedBlockIsCorrupt()
    {
        MemoryDevice memory(MetadataBlockCount(4));
        {
            BlockManager blocks(memory);
            put(blocks, block(2), 7);
            must(blocks.commit(superblock()));
        }
        std::ranges::copy(memory.block(block(2)), memory.block(block(3)).begin());
        BlockManager blocks(memory);
        const auto read = blocks.read(block(3), BlockKind::Bitmap);
        QVERIFY(failsAs(read, ErrorKind::Corrupt));
        QCOMPARE(QByteArray(read.error().message().c_str()),
                 QByteArray("bitmap at metadata block 3: it claims to be block 2"));
    }

    void oneKindIsRefusedAsAnother()
    {
        MemoryDevice memory(MetadataBlockCount(4));
        BlockManager blocks(memory);
        put(blocks, block(2), 7);
        must(blocks.commit(superblock()));
        QVERIFY(failsAs(blocks.read(block(2), BlockKind::Index), ErrorKind::Corrupt));
        BlockManager fresh(memory);
        const auto read = fresh.read(block(2), BlockKind::BtreeNode);
        QVERIFY(failsAs(read, ErrorKind::Corrupt));
        QCOMPARE(QByteArray(read.error().message().c_str()),
                 QByteArray("btree node at metadata block 2: it is of kind bitmap"));
    }

    void beyondTheDeviceIsCorrupt()
    {
        MemoryDevice memory(MetadataBlockCount(4));
        BlockManager blocks(memory);
        QVERIFY(failsAs(blocks.read(block(4), BlockKind::Bitmap), ErrorKind::Corrupt));
        QVERIFY(failsAs(blocks.modify(block(~0ULL), BlockKind::Bitmap), ErrorKind::Corrupt));
        QVERIFY(failsAs(blocks.create(block(4), BlockKind::Bitmap), ErrorKind::Corrupt));
    }

    void blockZeroIsForTheCommitOnly()
    {
        MemoryDevice memory(MetadataBlockCount(4));
        BlockManager blocks(memory);
        QVERIFY(failsAs(blocks.create(block(0), BlockKind::Superblock), ErrorKind::Invalid));
        must(blocks.commit(superblock()));
        QVERIFY(blocks.read(block(0), BlockKind::Superblock));
        QVERIFY(failsAs(blocks.modify(block(0), BlockKind::Superblock), ErrorKind::Invalid));
    }

    void commitIsSeenByTheNextReadOfBlockZero()
    {
        MemoryDevice memory(MetadataBlockCount(4));
        BlockManager blocks(memory);
        must(blocks.commit(superblock()));
        QCOMPARE(get(blocks, block(0), BlockKind::Superblock), 0);
        auto next = superblock();
        next[100] = std::byte { 9 };
        must(blocks.commit(next));
        QCOMPARE(get(blocks, block(0), BlockKind::Superblock), 9);
    }

    void commitWritesBlocksFlushesThenTheSuperblock()
    {
        // What happens, in order: the number of each block that is written, F for a flush.
        class Recorder : public BlockDevice {
        public:
            MetadataBlockCount size() const override { return MetadataBlockCount(16); }

            Result<void> read(MetadataBlock, std::span<std::byte>) override
            {
                return invalid("nothing is to be read");
            }

            Result<void> write(std::span<const BlockWrite> writes) override
            {
                for (const BlockWrite& write : writes)
                    text += std::to_string(write.block.raw()) + " ";
                return {};
            }

            Result<void> flush() override
            {
                text += "F ";
                return {};
            }

            std::string text;
        } device;

        BlockManager blocks(device);
        put(blocks, block(9), 1);
        put(blocks, block(3), 1, BlockKind::Superblock);
        put(blocks, block(5), 1);
        must(blocks.commit(superblock()));
        QCOMPARE(device.text, std::string("3 5 9 F 0 F "));
        device.text.clear();
        {
            must(blocks.modify(block(5), BlockKind::Bitmap));
        }
        must(blocks.commit(superblock()));
        QCOMPARE(device.text, std::string("5 F 0 F "));
    }

    void cacheIsBoundedAndLeastRecentGoesFirst()
    {
        MemoryDevice memory(MetadataBlockCount(64));
        {
            BlockManager blocks(memory);
            for (std::uint64_t i = 1; i < 64; ++i)
                put(blocks, block(i), static_cast<int>(i));
            must(blocks.commit(superblock()));
        }
        BlockManager blocks(memory, 4);
        const auto readsFor = [&](std::uint64_t number) {
            const auto before = memory.counters().blocksRead;
            if (get(blocks, block(number)) != static_cast<int>(number))
                qFatal("wrong content");
            return memory.counters().blocksRead - before;
        };
        for (std::uint64_t i = 1; i <= 4; ++i)
            QCOMPARE(readsFor(i), 1U);
        QCOMPARE(readsFor(1), 0U); // 2 is the oldest now
        QCOMPARE(readsFor(5), 1U);
        QCOMPARE(readsFor(1), 0U);
        QCOMPARE(readsFor(3), 0U);
        QCOMPARE(readsFor(2), 1U);
    }

    void pinnedBlockStaysWhateverComes()
    {
        MemoryDevice memory(MetadataBlockCount(64));
        BlockManager blocks(memory, 3);
        {
            auto pinned = must(blocks.create(block(1), BlockKind::Bitmap));
            pinned.bytes()[100] = std::byte { 1 };
            for (std::uint64_t i = 2; i < 40; ++i)
                put(blocks, block(i), static_cast<int>(i));
            // Written early, it would lose this.
            pinned.bytes()[100] = std::byte { 77 };
        }
        must(blocks.commit(superblock()));
        QCOMPARE(get(blocks, block(1)), 77);
        BlockManager fresh(memory);
        QCOMPARE(get(fresh, block(1)), 77);
        for (std::uint64_t i = 2; i < 40; ++i)
            QCOMPARE(get(fresh, block(i)), static_cast<int>(i));
    }

    void fullCacheWritesEarlyButNeverTheSuperblock()
    {
        MemoryDevice memory(MetadataBlockCount(64));
        BlockManager blocks(memory, 4);
        must(blocks.commit(superblock()));
        const std::vector<std::byte> before(memory.block(block(0)).begin(),
                                            memory.block(block(0)).end());
        for (std::uint64_t i = 1; i < 64; ++i)
            put(blocks, block(i), static_cast<int>(i));
        QVERIFY(memory.counters().blocksWritten > 50);
        QVERIFY(std::ranges::equal(memory.block(block(0)), before));
        // What was written early can be read back and changed again.
        must(blocks.modify(block(1), BlockKind::Bitmap)).bytes()[100] = std::byte { 101 };
        must(blocks.commit(superblock()));
        QCOMPARE(get(blocks, block(1)), 101);
        QCOMPARE(get(blocks, block(2)), 2);
    }

    void abortForgetsChanges()
    {
        MemoryDevice memory(MetadataBlockCount(8));
        BlockManager blocks(memory);
        put(blocks, block(1), 1);
        must(blocks.commit(superblock()));
        must(blocks.modify(block(1), BlockKind::Bitmap)).bytes()[100] = std::byte { 2 };
        put(blocks, block(2), 2);
        blocks.abort();
        QCOMPARE(get(blocks, block(1)), 1);
        QVERIFY(failsAs(blocks.read(block(2), BlockKind::Bitmap), ErrorKind::Corrupt));
        const auto written = memory.counters().blocksWritten;
        must(blocks.commit(superblock()));
        QCOMPARE(memory.counters().blocksWritten, written + 1);
    }

    void abortForgetsWhatAFailedCommitWrote()
    {
        MemoryDevice memory(MetadataBlockCount(8));
        FaultDevice device(memory);
        BlockManager blocks(device);
        put(blocks, block(1), 1);
        device.failAt(device.operations() + 1, FaultDevice::Repeat::Once, EIO);
        QVERIFY(failsAs(blocks.commit(superblock()), ErrorKind::Io));
        blocks.abort();
        // The flush failed, so what the cache had is not what the device has to have.
        memory.block(block(1))[100] = std::byte { 9 };
        QVERIFY(failsAs(blocks.read(block(1), BlockKind::Bitmap), ErrorKind::Corrupt));
    }

    void forgottenNumberComesBackAsAnyKind()
    {
        MemoryDevice memory(MetadataBlockCount(8));
        BlockManager blocks(memory);
        put(blocks, block(1), 1, BlockKind::Bitmap);
        blocks.forget(block(1));
        put(blocks, block(1), 2, BlockKind::ArrayBlock);
        must(blocks.commit(superblock()));
        QCOMPARE(get(blocks, block(1), BlockKind::ArrayBlock), 2);
        blocks.forget(block(1));
        blocks.forget(block(5));
        QCOMPARE(get(blocks, block(1), BlockKind::ArrayBlock), 2);
    }

    void createRefusesABlockThatIsLookedAt()
    {
        MemoryDevice memory(MetadataBlockCount(8));
        BlockManager blocks(memory);
        put(blocks, block(1), 1);
        const auto pinned = must(blocks.read(block(1), BlockKind::Bitmap));
        QVERIFY(failsAs(blocks.create(block(1), BlockKind::Index), ErrorKind::Corrupt));
        QCOMPARE(std::to_integer<int>(pinned.bytes()[100]), 1);
    }
};

QTEST_GUILESS_MAIN(BlockManagerTest)
#include "block_manager_test.moc"
