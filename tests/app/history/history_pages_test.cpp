// SPDX-License-Identifier: GPL-2.0-or-later
#include "demo/demo_service.h"
#include "models/history/event_model.h"
#include "support/heart.h"
#include "widgets/history/activity_page.h"
#include "widgets/history/eras_page.h"
#include "widgets/history/record_table.h"
#include "widgets/message_bar.h"

#include <algorithm>
#include <memory>

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>
#include <QToolButton>

using namespace blkera;

namespace {

const QString kName = QStringLiteral("archive");

// Which a page shows below its table.
bool hasText(const QWidget& page, const QString& text)
{
    const auto labels = page.findChildren<QLabel*>();
    return std::ranges::any_of(labels, [&](const QLabel* label) { return label->text() == text; });
}

} // namespace

class HistoryPagesTest : public QObject {
    Q_OBJECT

private slots:

    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void init();
    void cleanup();

    void returnShowsChangesSinceAnEra();
    void severalErasAreARange();
    void withoutASelectionTheButtonSaysWhatToDo();
    void copyIsATableWithHeadings();
    void olderErasComeWhenOneScrollsDown();
    void aFailureIsSaidWithARemedy();
    void eventsAreFilteredByWordsAndSeverity();
    void eventsOfOneDeviceNeedNoColumnForIt();
    void aFailureOfEventsIsSaidWithARemedy();
    void aStormOfEventsDoesNotStopTheWindow();
    void tabReachesEverythingAndAllHasAName();

private:
    void make(quint32 eras);
    void showEras();
    void showActivity();

    std::unique_ptr<DemoService> m_service;
    std::unique_ptr<ServiceCache> m_cache;
    std::unique_ptr<EraModel> m_model;
    std::unique_ptr<ErasPage> m_eras;
    std::unique_ptr<ActivityPage> m_activity;
};

void HistoryPagesTest::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin).*")));
    make(60);
}

void HistoryPagesTest::cleanup()
{
    m_activity.reset();
    m_eras.reset();
    m_model.reset();
    m_cache.reset();
    m_service.reset();
}

void HistoryPagesTest::make(quint32 eras)
{
    cleanup();
    DemoService::Shape shape;
    shape.blocks = 1U << 12;
    shape.eras = eras;
    m_service = std::make_unique<DemoService>(shape);
    m_cache = std::make_unique<ServiceCache>(*m_service);
    m_model = std::make_unique<EraModel>(*m_service);
    m_eras = std::make_unique<ErasPage>(*m_model);
    m_eras->resize(900, 400);
    m_activity = std::make_unique<ActivityPage>(*m_cache);
    m_activity->resize(900, 400);
}

void HistoryPagesTest::showEras()
{
    m_model->setDevice(m_service->find(kName)->info);
    m_eras->show();
    QVERIFY(QTest::qWaitForWindowActive(m_eras.get()));
    QTRY_VERIFY(m_model->rowCount() > 0);
    m_eras->table()->setFocus(Qt::TabFocusReason);
}

void HistoryPagesTest::showActivity()
{
    m_cache->connectToService();
    m_activity->show();
    QVERIFY(QTest::qWaitForWindowActive(m_activity.get()));
    QTRY_COMPARE(m_activity->table()->model()->rowCount(), 2);
}

// ---------------------------------------------------------------- eras

void HistoryPagesTest::returnShowsChangesSinceAnEra()
{
    showEras();
    const QSignalSpy chosen(m_eras.get(), &ErasPage::rangeChosen);
    QTest::keyClick(m_eras->table(), Qt::Key_Down);
    QTest::keyClick(m_eras->table(), Qt::Key_Down);
    const int row = m_eras->table()->currentIndex().row();
    QVERIFY(row > 0);
    QTest::keyClick(m_eras->table(), Qt::Key_Return);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen[0][0].value<EraRange>(), EraRange({ 60U - quint32(row), 0 }));
    // The same by the button.
    QTest::keyClick(m_eras.get(), Qt::Key_W, Qt::AltModifier);
    QTRY_COMPARE(chosen.size(), 2);
    QCOMPARE(chosen[1][0].value<EraRange>(), EraRange({ 60U - quint32(row), 0 }));
}

