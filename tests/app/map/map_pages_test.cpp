// SPDX-License-Identifier: GPL-2.0-or-later
#include "manual_service.h"
#include "support/heart.h"
#include "widgets/map/change_map_widget.h"
#include "widgets/map/map_page.h"
#include "widgets/map/regions_page.h"
#include "widgets/state_page.h"
#include "widgets/theme.h"

#include <set>

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QTimer>
#include <QToolButton>

using namespace blkera;

namespace {

DemoService::Shape oneDevice()
{
    DemoService::Shape shape;
    shape.devices = 2; // the second is stopped
    shape.blocks = 1U << 20;
    shape.nowUs = 1'700'000'000'000'000;
    return shape;
}

struct World {
    World()
        : service(oneDevice())
    {
        service.isAutomatic = true;
    }

    DeviceInfo device(const char* name = "archive")
    {
        return service.find(QString::fromLatin1(name))->info;
    }

    ManualService service;
};

// What a person can read of a page, in one piece.
QString visibleText(const QWidget& page)
{
    QStringList texts;
    for (const QLabel* const label : page.findChildren<QLabel*>()) {
        if (label->isVisible() && !label->text().isEmpty())
            texts.append(label->text());
    }
    return texts.join(u'\n');
}

QAbstractButton* visibleButton(const QWidget& page, const QString& text)
{
    for (QAbstractButton* const button : page.findChildren<QAbstractButton*>()) {
        if (button->isVisible() && button->text() == text)
            return button;
    }
    return nullptr;
}

// Everything that can have the focus has a name, and no two buttons have the same.
void checkNames(const QWidget& page)
{
    std::set<QString> names;
    int checked = 0;
    for (QWidget* const widget : page.findChildren<QWidget*>()) {
        if (!widget->isVisible() || (widget->focusPolicy() & Qt::TabFocus) == 0
            || widget->objectName() == QLatin1String("qt_scrollarea_viewport"))
            continue;
        QAccessibleInterface* const interface = QAccessible::queryAccessibleInterface(widget);
        QVERIFY(interface);
        const QString name = interface->text(QAccessible::Name);
        QVERIFY2(!name.isEmpty(), widget->metaObject()->className());
        if (qobject_cast<QAbstractButton*>(widget))
            QVERIFY2(names.insert(name).second, qPrintable(name));
        ++checked;
    }
    QVERIFY(checked > 0);
}

} // namespace

class MapPagesTest : public QObject {
    Q_OBJECT

private slots:

    // The platform without a screen says so of every window.
    void init()
    {
        QTest::failOnWarning(
            QRegularExpression(QStringLiteral("^(?!This plugin does not support propagate)")));
    }

    void theMapSaysInWordsWhatItShows();
    void theMapIsReachedAndUsedByKeysAlone();
    void withoutADeviceTheMapSaysSo();
    void seeingChangesTakesAClickWhereAPasswordIsNeeded();
    void aButtonIsWhatItWasGivenLast();
    void whatIsKnownStaysWhenTheServiceFails();
    void aPageThatIsNotLookedAtAsksForNothing();
    void everythingThatHasTheFocusHasAName();
    void theWindowAnswersWhileTheServiceDoesNot();
    void regionsAreSortedByLengthAndCopiedForPrograms();
    void enterOnARegionShowsItOnTheMap();
    void theRegionsAreReadWhenThePageIsLookedAt();
    void regionsTakeAClickWhereAPasswordIsNeeded();
    void aListThatFailsIsNotAnEmptyTable();
    void theCommandDoesTheSame();
};

void MapPagesTest::theMapSaysInWordsWhatItShows()
{
    World world;
    MapPage page(world.service);
    QCOMPARE(page.summary(), QString());
    page.setRange({ 40, 0 });
    page.setDevice(world.device());
    page.show();
    QTRY_COMPARE(page.tiles().state(), LoadState::Ready);
    quint64 changed = 0;
    world.service.find(QStringLiteral("archive"))
        ->changedList(40, 0, QStringLiteral("json"), changed);
    QVERIFY(page.summary().startsWith(QLocale().toString(changed)
                                      + QStringLiteral(" of 1,048,576 blocks (")));
    QVERIFY(page.summary().endsWith(QStringLiteral("changed since era 40")));
    QVERIFY(visibleText(page).contains(page.summary()));
    QVERIFY(visibleText(page).contains(page.map()->cursorText()));
    visibleButton(page, QStringLiteral("Copy"))->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), page.summary());
}

