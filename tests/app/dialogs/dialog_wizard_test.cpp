// SPDX-License-Identifier: GPL-2.0-or-later
#include "dialog_world.h"
#include "widget_checks.h"
#include "widgets/dialogs/job_wizard.h"
#include "widgets/dialogs/wizard_report.h"
#include "widgets/theme.h"

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

using namespace blkera;

namespace {

QString text(const char* latin1)
{
    return QString::fromLatin1(latin1);
}

} // namespace

// A rollback as the daemon could drive it: what the test sets, and what the wizard asked for.
class FakeSource : public WizardSource {
    Q_OBJECT

public:
    QString title() const override { return text("Roll back vol07 to snap_A (era 118)"); }

    QList<WizardStep> steps() const override
    {
        QList<WizardStep> list;
        const QStringList titles { text("Safety checks"), text("Roll back the array"),
                                   text("Invalidate"), text("Finish") };
        for (int at = 0; at < titles.size(); ++at) {
            list.append({ titles[at],
                          at < step          ? WizardStep::State::Done
                              : at > step    ? WizardStep::State::Waiting
                              : hasFailed    ? WizardStep::State::Failed
                              : isFinished() ? WizardStep::State::Done
                                             : WizardStep::State::Now });
        }
        return list;
    }

    int current() const override { return step; }

    WizardPage page(int at) const override
    {
        WizardPage shown;
        shown.text = text("What step %1 does.").arg(at + 1);
        if (at != step)
            return shown;
        shown.ifStopped = text("the cache stays in passthrough: slower, and safe.");
        shown.verb = at == 2 ? text("Invalidate 812 044 blocks") : text("Next");
        if (isRunning) {
            shown.progress = text("41 %, 3 minutes left");
            shown.percent = 41;
            shown.obstacle = text("The step is under way.");
        }
        if (hasFailed) {
            shown.failure = text("the array did not answer");
            shown.remedy = text("Try again");
        }
        if (at == 2)
            shown.nameToType = text("vol07");
        return shown;
    }

    bool isFinished() const override { return step == 3; }

    QString drivenBy() const override { return driver; }

    QString report() const override { return text("Rolled back."); }

    QJsonObject reportJson() const override { return { { text("result"), text("done") } }; }

    void goOn() override { asked.append(text("go on")); }

    void stop() override { asked.append(text("stop")); }

    void tryAgain() override { asked.append(text("try again")); }

    void set(int newStep, bool isRunningNow = false, bool hasFailedNow = false)
    {
        step = newStep;
        isRunning = isRunningNow;
        hasFailed = hasFailedNow;
        emit changed();
    }

    int step = 0;
    bool isRunning = false;
    bool hasFailed = false;
    QString driver;
    QStringList asked;
};

class DialogWizardTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void stepsHaveTheirStateInWords();
    void nextIsEnabledOnlyWhenTheStepHasFinished();
    void anEarlierStepCanBeReadAndDoesNothing();
    void theGateOpensForTheNameOfTheDeviceOnly();
    void aFailureHasItsRemedy();
    void stopStaysWhereItIsAndNextIsNeverThere();
    void stopLeavesTheRestToTheService();
    void closingTheWindowAsksTheServiceForNothing();
    void whoDoesNotDriveItOnlyLooks();
    void theReportCanBeCopiedAndSaved();
    void theWizardClosesWhenItsSourceGoes();
    void anotherAppearanceIsTakenWhileItIsOpen();
    void everythingHasANameAndIsReachedByTab();
    void nothingIsCutOff();

private:
    QPushButton* next() const
    {
        const auto buttons = m_wizard->findChildren<QPushButton*>(text("next"));
        return buttons.constFirst();
    }

    QPushButton* stop() const { return m_wizard->findChild<QPushButton*>(text("stop")); }

    std::unique_ptr<FakeSource> m_source;
    std::unique_ptr<JobWizard> m_wizard;
};

void DialogWizardTest::init()
{
    failOnWarnings();
    m_source = std::make_unique<FakeSource>();
    m_wizard = std::make_unique<JobWizard>(*m_source, nullptr);
    m_wizard->open();
    QVERIFY(QTest::qWaitForWindowActive(m_wizard.get()));
}

void DialogWizardTest::cleanup()
{
    m_wizard.reset();
    m_source.reset();
}