void HistoryPagesTest::severalErasAreARange()
{
    showEras();
    const QSignalSpy chosen(m_eras.get(), &ErasPage::rangeChosen);
    m_eras->table()->setCurrentIndex(m_model->index(5, 0)); // era 55
    QTest::keyClick(m_eras->table(), Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(m_eras->table(), Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(m_eras->table(), Qt::Key_Return);
    QCOMPARE(chosen.last()[0].value<EraRange>(), EraRange({ 53, 55 }));
    // With the newest one it goes on.
    m_eras->table()->setCurrentIndex(m_model->index(1, 0));
    QTest::keyClick(m_eras->table(), Qt::Key_Up, Qt::ShiftModifier);
    QTest::keyClick(m_eras->table(), Qt::Key_Return);
    QCOMPARE(chosen.last()[0].value<EraRange>(), EraRange({ 59, 0 }));
}

void HistoryPagesTest::withoutASelectionTheButtonSaysWhatToDo()
{
    showEras();
    auto* const button = m_eras->findChild<QPushButton*>();
    QVERIFY(!button->isEnabled());
    QCOMPARE(button->toolTip(), QStringLiteral("Select an era first"));
    m_eras->table()->selectRow(3);
    QVERIFY(button->isEnabled());
    QCOMPARE(button->text(), QStringLiteral("Sho&w changes since this era"));
}

void HistoryPagesTest::copyIsATableWithHeadings()
{
    showEras();
    QTest::keyClick(m_eras->table(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(m_eras->table(), Qt::Key_C, Qt::ControlModifier);
    const QString text = QApplication::clipboard()->text();
    QCOMPARE(text.count(u'\n'), 61);
    QVERIFY(text.startsWith(QLatin1String("Era\tBegan\t")));
}

void HistoryPagesTest::olderErasComeWhenOneScrollsDown()
{
    make(2'500);
    showEras();
    QCOMPARE(m_model->rowCount(), 1'000);
    QVERIFY(hasText(*m_eras, QStringLiteral("The newest 1000 eras; scroll down for older ones")));
    QTest::keyClick(m_eras->table(), Qt::Key_End);
    QTRY_COMPARE(m_model->rowCount(), 2'000);
    QTest::keyClick(m_eras->table(), Qt::Key_End);
    QTRY_COMPARE(m_model->rowCount(), 2'500);
    QTRY_VERIFY(hasText(*m_eras, QStringLiteral("2500 era(s)")));
}

void HistoryPagesTest::aFailureIsSaidWithARemedy()
{
    m_service->failNext(QStringLiteral("GetEras"),
                        { ClientError::Kind::Failed, QStringLiteral("the history is locked") });
    m_model->setDevice(m_service->find(kName)->info);
    m_eras->show();
    auto* const message = m_eras->findChild<MessageBar*>();
    QTRY_COMPARE(message->text(), QStringLiteral("Eras could not be read: the history is locked"));
    QVERIFY(message->isVisible());
    const auto buttons = message->findChildren<QToolButton*>();
    const auto again = std::ranges::find(buttons, QStringLiteral("Try again"), &QToolButton::text);
    QVERIFY(again != buttons.end());
    QTest::keyClick(*again, Qt::Key_Space);
    QTRY_COMPARE(m_model->rowCount(), 60);
    QVERIFY(!message->isVisible());
}

// ---------------------------------------------------------------- events

void HistoryPagesTest::eventsAreFilteredByWordsAndSeverity()
{
    showActivity();
    m_service->suspend(QStringLiteral("web"));
    QAbstractItemModel* const shown = m_activity->table()->model();
    QTRY_COMPARE(shown->rowCount(), 3);

    auto* const text = m_activity->findChild<QLineEdit*>();
    QTest::keyClick(m_activity.get(), Qt::Key_L, Qt::AltModifier); // its label
    QVERIFY(text->hasFocus());
    QTest::keyClicks(text, QStringLiteral("WEB"));
    QCOMPARE(shown->rowCount(), 1);
    QVERIFY(hasText(*m_activity, QStringLiteral("1 of 3 events; the others are filtered out")));
    text->clear();
    QCOMPARE(shown->rowCount(), 3);

    auto* const severity = m_activity->findChild<QComboBox*>();
    QTest::keyClick(m_activity.get(), Qt::Key_I, Qt::AltModifier);
    QVERIFY(severity->hasFocus());
    QTest::keyClick(severity, Qt::Key_Down);
    QCOMPARE(shown->rowCount(), 2); // a warning and an error
    QTest::keyClick(severity, Qt::Key_Down);
    QCOMPARE(shown->rowCount(), 1);
    QCOMPARE(shown->index(0, EventModel::SeverityColumn).data().toString(),
             QStringLiteral("Error"));
    QVERIFY(!shown->index(0, EventModel::SeverityColumn)
                 .data(Qt::DecorationRole)
                 .value<QIcon>()
                 .isNull());
}

void HistoryPagesTest::eventsOfOneDeviceNeedNoColumnForIt()
{
    showActivity();
    m_activity->setDevice(kName);
    QVERIFY(m_activity->table()->isColumnHidden(EventModel::DeviceColumn));
    QTRY_COMPARE(m_activity->table()->model()->rowCount(), 1);
    m_activity->setDevice({});
    QVERIFY(!m_activity->table()->isColumnHidden(EventModel::DeviceColumn));
    QTRY_COMPARE(m_activity->table()->model()->rowCount(), 2);
}

void HistoryPagesTest::aFailureOfEventsIsSaidWithARemedy()
{
    showActivity();
    m_service->failNext(QStringLiteral("GetEvents"),
                        { ClientError::Kind::Failed, QStringLiteral("the history is locked") });
    m_activity->setDevice(QStringLiteral("web"));
    auto* const message = m_activity->findChild<MessageBar*>();
    QTRY_COMPARE(message->text(),
                 QStringLiteral("Events could not be read: the history is locked"));
}

void HistoryPagesTest::aStormOfEventsDoesNotStopTheWindow()
{
    showActivity();
    const test::Heart heart;
    int told = 0;
    QTimer storm;
    connect(&storm, &QTimer::timeout, this, [&] {
        for (int event = 0; event < 100; ++event)
            emit m_service->happened(
                { quint64(++told), kName, QStringLiteral("target-died"), QString::number(told) });
    });
    storm.start(10); // 10,000 a second
    QTRY_VERIFY_WITH_TIMEOUT(told >= 10'000, 30'000);
    storm.stop();
    qInfo("%d events, the longest gap %lld ms", told, static_cast<long long>(heart.longestMs()));
    QCOMPARE(m_activity->table()->model()->rowCount(), EventModel::kMost);
    QVERIFY2(heart.longestMs() < 100, qPrintable(QString::number(heart.longestMs())));
}

// ---------------------------------------------------------------- both

void HistoryPagesTest::tabReachesEverythingAndAllHasAName()
{
    showEras();
    m_eras->table()->selectRow(0);
    showActivity();
    for (QWidget* const page :
         { static_cast<QWidget*>(m_eras.get()), static_cast<QWidget*>(m_activity.get()) }) {
        page->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(page));
        QSet<QWidget*> wanted;
        const auto widgets = page->findChildren<QWidget*>();
        for (QWidget* const widget : widgets) {
            if ((widget->focusPolicy() & Qt::TabFocus) && widget->isVisible()
                && widget->isEnabled())
                wanted.insert(widget);
        }
        QVERIFY(wanted.size() >= 2);
        for (int turn = 0; turn < 20 && page->focusWidget(); ++turn) {
            wanted.remove(page->focusWidget());
            QTest::keyClick(page->focusWidget(), Qt::Key_Tab);
        }
        for (const QWidget* const widget : wanted)
            qInfo() << "not reached:" << widget;
        QVERIFY(wanted.isEmpty());
        for (QWidget* const widget : widgets) {
            if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible())
                continue;
            QAccessibleInterface* const read = QAccessible::queryAccessibleInterface(widget);
            QVERIFY2(read && !read->text(QAccessible::Name).isEmpty(),
                     widget->metaObject()->className());
        }
    }
}

QTEST_MAIN(HistoryPagesTest)
#include "history_pages_test.moc"
