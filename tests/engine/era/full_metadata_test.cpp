// SPDX-License-Identifier: GPL-2.0-or-later
#include "driven.h"

#include <random>
#include <set>

using namespace blkera;
using namespace blkera::test;

namespace {

std::uint32_t seed()
{
    const QByteArray given = qgetenv("BLKERA_SEED");
    const std::uint32_t value = given.isEmpty() ? std::random_device()() : given.toUInt();
    qInfo("BLKERA_SEED=%u", value);
    return value;
}

// Takes free blocks away until `left` are left, as only another writer of the format could.
bool fillUp(BlockDevice& device, std::uint64_t left)
{
    BlockManager blocks(device);
    auto superblock = Superblock::read(blocks);
    if (!ok(superblock))
        return false;
    auto loaded = DiskSpaceMap::load(blocks, superblock->spaceMap);
    if (!ok(loaded))
        return false;
    SpaceMap space(loaded->counts);
    TransactionManager transaction(blocks, space);
    // Saving takes blocks of its own and frees as many.
    while (space.size() - space.allocated() > MetadataBlockCount(left)) {
        if (!ok(space.allocate()))
            return false;
    }
    std::vector<MetadataBlock> taken;
    for (const auto& [block, before] : space.changed())
        taken.push_back(block);
    std::ranges::sort(taken);
    // Room to copy in: the last ones taken come back in a second transaction.
    for (int i = 0; i < 8 && left < 8; ++i)
        (void)space.decrement(taken[taken.size() - 1 - static_cast<std::size_t>(i)]);
    auto root = loaded->disk.save(transaction);
    if (!ok(root))
        return false;
    superblock->spaceMap = *root;
    std::vector<std::byte> bytes(kMetadataBlockBytes);
    superblock->pack(bytes);
    return ok(transaction.commit(bytes));
}

std::uint64_t freeBlocks(BlockDevice& device)
{
    BlockManager blocks(device);
    const auto superblock = Superblock::read(blocks);
    return superblock->spaceMap.nrBlocks.raw() - superblock->spaceMap.nrAllocated.raw();
}

// A device that has been filled until a mark no longer fits: 100000 blocks, far less metadata than
// their eras need, a snapshot that holds what digesting would free.
struct FullWorld {
    static constexpr std::uint32_t kBlocks = 100000;

    FullWorld()
        : world(kBlocks, Metadata::blocksNeeded(BlockCount(kBlocks)).raw())
        , device({ std::move(world.metadata), TrackerState::Running, {} }, { &record, nullptr })
    {
        if (device.write(blocks(0, kBlocks - 1)) != 0 || !ok(device.checkpoint()))
            return;
        device.settle();
        if (!ok(device.snapshot()))
            return;
        for (std::uint32_t round = 0; round < 400 && device.state() == TrackerState::Running;
             ++round) {
            for (std::uint32_t b = 0; b < kBlocks && error == 0; b += 10000)
                error = device.write(block(last = (b + round * 1100) % kBlocks));
            (void)device.checkpoint();
            device.settle();
        }
    }

    World world;
    MemoryRecord record;
    Driven device;
    std::uint32_t last = 0; // the block whose mark did not fit
    int error = 0;
};

} // namespace

class FullMetadataTest : public QObject {
    Q_OBJECT

private slots:

    void theReserveIsAFiftiethAndAtLeast64ButAnEighthAtMost()
    {
        const auto reserve = [](std::uint64_t size) {
            return MetadataTransaction::reserveOf(MetadataBlockCount(size)).raw();
        };
        QCOMPARE(reserve(16), 2U);
        QCOMPARE(reserve(64), 8U);
        QCOMPARE(reserve(512), 64U);
        QCOMPARE(reserve(3200), 64U);
        QCOMPARE(reserve(100000), 2000U);
    }

    void fullMetadataIsAStateThatIsSaidAndRecorded()
    {
        FullWorld w;
        QCOMPARE(w.error, ENOSPC);
        QCOMPARE(w.device.state(), TrackerState::MetadataFull);
        QCOMPARE(w.record.entry.state, TrackerState::MetadataFull);
        const auto said = QString::fromStdString(w.device.tracker.status().failure);
        QVERIFY2(said.contains("drop the metadata snapshot or enlarge the device"),
                 qPrintable(said));
        QCOMPARE(problems(w.world.device), QString());
    }

