// SPDX-License-Identifier: GPL-2.0-or-later
#include "demo/demo_service.h"
#include "models/history/event_model.h"

#include <memory>

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace blkera;

class EventModelTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void aServiceThatIsNotThereIsNotStarted();
    void theNewestEventIsOnTop();
    void whatHappensNowIsInsertedOnTop();
    void aDeviceHasItsOwnEvents();
    void eventsOfSeveralDevicesAreOfEach();
    void thereIsABoundOnEvents();
    void whatHappenedWhileTheServiceWasAwayIsThere();
    void aQuestionThatFailsIsTold();
    void whoReadsKeepsThePlaceWhenNothingIsNew();
    void theModelIsConsistentUnderRandomChange();

private:
    QString cell(int row, int column) const
    {
        return m_model->index(row, column).data().toString();
    }

    std::unique_ptr<DemoService> m_service;
    std::unique_ptr<ServiceCache> m_cache;
    std::unique_ptr<EventModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void EventModelTest::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
    DemoService::Shape shape;
    shape.blocks = 1U << 12;
    shape.eras = 5;
    m_service = std::make_unique<DemoService>(shape);
    m_cache = std::make_unique<ServiceCache>(*m_service);
    m_cache->connectToService();
    m_model = std::make_unique<EventModel>(*m_cache);
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    QTRY_COMPARE(m_model->rowCount(), 2);
    QTRY_VERIFY(!m_model->isLoading());
}

void EventModelTest::cleanup()
{
    m_tester.reset();
    m_model.reset();
    m_cache.reset();
    m_service.reset();
}

void EventModelTest::aServiceThatIsNotThereIsNotStarted()
{
    DemoService service({});
    ServiceCache cache(service);
    EventModel model(cache);
    model.setDevice(QStringLiteral("web"));
    QVERIFY(service.calls().isEmpty());
    QVERIFY(model.isLoading());
    cache.connectToService();
    QTRY_VERIFY(!model.isLoading());
}

void EventModelTest::theNewestEventIsOnTop()
{
    QCOMPARE(cell(0, EventModel::DeviceColumn), QStringLiteral("vm-images"));
    QCOMPARE(cell(0, EventModel::SeverityColumn), QStringLiteral("Error"));
    QCOMPARE(cell(0, EventModel::KindColumn), QStringLiteral("State"));
    QCOMPARE(cell(0, EventModel::TextColumn), QStringLiteral("Needs check"));
    QCOMPARE(m_model->index(0, 0).data(EventModel::SeverityRole).toInt(), int(Severity::Error));
    const QString said = m_model->index(0, 0).data(Qt::AccessibleTextRole).toString();
    QVERIFY2(said.endsWith(QLatin1String(", Error: vm-images, State, Needs check")),
             qPrintable(said));
}

void EventModelTest::whatHappensNowIsInsertedOnTop()
{
    const QSignalSpy inserted(m_model.get(), &QAbstractItemModel::rowsInserted);
    m_service->checkpoint({ QStringLiteral("archive") });
    QTRY_COMPARE(m_model->rowCount(), 3);
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(cell(0, EventModel::KindColumn), QStringLiteral("New era"));
}

void EventModelTest::aDeviceHasItsOwnEvents()
{
    m_model->setDevice(QStringLiteral("archive"));
    QTRY_COMPARE(m_model->rowCount(), 1);
    m_service->suspend(QStringLiteral("web"));
    m_service->suspend(QStringLiteral("archive"));
    QTRY_COMPARE(m_model->rowCount(), 2);
    QCOMPARE(cell(0, EventModel::TextColumn), QStringLiteral("Suspended"));
    QCOMPARE(cell(1, EventModel::DeviceColumn), QStringLiteral("archive"));
}

void EventModelTest::eventsOfSeveralDevicesAreOfEach()
{
    m_model->setDevice(QStringLiteral("web"));
    QTRY_VERIFY(!m_model->isLoading());
    const int before = m_model->rowCount();
    emit m_service->happened({ 1, QStringLiteral("archive web"), QStringLiteral("hook"), {} });
    emit m_service->happened({ 1, QStringLiteral("archive webs"), QStringLiteral("hook"), {} });
    QCOMPARE(m_model->rowCount(), before + 1);
}

void EventModelTest::thereIsABoundOnEvents()
{
    m_tester.reset(); // which looks at all of them each time
    for (int event = 0; event < EventModel::kMost + 500; ++event)
        emit m_service->happened({ quint64(event), QStringLiteral("web"), QStringLiteral("era"),
                                   QString::number(event) });
    QCOMPARE(m_model->rowCount(), EventModel::kMost);
    QCOMPARE(cell(0, EventModel::TextColumn), QString::number(EventModel::kMost + 499));
}

void EventModelTest::whatHappenedWhileTheServiceWasAwayIsThere()
{
    m_service->die();
    QCOMPARE(m_model->rowCount(), 2);
    QVERIFY(m_service->blockSignals(true) == false);
    m_service->stop(QStringLiteral("archive")); // answered when it is back
    m_service->blockSignals(false);
    m_service->comeBack();
    QTRY_COMPARE(m_model->rowCount(), 3);
    QCOMPARE(cell(0, EventModel::TextColumn), QStringLiteral("Stopped"));
}

void EventModelTest::aQuestionThatFailsIsTold()
{
    m_service->failNext(QStringLiteral("GetEvents"),
                        { ClientError::Kind::Failed, QStringLiteral("the history is locked") });
    m_model->refresh();
    QTRY_VERIFY(m_model->failure());
    QCOMPARE(m_model->rowCount(), 2);
    m_model->refresh();
    QTRY_VERIFY(!m_model->failure());
}

void EventModelTest::whoReadsKeepsThePlaceWhenNothingIsNew()
{
    const QSignalSpy resets(m_model.get(), &QAbstractItemModel::modelReset);
    m_model->refresh();
    QTRY_VERIFY(!m_model->isLoading());
    QVERIFY(resets.isEmpty());
}

void EventModelTest::theModelIsConsistentUnderRandomChange()
{
    const quint32 seed = qEnvironmentVariableIsSet("BLKERA_SEED")
        ? qEnvironmentVariable("BLKERA_SEED").toUInt()
        : 20'261'130;
    qInfo("seed %u", seed);
    QRandomGenerator random(seed);
    const QStringList names { QString(), QStringLiteral("archive"), QStringLiteral("web") };
    for (int turn = 0; turn < 400; ++turn) {
        switch (random.bounded(6)) {
        case 0:
            m_model->setDevice(names[random.bounded(3)]);
            break;
        case 1:
            m_model->refresh();
            break;
        case 2:
            m_service->checkpoint({ QStringLiteral("archive") });
            break;
        case 3:
            emit m_service->happened({ quint64(turn), names[random.bounded(3)],
                                       QStringLiteral("target-died"), QString::number(turn) });
            break;
        case 4:
            if (random.bounded(20) == 0) {
                m_service->die();
                m_service->comeBack();
            }
            break;
        default:
            QCoreApplication::processEvents();
            break;
        }
    }
    QTRY_VERIFY(!m_model->isLoading());
    QVERIFY(m_model->rowCount() <= EventModel::kMost);
}

QTEST_GUILESS_MAIN(EventModelTest)
#include "event_model_test.moc"
