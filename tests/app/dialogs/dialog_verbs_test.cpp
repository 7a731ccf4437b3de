// SPDX-License-Identifier: GPL-2.0-or-later
#include "dialog_world.h"
#include "widget_checks.h"
#include "widgets/dialogs/checkpoint_dialog.h"
#include "widgets/dialogs/diagnostics_text.h"
#include "widgets/dialogs/repair_dialog.h"
#include "widgets/dialogs/resize_dialog.h"
#include "widgets/dialogs/schedule_dialog.h"

#include <algorithm>

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QJsonArray>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QTest>
#include <QTimeEdit>
#include <QTreeWidget>

using namespace blkera;

namespace {

QString text(const char* latin1)
{
    return QString::fromLatin1(latin1);
}

QString shownText(const QWidget& window, const char* name)
{
    const auto* const label = shown<QLabel>(window, text(name));
    return label ? label->text() : QString();
}

} // namespace

class DialogVerbsTest : public QObject {
    Q_OBJECT

private slots:

    void init() { failOnWarnings(); }

    void aCheckpointIsTakenOfAllThatRun();
    void devicesThatCannotTakePartSayWhy();
    void devicesAreChosenByKeyboard();
    void whatIsChosenStaysWhileDevicesChange();

    void everyScheduleIsReadAndWrittenAlike_data();
    void everyScheduleIsReadAndWrittenAlike();
    void theScheduleOfTheFieldsIsSet();
    void theNextTimesAreShown();
    void anotherScheduleSetMeanwhileIsSaid();

    void resizingTellsOldAndNewSizes();
    void aLongWaitIsExplained();
    void shrinkingIsOfferedOnlyAfterARefusalAndAsked();
    void resizingAStoppedDeviceIsNotOffered();

    void repairLeadsFromStopToStart();
    void repairCommandsAreInOrder();

    void diagnosticsSayWhatIsKnown();
};

// ---------------------------------------------------------------- checkpoint

void DialogVerbsTest::aCheckpointIsTakenOfAllThatRun()
{
    DialogWorld world;
    auto* const dialog = new CheckpointDialog(world.cache, nullptr);
    world.open(dialog);
    QCOMPARE(dialog->chosen(), QStringList({ text("archive"), text("postgres"), text("vault") }));
    QCOMPARE(dialog->command(), text("blkera checkpoint archive postgres vault"));
    press(dialog->verbButton());
    QTRY_VERIFY(!shownText(*dialog, "Result").isEmpty());
    QVERIFY(world.service.calls().contains(text("Checkpoint archive postgres vault")));
    const QString result = shownText(*dialog, "Result");
    QVERIFY2(result.contains(text("archive: era 61")), qPrintable(result));
    QVERIFY2(result.contains(text("Group: group-")), qPrintable(result));
    takePicture(*dialog, text("checkpoint-result"));
    press(shownButton(*dialog, text("Copy the result")));
    QCOMPARE(QApplication::clipboard()->text(), result);
    QVERIFY(!dialog->verbButton()->isVisible());
    QTest::keyClick(dialog, Qt::Key_Return); // on "Close"
    QVERIFY(!dialog->isVisible());
}

void DialogVerbsTest::devicesThatCannotTakePartSayWhy()
{
    DialogWorld world;
    auto* const dialog = new CheckpointDialog(world.cache, nullptr);
    world.open(dialog);
    const auto* const list = dialog->findChild<QTreeWidget*>();
    QStringList reasons;
    for (int row = 0; row < list->topLevelItemCount(); ++row) {
        if (!(list->topLevelItem(row)->flags() & Qt::ItemIsUserCheckable))
            reasons.append(list->topLevelItem(row)->text(0) + text(" - ")
                           + list->topLevelItem(row)->text(2));
    }
    QCOMPARE(reasons,
             QStringList({ text("mail - Stopped: it has to be started first"),
                           text("vm-images - Needs check: it is not running as it should"),
                           text("web - Suspended: it has to be resumed first") }));
    press(shownButton(*dialog, text("Choose none")));
    QVERIFY(dialog->chosen().isEmpty());
    QVERIFY(!dialog->verbButton()->isEnabled());
    QCOMPARE(dialog->command(), QString());
    press(shownButton(*dialog, text("Choose all")));
    QCOMPARE(dialog->chosen().size(), 3);
}

