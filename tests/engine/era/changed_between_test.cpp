// SPDX-License-Identifier: GPL-2.0-or-later
#include "history.h"
#include "metadata_builder.h"

#include <QElapsedTimer>

using namespace blkera;
using namespace blkera::test;

namespace {

struct Listed {
    std::vector<bool> blocks;
    ChangedAnswer answer;
};

std::optional<Listed> listed(BlockDevice& device, const EraView& view, std::uint32_t since,
                             std::uint32_t until)
{
    BlockManager manager(device);
    Listed listed;
    listed.blocks.resize(view.nrBlocks.raw());
    bool maximal = true;
    std::uint32_t end = 0;
    auto answer = forEachRangeChangedBetween(
        manager, view, Era(since), Era(until), [&](BlockRange range) -> Result<void> {
            maximal = maximal && range.begin < range.end && (end == 0 || range.begin.raw() > end);
            end = range.end.raw();
            std::fill(listed.blocks.begin() + range.begin.raw(), listed.blocks.begin() + end, true);
            return {};
        });
    if (!ok(answer) || !maximal)
        return std::nullopt;
    listed.answer = *answer;
    return listed;
}

QString betweenText(BlockDevice& device, std::uint32_t since, std::uint32_t until)
{
    BlockManager manager(device);
    auto superblock = Superblock::read(manager);
    if (!superblock)
        return QString::fromStdString(superblock.error().message());
    std::vector<BlockRange> ranges;
    auto answer = forEachRangeChangedBetween(manager, EraView::live(*superblock), Era(since),
                                             Era(until), [&](BlockRange range) -> Result<void> {
                                                 ranges.push_back(range);
                                                 return {};
                                             });
    if (!answer)
        return QString::fromStdString(answer.error().message());
    return toText(ranges)
        + (answer->superset() ? QStringLiteral(" (%1 uncertain)").arg(answer->uncertain)
                              : QString());
}

// A device of 10 blocks: era 1 writes 0-4, era 2 writes 3-6, era 3 writes 6 and 8; era 4 is empty.
struct Small {
    Small()
        : world(10)
    {
        world.mark({ blocks(0, 4) });
        world.checkpoint();
        world.mark({ blocks(3, 6) });
        world.checkpoint();
        world.mark({ block(6), block(8) });
        world.checkpoint();
    }

    World world;
};

} // namespace

class ChangedBetweenTest : public QObject {
    Q_OBJECT

private slots:
    void undigestedErasAreExact();
    void digestedErasAreASupersetWhereALaterOneHidesThem();
    void uncertainIsOnlyWhatNoWritesetOfTheRangeHas();
    void toTheCurrentEraIsChangedSince();
    void eraZeroListsEveryBlock();
    void undigestedRangeNeedsNoEraArray();
    void firstEraAfterTheLastIsInvalid();
    void aSnapshotAnswersForItsOwnMoment();
    void randomPastsAreNeverUnderReported();
    void missingWritesetIsCorrupt();
    void erasThatShareABitsetAreRefused();
    void impossiblyManyBitsAreRefusedAtOnce();
    void damagedBlocksGiveAnErrorOrTheSameAnswer();
};

void ChangedBetweenTest::undigestedErasAreExact()
{
    Small small;
    QCOMPARE(betweenText(small.world.device, 1, 1), QStringLiteral("0-4"));
    QCOMPARE(betweenText(small.world.device, 2, 2), QStringLiteral("3-6"));
    QCOMPARE(betweenText(small.world.device, 1, 2), QStringLiteral("0-6"));
    QCOMPARE(betweenText(small.world.device, 2, 3), QStringLiteral("3-6, 8"));
    QCOMPARE(betweenText(small.world.device, 4, 4), QString());
}

void ChangedBetweenTest::digestedErasAreASupersetWhereALaterOneHidesThem()
{
    Small small;
    QVERIFY(small.world.digest());
    // Of 3-6 and 8 only the last write is known: 3-5 in era 2, 6 and 8 in era 3.
    QCOMPARE(betweenText(small.world.device, 1, 1), QStringLiteral("0-6, 8 (5 uncertain)"));
    QCOMPARE(betweenText(small.world.device, 2, 2), QStringLiteral("3-6, 8 (2 uncertain)"));
    QCOMPARE(betweenText(small.world.device, 3, 3), QStringLiteral("6, 8"));
    QCOMPARE(betweenText(small.world.device, 2, 3), QStringLiteral("3-6, 8"));
}

