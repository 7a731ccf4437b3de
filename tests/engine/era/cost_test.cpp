// SPDX-License-Identifier: GPL-2.0-or-later
#include "../../support/allocation_count.h"
#include "era/tracker.h"
#include "world.h"

#include <random>
#include <unordered_map>

using namespace blkera;
using namespace blkera::test;

namespace {

constexpr BlockCount kSmall(1U << 20);
constexpr BlockCount kLarge(1U << 28); // 16 TiB in blocks of 64 KiB

// As MemoryDevice, for gigabytes of which little is written.
class SparseDevice : public BlockDevice {
public:
    explicit SparseDevice(MetadataBlockCount size)
        : m_size(size)
    {
    }

    MetadataBlockCount size() const override { return m_size; }

    Result<void> read(MetadataBlock first, std::span<std::byte> bytes) override
    {
        counters.blocksRead += bytes.size() / kMetadataBlockBytes;
        for (std::size_t at = 0; at < bytes.size(); at += kMetadataBlockBytes) {
            const auto part = bytes.subspan(at, kMetadataBlockBytes);
            const auto block = m_blocks.find(
                first + MetadataBlockCount(std::uint64_t { at / kMetadataBlockBytes }));
            if (block == m_blocks.end())
                std::ranges::fill(part, std::byte { 0 });
            else
                std::ranges::copy(block->second, part.begin());
        }
        return {};
    }

    Result<void> write(std::span<const BlockWrite> writes) override
    {
        counters.blocksWritten += writes.size();
        for (std::size_t i = 0; i < writes.size(); ++i)
            runs += i == 0 || writes[i].block != writes[i - 1].block + MetadataBlockCount(1);
        for (const BlockWrite& write : writes)
            m_blocks[write.block].assign(write.bytes.begin(), write.bytes.end());
        return {};
    }

    Result<void> flush() override
    {
        ++counters.flushes;
        return {};
    }

    MemoryDevice::Counters counters;
    std::uint64_t runs = 0; // of neighbours, each a transfer of its own

private:
    MetadataBlockCount m_size;
    std::unordered_map<MetadataBlock, std::vector<std::byte>> m_blocks;
};

// Formatted, opened, activated metadata of so many blocks.
struct Sparse {
    explicit Sparse(BlockCount nrBlocks)
        : device(MetadataBlockCount(2 * Metadata::blocksNeeded(nrBlocks).raw()))
    {
        if (!ok(Metadata::format(device, kBlockSectors, nrBlocks)))
            return;
        auto opened = Metadata::open(device, kBlockSectors);
        if (!ok(opened))
            return;
        metadata = std::move(*opened);
        ready = ok(metadata->activate(nrBlocks));
    }

    // What `act` wrote, flushed and read.
    template <class Act> MemoryDevice::Counters costOf(Act act)
    {
        const MemoryDevice::Counters before = device.counters;
        act();
        return { device.counters.blocksRead - before.blocksRead,
                 device.counters.blocksWritten - before.blocksWritten,
                 device.counters.flushes - before.flushes };
    }

    SparseDevice device;
    std::unique_ptr<Metadata> metadata;
    bool ready = false;
};

class NoQueue : public QueueWaker {
    void wake(QueueId) override { }
};

// A tracker that the test steps.
struct Stepped {
    explicit Stepped(BlockCount nrBlocks, std::uint16_t depth)
        : world(nrBlocks)
        , writes(depth)
        , random(20261125)
    {
        tracker.emplace(std::move(world.metadata), std::uint16_t { 1 }, depth, waker);
        while (tracker->step()) { }
    }

    // `depth` writes of random blocks arrive at once; returns the steps until all are completed.
    int writeRandomBlocks(BlockCount nrBlocks)
    {
        std::size_t waiting = 0;
        for (std::size_t tag = 0; tag < writes.size(); ++tag) {
            const BlockIndex block(static_cast<std::uint32_t>(random() % nrBlocks.raw()));
            writes[tag].tag = static_cast<RequestTag>(tag);
            writes[tag].blocks = { block, block + BlockCount(1) };
            if (tracker->submit(writes[tag]))
                tracker->completed(writes[tag]);
            else
                ++waiting;
        }
        int steps = 0;
        for (; waiting > 0 && steps < 10; ++steps) {
            tracker->step();
            for (PendingWrite* ready = tracker->takeReady(0); ready;) {
                PendingWrite& write = *std::exchange(ready, ready->next);
                if (write.error == 0 && tracker->submit(write)) {
                    tracker->completed(write);
                    --waiting;
                }
            }
        }
        return steps;
    }

    Sparse world;
    NoQueue waker;
    std::vector<PendingWrite> writes; // by tag
    std::mt19937 random;
    std::optional<Tracker> tracker;
};

// What Tracker::checkpoint writes when the era touched 1,000 blocks.
MemoryDevice::Counters checkpointCost(BlockCount nrBlocks)
{
    Stepped era(nrBlocks, 1000);
    era.writeRandomBlocks(nrBlocks);
    while (era.tracker->step()) { }
    MemoryDevice::Counters cost;
    bool answered = false;
    const MemoryDevice::Counters before = era.world.device.counters;
    era.tracker->checkpoint([&](const Result<Era>& begun) {
        answered = ok(begun);
        const MemoryDevice::Counters& now = era.world.device.counters;
        cost = { now.blocksRead - before.blocksRead, now.blocksWritten - before.blocksWritten,
                 now.flushes - before.flushes };
    });
    era.tracker->step();
    return answered ? cost : MemoryDevice::Counters {};
}

std::uint64_t stepsToDigest(Metadata& metadata)
{
    for (std::uint64_t steps = 0;; ++steps) {
        const auto more = metadata.digestStep();
        if (!ok(more))
            return 0;
        if (!*more)
            return ok(metadata.commit()) ? steps : 0;
    }
}

} // namespace

