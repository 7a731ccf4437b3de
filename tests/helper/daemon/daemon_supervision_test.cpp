// SPDX-License-Identifier: GPL-2.0-or-later

// Targets that come, die and go, and who follows them; run by tests/support/private-bus, as root.

#include "daemon_world.h"
#include "dbus/names.h"
#include "tests/helper/control/peer_client.h"

#include <csignal>

#include <QDBusConnection>
#include <QDBusPendingCall>
#include <QtTest>

using namespace blkera;
using namespace blkera::test;

namespace {

const QString kDevice = QLatin1String(names::kDeviceInterface);
const QString kFailed = QLatin1String(names::kErrorFailed);
const QString kPath = QStringLiteral("/org/blkera/devices/x");
const QString kOutlivesPath = QStringLiteral("/org/blkera/devices/outlives");

} // namespace

class DaemonSupervisionTest : public QObject {
    Q_OBJECT

private slots:

    void initTestCase()
    {
        if (!qEnvironmentVariableIsSet("PRIVATE_BUS_POLKITD_PID"))
            qFatal("run this by tests/support/private-bus");
    }

    void aRestartIsServedByAnotherProcessAndNoFailure()
    {
        DaemonWorld world;
        const QString outlives = QStringLiteral("outlives");
        QCOMPARE(world.create(outlives).errorName(), QString());
        const qint64 before = world.targetPid(outlives);
        QCOMPARE(world.device(outlives, "Restart").errorName(), QString());
        QVERIFY(world.targetPid(outlives) != before);
        QCOMPARE(world.property(outlives, "State"), QStringLiteral("running"));
        QCOMPARE(world.property(outlives, "Failure"), QString());
        QCOMPARE(world.property(outlives, "CurrentEra"), 2u);
        const QStringList heard = world.heardOf(outlives);
        QVERIFY(!heard.filter(QStringLiteral("unexpectedly")).size());
        QVERIFY(!world.daemonLog().contains("unexpectedly"));
        QVERIFY(!world.daemonLog().contains("served again"));

        QCOMPARE(world.callAs(0, 2, kOutlivesPath, kDevice, QStringLiteral("Restart"), {}),
                 QByteArray("ok 1\norg.blkera.Error.Busy 1"));

        const QString x = QStringLiteral("x");
        QCOMPARE(world.create(x).errorName(), QString());
        QCOMPARE(world.device(x, "Restart").errorName(), kFailed);
        QCOMPARE(world.property(x, "State"), QStringLiteral("running"));
    }

    void aStopDuringTheStartComesAfterIt()
    {
        DaemonWorld world;
        const QString x = QStringLiteral("x");
        QCOMPARE(world.create(x, false).errorName(), QString());
        const QDBusMessage start = QDBusMessage::createMethodCall(
            QLatin1String(names::kService), kPath, kDevice, QStringLiteral("Start"));
        const QDBusPendingCall started = QDBusConnection::systemBus().asyncCall(start);
        QVERIFY(QTest::qWaitFor(
            [&] { return world.heard.contains(QStringLiteral("x State=starting")); }));
        QCOMPARE(world.device(x, "Stop").errorName(), QString());
        QVERIFY(started.isFinished() && !started.isError());
        QCOMPARE(world.property(x, "State"), QStringLiteral("stopped"));
        QCOMPARE(world.targetPid(x), qint64 { 0 });
    }

    void targetsOutliveTheDaemon()
    {
        DaemonWorld world;
        const QString x = QStringLiteral("x");
        QCOMPARE(world.create(x).errorName(), QString());
        QCOMPARE(world.device(x, "Checkpoint").arguments(), QVariantList { 2u });
        const qint64 pid = world.targetPid(x);
        QVERIFY(pid > 0);
        for (const int signal : { SIGTERM, SIGKILL }) {
            world.endDaemon(signal);
            world.startDaemon();
            QCOMPARE(world.targetPid(x), pid);
            QCOMPARE(world.property(x, "State"), QStringLiteral("running"));
            QCOMPARE(world.property(x, "CurrentEra"), 2u);
            QCOMPARE(world.property(x, "DevicePath"), QStringLiteral("/dev/there-is-none"));
        }
        QVERIFY(!world.daemonLog().contains("served again"));
        QCOMPARE(world.device(x, "Stop").errorName(), QString());
        QCOMPARE(world.targetPid(x), qint64 { 0 });
    }

