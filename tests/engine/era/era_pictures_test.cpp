// SPDX-License-Identifier: GPL-2.0-or-later
// What a window draws: the histogram over eras, and the map of the device.
#include "era/change_map.h"
#include "era/era_histogram.h"
#include "history.h"
#include "storage/fault_device.h"

#include <cerrno>

using namespace blkera;
using namespace blkera::test;

namespace {

// The whole device cell by cell, the plain way.
std::vector<MapCell> plainCells(const History& history, const Facts& facts, std::uint32_t since,
                                std::uint32_t until, std::uint32_t first, std::size_t count,
                                std::uint32_t blocksPerCell)
{
    const bool toTheEnd = until >= history.era() || since == 0;
    std::vector<MapCell> cells(count);
    for (std::uint32_t b = first; b < history.size(); ++b) {
        const std::size_t index = (b - first) / blocksPerCell;
        if (index >= count)
            break;
        const std::uint32_t era = facts.array[b];
        const bool usesArray
            = toTheEnd || facts.writesets.empty() || since < facts.writesets.begin()->first;
        const bool changed = facts.inWriteset(b, since, toTheEnd ? 0xFFFF'FFFF : until)
            || (usesArray && era >= since);
        cells[index].changed += changed ? 1 : 0;
        cells[index].newestEra = std::max(cells[index].newestEra, facts.lastEra(b));
    }
    return cells;
}

BlockRange range(std::uint64_t begin, std::uint64_t end)
{
    return { BlockIndex(static_cast<std::uint32_t>(begin)),
             BlockIndex(static_cast<std::uint32_t>(end)) };
}

} // namespace

class EraPicturesTest : public QObject {
    Q_OBJECT

private slots:
    void histogramCountsEachBlockOnceByItsLastEra();
    void histogramBucketsLineUpAndCoverTheRest();
    void histogramRefusesWhatCannotBe();
    void mapShowsWhatTheListsList();
    void mapZoomsInByPowersOfTwo();
    void mapBelowTheBaseReadsOnlyItsPart();
    void mapOfALargeDeviceHasAtMostKMostCells();
    void mapPassesOnWhatTheDeviceSays();
};

void EraPicturesTest::histogramCountsEachBlockOnceByItsLastEra()
{
    Dice random(seed());
    std::uint64_t histograms = 0;
    const auto pasts = static_cast<int>(30 * scale()) + 1;
    for (int past = 0; past < pasts; ++past) {
        History history(1 + random.below(past % 3 == 0 ? 70'001 : 3000), random);
        QVERIFY(history.world.ready);
        const auto view = liveView(history.world.device);
        QVERIFY(view);
        BlockManager manager(history.world.device);
        const auto histogram = countByLastEra(manager, *view, Era(1), view->currentEra, 1000);
        QVERIFY(ok(histogram));
        QCOMPARE(histogram->erasPerBucket, std::uint64_t { 1 });
        QCOMPARE(histogram->firstEra.raw(), 1U);
        std::vector<std::uint64_t> expected(history.era());
        std::uint64_t never = 0;
        for (const std::set<std::uint32_t>& eras : history.eras)
            ++(eras.empty() ? never : expected[*eras.rbegin() - 1]);
        QCOMPARE(histogram->neverWritten, never);
        QVERIFY(histogram->blocks == expected);
        QCOMPARE(histogram->earlier + histogram->later, std::uint64_t { 0 });
        ++histograms;
    }
    QVERIFY(counted("histograms against brute force", histograms, 30));
}

void EraPicturesTest::histogramBucketsLineUpAndCoverTheRest()
{
    World world(10'000);
    for (std::uint32_t era = 1; era <= 40; ++era) {
        QVERIFY(world.mark({ blocks(era * 10, era * 10 + 9) }));
        QVERIFY(world.checkpoint());
    }
    const auto view = liveView(world.device);
    QVERIFY(view);
    BlockManager manager(world.device);
    const auto histogram = countByLastEra(manager, *view, Era(10), Era(30), 6);
    QVERIFY(ok(histogram));
    QCOMPARE(histogram->erasPerBucket, std::uint64_t { 4 });
    QCOMPARE(histogram->firstEra.raw(), 8U);
    QVERIFY((histogram->blocks == std::vector<std::uint64_t> { 40, 40, 40, 40, 40, 40 }));
    QCOMPARE(histogram->earlier, std::uint64_t { 70 });
    QCOMPARE(histogram->later, std::uint64_t { 90 });
    QCOMPARE(histogram->neverWritten, std::uint64_t { 10'000 - 400 });
    const auto all = countByLastEra(manager, *view, Era(0), Era(0xFFFF'FFFF), 1);
    QVERIFY(ok(all));
    QCOMPARE(all->blocks, std::vector<std::uint64_t> { 400 });
}

void EraPicturesTest::histogramRefusesWhatCannotBe()
{
    World world(10);
    const auto view = liveView(world.device);
    QVERIFY(view);
    BlockManager manager(world.device);
    QVERIFY(countByLastEra(manager, *view, Era(2), Era(1), 10).error().kind == ErrorKind::Invalid);
    QVERIFY(countByLastEra(manager, *view, Era(1), Era(1), 0).error().kind == ErrorKind::Invalid);
}

void EraPicturesTest::mapShowsWhatTheListsList()
{
    Dice random(seed());
    std::uint64_t slices = 0;
    const auto pasts = static_cast<int>(30 * scale()) + 1;
    for (int past = 0; past < pasts; ++past) {
        History history(1 + random.below(past % 3 == 0 ? 70'001 : 3000), random);
        QVERIFY(history.world.ready);
        const auto view = liveView(history.world.device);
        QVERIFY(view);
        const auto facts = Facts::read(history.world.device, *view);
        QVERIFY(facts);
        BlockManager manager(history.world.device);
        const std::uint32_t since = random.below(history.era() + 1);
        const std::uint32_t until = since + random.below(history.era() - since + 2);
        const auto map = ChangeMap::build(manager, *view, Era(since), Era(until));
        QVERIFY(ok(map));
        const auto answer = forEachRangeChangedBetween(
            manager, *view, Era(since), Era(until), [](BlockRange) -> Result<void> { return {}; });
        QVERIFY(ok(answer));
        QCOMPARE(map->superset(), answer->superset());
        for (int n = 0; n < 8; ++n) {
            const std::uint32_t first = n == 0 ? 0 : random.below(history.size());
            const std::uint32_t end = n == 0 ? history.size() : first + 1 + random.below(40'000);
            const std::uint32_t maxCells = 1 + random.below(n % 2 == 0 ? 20 : 5000);
            const auto slice = map->slice(manager, range(first, end), maxCells);
            QVERIFY(ok(slice));
            QVERIFY(slice->cells.size() <= maxCells);
            QCOMPARE(slice->first.raw() % slice->blocksPerCell, 0U);
            QVERIFY(slice->first.raw() <= first);
            QVERIFY(slice->first.raw()
                        + slice->cells.size() * std::uint64_t { slice->blocksPerCell }
                    >= std::min(end, history.size()));
            QVERIFY(slice->cells
                    == plainCells(history, *facts, since, until, slice->first.raw(),
                                  slice->cells.size(), slice->blocksPerCell));
            ++slices;
        }
    }
    QVERIFY(counted("slices of maps against brute force", slices, 240));
}

void EraPicturesTest::mapZoomsInByPowersOfTwo()
{
    World world(1'000'000, 4000);
    QVERIFY(world.mark({ blocks(0, 4095), block(8192), block(999'999) }));
    const auto view = liveView(world.device);
    QVERIFY(view);
    BlockManager manager(world.device);
    const auto map = ChangeMap::build(manager, *view, Era(1), Era(1));
    QVERIFY(ok(map));
    const auto whole = map->slice(manager, range(0, 1'000'000), 300);
    QVERIFY(ok(whole));
    QCOMPARE(whole->blocksPerCell, 4096U);
    QCOMPARE(whole->cells.size(), std::size_t { 245 });
    QVERIFY((whole->cells[0] == MapCell { 4096, 1 }));
    QVERIFY((whole->cells[1] == MapCell { 0, 0 }));
    QVERIFY((whole->cells[2] == MapCell { 1, 1 }));
    QVERIFY((whole->cells[244] == MapCell { 1, 1 }));
    const auto coarse = map->slice(manager, range(0, 1'000'000), 1);
    QVERIFY(ok(coarse));
    QCOMPARE(coarse->blocksPerCell, 1U << 20);
    QVERIFY((coarse->cells == std::vector<MapCell> { { 4098, 1 } }));
    const auto fine = map->slice(manager, range(8190, 8194), 4);
    QVERIFY(ok(fine));
    QCOMPARE(fine->blocksPerCell, 1U);
    QCOMPARE(fine->first.raw(), 8190U);
    QVERIFY((fine->cells == std::vector<MapCell> { { 0, 0 }, { 0, 0 }, { 1, 1 }, { 0, 0 } }));
    QVERIFY(map->slice(manager, range(1'000'000, 2'000'000), 4)->cells.empty());
    QVERIFY(map->slice(manager, range(0, 10), 0).error().kind == ErrorKind::Invalid);
}

void EraPicturesTest::mapBelowTheBaseReadsOnlyItsPart()
{
    World world(4'000'000, 40'000);
    // Every array block is the device's own.
    QVERIFY(world.mark({ blocks(0, 3'999'999) }));
    QVERIFY(world.checkpoint());
    QVERIFY(world.digest());
    const auto view = liveView(world.device);
    QVERIFY(view);
    BlockManager manager(world.device);
    const auto map = ChangeMap::build(manager, *view, Era(1), Era(2));
    QVERIFY(ok(map));
    const std::uint64_t before = world.device.counters().blocksRead;
    QVERIFY(ok(map->slice(manager, range(2'000'000, 2'001'000), 1000)));
    const std::uint64_t read = world.device.counters().blocksRead - before;
    QVERIFY2(read < 150, qPrintable(QString::number(read)));
    // What the pyramid has is not read again.
    const std::uint64_t base = world.device.counters().blocksRead;
    QVERIFY(ok(map->slice(manager, range(0, 4'000'000), 1000)));
    QCOMPARE(world.device.counters().blocksRead, base);
}

void EraPicturesTest::mapOfALargeDeviceHasAtMostKMostCells()
{
    constexpr std::uint32_t kBlocks = 1U << 20;
    World world(kBlocks, 4000);
    QVERIFY(world.mark({ block(kBlocks - 1) }));
    const auto view = liveView(world.device);
    QVERIFY(view);
    BlockManager manager(world.device);
    const auto map = ChangeMap::build(manager, *view, Era(1), Era(1));
    QVERIFY(ok(map));
    const auto slice = map->slice(manager, range(0, kBlocks), 0xFFFF'FFFF);
    QVERIFY(ok(slice));
    QCOMPARE(slice->cells.size(), std::size_t { ChangeMap::kMostCells });
    QCOMPARE(slice->blocksPerCell, 4U);
    QVERIFY((slice->cells.back() == MapCell { 1, 1 }));
}

void EraPicturesTest::mapPassesOnWhatTheDeviceSays()
{
    World world(100'000, 800);
    QVERIFY(world.mark({ blocks(0, 99'999) }));
    const auto view = liveView(world.device);
    QVERIFY(view);
    FaultDevice faulty(world.device);
    faulty.failAt(3, FaultDevice::Repeat::ForEver, EIO);
    BlockManager manager(faulty);
    const auto map = ChangeMap::build(manager, *view, Era(1), Era(1));
    QVERIFY(!map);
    QCOMPARE(map.error().errnoValue, EIO);
    QVERIFY(countByLastEra(manager, *view, Era(1), Era(1), 1).error().kind == ErrorKind::Io);
    QVERIFY(ChangeMap::build(manager, *view, Era(2), Era(1)).error().kind == ErrorKind::Invalid);
}

QTEST_GUILESS_MAIN(EraPicturesTest)
#include "era_pictures_test.moc"
