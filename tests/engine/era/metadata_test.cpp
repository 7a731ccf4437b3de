// SPDX-License-Identifier: GPL-2.0-or-later
#include "era/write_gate.h"
#include "storage/fault_device.h"
#include "world.h"

#include <map>
#include <random>
#include <set>

using namespace blkera;
using namespace blkera::test;

namespace {

// The whole truth about an era device, in a few lines: the era of each block's last write.
struct Model {
    std::map<std::uint32_t, std::uint32_t> lastEra;
    std::uint32_t era = 1;

    void write(BlockRange range)
    {
        for (BlockIndex b = range.begin; b != range.end; ++b)
            lastEra[b.raw()] = era;
    }

    QString since(std::uint32_t from) const
    {
        std::vector<BlockRange> ranges;
        for (const auto& [index, era_] : lastEra) {
            if (era_ >= from)
                ranges.push_back(block(index));
        }
        mergeRanges(ranges);
        return toText(ranges);
    }
};

// Numbers below a bound.
class Dice {
public:
    explicit Dice(std::uint32_t start)
        : m_engine(start)
    {
    }

    std::uint32_t below(std::uint32_t bound)
    {
        return static_cast<std::uint32_t>(m_engine() % bound);
    }

private:
    std::mt19937 m_engine;
};

std::uint32_t seed()
{
    const QByteArray given = qgetenv("BLKERA_SEED");
    const std::uint32_t value = given.isEmpty() ? std::random_device()() : given.toUInt();
    qInfo("BLKERA_SEED=%u", value);
    return value;
}

} // namespace

class MetadataTest : public QObject {
    Q_OBJECT

private slots:

    void aFreshDeviceIsCleanAndEmpty()
    {
        MemoryDevice device(MetadataBlockCount(64));
        QVERIFY(ok(Metadata::format(device, 8, BlockCount(200))));
        QCOMPARE(problems(device), QString());
        QCOMPARE(changedSince(device, 1), QString());
        QCOMPARE(changedSince(device, 0), QStringLiteral("0-199"));
    }

    void theFirstEraIsOne()
    {
        World world(200);
        QVERIFY(world.ready);
        QCOMPARE(world.metadata->currentEra().raw(), 1U);
        QCOMPARE(problems(world.device), QString());
    }

    void marksAreDurableWhenMarkReturns()
    {
        World world(200);
        QVERIFY(world.mark({ block(0), blocks(10, 19) }));
        QCOMPARE(changedSince(world.device, 1), QStringLiteral("0, 10-19"));
        QVERIFY(world.reopen());
        QVERIFY(ok(world.metadata->activate(BlockCount(200))));
        QCOMPARE(world.metadata->currentEra().raw(), 2U);
        QCOMPARE(changedSince(world.device, 1), QStringLiteral("0, 10-19"));
        QCOMPARE(changedSince(world.device, 2), QString());
    }

    void sinceIncludesTheEraItself()
    {
        World world(300);
        QVERIFY(world.mark({ blocks(0, 4) }));
        QVERIFY(world.checkpoint());
        QVERIFY(world.mark({ block(4), block(299) }));
        QCOMPARE(changedSince(world.device, 1), QStringLiteral("0-4, 299"));
        QCOMPARE(changedSince(world.device, 2), QStringLiteral("4, 299"));
        QCOMPARE(changedSince(world.device, 3), QString());
    }

    void digestingChangesNoAnswer()
    {
        World world(100000, 1024);
        QVERIFY(world.mark({ blocks(0, 4), blocks(32570, 32580), block(99999) }));
        QVERIFY(world.checkpoint());
        QVERIFY(world.mark({ block(32576), blocks(70000, 72000) }));
        QVERIFY(world.checkpoint());
        QVERIFY(world.mark({ block(1) }));
        const QStringList before { changedSince(world.device, 1), changedSince(world.device, 2),
                                   changedSince(world.device, 3) };
        QVERIFY(world.digest());
        const QStringList after { changedSince(world.device, 1), changedSince(world.device, 2),
                                  changedSince(world.device, 3) };
        QCOMPARE(after, before);
        QCOMPARE(before[1], QStringLiteral("1, 32576, 70000-72000"));
        QCOMPARE(problems(world.device), QString());
    }

    void writesInFlightAreCarriedIntoTheNewEra()
    {
        World world(200);
        QVERIFY(world.mark({ blocks(5, 9) }));
        QVERIFY(world.checkpoint({ blocks(6, 7) }));
        QCOMPARE(changedSince(world.device, 2), QStringLiteral("6-7"));
    }

