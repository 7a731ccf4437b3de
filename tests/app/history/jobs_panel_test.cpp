// SPDX-License-Identifier: GPL-2.0-or-later
#include "demo/demo_service.h"
#include "models/history/job_model.h"
#include "support/heart.h"
#include "widgets/history/job_row.h"
#include "widgets/history/jobs_panel.h"
#include "widgets/history/report_window.h"
#include "widgets/message_bar.h"

#include <algorithm>
#include <memory>

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QFileDialog>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QPointer>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <fcntl.h>
#include <unistd.h>

using namespace blkera;

namespace {

const QString kName = QStringLiteral("archive");

// The one of a job that can be seen.
QPushButton* buttonOf(const JobRow* row)
{
    const auto buttons = row->findChildren<QPushButton*>();
    for (QPushButton* const button : buttons) {
        if (button->isVisible())
            return button;
    }
    return nullptr;
}

QPushButton* buttonCalled(const QWidget* window, const QString& text)
{
    const auto buttons = window->findChildren<QPushButton*>();
    const auto found = std::ranges::find(buttons, text, &QPushButton::text);
    return found == buttons.end() ? nullptr : *found;
}

} // namespace

class JobsPanelTest : public QObject {
    Q_OBJECT

private slots:

    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void init();
    void cleanup();

    void withoutJobsItSaysWhatComesHere();
    void aListGoesOnAndEnds();
    void cancelByKeyboardEndsTheJob();
    void whileItIsCancelledTheButtonSaysSo();
    void theFocusGoesFromCancelToReport();
    void closingCancelsNothing();
    void aServiceThatDiesInMidJobLeavesItWithItsTime();
    void aReportIsReadCopiedAndSaved();
    void aReportThatCannotBeSavedSaysWhy();
    void theSaveDialogOffersAName();
    void aReportOutlivesTheJob();
    void ofManyJobsTheNewestAreShown();
    void aStormOfChangesDoesNotStopTheWindow();
    void tabGoesFromTheTopDown();
    void whatHasTheFocusHasAName();

private:
    void make(int listMs);
    quint64 beginList();
    JobInfo job(quint64 id) const;

    std::unique_ptr<DemoService> m_service;
    std::unique_ptr<ServiceCache> m_cache;
    std::unique_ptr<JobsPanel> m_panel;
};

void JobsPanelTest::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin).*")));
    make(60'000);
}

void JobsPanelTest::cleanup()
{
    m_panel.reset();
    m_cache.reset();
    m_service.reset();
}

void JobsPanelTest::make(int listMs)
{
    cleanup();
    DemoService::Shape shape;
    shape.blocks = 1U << 12;
    shape.eras = 5;
    shape.listMs = listMs;
    m_service = std::make_unique<DemoService>(shape);
    m_cache = std::make_unique<ServiceCache>(*m_service);
    m_panel = std::make_unique<JobsPanel>(*m_cache);
    m_panel->resize(900, 400);
    const QSignalSpy resets(m_cache.get(), &ServiceCache::jobsReset);
    m_cache->connectToService();
    QTRY_COMPARE(resets.size(), 1);
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowActive(m_panel.get()));
}

// Returns its id.
quint64 JobsPanelTest::beginList()
{
    const int nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
    m_service->changed(kName, 1, {}, QStringLiteral("json"), nowhere, Prompt::Allowed);
    ::close(nowhere);
    return m_cache->jobs().constLast().id;
}

JobInfo JobsPanelTest::job(quint64 id) const
{
    const JobInfo* const found = m_cache->job(id);
    return found ? *found : JobInfo();
}

void JobsPanelTest::withoutJobsItSaysWhatComesHere()
{
    QCOMPARE(m_panel->running(), 0);
    QCOMPARE(m_panel->summary(), QStringLiteral("No running jobs"));
    const auto labels = m_panel->findChildren<QLabel*>();
    QVERIFY(std::ranges::any_of(labels, [](const QLabel* label) {
        return label->isVisible() && label->text().startsWith(QLatin1String("No jobs."));
    }));
}

void JobsPanelTest::aListGoesOnAndEnds()
{
    make(400);
    const QSignalSpy changes(m_panel.get(), &JobsPanel::changed);
    const quint64 id = beginList();
    QCOMPARE(m_panel->running(), 1);
    QCOMPARE(m_panel->summary(), QStringLiteral("1 running job(s)"));
    JobRow* const row = m_panel->row(id);
    QVERIFY(row);
    auto* const bar = row->findChild<QProgressBar*>();
    QTRY_VERIFY(bar->value() > 0 && bar->value() < 100);
    QTRY_COMPARE(m_panel->running(), 0);
    QVERIFY(!bar->isVisible());
    QCOMPARE(buttonOf(row)->text(), QStringLiteral("Report…"));
    QVERIFY(row->accessibleName().contains(QLatin1String("Done after")));
    QVERIFY(changes.size() >= 3);
}