// What things cost, in blocks and flushes instead of seconds; scripts/bench has the seconds.
class CostTest : public QObject {
    Q_OBJECT

private slots:

    void formattingAndActivatingTakesNoBlocksForZeros()
    {
        Sparse large(kLarge);
        QVERIFY(large.ready);
        const std::uint64_t used = large.metadata->usage().used.raw();
        QVERIFY2(used > 0 && used <= 2000, qPrintable(QString::number(used)));
    }

    void aCheckpointHardlyGrowsWithTheDevice()
    {
        const MemoryDevice::Counters small = checkpointCost(kSmall);
        const MemoryDevice::Counters large = checkpointCost(kLarge);
        QCOMPARE(small.flushes, 2U);
        QCOMPARE(large.flushes, 2U);
        QVERIFY2(small.blocksWritten > 0 && small.blocksWritten <= 20,
                 qPrintable(QString::number(small.blocksWritten)));
        QVERIFY2(large.blocksWritten <= 60, qPrintable(QString::number(large.blocksWritten)));
    }

    void anEmptyWritesetIsDigestedByLeavesNotByBits()
    {
        Sparse large(kLarge);
        QVERIFY(large.ready);
        QVERIFY(ok(large.metadata->rollover({})));
        std::uint64_t steps = 0;
        const auto cost = large.costOf([&] { steps = stepsToDigest(*large.metadata); });
        const std::uint64_t leaves = (kLarge.raw() + 32575) / 32576;
        QVERIFY2(steps > 0 && steps <= leaves, qPrintable(QString::number(steps)));
        QVERIFY2(cost.blocksRead <= 60, qPrintable(QString::number(cost.blocksRead)));
        QVERIFY2(cost.blocksWritten <= 60, qPrintable(QString::number(cost.blocksWritten)));
    }

    void aFullWritesetIsDigestedWithOneWriteOfEachEraBlock()
    {
        Sparse small(kSmall);
        QVERIFY(small.ready);
        QVERIFY(ok(small.metadata->mark(
            std::vector { BlockRange { BlockIndex(0), BlockIndex(kSmall.raw()) } })));
        QVERIFY(ok(small.metadata->rollover({})));
        const auto cost = small.costOf([&] { QVERIFY(stepsToDigest(*small.metadata) > 0); });
        const std::uint64_t eraBlocks = (kSmall.raw() + 1017) / 1018;
        QVERIFY2(cost.blocksWritten >= eraBlocks && cost.blocksWritten <= eraBlocks + 40,
                 qPrintable(QString::number(cost.blocksWritten)));
    }

    void writesThatWaitTogetherShareOneCommit()
    {
        constexpr int kRounds = 20;
        Stepped era(kSmall, 32);
        const std::uint64_t commits = era.tracker->status().commits;
        const auto cost = era.world.costOf([&] {
            for (int round = 0; round < kRounds; ++round)
                QCOMPARE(era.writeRandomBlocks(kSmall), 1);
        });
        QCOMPARE(era.tracker->status().commits - commits, std::uint64_t { kRounds });
        QCOMPARE(cost.flushes, std::uint64_t { 2 * kRounds });
        // At most the 33 blocks of the bitset, its root; the space map's index and one bitmap, the
        // counts that are above 2, and the superblock.
        QVERIFY2(cost.blocksWritten <= kRounds * (32U + 1 + 4),
                 qPrintable(QString::number(cost.blocksWritten)));
    }

    void whatACommitWritesAreNeighbours()
    {
        constexpr int kRounds = 100;
        Stepped era(kSmall, 32);
        const std::uint64_t before = era.world.device.runs;
        for (int round = 0; round < kRounds; ++round)
            QCOMPARE(era.writeRandomBlocks(kSmall), 1);
        const std::uint64_t runs = era.world.device.runs - before;
        // The superblock, and one for all others most of the time.
        QVERIFY2(runs <= kRounds * 3, qPrintable(QString::number(runs)));
    }

    void aWriteThatIsAloneCostsACommitOfFiveBlocks()
    {
        constexpr int kRounds = 50;
        Stepped era(kSmall, 1);
        const std::uint64_t commits = era.tracker->status().commits;
        const auto cost = era.world.costOf([&] {
            for (int round = 0; round < kRounds; ++round)
                QCOMPARE(era.writeRandomBlocks(kSmall), 1);
        });
        QCOMPARE(era.tracker->status().commits - commits, std::uint64_t { kRounds });
        QCOMPARE(cost.flushes, std::uint64_t { 2 * kRounds });
        // The bits, the root of their tree, bitmap, index, superblock; at first also the counts of
        // the block of zeros, which lie in a tree.
        QVERIFY2(cost.blocksWritten <= kRounds * 5 + 40,
                 qPrintable(QString::number(cost.blocksWritten)));
    }

    void aWriteToMarkedBlocksAllocatesNothing()
    {
        Stepped era(kSmall, 32);
        QCOMPARE(era.writeRandomBlocks(kSmall), 1);
        const std::uint64_t before = test::allocationCount();
        for (int round = 0; round < 1000; ++round) {
            for (PendingWrite& write : era.writes) {
                QVERIFY(era.tracker->submit(write));
                era.tracker->completed(write);
            }
        }
        QCOMPARE(test::allocationCount() - before, 0U);
        ::operator delete(::operator new(1)); // the counter does count
        QCOMPARE(test::allocationCount() - before, 1U);
    }
};

QTEST_GUILESS_MAIN(CostTest)
#include "cost_test.moc"