    void fullMetadataKeepsItsReserve()
    {
        FullWorld w;
        const auto usage = w.device.tracker.status().usage;
        QVERIFY((usage.total - usage.used).raw()
                >= MetadataTransaction::reserveOf(usage.total).raw() / 2);
    }

    void whatIsMarkedGoesOnAndNothingElse()
    {
        FullWorld w;
        QCOMPARE(w.device.write(block(w.last)), ENOSPC);
        QCOMPARE(w.device.write(block((w.last + 1) % FullWorld::kBlocks)), ENOSPC);
        // One of these was marked in the era that could not take another.
        int passed = 0;
        for (std::uint32_t b = 0; b < FullWorld::kBlocks; b += 100)
            passed += w.device.write(block(b)) == 0 ? 1 : 0;
        QVERIFY(passed < 20);
        QCOMPARE(w.device.state(), TrackerState::MetadataFull);
        QCOMPARE(w.record.saves, 1);
        QCOMPARE(w.device.markBlocks({ block(w.last) }).error().kind, ErrorKind::NoSpace);
    }

    void checkpointsAreRefusedInTimeAndNameTheRemedy()
    {
        FullWorld w;
        for (int i = 0; i < 3; ++i) {
            const auto refused = w.device.checkpoint();
            QVERIFY(!refused);
            QCOMPARE(refused.error().kind, ErrorKind::NoSpace);
            const auto said = QString::fromStdString(refused.error().message());
            QVERIFY2(said.contains("enlarge the device"), qPrintable(said));
        }
        QCOMPARE(problems(w.world.device), QString());
    }

    void droppingTheSnapshotHeals()
    {
        FullWorld w;
        QVERIFY(ok(w.device.drop()));
        w.device.settle();
        QCOMPARE(w.device.state(), TrackerState::Running);
        QCOMPARE(w.record.entry.state, TrackerState::Running);
        QCOMPARE(w.device.write(block(w.last)), 0);
        QVERIFY(ok(w.device.checkpoint()));
        QCOMPARE(problems(w.world.device), QString());
    }

    void aLargerMetadataDeviceHeals()
    {
        FullWorld w;
        w.world.device.enlarge(w.world.device.size() + MetadataBlockCount(400));
        const auto grown = w.device.growMetadata();
        QVERIFY(ok(grown));
        QCOMPARE(*grown, w.world.device.size());
        QCOMPARE(w.device.state(), TrackerState::Running);
        QCOMPARE(w.device.write(block(w.last)), 0);
        QCOMPARE(problems(w.world.device), QString());
    }

    void theCleanStopHasRoom()
    {
        FullWorld w;
        QVERIFY(ok(w.device.tracker.stop()));
        QCOMPARE(problems(w.world.device), QString());
        BlockManager manager(w.world.device);
        QVERIFY(!Superblock::read(manager)->currentWriteset);
    }

    void fullMetadataCanBeActivated()
    {
        FullWorld w;
        (void)w.device.tracker.stop();
        const QString before = test::changedSince(w.world.device, 1);
        for (int start = 0; start < 3; ++start) {
            auto activation
                = activateMetadata(w.world.device, kBlockSectors, BlockCount(FullWorld::kBlocks),
                                   Shrink::Refuse, &w.record);
            QVERIFY(ok(activation));
            QVERIFY(activation->metadata);
            Driven device(std::move(*activation), { &w.record, nullptr });
            device.settle();
            QVERIFY(device.state() == TrackerState::MetadataFull
                    || device.state() == TrackerState::Running);
            QCOMPARE(problems(w.world.device), QString());
            QCOMPARE(test::changedSince(w.world.device, 1), before);
        }
    }

