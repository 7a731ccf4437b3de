// SPDX-License-Identifier: GPL-2.0-or-later
// What holds for every window that asks.
#include "dialog_world.h"
#include "widget_checks.h"
#include "widgets/dialogs/checkpoint_dialog.h"
#include "widgets/dialogs/create_dialog.h"
#include "widgets/dialogs/export_dialog.h"
#include "widgets/dialogs/repair_dialog.h"
#include "widgets/dialogs/resize_dialog.h"
#include "widgets/dialogs/schedule_dialog.h"
#include "widgets/theme.h"

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QTest>

using namespace blkera;

namespace {

using Kind = ClientError::Kind;

QString text(const char* latin1)
{
    return QString::fromLatin1(latin1);
}

// Lists of changed blocks do not end while a test runs.
DemoService::Shape thatNeverEnds()
{
    DemoService::Shape shape;
    shape.listMs = 600'000;
    return shape;
}

// A disk for data, one for the marks, one that has something.
QList<HostDevice> someDisks()
{
    HostDevice data;
    data.path = text("/dev/sdb");
    data.kernelName = text("sdb");
    data.sizeSectors = 1ULL << 30;
    data.model = text("WONDER DISK 9000");
    HostDevice marks;
    marks.path = text("/dev/sdc1");
    marks.kernelName = text("sdc1");
    marks.disk = text("sdc");
    marks.sizeSectors = 1 << 20;
    return { data, marks };
}

} // namespace

class DialogCommonTest : public QObject {
    Q_OBJECT

private slots:
    void init();

    void everythingHasANameAndIsReachedByTab_data() { rows(); }

    void everythingHasANameAndIsReachedByTab();

    void nothingIsCutOff_data() { rows(); }

    void nothingIsCutOff();

    void onALowScreenItScrolls_data() { rows(); }

    void onALowScreenItScrolls();

    void aRefusalIsSaidAndTheDialogStays_data() { rows(); }

    void aRefusalIsSaidAndTheDialogStays();

    void aDismissedPromptIsSilent_data() { rows(); }

    void aDismissedPromptIsSilent();

    void aServiceThatNeverAnswersCanBeLeft_data() { rows(); }

    void aServiceThatNeverAnswersCanBeLeft();

    void aServiceThatDiesMeanwhileIsSaid_data() { rows(); }

    void aServiceThatDiesMeanwhileIsSaid();

    void aServiceThatIsAwayDisablesTheVerbUntilItIsBack_data() { rows(); }

    void aServiceThatIsAwayDisablesTheVerbUntilItIsBack();

    void aDeviceThatIsRemovedMeanwhileIsSaid_data() { rows(); }

    void aDeviceThatIsRemovedMeanwhileIsSaid();

    void theCommandCanBeCopied_data() { rows(); }

    void theCommandCanBeCopied();

    void escapeClosesIt_data() { rows(); }

    void escapeClosesIt();

private:
    static void rows();
    AskDialog* make(DialogWorld& world, const QString& kind);

    QTemporaryDir m_folder;
};

void DialogCommonTest::init()
{
    failOnWarnings();
    QVERIFY(m_folder.isValid());
}

void DialogCommonTest::rows()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("verb"); // of the service
    QTest::newRow("create") << text("create") << text("CreateDevice");
    QTest::newRow("checkpoint") << text("checkpoint") << text("Checkpoint");
    QTest::newRow("export") << text("export") << text("ChangedBlocks");
    QTest::newRow("schedule") << text("schedule") << text("SetSchedule");
    QTest::newRow("resize") << text("resize") << text("Resize");
    QTest::newRow("repair") << text("repair") << text("Stop");
}

// Shown, and with fields that the service could take.
AskDialog* DialogCommonTest::make(DialogWorld& world, const QString& kind)
{
    AskDialog* dialog = nullptr;
    if (kind == u"create") {
        auto* const create = new CreateDialog(world.cache, nullptr);
        create->setBlockDevices(someDisks());
        const QList<QLineEdit*> lines = create->findChildren<QLineEdit*>();
        for (QLineEdit* const line : lines) {
            if (line->accessibleName() == u"Name")
                line->setText(text("newvol"));
            else if (line->accessibleName() == u"Origin")
                line->setText(text("/dev/sdb"));
            else if (line->accessibleName() == u"Metadata")
                line->setText(text("/dev/sdc1"));
        }
        dialog = create;
    } else if (kind == u"checkpoint") {
        dialog = new CheckpointDialog(world.cache, nullptr);
    } else if (kind == u"export") {
        dialog = new ExportDialog(world.cache, text("archive"), { 12, 0 }, nullptr);
        auto* const path = dialog->findChild<QLineEdit*>(text("path"));
        path->setText(m_folder.filePath(text("list.xml")));
        path->setModified(true);
    } else if (kind == u"schedule") {
        dialog = new ScheduleDialog(world.cache, text("archive"), nullptr);
    } else if (kind == u"resize") {
        dialog = new ResizeDialog(world.cache, text("archive"), nullptr);
    } else {
        dialog = new RepairDialog(world.cache, text("vm-images"), nullptr);
    }
    world.open(dialog);
    return dialog;
}

