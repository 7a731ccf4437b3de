// SPDX-License-Identifier: GPL-2.0-or-later
#include "manual_service.h"
#include "models/map/map_summary.h"
#include "widgets/map/change_map_widget.h"
#include "widgets/map/map_overview_bar.h"
#include "widgets/theme.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

using namespace blkera;

namespace {

constexpr quint64 kBlocks = (1U << 20) + 12'345;

DemoService::Shape oneDevice()
{
    DemoService::Shape shape;
    shape.devices = 1;
    shape.blocks = kBlocks;
    shape.nowUs = 1'700'000'000'000'000;
    return shape;
}

// A map that is shown and knows everything.
struct World {
    World()
        : service(oneDevice())
        , tiles(service)
        , map(tiles)
    {
        service.isAutomatic = true;
        map.resize(700, 300);
        map.show();
        tiles.setRange({ 30, 0 });
        tiles.setDevice(device().info);
        settle();
    }

    DemoDevice& device() { return *service.find(QStringLiteral("archive")); }

    void settle()
    {
        QTest::qWait(150); // until it has asked
        QTRY_COMPARE(tiles.state(), LoadState::Ready);
    }

    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(&map, key, modifiers);
    }

    // What the device itself says of these blocks, and the colour that this has.
    MapCell truth(const BlockSpan& span)
    {
        return device().map({ span.first, span.count, 1, 30, 0 }).cells.front();
    }

    QColor colorOf(const BlockSpan& span)
    {
        const MapCell cell = truth(span);
        const quint8 index = map.mode() == MapMode::Share
            ? shareIndex(cell.changed, span.count, RampScale::Logarithmic)
            : cell.changed == 0 ? kNothingIndex
                                : eraIndex(cell.newestEra, 30, device().info.currentEra);
        return QColor(map.colors().table[index]);
    }

    QColor painted(quint64 block)
    {
        const QImage image = map.viewport()->grab().toImage();
        const QPointF place = map.rectOfBlock(block).center();
        return image.pixelColor((place * image.devicePixelRatio()).toPoint());
    }

    ManualService service;
    MapTiles tiles;
    ChangeMapWidget map;
};

// Where something changed.
quint64 someChangedBlock(World& world)
{
    for (quint64 block = kBlocks / 3; block < kBlocks; ++block) {
        if (world.truth({ block, 1 }).changed != 0)
            return block;
    }
    return 0;
}

} // namespace

Q_DECLARE_METATYPE(blkera::MapMode)

class ChangeMapWidgetTest : public QObject {
    Q_OBJECT

private slots:

    // The platform without a screen says so of every window.
    void init()
    {
        QTest::failOnWarning(
            QRegularExpression(QStringLiteral("^(?!This plugin does not support propagate)")));
    }

    void keysBringTheCursorToEveryEdge();
    void theCellAtTheCursorHasTheColorOfItsChanges_data();
    void theCellAtTheCursorHasTheColorOfItsChanges();
    void everyVisibleCellHasTheColorOfItsChanges();
    void whatIsNotKnownHasDots();
    void enterZoomsInWhereTheCursorIs();
    void theWheelZoomsAtTheMouse();
    void backspaceGoesBackToWhatWasShown();
    void theWholeDeviceIsShownAtFirstAndStaysSo();
    void aChangeOfTheSameDeviceLeavesTheViewAlone();
    void showingBlocksShowsAllOfThem_data();
    void showingBlocksShowsAllOfThem();
    void theCursorIsSaidAndCopied();
    void markedBlocksAreHatchedAndNoOthers();
    void coloursFollowThePalette();
    void aScreenReaderFindsWhatTheCursorIsOn();
    void theStripMovesTheMapByKeysAndByMouse();
};