void DialogVerbsTest::devicesAreChosenByKeyboard()
{
    DialogWorld world;
    auto* const dialog = new CheckpointDialog(world.cache, nullptr);
    world.open(dialog);
    auto* const list = dialog->findChild<QTreeWidget*>();
    QVERIFY(list->hasFocus());
    QTest::keyClick(list, Qt::Key_Space); // archive
    QTest::keyClick(list, Qt::Key_Down);
    QTest::keyClick(list, Qt::Key_Space); // mail, which cannot
    QTest::keyClick(list, Qt::Key_Down);
    QTest::keyClick(list, Qt::Key_Space); // postgres
    QCOMPARE(dialog->chosen(), QStringList({ text("vault") }));
}

void DialogVerbsTest::whatIsChosenStaysWhileDevicesChange()
{
    DialogWorld world;
    auto* const dialog = new CheckpointDialog(world.cache, nullptr);
    world.open(dialog);
    auto* const list = dialog->findChild<QTreeWidget*>();
    QTest::keyClick(list, Qt::Key_Space);
    world.service.suspend(text("vault"));
    QTRY_COMPARE(dialog->chosen(), QStringList({ text("postgres") }));
    world.service.resume(text("vault"));
    QTRY_COMPARE(world.cache.device(text("vault"))->state, text("running"));
    QCOMPARE(dialog->chosen(), QStringList({ text("postgres") }));
    QCOMPARE(list->currentItem()->text(0), text("archive"));
}

// ---------------------------------------------------------------- schedule

void DialogVerbsTest::everyScheduleIsReadAndWrittenAlike_data()
{
    QTest::addColumn<QString>("expected");
    for (const char* schedule :
         { "never", "hourly", "every 15min", "every 90min", "every 6h", "every 36h", "every 2d",
           "daily 00:00", "daily 03:30", "weekly sun 23:59", "weekly sat 03:30", "monthly 1 03:30",
           "monthly 28 12:05" })
        QTest::newRow(schedule) << text(schedule);
}

void DialogVerbsTest::everyScheduleIsReadAndWrittenAlike()
{
    QFETCH(const QString, expected);
    DialogWorld world;
    world.service.find(text("archive"))->info.schedule
        = expected == u"never" ? QString() : expected;
    world.service.tell(text("archive"));
    QTRY_COMPARE(world.cache.device(text("archive"))->schedule,
                 expected == u"never" ? QString() : expected);
    auto* const dialog = new ScheduleDialog(world.cache, text("archive"), nullptr);
    world.open(dialog);
    QCOMPARE(dialog->text(), expected);
    QCOMPARE(dialog->command(), text("blkera schedule archive ") + expected);
}

void DialogVerbsTest::theScheduleOfTheFieldsIsSet()
{
    DialogWorld world;
    auto* const dialog = new ScheduleDialog(world.cache, text("archive"), nullptr);
    world.open(dialog);
    auto* const kind = shown<QComboBox>(*dialog, text("When"));
    QVERIFY(kind->hasFocus());
    QTest::keyClick(kind, Qt::Key_Down);
    QTest::keyClick(kind, Qt::Key_Down);
    auto* const day = shown<QComboBox>(*dialog, text("Day of the week"));
    QVERIFY(day);
    day->setFocus();
    QTest::keyClicks(day, text("Sat"));
    auto* const time = shown<QTimeEdit>(*dialog, text("At"));
    QVERIFY(time);
    time->setTime(QTime(4, 15));
    QCOMPARE(dialog->text(), text("weekly sat 04:15"));
    QTest::keyClick(dialog, Qt::Key_Return);
    QTRY_VERIFY(!dialog->isVisible());
    QCOMPARE(world.service.find(text("archive"))->info.schedule, text("weekly sat 04:15"));
}