void JobsPanelTest::cancelByKeyboardEndsTheJob()
{
    const quint64 id = beginList();
    QTRY_VERIFY(buttonOf(m_panel->row(id)));
    QPushButton* const cancel = buttonOf(m_panel->row(id));
    QCOMPARE(cancel->text(), QStringLiteral("Cancel"));
    for (int turn = 0; turn < 5 && !cancel->hasFocus(); ++turn)
        QTest::keyClick(m_panel->window(), Qt::Key_Tab);
    QVERIFY(cancel->hasFocus());
    QTest::keyClick(cancel, Qt::Key_Space);
    QTRY_COMPARE(job(id).state, QStringLiteral("cancelled"));
    QTRY_VERIFY(m_panel->row(id)->accessibleName().contains(QLatin1String("Cancelled after")));
}

void JobsPanelTest::whileItIsCancelledTheButtonSaysSo()
{
    const quint64 id = beginList();
    QTRY_VERIFY(buttonOf(m_panel->row(id)));
    QPushButton* const cancel = buttonOf(m_panel->row(id));
    m_service->stopAnswering();
    cancel->setFocus(Qt::TabFocusReason);
    QTest::keyClick(cancel, Qt::Key_Space);
    QVERIFY(!cancel->isEnabled());
    QCOMPARE(cancel->toolTip(), QStringLiteral("Cancelling was asked for"));
    QCOMPARE(cancel->accessibleDescription(), cancel->toolTip());
    // Not at the button of another job, where the same key would cancel that.
    QCOMPARE(m_panel->focusWidget(), m_panel->row(id));
}

void JobsPanelTest::theFocusGoesFromCancelToReport()
{
    const quint64 id = beginList();
    QTRY_VERIFY(buttonOf(m_panel->row(id)));
    buttonOf(m_panel->row(id))->setFocus(Qt::TabFocusReason);
    JobInfo done = job(id);
    done.state = QStringLiteral("done");
    done.endTimeUs = done.startTimeUs + 1'000'000;
    emit m_service->jobChanged(done);
    QPushButton* const report = buttonOf(m_panel->row(id));
    QCOMPARE(report->text(), QStringLiteral("Report…"));
    QVERIFY(report->hasFocus());
}

void JobsPanelTest::closingCancelsNothing()
{
    const quint64 id = beginList();
    m_panel->close();
    m_panel.reset();
    QTest::qWait(50);
    QCOMPARE(job(id).state, QStringLiteral("running"));
    QVERIFY(m_service->calls().filter(QStringLiteral("Cancel")).isEmpty());
    // Another window shows it.
    m_panel = std::make_unique<JobsPanel>(*m_cache);
    QCOMPARE(m_panel->running(), 1);
}

void JobsPanelTest::aServiceThatDiesInMidJobLeavesItWithItsTime()
{
    const quint64 id = beginList();
    QTRY_VERIFY(buttonOf(m_panel->row(id)));
    m_service->die();
    JobRow* const row = m_panel->row(id);
    QVERIFY(row);
    QVERIFY2(row->accessibleName().contains(QLatin1String("as of")),
             qPrintable(row->accessibleName()));
    QVERIFY(!buttonOf(row)->isEnabled());
    QCOMPARE(buttonOf(row)->toolTip(), QStringLiteral("The service is not answering"));
    m_service->comeBack();
    QTRY_VERIFY(m_panel->row(id)
                && m_panel->row(id)->accessibleName().contains(QLatin1String("Interrupted")));
    QCOMPARE(m_panel->running(), 0);
}