void ChangeMapWidgetTest::keysBringTheCursorToEveryEdge()
{
    World world;
    const MapGrid grid(kBlocks, 128, world.map.level());
    QCOMPARE(world.map.cursorBlock(), quint64(0));
    const quint64 perCell = grid.blocksPerCell();
    world.press(Qt::Key_Left); // nothing is there
    world.press(Qt::Key_Up);
    QCOMPARE(world.map.cursorBlock(), quint64(0));
    world.press(Qt::Key_Right);
    QCOMPARE(world.map.cursorBlock(), perCell);
    world.press(Qt::Key_Down);
    QCOMPARE(world.map.cursorBlock(), perCell * 129);
    world.press(Qt::Key_End);
    QCOMPARE(world.map.cursorBlock(), perCell * 255);
    world.press(Qt::Key_Home);
    QCOMPARE(world.map.cursorBlock(), perCell * 128);
    world.press(Qt::Key_Up);
    QCOMPARE(world.map.cursorBlock(), quint64(0));
    world.press(Qt::Key_End, Qt::ControlModifier);
    QCOMPARE(world.map.cursorSpan().end(), kBlocks);
    world.press(Qt::Key_Right);
    world.press(Qt::Key_Down);
    QCOMPARE(world.map.cursorSpan().end(), kBlocks);
    world.press(Qt::Key_Home, Qt::ControlModifier);
    QCOMPARE(world.map.cursorBlock(), quint64(0));

    world.map.oneToOne();
    const auto bottom = [&] { return world.map.visibleBlocks().end(); };
    QVERIFY(bottom() < kBlocks);
    world.press(Qt::Key_PageDown);
    QVERIFY(world.map.cursorBlock() >= 128);
    QVERIFY(world.map.cursorBlock() < bottom()); // it is always to be seen
    for (int page = 0; page < 400; ++page)
        world.press(Qt::Key_PageDown);
    QVERIFY(world.map.cursorBlock() >= kBlocks - 128);
    QCOMPARE(bottom(), kBlocks);
    for (int page = 0; page < 400; ++page)
        world.press(Qt::Key_PageUp);
    QVERIFY(world.map.cursorBlock() < 128);
}

void ChangeMapWidgetTest::theCellAtTheCursorHasTheColorOfItsChanges_data()
{
    QTest::addColumn<MapMode>("mode");
    QTest::newRow("share") << MapMode::Share;
    QTest::newRow("newest era") << MapMode::NewestEra;
}

void ChangeMapWidgetTest::theCellAtTheCursorHasTheColorOfItsChanges()
{
    QFETCH(MapMode, mode);
    World world;
    world.map.setMode(mode);
    world.map.setCursorBlock(someChangedBlock(world));
    for (int zoom = 0; zoom < 6; ++zoom) {
        world.press(Qt::Key_Return);
        world.settle();
        for (const Qt::Key key : { Qt::Key_Right, Qt::Key_Right, Qt::Key_Down, Qt::Key_Left }) {
            world.press(key);
            QCOMPARE(world.painted(world.map.cursorBlock()), world.colorOf(world.map.cursorSpan()));
        }
    }
}

void ChangeMapWidgetTest::everyVisibleCellHasTheColorOfItsChanges()
{
    World world;
    const QImage image = world.map.viewport()->grab().toImage();
    const MapGrid grid(kBlocks, 128, world.map.level());
    int changed = 0;
    for (quint64 cell = 4; cell < grid.cells(); ++cell) {
        if (cell % 128 < 4 && cell < 512)
            continue; // below the cursor's frame
        const BlockSpan span = grid.blocksOfCell(cell);
        const QPointF place = world.map.rectOfBlock(span.first).center();
        QCOMPARE(image.pixelColor(place.toPoint()), world.colorOf(span));
        changed += world.truth(span).changed != 0 ? 1 : 0;
    }
    QVERIFY(changed > 50);
}

void ChangeMapWidgetTest::whatIsNotKnownHasDots()
{
    World world;
    world.service.isAutomatic = false;
    world.tiles.setRange({ 31, 0 });
    const QImage image = world.map.viewport()->grab().toImage();
    const QRectF cells = world.map.rectOfBlock(kBlocks / 2).adjusted(-200, -20, 0, 20);
    int dots = 0;
    int others = 0;
    for (int y = int(cells.top()); y < int(cells.bottom()); ++y) {
        for (int x = int(cells.left()); x < int(cells.right()); ++x) {
            const QRgb color = image.pixel(x, y);
            QVERIFY(color == world.map.colors().table[kDotIndex]
                    || color == world.map.colors().table[kUnknownIndex]);
            (color == world.map.colors().table[kDotIndex] ? dots : others) += 1;
        }
    }
    QVERIFY(dots > 50);
    QVERIFY(others > dots);
    QVERIFY(world.map.cursorText().endsWith(QStringLiteral("not known yet")));
}