void MapPagesTest::theMapIsReachedAndUsedByKeysAlone()
{
    World world;
    MapPage page(world.service);
    page.setDevice(world.device());
    page.resize(800, 500);
    page.show();
    page.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&page));
    QTRY_COMPARE(page.tiles().state(), LoadState::Ready);
    // Tab comes to the map and out of it again.
    std::set<QWidget*> reached;
    for (int tab = 0; tab < 30; ++tab) {
        QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : &page,
                        Qt::Key_Tab);
        reached.insert(QApplication::focusWidget());
    }
    QVERIFY(reached.contains(page.map()));
    for (const QWidget* const widget : page.findChildren<QWidget*>()) {
        if (widget->isVisible() && widget->isEnabled()
            && (widget->focusPolicy() & Qt::TabFocus) != 0 && !qobject_cast<const QLabel*>(widget))
            QVERIFY2(reached.contains(const_cast<QWidget*>(widget)),
                     widget->metaObject()->className());
    }

    page.map()->setFocus();
    const int level = page.map()->level();
    QTest::keyClick(page.map(), Qt::Key_Plus, Qt::ControlModifier);
    QCOMPARE(page.map()->level(), level - 1);
    QTest::keyClick(page.map(), Qt::Key_1, Qt::ControlModifier);
    QCOMPARE(page.map()->level(), 0);
    QTest::keyClick(page.map(), Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(page.map()->level(), level - 1);
    QTest::keyClick(page.map(), Qt::Key_Right, Qt::AltModifier);
    QCOMPARE(page.map()->level(), 0);
    QTest::keyClick(page.map(), Qt::Key_0, Qt::ControlModifier);
    QCOMPARE(page.map()->level(), level);
    // What cannot be done says why.
    const auto* const fit = visibleButton(page, QStringLiteral("Fit"));
    QVERIFY(!fit->isEnabled());
    QCOMPARE(fit->toolTip(), QStringLiteral("The whole device is shown already"));
}

void MapPagesTest::withoutADeviceTheMapSaysSo()
{
    World world;
    MapPage page(world.service);
    page.show();
    QCOMPARE(visibleText(page), QStringLiteral("No device is chosen."));
    page.setDevice(world.device("mail"));
    QVERIFY(visibleText(page).startsWith(QStringLiteral("There is no map of mail at present.")));
    QVERIFY(!page.map()->isVisible());
    page.setDevice(world.device());
    QVERIFY(page.map()->isVisible());
    page.setDevice({});
    QCOMPARE(visibleText(page), QStringLiteral("No device is chosen."));
}

void MapPagesTest::seeingChangesTakesAClickWhereAPasswordIsNeeded()
{
    World world;
    world.service.isRefusing = true;
    world.service.isAutomatic = false;
    MapPage page(world.service);
    QSignalSpy authorised(&page, &MapPage::authorised);
    page.setDevice(world.device());
    page.show();
    QTRY_VERIFY(visibleButton(page, QStringLiteral("Show changes")));
    QVERIFY(visibleText(page).startsWith(
        QStringLiteral("Seeing which blocks changed needs authorisation")));
    world.service.asked.clear();
    QAbstractButton* const button = visibleButton(page, QStringLiteral("Show changes"));
    button->setFocus();
    QTest::keyClick(button, Qt::Key_Space);
    QCOMPARE(world.service.asked.size(), std::size_t(1));
    QCOMPARE(world.service.asked[0].prompt, Prompt::Allowed);
    QVERIFY(!button->isEnabled()); // while somebody types the password

    world.service.answer(
        0, ClientError { ClientError::Kind::NotAuthorized, QStringLiteral("you may not") });
    QVERIFY(button->isEnabled());
    QVERIFY(visibleText(page).contains(QStringLiteral("you may not")));
    button->click();
    world.service.answer(1);
    QCOMPARE(authorised.count(), 1);
    QVERIFY(page.map()->isVisible());
    QVERIFY(!page.summary().isEmpty());
}

void MapPagesTest::aButtonIsWhatItWasGivenLast()
{
    QAction first(QStringLiteral("First"));
    QAction second(QStringLiteral("Second"));
    StatePage page;
    page.setContent({ Severity::None, QStringLiteral("One"), {}, &first });
    page.setContent({ Severity::None, QStringLiteral("Two"), {}, &second });
    page.show();
    first.setEnabled(false); // which is nothing to it any more
    QVERIFY(visibleButton(page, QStringLiteral("Second")));
    second.setEnabled(false);
    QVERIFY(!visibleButton(page, QStringLiteral("Second"))->isEnabled());
}