void DialogCommonTest::everythingHasANameAndIsReachedByTab()
{
    QFETCH(const QString, kind);
    DialogWorld world;
    AskDialog* const dialog = make(world, kind);
    QCOMPARE(accessibilityFaults(*dialog), QStringList());
    if (auto* const advanced = shownButton(*dialog, text("Advanced"))) {
        press(advanced);
        QCOMPARE(accessibilityFaults(*dialog), QStringList());
    }
    QVERIFY(!dialog->windowTitle().isEmpty());
}

void DialogCommonTest::nothingIsCutOff()
{
    QFETCH(const QString, kind);
    LongTranslator translator;
    for (const bool isLong : { false, true }) {
        if (isLong)
            QCoreApplication::installTranslator(&translator);
        for (const Appearance look :
             { Appearance::Light, Appearance::Dark, Appearance::HighContrast }) {
            applyAppearance(look);
            DialogWorld world;
            AskDialog* const dialog = make(world, kind);
            if (auto* const advanced = dialog->findChild<QAbstractButton*>(text("advanced")))
                press(advanced);
            QTRY_COMPARE(clippedTexts(*dialog), QStringList());
            takePicture(*dialog,
                        kind + u'-' + toString(look) + (isLong ? text("-long") : QString()));
        }
    }
    QCoreApplication::removeTranslator(&translator);
    applyAppearance(Appearance::System);
}

void DialogCommonTest::onALowScreenItScrolls()
{
    QFETCH(const QString, kind);
    LongTranslator translator;
    QCoreApplication::installTranslator(&translator);
    DialogWorld world;
    AskDialog* const dialog = make(world, kind);
    dialog->setMaximumHeight(320);
    if (auto* const advanced = dialog->findChild<QAbstractButton*>(text("advanced")))
        press(advanced);
    QTRY_COMPARE(clippedTexts(*dialog), QStringList());
    QVERIFY(dialog->height() <= 320);
    const QScrollBar* const bar = dialog->findChild<QScrollArea*>()->verticalScrollBar();
    QTRY_COMPARE(bar->isVisible(), bar->maximum() > 0);
    QVERIFY(bar->isVisible() || kind != u"repair");
    takePicture(*dialog, kind + text("-low"));
    // Wherever the focus goes, it can be seen, and so can the verb.
    const QPoint corner = dialog->verbButton()->mapTo(dialog, QPoint());
    QVERIFY(dialog->rect().contains(QRect(corner, dialog->verbButton()->size())));
    for (int step = 0; step < 40; ++step) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        const QWidget* const focus = QApplication::focusWidget();
        QVERIFY2(!focus->visibleRegion().isEmpty(), qPrintable(focus->accessibleName()));
    }
    QCoreApplication::removeTranslator(&translator);
}

void DialogCommonTest::aRefusalIsSaidAndTheDialogStays()
{
    QFETCH(const QString, kind);
    QFETCH(const QString, verb);
    DialogWorld world;
    AskDialog* const dialog = make(world, kind);
    for (const Kind refusal :
         { Kind::Failed, Kind::InvalidArguments, Kind::NotAuthorized, Kind::NotFound, Kind::Exists,
           Kind::NotRunning, Kind::Busy, Kind::LimitsExceeded, Kind::NoDaemon }) {
        const QString words = text("refusal %1").arg(int(refusal));
        world.service.failNext(verb, { refusal, words });
        press(dialog->verbButton());
        QVERIFY(dialog->isBusy());
        QVERIFY(!dialog->verbButton()->isEnabled());
        QTRY_VERIFY(!dialog->isBusy());
        QVERIFY2(barText(*dialog).contains(words), qPrintable(barText(*dialog)));
        QVERIFY(dialog->isVisible());
        QVERIFY(dialog->verbButton()->isEnabled());
    }
}