    void aCleanStopArchivesTheWriteset()
    {
        World world(200);
        QVERIFY(world.mark({ block(3) }));
        QVERIFY(ok(world.metadata->deactivate()));
        BlockManager manager(world.device);
        auto superblock = Superblock::read(manager);
        QVERIFY(ok(superblock));
        QVERIFY(!superblock->currentWriteset);
        QCOMPARE(changedSince(world.device, 1), QStringLiteral("3"));
        QCOMPARE(problems(world.device), QString());
    }

    void aHeldSnapshotKeepsWhatWas()
    {
        World world(40000, 512);
        QVERIFY(world.mark({ blocks(0, 9) }));
        QVERIFY(world.checkpoint());
        QVERIFY(world.mark({ block(20), block(33000) }));
        QVERIFY(ok(world.metadata->takeSnapshot({})));
        const QString held = changedSince(world.device, 1, true);
        QCOMPARE(held, QStringLiteral("0-9, 20, 33000"));
        QCOMPARE(problems(world.device), QString());
        QVERIFY(world.mark({ blocks(50, 60) }));
        QVERIFY(world.checkpoint());
        QVERIFY(world.digest());
        QCOMPARE(changedSince(world.device, 1, true), held);
        QCOMPARE(changedSince(world.device, 3), QStringLiteral("50-60"));
        QCOMPARE(problems(world.device), QString());
        QCOMPARE(world.metadata->takeSnapshot({}).error().kind, ErrorKind::Busy);
        QVERIFY(ok(world.metadata->dropSnapshot()));
        QCOMPARE(world.metadata->dropSnapshot().error().kind, ErrorKind::NotFound);
        QCOMPARE(problems(world.device), QString());
        QCOMPARE(changedSince(world.device, 1), QStringLiteral("0-9, 20, 50-60, 33000"));
    }

    void aGrownDeviceKeepsItsHistory()
    {
        World world(1000, 512);
        QVERIFY(world.mark({ block(999) }));
        QVERIFY(ok(world.metadata->deactivate()));
        QVERIFY(world.reopen());
        QVERIFY(ok(world.metadata->activate(BlockCount(50000))));
        QVERIFY(world.mark({ block(49999) }));
        QCOMPARE(changedSince(world.device, 1), QStringLiteral("999, 49999"));
        QVERIFY(world.digest());
        QCOMPARE(changedSince(world.device, 1), QStringLiteral("999, 49999"));
        QCOMPARE(problems(world.device), QString());
    }

    void aStartInTheMiddleOfADigestKeepsTheSpaceMapRight()
    {
        World world(40000);
        QVERIFY(world.mark({ block(0), block(20000) }));
        QVERIFY(world.checkpoint());
        QVERIFY(ok(world.metadata->digestStep())); // nothing of it is committed
        QVERIFY(ok(world.metadata->activate(BlockCount(40000))));
        QCOMPARE(problems(world.device), QString());
        QVERIFY(world.digest());
        QCOMPARE(problems(world.device), QString());
        QCOMPARE(changedSince(world.device, 1), QStringLiteral("0, 20000"));
    }

    void aSmallerOriginIsRefusedAndNothingChanges()
    {
        World world(1000);
        QVERIFY(ok(world.metadata->deactivate()));
        const auto image = world.device.image();
        QVERIFY(world.reopen());
        QCOMPARE(world.metadata->activate(BlockCount(999)).error().kind, ErrorKind::Invalid);
        QVERIFY(world.device.image() == image);
    }

    void anotherBlockSizeIsRefused()
    {
        World world(1000);
        auto opened = Metadata::open(world.device, 16);
        QVERIFY(!opened);
        QCOMPARE(opened.error().kind, ErrorKind::Invalid);
    }

    void tooSmallMetadataIsRefusedWithTheSizeNeeded()
    {
        MemoryDevice device(MetadataBlockCount(16));
        auto formatted = Metadata::format(device, 8, BlockCount(1000000));
        QVERIFY(!formatted);
        QCOMPARE(formatted.error().kind, ErrorKind::NoSpace);
        QVERIFY(device.image() == MemoryDevice(MetadataBlockCount(16)).image());
        const MetadataBlockCount needed = Metadata::blocksNeeded(BlockCount(1000000));
        QVERIFY(QString::fromStdString(formatted.error().message())
                    .contains(QString::number(needed.raw() * 4)));
    }

    // blocksNeeded() is a promise: with so much, a device on which everything is written goes
    // through its eras.
    void theSizeNeededIsEnough_data()
    {
        QTest::addColumn<quint32>("nrBlocks");
        for (const quint32 n : { 1U, 64U, 1018U, 32577U, 300000U, 2000000U })
            QTest::newRow(qPrintable(QString::number(n))) << n;
    }