void MapPagesTest::whatIsKnownStaysWhenTheServiceFails()
{
    World world;
    MapPage page(world.service);
    page.setDevice(world.device());
    page.show();
    QTRY_COMPARE(page.tiles().state(), LoadState::Ready);
    const QString words = page.summary();
    world.service.isAutomatic = false;
    const auto asked = world.service.asked.size();
    page.refresh();
    QTRY_COMPARE(world.service.asked.size(), asked + 1);
    world.service.answer(
        asked, ClientError { ClientError::Kind::NoDaemon, QStringLiteral("the daemon is gone") });
    QVERIFY(page.map()->isVisible());
    QCOMPARE(page.summary(), words);
    QVERIFY(visibleText(page).contains(QStringLiteral("the daemon is gone")));
    world.service.isAutomatic = true;
    visibleButton(page, QStringLiteral("Try again"))->click();
    QTRY_COMPARE(page.tiles().state(), LoadState::Ready);
    QVERIFY(!visibleText(page).contains(QStringLiteral("the daemon is gone")));
}

void MapPagesTest::aPageThatIsNotLookedAtAsksForNothing()
{
    World world;
    MapPage page(world.service);
    page.setDevice(world.device());
    QTest::qWait(250);
    QVERIFY(world.service.asked.empty());
    page.show();
    QTRY_VERIFY(!world.service.asked.empty());
}

void MapPagesTest::everythingThatHasTheFocusHasAName()
{
    World world;
    MapPage map(world.service);
    map.setDevice(world.device());
    map.show();
    QTRY_COMPARE(map.tiles().state(), LoadState::Ready);
    checkNames(map);
    QVERIFY(map.map()->accessibleName().contains(QStringLiteral("archive")));
    RegionsPage regions(world.service);
    regions.setDevice(world.device());
    regions.show();
    QTRY_COMPARE(regions.model().state(), LoadState::Ready);
    checkNames(regions);
}

void MapPagesTest::theWindowAnswersWhileTheServiceDoesNot()
{
    World world;
    world.service.isAutomatic = false; // nobody answers
    MapPage page(world.service);
    page.setDevice(world.device());
    page.resize(800, 500);
    page.show();
    const test::Heart heart;
    for (int key = 0; key < 40; ++key) {
        QTest::keyClick(page.map(), key % 5 == 0 ? Qt::Key_Return : Qt::Key_Down);
        QTest::qWait(10);
    }
    QVERIFY(heart.longestMs() > 0);
    QVERIFY2(heart.longestMs() < 100, qPrintable(QString::number(heart.longestMs())));
}

