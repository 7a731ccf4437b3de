// SPDX-License-Identifier: GPL-2.0-or-later
#include "models/map/map_geometry.h"
#include "models/map/map_summary.h"
#include "models/map/zoom_stack.h"

#include <QTest>

using namespace blkera;

namespace {

constexpr quint64 kMostBlocks = quint64 { 1 } << 31;

} // namespace

class MapGeometryTest : public QObject {
    Q_OBJECT

private slots:
    void everyBlockIsInExactlyOneCell_data();
    void everyBlockIsInExactlyOneCell();
    void theLastCellHasTheBlocksThatAreLeft_data();
    void theLastCellHasTheBlocksThatAreLeft();
    void theLevelIsTheLowestAtWhichAllFits_data();
    void theLevelIsTheLowestAtWhichAllFits();
    void rowsBeginAtRoundAddressesAtEveryLevel();
    void noCellIsNoBlocks();
    void everyPixelIsInTheCellThatIsPaintedThere_data();
    void everyPixelIsInTheCellThatIsPaintedThere();
    void fewRowsAreStretchedOverTheHeight();
    void nothingIsOutsideTheMap();
    void theEndOfADeviceThatIsNoMultipleOfABlockCounts();
    void theStackGoesBackAndForwardAndForgetsTheOldest();
    void sizesAreExact_data();
    void sizesAreExact();
    void sharesAreNeverRoundedToNoneOrAll_data();
    void sharesAreNeverRoundedToNoneOrAll();
    void theSummarySaysWhatThePictureShows_data();
    void theSummarySaysWhatThePictureShows();
    void aCellIsSaidWithBlocksOffsetAndSectors();
};