void DialogVerbsTest::theNextTimesAreShown()
{
    DialogWorld world;
    auto* const dialog = new ScheduleDialog(world.cache, text("archive"), nullptr);
    world.open(dialog);
    QCOMPARE(shownText(*dialog, "Next times").count(u'\n'), 5);
    QTest::keyClick(shown<QComboBox>(*dialog, text("When")), Qt::Key_Home);
    QCOMPARE(dialog->text(), text("never"));
    QCOMPARE(shownText(*dialog, "Next times").count(u'\n'), 0);
}

void DialogVerbsTest::anotherScheduleSetMeanwhileIsSaid()
{
    DialogWorld world;
    auto* const dialog = new ScheduleDialog(world.cache, text("archive"), nullptr);
    world.open(dialog);
    world.service.setSchedule(text("archive"), text("daily 05:00"));
    QTRY_VERIFY(barText(*dialog).contains(text("daily 05:00")));
    QCOMPARE(dialog->text(), text("hourly")); // what is in the fields is this person's
}

// ---------------------------------------------------------------- resize

void DialogVerbsTest::resizingTellsOldAndNewSizes()
{
    DialogWorld world;
    auto* const dialog = new ResizeDialog(world.cache, text("archive"), nullptr);
    world.open(dialog);
    QVERIFY(shownText(*dialog, "Sizes now").contains(text("256.0 GiB")));
    QTest::keyClick(dialog, Qt::Key_Return);
    QTRY_VERIFY(!shownText(*dialog, "Result").isEmpty());
    const QString result = shownText(*dialog, "Result");
    QVERIFY2(result.contains(QStringLiteral("32.0 MiB → 64.0 MiB")), qPrintable(result));
    QVERIFY(!dialog->verbButton()->isVisible());
    QTest::keyClick(dialog, Qt::Key_Escape);
    QVERIFY(!dialog->isVisible());
}