void MapPagesTest::regionsAreSortedByLengthAndCopiedForPrograms()
{
    World world;
    RegionsPage page(world.service);
    page.resize(800, 400);
    page.setRange({ 40, 0 });
    page.setDevice(world.device());
    page.show();
    QTRY_COMPARE(page.model().state(), LoadState::Ready);
    const QAbstractItemModel& sorted = *page.table()->model();
    const QAbstractItemModelTester tester(page.table()->model(),
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    for (int row = 1; row < sorted.rowCount(); ++row)
        QVERIFY(sorted.index(row, RegionModel::Length).data(RegionModel::SortRole).toULongLong()
                <= sorted.index(row - 1, RegionModel::Length)
                       .data(RegionModel::SortRole)
                       .toULongLong());
    const BlockSpan largest = page.model().totals().largest;
    QCOMPARE(sorted.index(0, 0).data(RegionModel::PlainRole).toString(),
             QString::number(largest.first));
    QVERIFY(
        page.summary().contains(QStringLiteral("largest region: %1 blocks").arg(largest.count)));

    page.table()->setCurrentIndex(sorted.index(0, 0));
    QTest::keyClick(page.table(), Qt::Key_Down, Qt::ShiftModifier);
    QTest::keySequence(page.table(), QKeySequence::Copy);
    const QStringList lines = QGuiApplication::clipboard()->text().split(u'\n');
    QCOMPARE(lines.size(), 3);
    QCOMPARE(lines[0],
             QStringLiteral("first_block\toffset_bytes\tblocks\tlength_bytes\t"
                            "share_percent\tnewest_era"));
    QVERIFY(lines[1].startsWith(QStringLiteral("%1\t%2\t%3\t%4\t")
                                    .arg(largest.first)
                                    .arg(largest.first * 65'536)
                                    .arg(largest.count)
                                    .arg(largest.count * 65'536)));
}

void MapPagesTest::enterOnARegionShowsItOnTheMap()
{
    World world;
    RegionsPage page(world.service);
    QSignalSpy shown(&page, &RegionsPage::showRegion);
    page.setDevice(world.device());
    page.show();
    QTRY_COMPARE(page.model().state(), LoadState::Ready);
    page.table()->setCurrentIndex({});
    QTest::keyClick(page.table(), Qt::Key_Return); // on no row
    QCOMPARE(shown.count(), 0);
    page.table()->setCurrentIndex(page.table()->model()->index(0, 0));
    QTest::keyClick(page.table(), Qt::Key_Return);
    QCOMPARE(shown.count(), 1);
    const BlockSpan largest = page.model().totals().largest;
    QCOMPARE(shown[0][0].toULongLong(), largest.first);
    QCOMPARE(shown[0][1].toULongLong(), largest.count);

    MapPage map(world.service);
    map.setDevice(world.device());
    map.resize(900, 600);
    map.showBlocks(largest.first, largest.count); // in a tab that comes up only then
    map.show();
    QCOMPARE(map.map()->level(), 0); // as large as it fits
    QVERIFY(map.map()->visibleBlocks().first <= largest.first);
    QVERIFY(map.map()->visibleBlocks().end() >= largest.end());
    QCOMPARE(map.map()->cursorBlock(), largest.first);
}

void MapPagesTest::theRegionsAreReadWhenThePageIsLookedAt()
{
    World world;
    RegionsPage page(world.service);
    const auto lists
        = [&] { return world.service.calls().filter(QStringLiteral("ChangedBlocks")).size(); };
    page.setDevice(world.device());
    QTest::qWait(50);
    QCOMPARE(lists(), 0);
    page.show();
    QTRY_COMPARE(page.model().state(), LoadState::Ready);
    QCOMPARE(lists(), 1);
    page.setDevice(world.device()); // nothing changed
    QCOMPARE(lists(), 1);
    page.setRange({ 50, 0 });
    QTRY_COMPARE(page.model().state(), LoadState::Ready);
    QCOMPARE(lists(), 2);
    page.hide();
    page.refresh();
    QCOMPARE(lists(), 2);
    page.show();
    QTRY_COMPARE(page.model().state(), LoadState::Ready);
    QCOMPARE(lists(), 3);
}

void MapPagesTest::regionsTakeAClickWhereAPasswordIsNeeded()
{
    World world;
    world.service.failAlways(QStringLiteral("ChangedBlocks"),
                             ClientError { ClientError::Kind::NotAuthorized, {} });
    RegionsPage page(world.service);
    QSignalSpy authorised(&page, &RegionsPage::authorised);
    page.setDevice(world.device());
    page.show();
    QTRY_VERIFY(visibleButton(page, QStringLiteral("Show changes")));
    world.service.failAlways(QStringLiteral("ChangedBlocks"), std::nullopt);
    visibleButton(page, QStringLiteral("Show changes"))->click();
    QTRY_COMPARE(page.model().state(), LoadState::Ready);
    QCOMPARE(authorised.count(), 1);
    QVERIFY(page.table()->isVisible());
}

void MapPagesTest::aListThatFailsIsNotAnEmptyTable()
{
    World world;
    world.service.failNext(QStringLiteral("ChangedBlocks"),
                           ClientError { ClientError::Kind::Failed, QStringLiteral("it broke") });
    RegionsPage page(world.service);
    page.setDevice(world.device());
    page.show();
    QTRY_VERIFY(visibleText(page).contains(QStringLiteral("it broke")));
    QVERIFY(!page.table()->isVisible());
    visibleButton(page, QStringLiteral("Try again"))->click();
    QTRY_VERIFY(page.table()->isVisible());
    QVERIFY(!visibleText(page).contains(QStringLiteral("it broke")));
}

void MapPagesTest::theCommandDoesTheSame()
{
    World world;
    RegionsPage page(world.service);
    page.setRange({ 40, 45 });
    page.setDevice(world.device());
    page.show();
    QTRY_COMPARE(page.model().state(), LoadState::Ready);
    for (QAction* const action : page.table()->actions()) {
        if (action->text() == QLatin1String("Copy as command"))
            action->trigger();
    }
    QCOMPARE(QGuiApplication::clipboard()->text(),
             QStringLiteral("blkera changed archive --since 40 --until 45 --format json"));
}

int main(int argc, char* argv[])
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QApplication application(argc, argv);
    MapPagesTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "map_pages_test.moc"