void ChangeMapWidgetTest::enterZoomsInWhereTheCursorIs()
{
    World world;
    world.map.setCursorBlock(kBlocks / 2);
    const int level = world.map.level();
    const qreal before = world.map.rectOfBlock(kBlocks / 2).top();
    world.press(Qt::Key_Return);
    QCOMPARE(world.map.level(), level - 1);
    QCOMPARE(world.map.rectOfBlock(kBlocks / 2).top(), before);
    world.press(Qt::Key_Plus);
    QCOMPARE(world.map.level(), level - 2);
    world.press(Qt::Key_Minus);
    QCOMPARE(world.map.level(), level - 1);
    for (int zoom = 0; zoom < 30; ++zoom)
        world.press(Qt::Key_Plus);
    QCOMPARE(world.map.level(), 0);
    QCOMPARE(world.map.cursorSpan(), (BlockSpan { kBlocks / 2, 1 }));
    for (int zoom = 0; zoom < 30; ++zoom)
        world.press(Qt::Key_Minus);
    QCOMPARE(world.map.level(), level);
}

void ChangeMapWidgetTest::theWheelZoomsAtTheMouse()
{
    World world;
    const quint64 block = kBlocks / 4 * 3;
    const QPointF place = world.map.rectOfBlock(block).center();
    const int level = world.map.level();
    const auto turn = [&](int angle, Qt::KeyboardModifiers modifiers) {
        QWheelEvent event(place, world.map.viewport()->mapToGlobal(place), {}, { 0, angle },
                          Qt::NoButton, modifiers, Qt::NoScrollPhase, false);
        QApplication::sendEvent(world.map.viewport(), &event);
    };
    turn(120, Qt::ControlModifier);
    QCOMPARE(world.map.level(), level - 1);
    QCOMPARE(world.map.rectOfBlock(block).center().y(), place.y());
    const quint64 top = world.map.visibleBlocks().first;
    turn(-120, {});
    QCOMPARE(world.map.level(), level - 1);
    QVERIFY(world.map.visibleBlocks().first > top);
    turn(-120, Qt::ControlModifier);
    QCOMPARE(world.map.level(), level);
}

void ChangeMapWidgetTest::backspaceGoesBackToWhatWasShown()
{
    World world;
    const BlockSpan whole = world.map.visibleBlocks();
    QVERIFY(!world.map.canGoBack());
    world.press(Qt::Key_End, Qt::ControlModifier);
    world.press(Qt::Key_Return);
    world.press(Qt::Key_Return);
    const BlockSpan part = world.map.visibleBlocks();
    QVERIFY(part.count < whole.count);
    world.press(Qt::Key_Backspace);
    world.press(Qt::Key_Backspace);
    QCOMPARE(world.map.visibleBlocks(), whole);
    QVERIFY(!world.map.canGoBack());
    world.press(Qt::Key_Backspace); // nothing is there
    QCOMPARE(world.map.visibleBlocks(), whole);
    world.map.goForward();
    world.map.goForward();
    QCOMPARE(world.map.visibleBlocks(), part);
}