void DialogVerbsTest::aLongWaitIsExplained()
{
    DialogWorld world;
    auto* const dialog = new ResizeDialog(world.cache, text("archive"), nullptr);
    world.open(dialog);
    world.service.stopAnswering();
    press(dialog->verbButton());
    const auto isExplained = [&] {
        const QList<QLabel*> labels = dialog->findChildren<QLabel*>();
        return std::ranges::any_of(labels, [](const QLabel* label) {
            return label->isVisible() && label->text().contains(text("not answered yet"));
        });
    };
    QVERIFY(!isExplained());
    QTRY_VERIFY_WITH_TIMEOUT(isExplained(), 8'000);
    QCOMPARE(clippedTexts(*dialog), QStringList());
    takePicture(*dialog, text("resize-waiting"));
}

void DialogVerbsTest::shrinkingIsOfferedOnlyAfterARefusalAndAsked()
{
    DialogWorld world;
    auto* const dialog = new ResizeDialog(world.cache, text("archive"), nullptr);
    world.open(dialog);
    const QString offer = QStringLiteral("Let it shrink…");
    QVERIFY(!shownButton(*dialog, offer));
    world.service.failNext(text("Resize"), { ClientError::Kind::Busy, text("busy") });
    press(dialog->verbButton());
    QTRY_COMPARE(barText(*dialog), text("busy"));
    QVERIFY(!shownButton(*dialog, offer));
    world.service.failNext(text("Resize"),
                           { ClientError::Kind::InvalidArguments, text("it has shrunk") });
    press(dialog->verbButton());
    QTRY_VERIFY(shownButton(*dialog, offer));
    press(shownButton(*dialog, offer));
    QMessageBox* const box = question(*dialog);
    QVERIFY(box);
    QVERIFY(box->informativeText().contains(text("it has shrunk")));
    QCOMPARE(box->defaultButton(), box->button(QMessageBox::Cancel));
    QCOMPARE(box->detailedText(), text("blkera resize archive --force"));
    press(shownButton(*box, text("Let it shrink")));
    QTRY_VERIFY(!shownText(*dialog, "Result").isEmpty());
    QCOMPARE(world.service.calls().filter(text("Resize")).size(), 3);
}

void DialogVerbsTest::resizingAStoppedDeviceIsNotOffered()
{
    DialogWorld world;
    auto* const dialog = new ResizeDialog(world.cache, text("mail"), nullptr);
    world.open(dialog);
    QVERIFY(!dialog->verbButton()->isEnabled());
    QVERIFY(!dialog->verbButton()->toolTip().isEmpty());
}

// ---------------------------------------------------------------- repair

void DialogVerbsTest::repairLeadsFromStopToStart()
{
    DialogWorld world;
    auto* const dialog = new RepairDialog(world.cache, text("vm-images"), nullptr);
    world.open(dialog);
    QVERIFY(shownText(*dialog, "What is wrong").contains(text("metadata block 812")));
    QCOMPARE(dialog->verbButton()->text().remove(u'&'), text("Stop"));
    QCOMPARE(dialog->doneSteps(), 0);
    press(dialog->verbButton());
    QTRY_COMPARE(dialog->verbButton()->text().remove(u'&'), text("Start"));
    QTRY_COMPARE(dialog->doneSteps(), 1);
    QTRY_VERIFY(dialog->verbButton()->isEnabled());
    press(dialog->verbButton());
    QTRY_COMPARE(dialog->doneSteps(), 6);
    QVERIFY(barText(*dialog).contains(text("vm-images")));
    QVERIFY(!dialog->verbButton()->isEnabled());
}

void DialogVerbsTest::repairCommandsAreInOrder()
{
    DialogWorld world;
    auto* const dialog = new RepairDialog(world.cache, text("vm-images"), nullptr);
    world.open(dialog);
    const QString metadata = text("/dev/vg0/vm-images-era");
    const QString copy = text("/root/vm-images-era.repaired");
    QCOMPARE(dialog->command().split(u'\n'),
             QStringList({ text("blkera stop vm-images"), text("blkera-meta check ") + metadata,
                           text("blkera-meta repair -i %1 -o %2").arg(metadata, copy),
                           text("blkera-meta check ") + copy,
                           text("blkera-meta repair -i %1 -o %2").arg(copy, metadata),
                           text("blkera start vm-images") }));
    auto* const button = shown<QPushButton>(*dialog, text("Copy the command of step 3"));
    press(button);
    QCOMPARE(QApplication::clipboard()->text(),
             text("blkera-meta repair -i %1 -o %2").arg(metadata, copy));
}

// ---------------------------------------------------------------- diagnostics

void DialogVerbsTest::diagnosticsSayWhatIsKnown()
{
    DialogWorld world;
    QTRY_COMPARE(world.cache.version(), text("0.1.0"));
    const QJsonObject json = diagnosticsJson(
        world.cache, { { 1'700'000'000'000'000ULL, text("vault"), text("state"), text("ok") } });
    QCOMPARE(json[text("devices")].toArray().size(), 6);
    QCOMPARE(json[text("service")][text("version")].toString(), text("0.1.0"));
    QCOMPARE(json[text("service")][text("state")].toString(), text("Ready"));
    QCOMPARE(json[text("events")][0][text("time")].toString(), text("2023-11-14T22:13:20.000Z"));
    const QString page = diagnosticsText(world.cache);
    for (const char* part : { "name: vm-images", "state: needs-check", "devices: 6", "qt: 6",
                              "failure: metadata block 812" })
        QVERIFY2(page.contains(text(part)), part);
    world.service.die();
    QVERIFY(diagnosticsText(world.cache).contains(text("state: NoService")));
}

QTEST_MAIN(DialogVerbsTest)
#include "dialog_verbs_test.moc"
