// SPDX-License-Identifier: GPL-2.0-or-later
#include "client/service_cache.h"
#include "demo/demo_service.h"
#include "models/device_model.h"
#include "models/device_words.h"

#include <cstdio>

#include <QAbstractItemModelTester>
#include <QPromise>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryFile>
#include <QTest>

using namespace blkera;

namespace {

using State = ServiceCache::State;

struct World {
    explicit World(DemoService::Shape shape = {})
        : service(shape)
        , cache(service)
    {
    }

    bool begin()
    {
        cache.connectToService();
        return QTest::qWaitFor([this] { return cache.state() == State::Ready; });
    }

    DemoService service;
    ServiceCache cache;
};

// Its list of devices is answered when the test says.
class SlowService : public DemoService {
public:
    using DemoService::DemoService;

    QFuture<Outcome<QList<DeviceInfo>>> devices() override
    {
        m_answer = {};
        m_answer.start();
        return m_answer.future();
    }

    void answer(const QList<DeviceInfo>& devices)
    {
        m_answer.addResult(devices);
        m_answer.finish();
    }

private:
    QPromise<Outcome<QList<DeviceInfo>>> m_answer;
};

} // namespace

class ServiceCacheTest : public QObject {
    Q_OBJECT

private slots:

    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void knowsTheDevicesOnceItIsReady()
    {
        World world;
        QVERIFY(world.begin());
        QCOMPARE(world.cache.devices().size(), 6);
        QVERIFY(world.cache.device(QStringLiteral("vault")));
        QVERIFY(!world.cache.device(QStringLiteral("none")));
        QVERIFY(world.cache.asOf().isNull());
        QTRY_COMPARE(world.cache.version(), QStringLiteral("0.1.0"));
    }

    void whatIsToldWhileTheListIsOnItsWayCounts()
    {
        SlowService service(DemoService::Shape {});
        ServiceCache cache(service);
        cache.connectToService();
        DeviceInfo fresh;
        fresh.name = QStringLiteral("fresh");
        emit service.deviceAdded(fresh);
        emit service.deviceChanged(fresh.name, { { QStringLiteral("MetadataUsed"), quint64(7) } });
        emit service.deviceRemoved(QStringLiteral("mail"));
        service.answer({ service.find(QStringLiteral("archive"))->info,
                         service.find(QStringLiteral("mail"))->info });
        QTRY_COMPARE(cache.state(), State::Ready);
        QVERIFY(cache.device(QStringLiteral("archive")));
        QVERIFY(!cache.device(QStringLiteral("mail")));
        QVERIFY(cache.device(fresh.name));
        QCOMPARE(cache.device(fresh.name)->metadataUsed, quint64(7));
    }

    void saysThatThereIsNoBus()
    {
        World world;
        world.service.setBus(false);
        world.cache.connectToService();
        QCOMPARE(world.cache.state(), State::NoBus);
        QVERIFY(!world.cache.reason().isEmpty());
    }

