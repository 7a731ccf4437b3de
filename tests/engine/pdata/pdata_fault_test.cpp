// SPDX-License-Identifier: GPL-2.0-or-later
#include "pdata/array.h"
#include "pdata/bitset.h"
#include "pdata/disk_space_map.h"
#include "world.h"

#include <cerrno>
#include <cstring>

#include <QTest>

using namespace blkera;

namespace {

constexpr std::uint32_t kEras = 20000;
constexpr std::uint32_t kBits = 70000;

// What block 0 leads to in these tests, from byte 40 on.
struct Roots {
    SpaceMapRoot space;
    MetadataBlock array;
    MetadataBlock bitset;

    std::vector<std::byte> pack() const
    {
        std::vector<std::byte> bytes(kMetadataBlockBytes);
        std::memcpy(bytes.data() + 40, this, sizeof(Roots));
        return bytes;
    }

    static Roots unpack(std::span<const std::byte> bytes)
    {
        Roots roots {};
        std::memcpy(static_cast<void*>(&roots), bytes.data() + 40, sizeof(Roots));
        return roots;
    }
};

// Everything that is stored, as values.
struct Content {
    std::vector<std::uint32_t> eras;
    std::vector<BitWindow> bits;
    CountTable counts;

    bool operator==(const Content&) const = default;
};

Content contentOf(BlockDevice& device)
{
    BlockManager blocks(device);
    Content content;
    const Roots roots
        = Roots::unpack(must(blocks.read(MetadataBlock(0), BlockKind::Superblock)).bytes());
    must(ArrayReader<std::uint32_t>(blocks).forEachBlock(
        roots.array, kEras, [&](std::uint64_t, MetadataBlock, auto values) {
            content.eras.insert(content.eras.end(), values.begin(), values.end());
            return Result<void>();
        }));
    for (std::uint64_t number = 0; number < windowsFor(kBits); ++number) {
        content.bits.emplace_back();
        must(BitsetReader(blocks).addWindow(roots.bitset, kBits, number, content.bits.back()));
    }
    content.counts = must(DiskSpaceMap::load(blocks, roots.space)).counts;
    return content;
}

// An open device in the manner of the layer above: transactions that succeed or leave nothing.
class Store {
public:
    // The cache is so small that reads and early writes happen all the time.
    explicit Store(BlockDevice& device)
        : m_blocks(device, 6)
        , m_roots(
              Roots::unpack(must(m_blocks.read(MetadataBlock(0), BlockKind::Superblock)).bytes()))
        , m_loaded(must(DiskSpaceMap::load(m_blocks, m_roots.space)))
        , m_space(m_loaded.counts)
        , m_transaction(m_blocks, m_space)
    {
    }

    static void format(BlockDevice& device)
    {
        BlockManager blocks(device);
        SpaceMap space(device.size());
        TransactionManager transaction(blocks, space);
        must(space.allocate());
        auto disk = must(DiskSpaceMap::create(transaction));
        Roots roots {};
        roots.array = must(Array<std::uint32_t>(transaction).create(kEras));
        roots.bitset = must(Bitset(transaction).create(kBits));
        roots.space = must(disk.save(transaction));
        must(transaction.commit(roots.pack()));
    }

    // Changes bits and eras from `seed`, then commits.
    Result<void> change(quint32 seed)
    {
        Roots next = m_roots;
        Result<void> changed = apply(seed, next);
        if (changed)
            changed = m_transaction.commit(next.pack());
        if (!changed) {
            m_transaction.abort();
            m_loaded.disk.abort();
            return changed;
        }
        m_loaded.disk.committed();
        m_roots = next;
        return {};
    }

private:
    Result<void> apply(quint32 seed, Roots& roots)
    {
        QRandomGenerator random(seed);
        for (int i = 0; i < 30; ++i) {
            const std::uint32_t begin = random.bounded(kBits - 50);
            const std::array ranges { BlockRange { BlockIndex(begin), BlockIndex(begin + 50) } };
            auto bitset = Bitset(m_transaction).set(roots.bitset, kBits, ranges);
            if (!bitset)
                return bitset.error();
            roots.bitset = *bitset;
            const std::uint32_t value = random.generate();
            auto array = Array<std::uint32_t>(m_transaction)
                             .updateBlock(roots.array, kEras, random.bounded(19U),
                                          [&](auto values) { values[5] = value; });
            if (!array)
                return array.error();
            roots.array = *array;
        }
        auto space = m_loaded.disk.save(m_transaction);
        if (!space)
            return space.error();
        roots.space = *space;
        return {};
    }

    BlockManager m_blocks;
    Roots m_roots;
    DiskSpaceMap::Loaded m_loaded;
    SpaceMap m_space;
    TransactionManager m_transaction;
};

} // namespace

class PdataFaultTest : public QObject {
    Q_OBJECT

private slots:

