// SPDX-License-Identifier: GPL-2.0-or-later
#include "map_world.h"

#include <set>

#include <QSignalSpy>
#include <QTest>

using namespace blkera;
using namespace blkera::test;

class MapTilesTest : public QObject {
    Q_OBJECT

private slots:

    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void everyCellIsAsTheDeviceHasIt_data();
    void everyCellIsAsTheDeviceHasIt();
    void aTileIsAskedForOnce();
    void theLastTileOfTheLargestDeviceIsAskedForWithoutOverflow();
    void answersToWhatWasAskedBeforeAreDropped();
    void aMapThatDoesNotFitIsRefused_data();
    void aMapThatDoesNotFitIsRefused();
    void theLargerCellIsShownUntilTheSmallerIsThere();
    void whatIsKnownIsShownUntilItIsThereAnew();
    void whatIsWrittenWithinAnEraIsSeen();
    void erasThatHaveEndedAreNotAskedForAgain();
    void noMoreTilesAreKeptThanAllowed();
    void theTileThatWasNotLookedAtGoesFirst();
    void aStoppedDeviceHasNoMap();
};

void MapTilesTest::everyCellIsAsTheDeviceHasIt_data()
{
    QTest::addColumn<quint64>("blocks");
    QTest::addColumn<int>("level");
    QTest::addColumn<quint64>("firstCell");
    QTest::newRow("single blocks, across tiles") << kBlocks << 0 << kTileCells - 500;
    QTest::newRow("the end, single") << kBlocks << 0 << kBlocks - 900;
    QTest::newRow("cells of 8") << kBlocks << 3 << kTileCells - 500;
    QTest::newRow("the overview's level") << kBlocks << 5 << quint64(0);
    QTest::newRow("coarser than the overview") << kBlocks << 9 << quint64(0);
    QTest::newRow("one cell") << kBlocks << 21 << quint64(0);
    QTest::newRow("a small device") << quint64(100) << 0 << quint64(0);
    QTest::newRow("a small device, coarse") << quint64(100) << 4 << quint64(0);
    QTest::newRow("one block") << quint64(1) << 0 << quint64(0);
}