void DialogWizardTest::stepsHaveTheirStateInWords()
{
    m_source->set(1, false, true);
    const auto* const list = m_wizard->findChild<QListWidget*>();
    QStringList lines;
    for (int row = 0; row < list->count(); ++row)
        lines.append(list->item(row)->text().replace(u'\n', text(" - ")));
    QCOMPARE(lines,
             QStringList({ text("1. Safety checks - done"), text("2. Roll back the array - failed"),
                           text("3. Invalidate - waiting"), text("4. Finish - waiting") }));
    QCOMPARE(m_wizard->windowTitle(), m_source->title());
    QCOMPARE(list->currentRow(), 1);
}

void DialogWizardTest::nextIsEnabledOnlyWhenTheStepHasFinished()
{
    m_source->set(1, true);
    QVERIFY(!next()->isEnabled());
    QVERIFY(!next()->toolTip().isEmpty());
    m_source->set(1);
    QVERIFY(next()->isEnabled());
    press(next());
    QCOMPARE(m_source->asked, QStringList({ text("go on") }));
    QVERIFY(!next()->isEnabled()); // until the service says what came of it
    QTest::keyClick(next(), Qt::Key_Space);
    QCOMPARE(m_source->asked.size(), 1);
    m_source->set(2);
    QCOMPARE(next()->text(), text("Invalidate 812 044 blocks"));
}

void DialogWizardTest::anEarlierStepCanBeReadAndDoesNothing()
{
    m_source->set(1);
    auto* const list = m_wizard->findChild<QListWidget*>();
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Up);
    QCOMPARE(shown<QLabel>(*m_wizard, text("What happens in this step"))->text(),
             text("What step 1 does."));
    QVERIFY(!next()->isVisible());
    m_source->set(1, true); // news do not take the reader away
    QCOMPARE(list->currentRow(), 0);
    m_source->set(2); // the next step does
    QCOMPARE(list->currentRow(), 2);
}

void DialogWizardTest::theGateOpensForTheNameOfTheDeviceOnly()
{
    m_source->set(2);
    auto* const gate = shown<QLineEdit>(*m_wizard, text("Name of the device, vol07"));
    QVERIFY(gate);
    QVERIFY(!next()->isEnabled());
    gate->setFocus();
    QTest::keyClicks(gate, text("vol0"));
    QVERIFY(!next()->isEnabled());
    QTest::keyClick(gate, Qt::Key_Return);
    QVERIFY(!m_source->asked.contains(text("go on")));
    QTest::keyClicks(gate, text("7"));
    QVERIFY(next()->isEnabled());
    QTest::keyClicks(gate, text("x"));
    QVERIFY(!next()->isEnabled());
    m_source->set(1);
    QVERIFY(!shown<QLineEdit>(*m_wizard, text("Name of the device, vol07")));
    m_source->set(2);
    QCOMPARE(gate->text(), QString());
}

void DialogWizardTest::aFailureHasItsRemedy()
{
    m_source->set(1, false, true);
    QCOMPARE(barText(*m_wizard), text("the array did not answer"));
    QVERIFY(!next()->isEnabled());
    press(shownButton(*m_wizard, text("Try again")));
    QCOMPARE(m_source->asked, QStringList({ text("try again") }));
    m_source->set(1, true);
    QCOMPARE(barText(*m_wizard), QString());
}

void DialogWizardTest::stopStaysWhereItIsAndNextIsNeverThere()
{
    const QRect stopPlace = stop()->geometry();
    const int left = stopPlace.left();
    for (int step = 0; step < 4; ++step) {
        for (const bool isRunning : { true, false }) {
            m_source->set(step, isRunning);
            QCoreApplication::processEvents();
            QCOMPARE(stop()->geometry().left(), left);
            QVERIFY(!stop()->geometry().intersects(next()->geometry()));
        }
    }
}

void DialogWizardTest::stopLeavesTheRestToTheService()
{
    m_source->set(1);
    QVERIFY(shown<QLabel>(*m_wizard, text("What is the case if it is left here"))
                ->text()
                .startsWith(text("If you stop here: ")));
    press(stop());
    QCOMPARE(m_source->asked, QStringList({ text("stop") }));
    QVERIFY(!m_wizard->isVisible());
}