    void failedTransactionLeavesTheOldStateOrTheNew_data()
    {
        QTest::addColumn<bool>("forEver");
        QTest::newRow("once") << false;
        QTest::newRow("for ever") << true;
    }

    // The k-th operation of a transaction fails, for every k. What block 0 then leads to is the
    // state before, or, if only the last flush failed, the state after; and unless block 0 is in
    // doubt the same object goes on as if nothing had happened.
    void failedTransactionLeavesTheOldStateOrTheNew()
    {
        QFETCH(bool, forEver);
        const quint32 seed = testSeed();
        MemoryDevice base(MetadataBlockCount(300));
        Store::format(base);
        must(Store(base).change(seed));
        const Content before = contentOf(base);
        MemoryDevice ideal(base.image());
        must(Store(ideal).change(seed + 1));
        const Content after = contentOf(ideal);
        QVERIFY(before != after);

        std::uint64_t faults = 0;
        for (std::uint64_t k = 0;; ++k) {
            MemoryDevice memory(base.image());
            FaultDevice device(memory);
            Store store(device);
            device.failAt(device.operations() + k,
                          forEver ? FaultDevice::Repeat::ForEver : FaultDevice::Repeat::Once, EIO);
            const Result<void> changed = store.change(seed + 1);
            device.heal();
            const Content found = contentOf(memory);
            if (changed) {
                QVERIFY(!device.hit());
                QVERIFY(found == after);
                break;
            }
            ++faults;
            QVERIFY(failsAs(changed, ErrorKind::Io));
            QVERIFY(found == before || found == after);
            if (found == before) {
                must(store.change(seed + 1));
                QVERIFY(contentOf(memory).eras == after.eras);
                QVERIFY(contentOf(memory).bits == after.bits);
            }
        }
        qInfo("%llu faults", static_cast<unsigned long long>(faults));
        QVERIFY(faults > 50);
    }

    // A crash instead of an error: of the blocks written since the last flush any may be lost.
    void crashLeavesTheOldStateOrTheNew()
    {
        QRandomGenerator random(testSeed());
        const quint32 seed = random.generate();

        // Keeps what is not flushed apart, and stops at one operation.
        class CrashDevice : public MemoryDevice {
        public:
            using MemoryDevice::MemoryDevice;

            Result<void> read(MetadataBlock first, std::span<std::byte> bytes) override
            {
                if (const auto found = unsynced.find(first); found != unsynced.end()) {
                    std::ranges::copy(found->second, bytes.begin());
                    return {};
                }
                return MemoryDevice::read(first, bytes);
            }

            Result<void> write(std::span<const BlockWrite> writes) override
            {
                if (left == 0)
                    return ioError(EIO, "crashed");
                --left;
                for (const BlockWrite& write : writes)
                    unsynced[write.block] = std::vector(write.bytes.begin(), write.bytes.end());
                return {};
            }

            Result<void> flush() override
            {
                if (left == 0)
                    return ioError(EIO, "crashed");
                --left;
                for (const auto& [where, bytes] : unsynced)
                    std::ranges::copy(bytes, block(where).begin());
                unsynced.clear();
                return {};
            }

            std::unordered_map<MetadataBlock, std::vector<std::byte>> unsynced;
            std::uint64_t left = ~0ULL;
        };

        MemoryDevice base(MetadataBlockCount(300));
        Store::format(base);
        must(Store(base).change(seed));
        const Content before = contentOf(base);
        MemoryDevice ideal(base.image());
        must(Store(ideal).change(seed + 1));
        const Content after = contentOf(ideal);

        bool done = false;
        for (std::uint64_t k = 0; !done; ++k) {
            CrashDevice device(base.image());
            Store store(device);
            device.left = k;
            done = bool(store.change(seed + 1));
            for (int order = 0; order < 8; ++order) {
                MemoryDevice left(device.image());
                for (const auto& [where, bytes] : device.unsynced) {
                    if (random.bounded(2) == 0)
                        std::ranges::copy(bytes, left.block(where).begin());
                }
                const Content found = contentOf(left);
                QVERIFY(found == after || (!done && found == before));
            }
        }
    }

    void fullDeviceLeavesTheOldState()
    {
        const quint32 seed = testSeed();
        for (std::uint64_t size = 14; size < 120; ++size) {
            MemoryDevice memory { MetadataBlockCount(size) };
            Store::format(memory);
            const Content before = contentOf(memory);
            Store store(memory);
            const Result<void> changed = store.change(seed);
            if (changed) {
                QVERIFY(size > 20);
                return;
            }
            QVERIFY(failsAs(changed, ErrorKind::NoSpace));
            QVERIFY(contentOf(memory) == before);
        }
        QFAIL("no size was enough");
    }
};

QTEST_GUILESS_MAIN(PdataFaultTest)
#include "pdata_fault_test.moc"