void DialogCommonTest::aDismissedPromptIsSilent()
{
    QFETCH(const QString, kind);
    QFETCH(const QString, verb);
    DialogWorld world;
    AskDialog* const dialog = make(world, kind);
    world.service.failNext(verb, { Kind::Dismissed, text("not to be seen") });
    press(dialog->verbButton());
    QTRY_VERIFY(!dialog->isBusy());
    QCOMPARE(barText(*dialog), QString());
    QVERIFY(dialog->isVisible());
    QVERIFY(dialog->verbButton()->isEnabled());
}

void DialogCommonTest::aServiceThatNeverAnswersCanBeLeft()
{
    QFETCH(const QString, kind);
    DialogWorld world(thatNeverEnds());
    AskDialog* const dialog = make(world, kind);
    world.service.stopAnswering();
    press(dialog->verbButton());
    QTest::qWait(200);
    QVERIFY(dialog->isBusy());
    QVERIFY(dialog->isVisible());
    QTest::keyClick(dialog, Qt::Key_Escape);
    if (kind == u"export") // the first time the list is given up
        QTest::keyClick(dialog, Qt::Key_Escape);
    QVERIFY(!dialog->isVisible());
}

void DialogCommonTest::aServiceThatDiesMeanwhileIsSaid()
{
    QFETCH(const QString, kind);
    DialogWorld world(thatNeverEnds());
    AskDialog* const dialog = make(world, kind);
    world.service.stopAnswering();
    press(dialog->verbButton());
    QTest::qWait(100);
    QVERIFY(dialog->isBusy());
    world.service.die();
    QVERIFY(!dialog->isBusy());
    QVERIFY(dialog->isVisible());
    QVERIFY(!barText(*dialog).isEmpty());
    QVERIFY(!dialog->verbButton()->isEnabled());
    world.service.comeBack();
    QTRY_VERIFY(dialog->verbButton()->isEnabled());
}

void DialogCommonTest::aServiceThatIsAwayDisablesTheVerbUntilItIsBack()
{
    QFETCH(const QString, kind);
    DialogWorld world;
    AskDialog* const dialog = make(world, kind);
    QVERIFY2(dialog->verbButton()->isEnabled(), qPrintable(dialog->verbButton()->toolTip()));
    world.service.die();
    QVERIFY(!dialog->verbButton()->isEnabled());
    QVERIFY(!dialog->verbButton()->toolTip().isEmpty());
    QVERIFY(!barText(*dialog).isEmpty());
    world.service.comeBack();
    QTRY_VERIFY(dialog->verbButton()->isEnabled());
    QCOMPARE(barText(*dialog), QString());
}

void DialogCommonTest::aDeviceThatIsRemovedMeanwhileIsSaid()
{
    QFETCH(const QString, kind);
    DialogWorld world;
    AskDialog* const dialog = make(world, kind);
    for (const char* name : { "archive", "vm-images" }) {
        world.service.stop(text(name));
        world.service.remove(text(name));
    }
    QTRY_VERIFY(!world.cache.device(text("vm-images")));
    if (kind == u"create" || kind == u"checkpoint") {
        QVERIFY(dialog->verbButton()->isEnabled());
        return;
    }
    QVERIFY(!dialog->verbButton()->isEnabled());
    QVERIFY(barText(*dialog).contains(kind == u"repair" ? text("vm-images") : text("archive")));
}

void DialogCommonTest::theCommandCanBeCopied()
{
    QFETCH(const QString, kind);
    DialogWorld world;
    AskDialog* const dialog = make(world, kind);
    QApplication::clipboard()->clear();
    press(shownButton(*dialog, text("Copy as command")));
    QVERIFY(QApplication::clipboard()->text().startsWith(text("blkera ")));
    QCOMPARE(QApplication::clipboard()->text(), dialog->command());
}

void DialogCommonTest::escapeClosesIt()
{
    QFETCH(const QString, kind);
    DialogWorld world;
    AskDialog* const dialog = make(world, kind);
    QTest::keyClick(dialog, Qt::Key_Escape);
    QVERIFY(!dialog->isVisible());
    QVERIFY(world.service.calls().filter(text("Checkpoint")).isEmpty());
}

QTEST_MAIN(DialogCommonTest)
#include "dialog_common_test.moc"