    void theSizeNeededIsEnough()
    {
        QFETCH(quint32, nrBlocks);
        const auto needed = Metadata::blocksNeeded(BlockCount(nrBlocks));
        World world(nrBlocks, needed.raw());
        QVERIFY(world.ready);
        for (int round = 0; round < 3; ++round) {
            QVERIFY(world.mark({ blocks(0, nrBlocks - 1) }));
            QVERIFY(world.checkpoint());
            // A transaction a step: what a step frees the next may use.
            for (bool more = true; more;) {
                auto step = world.metadata->digestStep();
                QVERIFY(ok(step));
                more = *step;
                QVERIFY(ok(world.metadata->commit()));
            }
        }
        QCOMPARE(problems(world.device), QString());
    }

    void aCheckpointCostsTheSameOnALargeDevice()
    {
        World world(1U << 28, 300000);
        QVERIFY(world.ready);
        QVERIFY(world.metadata->usage().used.raw() < 2000);
        const std::uint64_t before = world.device.counters().blocksWritten;
        QVERIFY(world.checkpoint());
        const std::uint64_t written = world.device.counters().blocksWritten - before;
        QVERIFY2(written <= 60, qPrintable(QString::number(written)));
    }

    void randomLivesMatchTheModel()
    {
        Dice random(seed());
        constexpr std::uint32_t kBlocks = 40000; // two windows, forty array blocks
        for (int life = 0; life < 8; ++life) {
            World world(kBlocks, 600);
            QVERIFY(world.ready);
            Model model;
            std::optional<QString> held;
            for (int step = 0; step < 120; ++step) {
                switch (random.below(10)) {
                case 0:
                case 1:
                case 2:
                case 3: {
                    std::vector<BlockRange> ranges;
                    for (unsigned n = random.below(5) + 1; n > 0; --n) {
                        const std::uint32_t first = random.below(kBlocks);
                        ranges.push_back(blocks(
                            first, std::min<std::uint32_t>(kBlocks - 1, first + random.below(40))));
                    }
                    mergeRanges(ranges);
                    for (const BlockRange& range : ranges)
                        model.write(range);
                    QVERIFY(world.mark(ranges));
                    break;
                }
                case 4: {
                    const std::uint32_t first = random.below(kBlocks);
                    ++model.era;
                    model.write(block(first));
                    QVERIFY(world.checkpoint({ block(first) }));
                    break;
                }
                case 5:
                    QVERIFY(ok(world.metadata->digestStep()));
                    break;
                case 6:
                    QVERIFY(world.digest());
                    break;
                case 7: // crash, or clean stop
                    if (random.below(2) == 0)
                        QVERIFY(ok(world.metadata->deactivate()));
                    QVERIFY(world.reopen());
                    QVERIFY(ok(world.metadata->activate(BlockCount(kBlocks))));
                    ++model.era;
                    break;
                case 8:
                    if (!held) {
                        held = model.since(1);
                        QVERIFY(ok(world.metadata->takeSnapshot({})));
                        ++model.era;
                    }
                    break;
                case 9:
                    if (held) {
                        QVERIFY(ok(world.metadata->dropSnapshot()));
                        held.reset();
                    }
                    break;
                }
                QCOMPARE(world.metadata->currentEra().raw(), model.era);
                const std::uint32_t since = random.below(model.era + 1) + 1;
                QCOMPARE(changedSince(world.device, since), model.since(since));
                if (held)
                    QCOMPARE(changedSince(world.device, 1, true), *held);
                if (step % 10 == 0)
                    QCOMPARE(problems(world.device), QString());
            }
        }
    }

    void aPinnedViewStaysReadable()
    {
        World world(40000, 600);
        QVERIFY(world.mark({ blocks(0, 99) }));
        const Metadata::PinnedView pinned = world.metadata->pinCommitted();
        for (std::uint32_t round = 0; round < 20; ++round) {
            QVERIFY(world.mark({ blocks(round * 1000, round * 1000 + 5) }));
            QVERIFY(world.checkpoint());
            QVERIFY(world.digest());
        }
        BlockManager manager(world.device);
        std::vector<BlockRange> ranges;
        QVERIFY(ok(forEachChangedRange(manager, pinned.view, Era(1),
                                       [&](BlockRange range) -> Result<void> {
                                           ranges.push_back(range);
                                           return {};
                                       })));
        QCOMPARE(toText(ranges), QStringLiteral("0-99"));
    }
};

QTEST_GUILESS_MAIN(MetadataTest)
#include "metadata_test.moc"