void JobsPanelTest::aReportIsReadCopiedAndSaved()
{
    make(0);
    const quint64 id = beginList();
    QTRY_VERIFY(buttonOf(m_panel->row(id)));
    QTRY_COMPARE(buttonOf(m_panel->row(id))->text(), QStringLiteral("Report…"));
    QTest::keyClick(buttonOf(m_panel->row(id)), Qt::Key_Space);
    QPointer<ReportWindow> window = m_panel->findChild<ReportWindow*>();
    QVERIFY(window && window->isVisible());
    QVERIFY(window->content().startsWith("Operation: List of changed blocks\n"));

    QTest::keyClick(buttonCalled(window, QStringLiteral("&Copy")), Qt::Key_Space);
    QCOMPARE(QApplication::clipboard()->text().toUtf8(), window->content());

    QTest::keyClick(window->findChild<QComboBox*>(), Qt::Key_Down); // JSON
    const QTemporaryDir directory;
    const QString path = directory.filePath(QStringLiteral("report.json"));
    QVERIFY(window->saveTo(path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject saved = QJsonDocument::fromJson(file.readAll()).object();
    QCOMPARE(saved[QStringLiteral("operation")].toString(), QStringLiteral("changed-blocks"));
    QVERIFY(saved[QStringLiteral("report")].toObject()[QStringLiteral("blocks")].toInt() > 0);

    QTest::keyClick(window, Qt::Key_Escape);
    QTRY_VERIFY(!window);
}

void JobsPanelTest::aReportThatCannotBeSavedSaysWhy()
{
    ReportWindow window({}, {}, nullptr);
    window.setAttribute(Qt::WA_DeleteOnClose, false);
    window.show();
    QVERIFY(!window.saveTo(QStringLiteral("/nonexistent/report.txt")));
    auto* const message = window.findChild<MessageBar*>();
    QVERIFY(message->text().startsWith(QLatin1String("/nonexistent/report.txt was not saved: ")));
    QCOMPARE(message->severity(), Severity::Error);
}

void JobsPanelTest::theSaveDialogOffersAName()
{
    JobInfo ended;
    ended.id = 17;
    ReportWindow window(ended, {}, nullptr);
    window.setAttribute(Qt::WA_DeleteOnClose, false);
    window.show();
    QTest::keyClick(buttonCalled(&window, QStringLiteral("&Save…")), Qt::Key_Space);
    auto* const dialog = window.findChild<QFileDialog*>();
    QVERIFY(dialog);
    QCOMPARE(dialog->defaultSuffix(), QStringLiteral("txt"));
    QVERIFY(dialog->selectedFiles().value(0).contains(QLatin1String("blkera-job-17")));
    dialog->reject();
}

void JobsPanelTest::aReportOutlivesTheJob()
{
    make(0);
    const quint64 id = beginList();
    QTRY_COMPARE(m_panel->running(), 0);
    m_panel->showReport(id);
    auto* const window = m_panel->findChild<ReportWindow*>();
    QVERIFY(window);
    emit m_service->jobRemoved(id);
    QVERIFY(!m_panel->row(id));
    QVERIFY(window->content().contains("Done"));
    m_panel->showReport(id); // gone, and harmless
}

void JobsPanelTest::ofManyJobsTheNewestAreShown()
{
    for (quint64 id = 1; id <= 150; ++id) {
        JobInfo job;
        job.id = id;
        job.state = QStringLiteral("running");
        job.startTimeUs = id;
        emit m_service->jobChanged(job);
    }
    QCOMPARE(m_panel->running(), 150);
    QVERIFY(m_panel->row(150) && m_panel->row(51));
    QVERIFY(!m_panel->row(50));
    const auto labels = m_panel->findChildren<QLabel*>();
    QVERIFY(std::ranges::any_of(labels, [](const QLabel* label) {
        return label->text() == QLatin1String("50 older job(s) are not shown");
    }));
    emit m_service->jobRemoved(150);
    QVERIFY(m_panel->row(50));
}

void JobsPanelTest::aStormOfChangesDoesNotStopTheWindow()
{
    const quint64 id = beginList();
    const test::Heart heart;
    JobInfo changing = job(id);
    changing.total = 1'000'000;
    QTimer storm;
    connect(&storm, &QTimer::timeout, this, [&] {
        for (int change = 0; change < 100; ++change) {
            ++changing.done;
            emit m_service->jobChanged(changing);
        }
    });
    storm.start(10); // 10,000 a second
    QTRY_VERIFY_WITH_TIMEOUT(changing.done >= 10'000, 30'000);
    storm.stop();
    qInfo("%llu changes, the longest gap %lld ms", static_cast<unsigned long long>(changing.done),
          static_cast<long long>(heart.longestMs()));
    QVERIFY2(heart.longestMs() < 100, qPrintable(QString::number(heart.longestMs())));
}

void JobsPanelTest::tabGoesFromTheTopDown()
{
    const quint64 first = beginList();
    const quint64 second = beginList();
    const quint64 third = beginList();
    JobInfo ended = job(second); // goes to the bottom
    ended.state = QStringLiteral("done");
    ended.endTimeUs = ended.startTimeUs + 1;
    emit m_service->jobChanged(ended);
    QTRY_VERIFY(buttonOf(m_panel->row(third)));
    buttonOf(m_panel->row(third))->setFocus(Qt::TabFocusReason);
    QTest::keyClick(m_panel->focusWidget(), Qt::Key_Tab);
    QCOMPARE(m_panel->focusWidget(), buttonOf(m_panel->row(first)));
    QTest::keyClick(m_panel->focusWidget(), Qt::Key_Tab);
    QCOMPARE(m_panel->focusWidget(), buttonOf(m_panel->row(second)));
}

void JobsPanelTest::whatHasTheFocusHasAName()
{
    const quint64 running = beginList();
    m_service->checkpoint({ kName });
    QTRY_COMPARE(m_cache->jobs().size(), 2);
    QTRY_VERIFY(buttonOf(m_panel->row(running)));
    m_panel->showReport(running);
    const auto widgets = m_panel->findChildren<QWidget*>();
    int focusable = 0;
    for (QWidget* const widget : widgets) {
        if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible())
            continue;
        ++focusable;
        QAccessibleInterface* const read = QAccessible::queryAccessibleInterface(widget);
        QVERIFY2(read && !read->text(QAccessible::Name).isEmpty(),
                 widget->metaObject()->className());
    }
    QVERIFY(focusable >= 6);
    QCOMPARE(buttonOf(m_panel->row(running))->accessibleName(),
             QStringLiteral("Cancel: List of changed blocks: archive"));
}

QTEST_MAIN(JobsPanelTest)
#include "jobs_panel_test.moc"