    // The daemon has not asked: it was told.
    void whatATargetDoesByItselfIsSeen()
    {
        DaemonWorld world;
        QCOMPARE(world.create(QStringLiteral("x")).errorName(), QString());
        const PeerClient other(world.socket(QStringLiteral("x")));
        QCOMPARE(other.errorOf("Checkpoint", { QString() }), QString());
        QTRY_VERIFY(world.heard.contains(QStringLiteral("x CurrentEra=2")));
    }

    void countersAreToldTwiceASecondAndStatesAtOnce()
    {
        DaemonWorld world;
        const QString x = QStringLiteral("x");
        QCOMPARE(world.create(x).errorName(), QString());
        QTest::qWait(600);
        QElapsedTimer age;
        age.start();
        while (age.elapsed() < 2'000)
            QCOMPARE(world.device(x, "Checkpoint").errorName(), QString());
        const uint era = world.property(x, "CurrentEra").toUInt();
        QVERIFY2(era > 20, qPrintable(QString::number(era)));
        QTRY_VERIFY(world.heard.contains(QStringLiteral("x CurrentEra=%1").arg(era)));
        const auto told = world.heard.filter(QStringLiteral("x CurrentEra=")).size();
        QVERIFY2(told >= 4 && told <= 7, qPrintable(world.heard.join(u' ')));

        QCOMPARE(world.device(x, "Checkpoint").errorName(), QString());
        age.start();
        QCOMPARE(world.device(x, "Suspend").errorName(), QString());
        QTRY_VERIFY(world.heard.contains(QStringLiteral("x State=suspended")));
        QCOMPARE(world.device(x, "Stop").errorName(), QString());
        QTRY_VERIFY(world.heard.contains(QStringLiteral("x State=stopped")));
        QVERIFY2(age.elapsed() < 450, qPrintable(QString::number(age.elapsed())));
    }

    // As systemd does when a disk comes late.
    void aTargetThatSomebodyElseStartsIsTakenOver()
    {
        DaemonWorld world;
        const QString x = QStringLiteral("x");
        QCOMPARE(world.create(x, false).errorName(), QString());
        QProcess target;
        target.setStandardErrorFile(QProcess::nullDevice());
        target.start(QStringLiteral(BLKERA_FAKE_TARGET),
                     { QStringLiteral("--config"), world.configFile(x),
                       QStringLiteral("--runtime-dir"),
                       QFileInfo(world.socket(x)).absolutePath() });
        QVERIFY(target.waitForStarted());
        QTRY_COMPARE(world.property(x, "State"), QStringLiteral("running"));
        QCOMPARE(world.device(x, "Checkpoint").errorName(), QString());
        QCOMPARE(world.device(x, "Stop").errorName(), QString());
        QTRY_COMPARE(target.state(), QProcess::NotRunning);
        QCOMPARE(world.property(x, "State"), QStringLiteral("stopped"));
    }

    void aTargetThatDiesHasASuccessor()
    {
        DaemonWorld world;
        const QString x = QStringLiteral("x");
        QCOMPARE(world.create(x).errorName(), QString());
        for (unsigned era = 2; era < 5; ++era) {
            ::kill(static_cast<pid_t>(world.targetPid(x)), SIGKILL);
            QTRY_COMPARE(world.property(x, "CurrentEra"), era);
            QTRY_COMPARE(world.property(x, "State"), QStringLiteral("running"));
            QCOMPARE(world.property(x, "Failure"), QString());
        }
        QVERIFY(world.heard.contains(QStringLiteral("x State=recovering")));
        QCOMPARE(world.daemonLog().count("blkerad: x: started\n"), 1);
        QCOMPARE(world.daemonLog().count("blkerad: x: the target ended unexpectedly"), 3);
        QCOMPARE(world.daemonLog().count("blkerad: x: served again after its target had died\n"),
                 3);
    }

    void aTargetThatDiedWithoutTheDaemonHasASuccessorToo()
    {
        DaemonWorld world;
        const QString x = QStringLiteral("x");
        QCOMPARE(world.create(x).errorName(), QString());
        world.endDaemon(SIGKILL);
        ::kill(static_cast<pid_t>(world.targetPid(x)), SIGKILL);
        QTRY_COMPARE(world.targetPid(x), qint64 { 0 });
        world.startDaemon();
        QTRY_COMPARE(world.property(x, "CurrentEra"), 2u);
        QTRY_COMPARE(world.property(x, "State"), QStringLiteral("running"));
        QCOMPARE(world.daemonLog().count("blkerad: x: the target ended unexpectedly\n"), 1);
        QCOMPARE(world.daemonLog().count("blkerad: x: served again after its target had died\n"),
                 1);
    }

    void aDeviceThatCannotBeRecoveredYetSaysWhyAndIsTriedAgain()
    {
        DaemonWorld world;
        const QString x = QStringLiteral("x");
        QCOMPARE(world.create(x).errorName(), QString());
        QFile file(world.configFile(x));
        QVERIFY(file.open(QFile::ReadWrite));
        const QByteArray content = file.readAll();
        QVERIFY(file.resize(0));
        ::kill(static_cast<pid_t>(world.targetPid(x)), SIGKILL);
        QTRY_VERIFY(world.property(x, "Failure").toString().contains(world.configFile(x)));
        QCOMPARE(world.property(x, "State"), QStringLiteral("recovering"));
        QCOMPARE(world.device(x, "Remove").errorName(), QLatin1String(names::kErrorBusy));
        QDBusMessage refused = world.device(x, "Checkpoint");
        QCOMPARE(refused.errorName(), QLatin1String(names::kErrorNotRunning));
        QVERIFY(refused.errorMessage().contains(QStringLiteral("is being started again")));

        QVERIFY(file.seek(0) && file.write(content) == content.size() && file.flush());
        QTRY_COMPARE_WITH_TIMEOUT(world.property(x, "State"), QStringLiteral("running"), 15'000);
        QCOMPARE(world.property(x, "CurrentEra"), 2u);
    }

    void aTargetThatIsRefusedForGoodIsNotTriedAgain()
    {
        DaemonWorld world;
        const QString name = QStringLiteral("refused-later");
        QCOMPARE(world.create(name).errorName(), QString());
        ::kill(static_cast<pid_t>(world.targetPid(name)), SIGKILL);
        QTRY_COMPARE(world.property(name, "State"), QStringLiteral("stopped"));
        QVERIFY(world.property(name, "Failure").toString().contains("the disk is another one"));
        QTest::qWait(500);
        QCOMPARE(world.property(name, "State"), QStringLiteral("stopped"));
    }

    void aDeviceWhoseTargetDiedCanBeStopped()
    {
        DaemonWorld world;
        const QString x = QStringLiteral("x");
        QCOMPARE(world.create(x).errorName(), QString());
        QVERIFY(QFile::resize(world.configFile(x), 0)); // no target can be started
        ::kill(static_cast<pid_t>(world.targetPid(x)), SIGKILL);
        QTRY_COMPARE(world.property(x, "State"), QStringLiteral("recovering"));
        QCOMPARE(world.device(x, "Stop").errorName(), QString());
        QCOMPARE(world.property(x, "State"), QStringLiteral("stopped"));
        QTest::qWait(500);
        QCOMPARE(world.targetPid(x), qint64 { 0 });
    }
};

QTEST_GUILESS_MAIN(DaemonSupervisionTest)
#include "daemon_supervision_test.moc"