void ChangedBetweenTest::uncertainIsOnlyWhatNoWritesetOfTheRangeHas()
{
    World world(10);
    QVERIFY(world.mark({ blocks(0, 1) }));
    QVERIFY(world.checkpoint());
    QVERIFY(world.digest());
    QVERIFY(world.mark({ blocks(1, 2) }));
    QVERIFY(world.checkpoint());
    QVERIFY(world.mark({ block(1), block(5) }));
    // Era 1 is digested, eras 2 and 3 are not: what they have is not in the array yet.
    QCOMPARE(betweenText(world.device, 1, 2), QStringLiteral("0-2"));
    QCOMPARE(betweenText(world.device, 1, 1), QStringLiteral("0-1"));
    QVERIFY(world.checkpoint());
    QVERIFY(world.digest());
    QVERIFY(world.mark({ block(9) }));
    QCOMPARE(betweenText(world.device, 2, 2), QStringLiteral("1-2, 5 (2 uncertain)"));
}

void ChangedBetweenTest::toTheCurrentEraIsChangedSince()
{
    Small small;
    QVERIFY(small.world.mark({ block(2) }));
    QVERIFY(small.world.digest());
    for (std::uint32_t since = 0; since <= 6; ++since) {
        for (const std::uint32_t until : { std::max(4U, since), 100U, 0xFFFF'FFFFU })
            QCOMPARE(betweenText(small.world.device, since, until),
                     changedSince(small.world.device, since));
    }
}

void ChangedBetweenTest::eraZeroListsEveryBlock()
{
    Small small;
    QVERIFY(small.world.digest());
    QCOMPARE(betweenText(small.world.device, 0, 0), QStringLiteral("0-9"));
    QCOMPARE(betweenText(small.world.device, 0, 2), QStringLiteral("0-9"));
}

void ChangedBetweenTest::undigestedRangeNeedsNoEraArray()
{
    Small small;
    MemoryDevice damaged(small.world.device.image());
    const auto view = liveView(damaged);
    QVERIFY(view);
    damaged.block(view->eraArrayRoot)[100] ^= std::byte { 1 };
    QCOMPARE(betweenText(damaged, 1, 2), QStringLiteral("0-6"));
    QVERIFY(betweenText(damaged, 1, 4).contains(QStringLiteral("wrong checksum")));
}

void ChangedBetweenTest::firstEraAfterTheLastIsInvalid()
{
    Small small;
    QCOMPARE(betweenText(small.world.device, 3, 2),
             QStringLiteral("the first era, 3, is after the last, 2"));
}

void ChangedBetweenTest::aSnapshotAnswersForItsOwnMoment()
{
    Small small;
    QVERIFY(ok(small.world.metadata->takeSnapshot({})));
    QVERIFY(small.world.mark({ blocks(0, 9) }));
    QVERIFY(small.world.checkpoint());
    QVERIFY(small.world.digest());
    BlockManager manager(small.world.device);
    auto superblock = Superblock::read(manager);
    QVERIFY(ok(superblock));
    const auto view = EraView::snapshot(manager, *superblock);
    QVERIFY(ok(view));
    const auto range = listed(small.world.device, *view, 2, 2);
    QVERIFY(range);
    QVERIFY((
        range->blocks
        == std::vector<bool> { false, false, false, true, true, true, true, false, false, false }));
    QVERIFY(!range->answer.superset());
    QVERIFY(betweenText(small.world.device, 2, 2).endsWith(QStringLiteral("(10 uncertain)")));
}

void ChangedBetweenTest::randomPastsAreNeverUnderReported()
{
    Dice random(seed());
    std::uint64_t queries = 0;
    std::uint64_t supersets = 0;
    const auto pasts = static_cast<int>(40 * scale()) + 1;
    for (int past = 0; past < pasts; ++past) {
        const std::uint32_t sizes[] { 1 + random.below(200),   1018, 1019, 32576, 32577,
                                      1 + random.below(70'001) };
        History history(sizes[random.below(std::size(sizes))], random);
        QVERIFY(history.world.ready);
        const auto view = liveView(history.world.device);
        QVERIFY(view);
        const auto facts = Facts::read(history.world.device, *view);
        QVERIFY(facts);
        for (int query = 0; query < 12; ++query) {
            const std::uint32_t since = 1 + random.below(history.era());
            const std::uint32_t until = since + random.below(history.era() - since + 2);
            const auto result = listed(history.world.device, *view, since, until);
            QVERIFY(result);
            const bool toTheEnd = until >= history.era();
            const bool usesArray
                = toTheEnd || facts->writesets.empty() || since < facts->writesets.begin()->first;
            std::uint64_t blocks = 0;
            std::uint64_t uncertain = 0;
            for (std::uint32_t b = 0; b < history.size(); ++b) {
                const auto first = history.eras[b].lower_bound(since);
                const bool written = first != history.eras[b].end() && *first <= until;
                const std::uint32_t era = facts->array[b];
                const bool certain = facts->inWriteset(b, since, until)
                    || (usesArray && era >= since && (toTheEnd || era <= until));
                const bool later = usesArray && era > until;
                QCOMPARE(result->blocks[b], certain || later);
                QVERIFY2(!written || result->blocks[b], "under-reported");
                QVERIFY2(!certain || written, "certain, and yet not written");
                blocks += certain || later ? 1 : 0;
                uncertain += later && !certain ? 1 : 0;
            }
            QCOMPARE(result->answer.blocks, blocks);
            QCOMPARE(result->answer.uncertain, uncertain);
            ++queries;
            supersets += result->answer.superset() ? 1 : 0;
        }
    }
    QVERIFY(counted("changed-between lists against brute force", queries, 480));
    QVERIFY(counted("supersets among them", supersets, 20));
}

void ChangedBetweenTest::missingWritesetIsCorrupt()
{
    MemoryDevice device(MetadataBlockCount(64));
    MetadataBuilder builder(device);
    const std::uint32_t eras[] { 3, 5 };
    const MetadataBlock bitsets[] { builder.zeros(8, 1), builder.zeros(8, 1) };
    MetadataBuilder::Entries entries;
    for (std::size_t i = 0; i < 2; ++i)
        entries.emplace_back(eras[i], MetadataBuilder::packed(Writeset { 10, bitsets[i] }));
    Superblock superblock;
    superblock.dataBlockSizeSectors = kBlockSectors;
    superblock.nrBlocks = BlockCount(10);
    superblock.currentEra = Era(5);
    superblock.writesetTreeRoot = builder.node(kLeafNode, kWritesetValueBytes, entries);
    superblock.eraArrayRoot = builder.zeros(4, 10);
    builder.finish(superblock);
    QCOMPARE(changedSince(device, 1),
             QStringLiteral("writeset tree: the writeset of era 4 is missing, and with it which "
                            "blocks were written then"));
    QVERIFY(betweenText(device, 5, 5).contains(QStringLiteral("era 4 is missing")));
}

// Writesets that share what is below their roots can claim far more bits than the device could
// hold.
void ChangedBetweenTest::erasThatShareABitsetAreRefused()
{
    MemoryDevice device(MetadataBlockCount(64));
    MetadataBuilder builder(device);
    const auto bits = MetadataBuilder::packed(Writeset { 100, builder.zeros(8, 2) });
    Superblock superblock;
    superblock.dataBlockSizeSectors = kBlockSectors;
    superblock.nrBlocks = BlockCount(100);
    superblock.currentEra = Era(7);
    superblock.writesetTreeRoot
        = builder.node(kLeafNode, kWritesetValueBytes, { { 6, bits }, { 7, bits } });
    superblock.eraArrayRoot = builder.zeros(4, 100);
    builder.finish(superblock);
    QVERIFY(changedSince(device, 1).contains(QStringLiteral("eras 6 and 7 share the bitset")));
    QVERIFY(problems(device).contains(QStringLiteral("eras 6 and 7 share the bitset")));
}

void ChangedBetweenTest::impossiblyManyBitsAreRefusedAtOnce()
{
    MemoryDevice device(MetadataBlockCount(512));
    MetadataBuilder builder(device);
    constexpr std::uint32_t kBits = 0x7FFF'FFFF;
    MetadataBuilder::Entries entries;
    for (std::uint32_t era = 1; era <= 100; ++era)
        entries.emplace_back(era,
                             MetadataBuilder::packed(Writeset { kBits, builder.zeros(8, 100) }));
    Superblock superblock;
    superblock.dataBlockSizeSectors = kBlockSectors;
    superblock.nrBlocks = BlockCount(kBits);
    superblock.currentEra = Era(100);
    superblock.writesetTreeRoot = builder.node(kLeafNode, kWritesetValueBytes, entries);
    superblock.eraArrayRoot = builder.zeros(4, 100);
    builder.finish(superblock);
    QElapsedTimer timer;
    timer.start();
    QVERIFY(changedSince(device, 1).contains(QStringLiteral("more than a metadata device")));
    QVERIFY(timer.elapsed() < 2000);
}

void ChangedBetweenTest::damagedBlocksGiveAnErrorOrTheSameAnswer()
{
    Dice random(seed());
    History history(5000, random);
    QVERIFY(history.world.ready);
    const std::vector<std::byte>& image = history.world.device.image();
    const std::uint32_t era = history.era();
    std::map<std::uint32_t, QString> sound;
    for (std::uint32_t since = 1; since <= era; ++since)
        sound[since] = betweenText(history.world.device, since, (since + era) / 2);
    std::uint64_t errors = 0;
    for (std::size_t block = 0; block < image.size() / kMetadataBlockBytes; ++block) {
        MemoryDevice damaged(image);
        const std::size_t byte = random.below(kMetadataBlockBytes);
        damaged.block(MetadataBlock(block))[byte] ^= std::byte(1U << random.below(8));
        for (const auto& [since, answer] : sound) {
            const QString got = betweenText(damaged, since, (since + era) / 2);
            if (got != answer) {
                QVERIFY2(got.contains(QStringLiteral("checksum")), qPrintable(got));
                ++errors;
            }
        }
    }
    QVERIFY(errors > 0);
}

QTEST_GUILESS_MAIN(ChangedBetweenTest)
#include "changed_between_test.moc"