void MapTilesTest::everyCellIsAsTheDeviceHasIt()
{
    QFETCH(quint64, blocks);
    QFETCH(int, level);
    QFETCH(quint64, firstCell);
    World world(blocks);
    world.service.isAutomatic = true;
    world.tiles.setRange({ 30, 0 });
    const MapGrid grid(blocks, 1, level);
    const quint64 cells = std::min<quint64>(1'000, grid.cells() - firstCell);
    world.look(level, firstCell, cells);
    QTRY_COMPARE(world.tiles.state(), LoadState::Ready);

    std::vector<ShownCell> shown(cells);
    world.tiles.read(level, firstCell, shown);
    quint64 changed = 0;
    for (quint64 at = 0; at < cells; ++at) {
        // Block by block, as the device itself says it.
        const BlockSpan span = grid.blocksOfCell(firstCell + at);
        MapRequest request { span.first, span.count, 1, 30, 0 };
        const MapCell expected = world.service.find(world.name)->map(request).cells.front();
        QCOMPARE(shown[at],
                 (ShownCell { expected.changed, quint32(span.count), expected.newestEra, true }));
        changed += expected.changed;
    }
    if (firstCell == 0 && cells == grid.cells())
        QCOMPARE(world.tiles.totals()->changed, changed);
}

void MapTilesTest::aTileIsAskedForOnce()
{
    World world;
    world.service.isAutomatic = true;
    for (int move = 0; move < 6; ++move)
        world.look(0, kTileCells * 2 + quint64(move) * 100, 5'000);
    world.look(0, kTileCells * 3, 5'000);
    std::set<std::pair<quint64, quint64>> different;
    for (const auto& asked : world.service.asked)
        different.insert({ asked.request.firstBlock, asked.request.blocks });
    QCOMPARE(different.size(), world.service.asked.size());
    // The overview, what is visible (2 and 3), and one before and after them (1 and 4).
    QCOMPARE(world.service.asked.size(), std::size_t(5));
}

void MapTilesTest::theLastTileOfTheLargestDeviceIsAskedForWithoutOverflow()
{
    constexpr quint64 kMost = quint64 { 1 } << 31;
    World world(kMost);
    world.open();
    world.look(0, kMost - 100, 100);
    const MapRequest& last = world.service.asked[1].request;
    QCOMPARE(last.firstBlock, kMost - kTileCells);
    QCOMPARE(last.blocks, kTileCells);
    QCOMPARE(last.maxCells, quint32(kTileCells));
    world.service.answerAll();
    std::vector<ShownCell> shown(100);
    world.tiles.read(0, kMost - 100, shown);
    QVERIFY(std::ranges::all_of(shown, [](const auto& cell) { return cell.isExact; }));
    // Beyond the end there is nothing.
    world.tiles.read(0, kMost, shown);
    QCOMPARE(shown.front(), ShownCell());
}

void MapTilesTest::answersToWhatWasAskedBeforeAreDropped()
{
    World world;
    QTRY_COMPARE(world.service.asked.size(), std::size_t(1));
    world.tiles.setRange({ 50, 0 });
    QTRY_COMPARE(world.service.asked.size(), std::size_t(2));
    QSignalSpy changes(&world.tiles, &MapTiles::tilesChanged);
    world.service.answer(0);
    QCOMPARE(changes.count(), 0);
    QVERIFY(!world.tiles.totals());
    world.service.answer(1);
    QCOMPARE(world.tiles.state(), LoadState::Ready);
    const auto truth = world.service.drawn(world.service.asked[1]);
    quint64 changed = 0;
    for (const MapCell& cell : truth.cells)
        changed += cell.changed;
    QCOMPARE(world.tiles.totals()->changed, changed);
}

void MapTilesTest::aMapThatDoesNotFitIsRefused_data()
{
    QTest::addColumn<int>("fault");
    QTest::newRow("a cell less") << 0;
    QTest::newRow("a cell more") << 1;
    QTest::newRow("no cell") << 2;
    QTest::newRow("another place") << 3;
    QTest::newRow("larger cells") << 4;
    QTest::newRow("smaller cells") << 5;
    QTest::newRow("more changes than blocks at the end") << 6;
    QTest::newRow("more changes than blocks") << 7;
}

void MapTilesTest::aMapThatDoesNotFitIsRefused()
{
    QFETCH(int, fault);
    World world;
    QTRY_COMPARE(world.service.asked.size(), std::size_t(1));
    ChangeMap map = world.service.drawn(world.service.asked[0]);
    switch (fault) {
    case 0:
        map.cells.pop_back();
        break;
    case 1:
        map.cells.emplace_back();
        break;
    case 2:
        map.cells.clear();
        break;
    case 3:
        map.firstBlock += map.blocksPerCell;
        break;
    case 4:
        map.blocksPerCell *= 2;
        break;
    case 5:
        map.blocksPerCell /= 2;
        break;
    case 6:
        map.cells.back().changed = map.blocksPerCell;
        break;
    default:
        map.cells.front().changed = map.blocksPerCell + 1;
    }
    world.service.answer(0, map);
    QCOMPARE(world.tiles.state(), LoadState::Failed);
    QVERIFY(!world.tiles.message().isEmpty());
    QVERIFY(!world.tiles.totals());
    world.tiles.refresh();
    QTRY_COMPARE(world.service.asked.size(), std::size_t(2));
    world.service.answer(1);
    QCOMPARE(world.tiles.state(), LoadState::Ready);
}

void MapTilesTest::theLargerCellIsShownUntilTheSmallerIsThere()
{
    World world;
    world.open();
    const int level = world.tiles.overviewLevel();
    ShownCell parent;
    world.tiles.read(level, 7, { &parent, 1 });
    QVERIFY(parent.isExact);
    world.look(0, 0, 1'000);
    ShownCell child;
    world.tiles.read(0, quint64(7) << level, { &child, 1 });
    QVERIFY(!child.isExact);
    QCOMPARE(child.changed, parent.changed);
    QCOMPARE(child.blocks, parent.blocks);
    QCOMPARE(world.tiles.state(), LoadState::Loading);
    world.service.answerAll();
    world.tiles.read(0, quint64(7) << level, { &child, 1 });
    QVERIFY(child.isExact);
    QCOMPARE(child.blocks, 1U);
    QCOMPARE(world.tiles.state(), LoadState::Ready);
}

void MapTilesTest::whatIsKnownIsShownUntilItIsThereAnew()
{
    World world;
    world.open();
    const auto before = world.tiles.totals();
    DemoDevice& device = *world.service.find(world.name);
    device.beginEra(QStringLiteral("checkpoint"), {}, 1);
    device.write(500);
    world.tiles.setDevice(device.info);
    QCOMPARE(world.tiles.state(), LoadState::Loading);
    QCOMPARE(world.tiles.totals()->changed, before->changed);
    QTRY_COMPARE(world.service.asked.size(), std::size_t(2));
    world.service.answer(1);
    QVERIFY(world.tiles.totals()->changed > before->changed);
    QCOMPARE(world.tiles.totals()->newestEra, device.info.currentEra);
}

void MapTilesTest::whatIsWrittenWithinAnEraIsSeen()
{
    World world;
    world.tiles.setRenewal(300);
    world.open();
    const auto before = world.tiles.totals();
    world.service.find(world.name)->write(500);
    QTRY_COMPARE(world.service.asked.size(), std::size_t(2));
    world.service.answer(1);
    QVERIFY(world.tiles.totals()->changed > before->changed);
    // While nobody looks there is nothing to see; then it is seen at once.
    world.tiles.setActive(false);
    QTest::qWait(600);
    QCOMPARE(world.service.asked.size(), std::size_t(2));
    world.tiles.setRenewal(1'000'000);
    world.tiles.setActive(true);
    QTRY_COMPARE(world.service.asked.size(), std::size_t(3));
}

void MapTilesTest::erasThatHaveEndedAreNotAskedForAgain()
{
    World world;
    world.tiles.setRenewal(100);
    world.tiles.setRange({ 1, 2 });
    world.open();
    world.tiles.setActive(false);
    world.tiles.setActive(true);
    QTest::qWait(600);
    QCOMPARE(world.service.asked.size(), std::size_t(1));
}

void MapTilesTest::noMoreTilesAreKeptThanAllowed()
{
    TileStore store(3);
    for (quint64 index = 0; index < 100; ++index) {
        store.insert({ QStringLiteral("a"), {}, 0, index }, {});
        QVERIFY(store.size() <= 3);
    }
    QVERIFY(store.find({ QStringLiteral("a"), {}, 0, 99 }));
    QVERIFY(!store.find({ QStringLiteral("a"), {}, 0, 96 }));
    // Everything that a tile is of tells it from others.
    QVERIFY(!store.find({ QStringLiteral("b"), {}, 0, 99 }));
    QVERIFY(!store.find({ QStringLiteral("a"), { 2, 0 }, 0, 99 }));
    QVERIFY(!store.find({ QStringLiteral("a"), { 1, 2 }, 0, 99 }));
    QVERIFY(!store.find({ QStringLiteral("a"), {}, 1, 99 }));
}

void MapTilesTest::theTileThatWasNotLookedAtGoesFirst()
{
    World world(quint64 { 1 } << 24, 4);
    world.open(); // one
    world.service.isAutomatic = true;
    world.look(0, kTileCells * 20, 10); // and three
    world.look(0, kTileCells * 100, 10); // three others
    const auto before = world.service.asked.size();
    QCOMPARE(before, std::size_t(7));
    world.look(0, kTileCells * 20, 10);
    QVERIFY(world.service.asked.size() > before); // asked for anew
    // The overview is looked at all the time.
    QCOMPARE(std::ranges::count_if(
                 world.service.asked,
                 [](const auto& asked) { return asked.request.blocks == quint64 { 1 } << 24; }),
             1);
}

void MapTilesTest::aStoppedDeviceHasNoMap()
{
    World world;
    world.open();
    DeviceInfo info = world.service.find(world.name)->info;
    info.currentEra = 0;
    info.sizeSectors = 0;
    world.tiles.setDevice(info);
    QCOMPARE(world.tiles.state(), LoadState::Empty);
    QVERIFY(!world.tiles.totals());
    QTest::qWait(200);
    QCOMPARE(world.service.asked.size(), std::size_t(1));
}

QTEST_GUILESS_MAIN(MapTilesTest)
#include "map_tiles_test.moc"