    void saysThatNobodyAnswersAndGoesOnWhenSomebodyDoes()
    {
        World world;
        world.service.stopAnswering();
        world.cache.connectToService();
        QCOMPARE(world.cache.state(), State::Connecting);
        QTRY_COMPARE_WITH_TIMEOUT(world.cache.state(), State::NotAnswering, 8'000);
        world.service.comeBack();
        QTRY_COMPARE(world.cache.state(), State::Ready);
    }

    void aServiceThatStandsStillAnswersForNoListEither()
    {
        World world;
        QVERIFY(world.begin());
        world.service.stopAnswering();
        QTemporaryFile file;
        QVERIFY(file.open());
        const auto answer
            = world.service.changed(QStringLiteral("vault"), 1, std::nullopt, QStringLiteral("xml"),
                                    file.handle(), Prompt::Never);
        QTest::qWait(100);
        QVERIFY(!answer.isFinished());
        QCOMPARE(file.size(), 0);
    }

    void aDaemonThatDescribesThingsInAnotherWayIsSaid()
    {
        World world;
        world.service.failNext(QStringLiteral("Devices"),
                               { ClientError::Kind::Failed, QStringLiteral("another version") });
        world.cache.connectToService();
        QTRY_COMPARE(world.cache.state(), State::WrongVersion);
        QCOMPARE(world.cache.reason(), QStringLiteral("another version"));
    }

    void whatWasKnownStaysWhenTheDaemonDies()
    {
        World world;
        QVERIFY(world.begin());
        world.service.die();
        QCOMPARE(world.cache.state(), State::NoService);
        QCOMPARE(world.cache.devices().size(), 6);
        QVERIFY(!world.cache.asOf().isNull());
        QSignalSpy reset(&world.cache, &ServiceCache::devicesReset);
        world.service.comeBack();
        QTRY_COMPARE(world.cache.state(), State::Ready);
        QCOMPARE(reset.size(), 1);
        QVERIFY(world.cache.asOf().isNull());
    }

    void tenThousandChangesAreToldAFewTimes()
    {
        World world;
        QVERIFY(world.begin());
        QSignalSpy changed(&world.cache, &ServiceCache::deviceChanged);
        DemoDevice* const device = world.service.find(QStringLiteral("vault"));
        for (int count = 0; count < 10'000; ++count) {
            device->info.metadataUsed = quint64(count);
            world.service.tell(QStringLiteral("vault"));
        }
        QCOMPARE(world.cache.device(QStringLiteral("vault"))->metadataUsed, quint64 { 9'999 });
        QTRY_COMPARE(changed.size(), 1);
    }

    void whatIsToldWhileTheAnswerIsUnderWayIsNewer()
    {
        World world;
        world.cache.connectToService();
        QTest::qWait(0); // answered, and not taken in yet, or not even answered
        DemoDevice* const device = world.service.find(QStringLiteral("vault"));
        device->info.metadataUsed = 4'711;
        world.service.tell(QStringLiteral("vault"));
        QTRY_COMPARE(world.cache.state(), State::Ready);
        QCOMPARE(world.cache.device(QStringLiteral("vault"))->metadataUsed, quint64 { 4'711 });
    }

    void aJobsEndIsToldAtOnce()
    {
        World world({ .listMs = 200 });
        QVERIFY(world.begin());
        QSignalSpy added(&world.cache, &ServiceCache::jobAdded);
        const auto answer = world.service.checkpoint({ QStringLiteral("vault") });
        QTRY_COMPARE(added.size(), 1);
        QTRY_VERIFY(answer.isFinished());
        const JobInfo* const job = world.cache.job(added[0][0].toULongLong());
        QVERIFY(job);
        QCOMPARE(job->state, QStringLiteral("done"));
    }

    void theModelIsSoundUnderRandomChange()
    {
        const quint32 seed = qEnvironmentVariableIsSet("BLKERA_SEED")
            ? qEnvironmentVariable("BLKERA_SEED").toUInt()
            : 20'261'130;
        std::printf("BLKERA_SEED=%u\n", seed);
        QRandomGenerator random(seed);
        World world({ .devices = 20 });
        DeviceModel model(world.cache);
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QVERIFY(world.begin());
        QCOMPARE(model.rowCount(), 20);
        int made = 0;
        for (int step = 0; step < 300; ++step) {
            const QList<DeviceInfo> devices = world.cache.devices();
            const QString name = devices.isEmpty()
                ? QString()
                : devices[qsizetype(random.bounded(quint32(devices.size())))].name;
            switch (random.bounded(4)) {
            case 0: {
                DemoDevice::Shape shape;
                shape.name = QStringLiteral("new%1").arg(++made);
                shape.blocks = 64;
                shape.eras = 1;
                world.service.addDevice(shape);
                break;
            }
            case 1:
                if (DemoDevice* const device = world.service.find(name)) {
                    device->info.state = QStringLiteral("stopped");
                    world.service.tell(name);
                    world.service.remove(name);
                }
                break;
            case 2:
                if (DemoDevice* const device = world.service.find(name)) {
                    device->info.currentEra += 1;
                    world.service.tell(name);
                }
                break;
            default:
                world.service.die();
                world.service.comeBack();
                break;
            }
            if (step % 10 == 0)
                QTest::qWait(5);
        }
        QTRY_COMPARE(world.cache.state(), State::Ready);
        QTest::qWait(200);
        const QList<DeviceInfo> devices = world.cache.devices();
        QCOMPARE(model.rowCount(), int(devices.size()));
        for (int row = 0; row < model.rowCount(); ++row) {
            QCOMPARE(model.index(row).data().toString(), devices[row].name);
            QVERIFY(model.index(row)
                        .data(Qt::AccessibleTextRole)
                        .toString()
                        .contains(stateWords(devices[row]).word));
        }
    }

    void aThousandDevicesAreListedInTime()
    {
        World world({ .devices = 1'000, .blocks = 1'024, .eras = 2 });
        const DeviceModel model(world.cache);
        QElapsedTimer timer;
        timer.start();
        QVERIFY(world.begin());
        QCOMPARE(model.rowCount(), 1'000);
        QVERIFY(timer.elapsed() < 1'000);
    }
};

QTEST_GUILESS_MAIN(ServiceCacheTest)
#include "service_cache_test.moc"