void MapGeometryTest::everyBlockIsInExactlyOneCell_data()
{
    QTest::addColumn<quint64>("blocks");
    QTest::addColumn<int>("columns");
    QTest::addColumn<int>("level");
    QTest::newRow("one block") << quint64(1) << 16 << 0;
    QTest::newRow("less than a row") << quint64(13) << 16 << 0;
    QTest::newRow("cells of many") << quint64(1'000) << 16 << 3;
    QTest::newRow("one cell") << quint64(1'000) << 16 << 10;
    QTest::newRow("whole rows") << quint64(1'024) << 16 << 2;
}

void MapGeometryTest::everyBlockIsInExactlyOneCell()
{
    QFETCH(quint64, blocks);
    QFETCH(int, columns);
    QFETCH(int, level);
    const MapGrid grid(blocks, columns, level);
    quint64 next = 0;
    for (quint64 cell = 0; cell < grid.cells(); ++cell) {
        const BlockSpan span = grid.blocksOfCell(cell);
        QCOMPARE(span.first, next);
        for (quint64 block = span.first; block < span.end(); ++block)
            QCOMPARE(grid.cellOf(block), cell);
        QCOMPARE(quint64(grid.rowOf(cell)) * quint64(columns) + quint64(grid.columnOf(cell)), cell);
        next = span.end();
    }
    QCOMPARE(next, blocks);
}

void MapGeometryTest::theLastCellHasTheBlocksThatAreLeft_data()
{
    QTest::addColumn<quint64>("blocks");
    QTest::addColumn<int>("level");
    QTest::addColumn<quint64>("cells");
    QTest::addColumn<quint64>("ofLast");
    QTest::newRow("all of it") << quint64(4'096) << 12 << quint64(1) << quint64(4'096);
    QTest::newRow("one more") << quint64(4'097) << 12 << quint64(2) << quint64(1);
    QTest::newRow("one less") << quint64(4'095) << 12 << quint64(1) << quint64(4'095);
    QTest::newRow("the most, single") << kMostBlocks << 0 << kMostBlocks << quint64(1);
    QTest::newRow("the most, in one") << kMostBlocks << 31 << quint64(1) << kMostBlocks;
    QTest::newRow("the most but one")
        << kMostBlocks - 1 << 30 << quint64(2) << (quint64(1) << 30) - 1;
}

void MapGeometryTest::theLastCellHasTheBlocksThatAreLeft()
{
    QFETCH(quint64, blocks);
    QFETCH(int, level);
    QFETCH(quint64, cells);
    QFETCH(quint64, ofLast);
    const MapGrid grid(blocks, 16, level);
    QCOMPARE(grid.cells(), cells);
    QCOMPARE(grid.blocksOfCell(cells - 1).count, ofLast);
    QCOMPARE(grid.blocksOfCell(cells - 1).end(), blocks);
    QCOMPARE(grid.blocksOfCell(cells), BlockSpan());
}

void MapGeometryTest::theLevelIsTheLowestAtWhichAllFits_data()
{
    QTest::addColumn<quint64>("blocks");
    for (const quint64 blocks : { quint64(1), quint64(255), quint64(256), quint64(257),
                                  quint64(1'000'000), kMostBlocks - 1, kMostBlocks })
        QTest::addRow("%llu", static_cast<unsigned long long>(blocks)) << blocks;
}

void MapGeometryTest::theLevelIsTheLowestAtWhichAllFits()
{
    QFETCH(quint64, blocks);
    constexpr int kRows = 16;
    const int level = MapGrid::levelOfRows(blocks, 16, kRows);
    QVERIFY(MapGrid(blocks, 16, level).rows() <= kRows);
    if (level > 0)
        QVERIFY(MapGrid(blocks, 16, level - 1).rows() > kRows);
}

void MapGeometryTest::rowsBeginAtRoundAddressesAtEveryLevel()
{
    for (int level = 0; level <= 20; ++level) {
        const MapGrid grid(kMostBlocks, 128, level);
        const quint64 ofRow = grid.blocksPerCell() * 128;
        for (const qint64 row : { qint64(0), qint64(1), grid.rows() / 3, grid.rows() - 1 })
            QCOMPARE(grid.blocksOfCell(quint64(row) * 128).first, quint64(row) * ofRow);
    }
}

void MapGeometryTest::noCellIsNoBlocks()
{
    const MapGrid grid(0, 16, 0);
    QCOMPARE(grid.cells(), quint64(0));
    QCOMPARE(grid.rows(), qint64(0));
    QCOMPARE(grid.blocksOfCell(0), BlockSpan());
}

void MapGeometryTest::everyPixelIsInTheCellThatIsPaintedThere_data()
{
    QTest::addColumn<QSize>("pixels");
    QTest::addColumn<int>("leastSide");
    QTest::newRow("usual") << QSize(1'100, 90) << 4;
    QTest::newRow("prime") << QSize(1'009, 47) << 4;
    QTest::newRow("a power of two") << QSize(1'024, 64) << 4;
    QTest::newRow("large cells") << QSize(700, 101) << 19;
    QTest::newRow("less than a pixel a cell") << QSize(7, 7) << 4;
}

void MapGeometryTest::everyPixelIsInTheCellThatIsPaintedThere()
{
    QFETCH(QSize, pixels);
    QFETCH(int, leastSide);
    const MapLayout layout = MapLayout::of(pixels, leastSide);
    QCOMPARE(layout.leftOf(0), 0);
    QCOMPARE(layout.leftOf(layout.columns), pixels.width());
    for (int y = 0; y < pixels.height(); ++y) {
        for (int x = 0; x < pixels.width(); ++x) {
            const auto place = layout.cellAt({ x, y });
            QVERIFY(place.has_value());
            QVERIFY(place->x() < layout.columns);
            QVERIFY(place->y() < layout.rows());
            QVERIFY(layout.rectOf(place->y(), place->x()).contains(x, y));
        }
    }
}

void MapGeometryTest::fewRowsAreStretchedOverTheHeight()
{
    const MapLayout layout = MapLayout::of({ 1'024, 600 }, 4);
    QCOMPARE(layout.stretched(150), layout);
    QCOMPARE(layout.stretched(1'000), layout); // those that are scrolled
    QCOMPARE(layout.stretched(76).side, 7);
    QCOMPARE(layout.stretched(1).side, 12); // still looks like a cell
    QCOMPARE(layout.stretched(0).side, 12);
}

void MapGeometryTest::nothingIsOutsideTheMap()
{
    const MapLayout layout = MapLayout::of({ 320, 100 }, 4);
    for (const QPoint point : { QPoint(-1, 0), QPoint(0, -1), QPoint(320, 0), QPoint(0, 100) })
        QVERIFY(!layout.cellAt(point));
}

void MapGeometryTest::theEndOfADeviceThatIsNoMultipleOfABlockCounts()
{
    DeviceInfo device;
    QCOMPARE(blocksOf(device), quint64(0));
    device.blockSizeSectors = 128;
    device.sizeSectors = 129;
    QCOMPARE(blocksOf(device), quint64(2));
    QCOMPARE(blockBytesOf(device), quint64(65'536));
    device.sizeSectors = kMostBlocks * 128;
    QCOMPARE(blocksOf(device), kMostBlocks);
}

void MapGeometryTest::theStackGoesBackAndForwardAndForgetsTheOldest()
{
    ZoomStack<int> stack(3);
    QVERIFY(!stack.canGoBack() && !stack.canGoForward());
    for (int view = 0; view < 5; ++view)
        stack.leave(view); // 5 is shown
    QCOMPARE(stack.back(5), 4);
    QCOMPARE(stack.back(4), 3);
    QCOMPARE(stack.forward(3), 4);
    QCOMPARE(stack.back(4), 3);
    QCOMPARE(stack.back(3), 2);
    QVERIFY(!stack.canGoBack());
    stack.leave(2); // another way
    QVERIFY(!stack.canGoForward());
    QCOMPARE(stack.back(9), 2);
    stack.reset();
    QVERIFY(!stack.canGoBack() && !stack.canGoForward());
}

void MapGeometryTest::sizesAreExact_data()
{
    QTest::addColumn<quint64>("bytes");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << quint64(0) << "0 B";
    QTest::newRow("odd") << quint64(1'025) << "1,025 B";
    QTest::newRow("round") << (quint64(128) << 30) << "128 GiB";
    QTest::newRow("not round") << (quint64(131'080) << 20) << "131,080 MiB";
    QTest::newRow("128 TiB") << (quint64(1) << 47) << "128 TiB";
    QTest::newRow("the end") << (quint64(1) << 60) << "1 EiB";
}

void MapGeometryTest::sizesAreExact()
{
    QFETCH(quint64, bytes);
    QFETCH(QString, text);
    QCOMPARE(exactSizeText(bytes), text);
}

void MapGeometryTest::sharesAreNeverRoundedToNoneOrAll_data()
{
    QTest::addColumn<quint64>("part");
    QTest::addColumn<quint64>("whole");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << quint64(0) << quint64(9) << "0 %";
    QTest::newRow("of nothing") << quint64(0) << quint64(0) << "0 %";
    QTest::newRow("one of 2^31") << quint64(1) << kMostBlocks << "less than 0.01 %";
    QTest::newRow("little") << quint64(48) << quint64(10'000) << "0.48 %";
    QTest::newRow("some") << quint64(144) << quint64(1'000) << "14 %";
    QTest::newRow("few") << quint64(15) << quint64(1'000) << "1.5 %";
    QTest::newRow("all but one") << kMostBlocks - 1 << kMostBlocks << "99.9 %";
    QTest::newRow("all") << kMostBlocks << kMostBlocks << "100 %";
}

void MapGeometryTest::sharesAreNeverRoundedToNoneOrAll()
{
    QFETCH(quint64, part);
    QFETCH(quint64, whole);
    QFETCH(QString, text);
    QCOMPARE(shareText(part, whole), text);
}

void MapGeometryTest::theSummarySaysWhatThePictureShows_data()
{
    QTest::addColumn<bool>("isSuperset");
    QTest::addColumn<quint32>("since");
    QTest::addColumn<quint32>("until");
    QTest::addColumn<quint64>("largest");
    QTest::addColumn<QString>("text");
    QTest::newRow("since") << false << 118U << 0U << quint64(0)
                           << "1,204,331 of 8,388,608 blocks (14 %) changed since era 118";
    QTest::newRow("with the largest run") << false << 118U << 0U << quint64(412)
                                          << "1,204,331 of 8,388,608 blocks (14 %) changed since "
                                             "era 118; largest region: 412 blocks at "
                                             "offset 1.0 GiB";
    QTest::newRow("ever") << false << 1U << 0U << quint64(0)
                          << "1,204,331 of 8,388,608 blocks (14 %) were ever written";
    QTest::newRow("between") << false << 7U << 9U << quint64(0)
                             << "1,204,331 of 8,388,608 blocks (14 %) changed in eras 7 to 9";
    QTest::newRow("not certain")
        << true << 7U << 9U << quint64(0)
        << "At most 1,204,331 of 8,388,608 blocks (14 %) changed in eras 7 to 9";
}

void MapGeometryTest::theSummarySaysWhatThePictureShows()
{
    QFETCH(bool, isSuperset);
    QFETCH(quint32, since);
    QFETCH(quint32, until);
    QFETCH(quint64, largest);
    QFETCH(QString, text);
    MapSummary summary { 1'204'331, 8'388'608, isSuperset, { since, until }, 65'536, {} };
    summary.largest = { 16'384, largest };
    QCOMPARE(summaryText(summary), text);
}

void MapGeometryTest::aCellIsSaidWithBlocksOffsetAndSectors()
{
    DeviceInfo device;
    device.blockSizeSectors = 128;
    QCOMPARE(
        cellText(device, { 1'048'576, 4'096 }, { 12, 4'096, 131, true }),
        "Blocks 1,048,576 to 1,052,671, offset 64 GiB (68,719,476,736 bytes), LBA 134,217,728: "
        "12 of 4,096 blocks changed (0.29 %); last written in era 131");
    QCOMPARE(cellText(device, { 3, 1 }, { 0, 1, 0, true }),
             "Block 3, offset 192 KiB (196,608 bytes), LBA 384: nothing was ever written");
    QCOMPARE(cellText(device, { 3, 1 }, { 0, 1, 5, true }),
             "Block 3, offset 192 KiB (196,608 bytes), LBA 384: nothing changed; last written in "
             "era 5");
    QCOMPARE(cellText(device, { 3, 1 }, { 9, 4'096, 5, false }),
             "Block 3, offset 192 KiB (196,608 bytes), LBA 384: not known yet");
}

int main(int argc, char* argv[])
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QCoreApplication application(argc, argv);
    MapGeometryTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "map_geometry_test.moc"