    // Metadata that another writer, such as the kernel, has filled to the last block: the device
    // comes up, does not mark, keeps every answer, and is healed by growing.
    void metadataWithoutARoomForAnEraComesUpAndIsHealedByGrowing()
    {
        int full = 0;
        for (std::uint64_t left = 0; left < 40; ++left) {
            World world(40000, 600);
            QVERIFY(world.mark({ blocks(0, 9), block(33000) }));
            QVERIFY(fillUp(world.device, left));
            const std::uint64_t freeAtFirst = freeBlocks(world.device);
            MemoryRecord record;
            auto activation = activateMetadata(world.device, kBlockSectors, BlockCount(40000),
                                               Shrink::Refuse, &record);
            QVERIFY2(ok(activation), qPrintable(QString::number(left)));
            QCOMPARE(activation->state, TrackerState::MetadataFull);
            QCOMPARE(record.entry.state, TrackerState::MetadataFull);
            QVERIFY(!activation->reason.empty());
            full += freeAtFirst <= left + 8 ? 1 : 0;
            Driven device(std::move(*activation), { &record, nullptr });
            device.settle();
            QCOMPARE(device.state(), TrackerState::MetadataFull);
            QCOMPARE(device.write(block(3)), ENOSPC);
            QCOMPARE(device.checkpoint().error().kind, ErrorKind::NoSpace);
            QCOMPARE(device.snapshot().error().kind, ErrorKind::NoSpace);
            QCOMPARE(device.markBlocks({ block(3) }).error().kind, ErrorKind::NoSpace);
            QCOMPARE(test::changedSince(world.device, 1), QStringLiteral("0-9, 33000"));
            world.device.enlarge(MetadataBlockCount(1200));
            QVERIFY(ok(device.growMetadata()));
            QCOMPARE(device.state(), TrackerState::Running);
            QCOMPARE(device.write(block(20)), 0);
            QVERIFY(ok(device.checkpoint()));
            QCOMPARE(test::changedSince(world.device, 1), QStringLiteral("0-9, 20, 33000"));
            QVERIFY(ok(device.tracker.stop()));
        }
        QCOMPARE(full, 40);
    }

    // Whatever happens on metadata that is far too small, the states say so, nothing is damaged,
    // and dropping, digesting and stopping go on.
    void randomLivesOnTightMetadataNeverBreak()
    {
        std::mt19937 random(seed());
        int wasFull = 0;
        for (int life = 0; life < 12; ++life) {
            constexpr std::uint32_t kBlocks = 60000;
            World world(kBlocks, Metadata::blocksNeeded(BlockCount(kBlocks)).raw());
            QVERIFY(world.ready);
            MemoryRecord record;
            auto device = std::make_unique<Driven>(
                Activation { std::move(world.metadata), TrackerState::Running, {} },
                Tracker::Surroundings { &record, nullptr });
            bool held = false;
            std::set<std::uint32_t> written;
            for (int step = 0; step < 150; ++step) {
                switch (random() % 8) {
                case 0:
                    (void)device->checkpoint();
                    break;
                case 1:
                    if (!held)
                        held = device->snapshot().has_value();
                    break;
                case 2:
                    if (held && random() % 4 == 0) {
                        QVERIFY(ok(device->drop()));
                        held = false;
                    }
                    break;
                case 3:
                    device->settle();
                    break;
                case 4: // clean stop or crash, and a start
                    if (random() % 2 == 0)
                        QVERIFY(ok(device->tracker.stop()));
                    device.reset();
                    {
                        auto activation
                            = activateMetadata(world.device, kBlockSectors, BlockCount(kBlocks),
                                               Shrink::Refuse, &record);
                        QVERIFY(ok(activation));
                        device = std::make_unique<Driven>(
                            std::move(*activation), Tracker::Surroundings { &record, nullptr });
                    }
                    break;
                default:
                    for (int i = 0; i < 20; ++i) {
                        const auto b = static_cast<std::uint32_t>(random() % kBlocks);
                        const int error = device->write(block(b));
                        QVERIFY(error == 0 || error == ENOSPC);
                        if (error == 0)
                            written.insert(b);
                        wasFull += error != 0 ? 1 : 0;
                    }
                }
                const TrackerState state = device->state();
                QVERIFY(state == TrackerState::Running || state == TrackerState::MetadataFull);
                QCOMPARE(record.entry.state, state);
                if (step % 10 == 0)
                    QCOMPARE(problems(world.device), QString());
            }
            QVERIFY(ok(device->tracker.stop()));
            QCOMPARE(problems(world.device), QString());
            std::vector<BlockRange> expected;
            for (const std::uint32_t b : written)
                expected.push_back(block(b));
            mergeRanges(expected);
            QCOMPARE(test::changedSince(world.device, 1), toText(expected));
        }
        QVERIFY2(wasFull > 0, "no life was long enough to fill the metadata");
    }
};

QTEST_GUILESS_MAIN(FullMetadataTest)
#include "full_metadata_test.moc"