void ChangeMapWidgetTest::theWholeDeviceIsShownAtFirstAndStaysSo()
{
    World world;
    const BlockSpan whole { 0, kBlocks };
    QCOMPARE(world.map.visibleBlocks(), whole);
    for (const QSize size : { QSize(400, 150), QSize(1'500, 900), QSize(150, 60) }) {
        world.map.resize(size);
        QCOMPARE(world.map.visibleBlocks(), whole);
    }
}

void ChangeMapWidgetTest::aChangeOfTheSameDeviceLeavesTheViewAlone()
{
    World world;
    world.map.setCursorBlock(kBlocks / 2);
    world.press(Qt::Key_Return);
    const BlockSpan before = world.map.visibleBlocks();
    world.device().beginEra(QStringLiteral("checkpoint"), {}, 1);
    world.tiles.setDevice(world.device().info);
    world.settle();
    QCOMPARE(world.map.visibleBlocks(), before);
    QCOMPARE(world.map.cursorBlock(), kBlocks / 2);
}

void ChangeMapWidgetTest::showingBlocksShowsAllOfThem_data()
{
    QTest::addColumn<quint64>("first");
    QTest::addColumn<quint64>("count");
    QTest::newRow("one") << quint64(777'777) << quint64(1);
    QTest::newRow("the first") << quint64(0) << quint64(1);
    QTest::newRow("the last") << kBlocks - 1 << quint64(1);
    QTest::newRow("many") << quint64(300'000) << quint64(412'000);
    QTest::newRow("all") << quint64(0) << kBlocks;
    QTest::newRow("more than all") << quint64(9) << (quint64(1) << 40);
}

void ChangeMapWidgetTest::showingBlocksShowsAllOfThem()
{
    QFETCH(quint64, first);
    QFETCH(quint64, count);
    World world;
    world.map.showBlocks(first, count);
    const BlockSpan shown = world.map.visibleBlocks();
    QVERIFY(shown.first <= first);
    QVERIFY(shown.end() >= std::min(first + count, kBlocks));
    QCOMPARE(world.map.cursorBlock(), first);
    if (count == 1)
        QCOMPARE(world.map.level(), 0);
    QVERIFY(world.map.canGoBack());
}

void ChangeMapWidgetTest::theCursorIsSaidAndCopied()
{
    World world;
    QSignalSpy pointed(&world.map, &ChangeMapWidget::pointedAt);
    world.map.setCursorBlock(someChangedBlock(world));
    const BlockSpan span = world.map.cursorSpan();
    const MapCell cell = world.truth(span);
    const QString expected = cellText(world.device().info, span,
                                      { cell.changed, quint32(span.count), cell.newestEra, true });
    QVERIFY(cell.changed != 0);
    QCOMPARE(world.map.cursorText(), expected);
    QCOMPARE(pointed.last().first().toString(), expected);
    QTest::keySequence(&world.map, QKeySequence::Copy);
    QCOMPARE(QGuiApplication::clipboard()->text(), expected);
}

void ChangeMapWidgetTest::markedBlocksAreHatchedAndNoOthers()
{
    World world;
    const QImage before = world.map.viewport()->grab().toImage();
    // Ranges that touch and overlap are one.
    world.map.setMarked({ { 500'000, 100'000 }, { 400'000, 100'000 }, { 450'000, 60'000 } });
    const QImage after = world.map.viewport()->grab().toImage();
    const MapGrid grid(kBlocks, 128, world.map.level());
    int hatched = 0;
    for (quint64 cell = 0; cell < grid.cells(); ++cell) {
        const BlockSpan span = grid.blocksOfCell(cell);
        const QRect rect = world.map.rectOfBlock(span.first).toRect();
        const bool isChanged = before.copy(rect) != after.copy(rect);
        const bool isMarked = span.end() > 400'000 && span.first < 600'000;
        QVERIFY2(isMarked || !isChanged, qPrintable(QString::number(cell)));
        hatched += isChanged ? 1 : 0;
    }
    const auto marked = int(grid.cellOf(599'999) - grid.cellOf(400'000) + 1);
    QVERIFY(hatched > marked * 2 / 3); // between two lines there may be a small cell
    world.map.setMarked({});
    QCOMPARE(world.map.viewport()->grab().toImage(), before);
}

void ChangeMapWidgetTest::coloursFollowThePalette()
{
    const QPalette before = QApplication::palette();
    World world;
    applyAppearance(Appearance::Light);
    const QRgb light = world.map.colors().table[kNothingIndex];
    QCOMPARE(world.painted(kBlocks - 1), world.colorOf(world.map.cursorSpan()));
    applyAppearance(Appearance::Dark);
    QCoreApplication::processEvents();
    QVERIFY(luminance(QColor(world.map.colors().table[kNothingIndex])) < luminance(QColor(light)));
    world.map.setCursorBlock(someChangedBlock(world));
    QCOMPARE(world.painted(world.map.cursorBlock()), world.colorOf(world.map.cursorSpan()));
    QApplication::setPalette(before);
}

void ChangeMapWidgetTest::aScreenReaderFindsWhatTheCursorIsOn()
{
    World world;
    QAccessibleInterface* const interface = QAccessible::queryAccessibleInterface(&world.map);
    QVERIFY(interface);
    QCOMPARE(interface->role(), QAccessible::Chart);
    QVERIFY(!interface->text(QAccessible::Name).isEmpty());
    QVERIFY(!interface->text(QAccessible::Description).isEmpty());
    QCOMPARE(interface->text(QAccessible::Value), world.map.cursorText());
    const QString before = world.map.cursorText();
    world.press(Qt::Key_Right);
    QVERIFY(world.map.cursorText() != before);
    QCOMPARE(interface->text(QAccessible::Value), world.map.cursorText());
    QVERIFY(interface->state().focusable);
}

void ChangeMapWidgetTest::theStripMovesTheMapByKeysAndByMouse()
{
    World world;
    MapOverviewBar strip(world.tiles);
    strip.setColors(world.map.colors());
    strip.resize(600, 20);
    strip.show();
    connect(&strip, &MapOverviewBar::moved, &world.map, &ChangeMapWidget::centerOn);
    connect(&world.map, &ChangeMapWidget::viewChanged, &strip,
            [&] { strip.setVisibleBlocks(world.map.visibleBlocks()); });
    world.map.oneToOne();
    world.settle();
    QCOMPARE(strip.visibleBlocks().first, quint64(0));
    QTest::keyClick(&strip, Qt::Key_End);
    QCOMPARE(world.map.visibleBlocks().end(), kBlocks);
    QTest::keyClick(&strip, Qt::Key_Home);
    QCOMPARE(world.map.visibleBlocks().first, quint64(0));
    QTest::keyClick(&strip, Qt::Key_PageDown);
    const quint64 page = world.map.visibleBlocks().first;
    QVERIFY(page > 0);
    QTest::keyClick(&strip, Qt::Key_Left);
    QVERIFY(world.map.visibleBlocks().first < page);

    QTest::mouseClick(&strip, Qt::LeftButton, {}, { 300, 10 });
    const quint64 middle = world.map.visibleBlocks().first + world.map.visibleBlocks().count / 2;
    QVERIFY(middle > kBlocks * 49 / 100 && middle < kBlocks * 51 / 100);
    QVERIFY(strip.frame().contains(300, 10));
    // Grabbed, it does not jump.
    QTest::mousePress(&strip, Qt::LeftButton, {}, { 302, 10 });
    QVERIFY(strip.frame().contains(300, 10));
    QTest::mouseMove(&strip, { 452, 10 });
    QTest::mouseRelease(&strip, Qt::LeftButton, {}, { 452, 10 });
    QVERIFY(strip.frame().contains(450, 10));

    QAccessibleInterface* const interface = QAccessible::queryAccessibleInterface(&strip);
    QCOMPARE(interface->role(), QAccessible::ScrollBar);
    QCOMPARE(interface->text(QAccessible::Value), strip.valueText());
    QVERIFY(!interface->text(QAccessible::Name).isEmpty());
    // The changes of all eras that are looked at are painted, and nothing else.
    const QList<QRgb> table = world.map.colors().table;
    const QImage image = strip.grab().toImage();
    int changed = 0;
    int unchanged = 0;
    for (int x = 0; x < 600; ++x) {
        if (strip.frame().adjusted(-2, 0, 2, 0).contains(x, 10))
            continue;
        const auto index = table.lastIndexOf(image.pixel(x, 10));
        QVERIFY(index >= kFirstChangeIndex || image.pixel(x, 10) == table[kNothingIndex]);
        (index >= kFirstChangeIndex ? changed : unchanged) += 1;
    }
    QVERIFY(changed > 20);
    QVERIFY(unchanged > 200);
}

int main(int argc, char* argv[])
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QApplication application(argc, argv);
    ChangeMapWidgetTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "change_map_widget_test.moc"