void DialogWizardTest::closingTheWindowAsksTheServiceForNothing()
{
    m_source->set(1);
    QTest::keyClick(m_wizard.get(), Qt::Key_Escape);
    QVERIFY(!m_wizard->isVisible());
    QCOMPARE(m_source->asked, QStringList());
}

void DialogWizardTest::whoDoesNotDriveItOnlyLooks()
{
    m_source->driver = text("uid 1000");
    m_source->set(1);
    QVERIFY(!next()->isEnabled());
    QVERIFY(shown<QLabel>(*m_wizard, text("Why it cannot go on yet"))
                ->text()
                .contains(text("uid 1000")));
    press(stop()); // "Close"
    QCOMPARE(m_source->asked, QStringList());
}

void DialogWizardTest::theReportCanBeCopiedAndSaved()
{
    m_source->set(3);
    QCOMPARE(stop()->text(), text("Close"));
    QVERIFY(!next()->isVisible());
    press(shownButton(*m_wizard, text("Copy")));
    QCOMPARE(QApplication::clipboard()->text(), text("Rolled back."));
    press(shownButton(*m_wizard, text("Copy as JSON")));
    QCOMPARE(QJsonDocument::fromJson(QApplication::clipboard()->text().toUtf8()).object(),
             m_source->reportJson());
    const QTemporaryDir folder;
    auto* const report = m_wizard->findChild<WizardReport*>();
    for (const auto& [name, expected] :
         { std::pair(text("report.txt"), QByteArray("Rolled back.\n")),
           { text("report.json"),
             QJsonDocument(m_source->reportJson()).toJson(QJsonDocument::Indented) } }) {
        report->saveAs(folder.filePath(name));
        QTRY_VERIFY(QFile::exists(folder.filePath(name)));
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), expected);
    }
    report->saveAs(folder.filePath(text("none/report.txt")));
    QTRY_VERIFY(barText(*report).startsWith(text("Cannot write")));
}

void DialogWizardTest::theWizardClosesWhenItsSourceGoes()
{
    m_source->set(1);
    m_source.reset();
    QVERIFY(!m_wizard->isVisible());
}

void DialogWizardTest::anotherAppearanceIsTakenWhileItIsOpen()
{
    m_source->set(1);
    const auto* const list = m_wizard->findChild<QListWidget*>();
    const QSize size(16, 16);
    applyAppearance(Appearance::Light);
    QCoreApplication::processEvents();
    const QImage light = list->item(0)->icon().pixmap(size).toImage();
    applyAppearance(Appearance::Dark);
    QCoreApplication::processEvents();
    QVERIFY(list->item(0)->icon().pixmap(size).toImage() != light);
    m_source.reset();
    applyAppearance(Appearance::System); // there is nothing left to ask
}

void DialogWizardTest::everythingHasANameAndIsReachedByTab()
{
    for (int step = 0; step < 4; ++step) {
        m_source->set(step);
        QCOMPARE(accessibilityFaults(*m_wizard), QStringList());
    }
    m_source->set(1, false, true);
    QCOMPARE(accessibilityFaults(*m_wizard), QStringList());
}

void DialogWizardTest::nothingIsCutOff()
{
    LongTranslator translator;
    for (const bool isLong : { false, true }) {
        if (isLong)
            QCoreApplication::installTranslator(&translator);
        for (const Appearance look : { Appearance::Light, Appearance::Dark }) {
            applyAppearance(look);
            FakeSource source;
            JobWizard wizard(source, nullptr);
            wizard.open();
            QVERIFY(QTest::qWaitForWindowExposed(&wizard));
            const auto check = [&](const char* name) {
                QTRY_COMPARE(clippedTexts(wizard), QStringList());
                takePicture(
                    wizard,
                    text("wizard-%1-%2%3")
                        .arg(text(name), toString(look), isLong ? text("-long") : QString()));
            };
            source.set(1, true);
            check("running");
            source.set(1, false, true);
            check("failed");
            source.set(2);
            check("gate");
            source.set(3);
            check("report");
        }
    }
    QCoreApplication::removeTranslator(&translator);
    applyAppearance(Appearance::System);
}

QTEST_MAIN(DialogWizardTest)
#include "dialog_wizard_test.moc"
