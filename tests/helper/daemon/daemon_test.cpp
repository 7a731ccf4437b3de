// SPDX-License-Identifier: GPL-2.0-or-later

// blkerad on a bus with the real polkitd; run by tests/support/private-bus, as root.

#include "access/method_table.h"
#include "daemon_world.h"
#include "dbus/names.h"
#include "tests/support/introspection.h"

#include <algorithm>
#include <csignal>

#include <QDBusArgument>
#include <QDBusConnection>
#include <QDBusObjectPath>
#include <QDBusPendingCall>
#include <QDBusUnixFileDescriptor>
#include <QTemporaryFile>
#include <QtTest>

using namespace blkera;
using namespace blkera::test;

namespace {

const QString kManager = QLatin1String(names::kManagerInterface);
const QString kDevice = QLatin1String(names::kDeviceInterface);
const QString kManagerPath = QLatin1String(names::kManagerPath);
const QString kInvalid = QLatin1String(names::kErrorInvalidArguments);
const QString kBusy = QLatin1String(names::kErrorBusy);
const QString kNotFound = QLatin1String(names::kErrorNotFound);
const QString kNotRunning = QLatin1String(names::kErrorNotRunning);
const QString kFailed = QLatin1String(names::kErrorFailed);

} // namespace

class DaemonTest : public QObject {
    Q_OBJECT

private slots:

    void initTestCase()
    {
        if (!qEnvironmentVariableIsSet("PRIVATE_BUS_POLKITD_PID"))
            qFatal("run this by tests/support/private-bus");
    }

    void everyServedStateIsTold()
    {
        DaemonWorld world;
        for (const char* const state : { "needs-check", "failed", "stalled" }) {
            const QString name = QLatin1String(state);
            QCOMPARE(world.create(name).errorName(), QString());
            QCOMPARE(world.property(name, "State"), name);
            QCOMPARE(world.property(name, "Failure"), QStringLiteral("as the name says"));
            QCOMPARE(world.property(name, "CurrentEra"), 0u);
            // It is served: it has a block device, and is not removed or started twice.
            QCOMPARE(world.property(name, "DevicePath"), QStringLiteral("/dev/there-is-none"));
            QCOMPARE(world.device(name, "Status").arguments(),
                     QVariantList { QStringLiteral("Error") });
            QCOMPARE(world.device(name, "Start").errorName(), QString());
            QCOMPARE(world.device(name, "Remove").errorName(), kBusy);
            const QDBusMessage refused = world.device(name, "Checkpoint");
            QCOMPARE(refused.errorName(), kFailed);
            QVERIFY2(refused.errorMessage().contains(name), qPrintable(refused.errorMessage()));
            QCOMPARE(world.device(name, "Stop").errorName(), QString());
            QCOMPARE(world.device(name, "Remove").errorName(), QString());
        }
    }

    void statisticsAreTheTargetsWords()
    {
        DaemonWorld world;
        const QString x = QStringLiteral("x");
        QCOMPARE(world.create(x).errorName(), QString());
        const QDBusMessage reply = world.device(x, "Statistics");
        QCOMPARE(reply.signature(), QStringLiteral("a{sv}"));
        const auto members = qdbus_cast<QVariantMap>(reply.arguments().value(0));
        QCOMPARE(members.value(QStringLiteral("metadata_blocks_written")), QVariant(quint64 { 7 }));
        const auto operations
            = qdbus_cast<QMap<QString, QVariantMap>>(members.value(QStringLiteral("operations")));
        const QVariantMap write = operations.value(QStringLiteral("write"));
        QCOMPARE(write.value(QStringLiteral("requests")), QVariant(quint64 { 12 }));
        QCOMPARE(
            qdbus_cast<QList<qulonglong>>(write.value(QStringLiteral("latency_us_buckets"))).size(),
            qdbus_cast<QList<qulonglong>>(members.value(QStringLiteral("histogram_bounds"))).size()
                + 1);
        QCOMPARE(world.callAs(kNobody, 1, QStringLiteral("/org/blkera/devices/x"), kDevice,
                              QStringLiteral("Statistics"), {}),
                 QByteArray("ok 1"));
        QCOMPARE(world.device(x, "Stop").errorName(), QString());
        QCOMPARE(world.device(x, "Statistics").errorName(), QLatin1String(names::kErrorNotRunning));
    }

    void aDeviceIsResizedWhetherItRunsOrNot()
    {
        DaemonWorld world;
        const QString x = QStringLiteral("x");
        QCOMPARE(world.create(x).errorName(), QString());
        QCOMPARE(world.device(x, "Resize", { false }).arguments(),
                 (QVariantList { quint64 { 7'999 }, 1'000u, 1'000u, quint64 { 1'024 },
                                 quint64 { 1'024 }, false }));
        QCOMPARE(world.device(x, "Stop").errorName(), QString());
        // The fake target answers with what it was told.
        QCOMPARE(world.device(x, "Resize", { true }).arguments(),
                 (QVariantList { quint64 { 8'000 }, 2'000u, 1'000u, quint64 { 512 },
                                 quint64 { 1'024 }, true }));
        const QDBusMessage refused = world.device(x, "Resize", { false });
        QCOMPARE(refused.errorName(), kInvalid);
        QVERIFY2(refused.errorMessage().contains(QStringLiteral("blkera resize x --force")),
                 qPrintable(refused.errorMessage()));
        QCOMPARE(world.device(x, "Start").errorName(), QString());
    }

    void aSuspendedDeviceIsNoOtherThanBeforeOnceItIsResumed()
    {
        DaemonWorld world;
        const QString x = QStringLiteral("x");
        QCOMPARE(world.create(x).errorName(), QString());
        QCOMPARE(world.device(x, "Suspend").errorName(), QString());
        QCOMPARE(world.property(x, "State"), QStringLiteral("suspended"));
        QCOMPARE(world.device(x, "Checkpoint").errorName(), kBusy);
        QCOMPARE(world.device(x, "Resume").arguments(), QVariantList { 2u });
        QCOMPARE(world.property(x, "State"), QStringLiteral("running"));
        QCOMPARE(world.property(x, "CurrentEra"), 2u);
        QCOMPARE(world.device(x, "Stop").errorName(), QString());
        QCOMPARE(world.device(x, "Suspend").errorName(), kNotRunning);
    }

    void aRemovedDeviceLeavesNoState()
    {
        DaemonWorld world;
        const QString x = QStringLiteral("x");
        QCOMPARE(world.create(x, false).errorName(), QString());
        QFile state(world.stateFile(x));
        QVERIFY(state.open(QIODevice::WriteOnly));
        QCOMPARE(world.device(x, "Remove").errorName(), QString());
        QVERIFY(!QFile::exists(world.stateFile(x)));
    }

    void aDeviceLivesFromCreateToRemove()
    {
        DaemonWorld world;
        const QString x = QStringLiteral("x");
        const QDBusMessage created = world.create(x);
        QCOMPARE(created.arguments().value(0).value<QDBusObjectPath>().path(),
                 QStringLiteral("/org/blkera/devices/x"));
        QCOMPARE(world.managedPaths(), QStringList { QStringLiteral("/org/blkera/devices/x") });
        QVERIFY(world.configuration().contains("\norigin-id = serial:A12\n"));
        QVERIFY(!world.configuration().contains("metadata-id")); // that one has none
        QCOMPARE(world.property(x, "State"), QStringLiteral("running"));
        QCOMPARE(world.property(x, "CurrentEra"), 1u);
        QCOMPARE(world.property(x, "BlockSize"), 128u);
        QCOMPARE(world.property(x, "OriginId"), QStringLiteral("serial:A12"));
        QCOMPARE(world.property(x, "MetadataId"), QString());
        QCOMPARE(world.property(x, "ServedBy"), QStringLiteral("fuse"));
        QCOMPARE(world.property(x, "DevicePath"), QStringLiteral("/dev/there-is-none"));
        QCOMPARE(world.device(x, "Start").errorName(), QString()); // runs already
        QCOMPARE(world.device(x, "Checkpoint").arguments(), QVariantList { 2u });
        QCOMPARE(world.property(x, "CurrentEra"), 2u);
        QCOMPARE(world.device(x, "Message", { QStringLiteral("CheckPoint") }).errorName(),
                 QString());
        QCOMPARE(world.device(x, "Message", { QStringLiteral("take_metadata_snap") }).errorName(),
                 QString());
        QCOMPARE(world.property(x, "CurrentEra"), 4u);
        QVERIFY(!world.device(x, "Status").arguments().value(0).toString().endsWith(u'-'));
        QCOMPARE(world.device(x, "Message", { QStringLiteral("drop_metadata_snap") }).errorName(),
                 QString());
        QCOMPARE(world.device(x, "Message", { QStringLiteral("reboot") }).errorName(), kInvalid);
        QVERIFY(world.device(x, "Status")
                    .arguments()
                    .value(0)
                    .toString()
                    .endsWith(QStringLiteral("/1024 4 -")));
        QTemporaryFile list;
        QVERIFY(list.open());
        const QVariant output = QVariant::fromValue(QDBusUnixFileDescriptor(list.handle()));
        QCOMPARE(
            world.device(x, "ChangedBlocks", { 1u, 0u, QStringLiteral("xml"), output }).arguments(),
            (QVariantList { quint64 { 0 }, quint64 { 0 } }));
        QCOMPARE(contentOf(list.fileName()), QByteArray("<blocks>\n</blocks>"));
        QCOMPARE(
            world.device(x, "ChangedBlocks", { 9u, 0u, QStringLiteral("xml"), output }).errorName(),
            kInvalid);
        QCOMPARE(
            world.device(x, "ChangedBlocks", { 1u, 2u, QStringLiteral("xml"), output }).arguments(),
            (QVariantList { quint64 { 0 }, quint64 { 0 } }));
        QCOMPARE(
            world.device(x, "ChangedBlocks", { 2u, 1u, QStringLiteral("xml"), output }).errorName(),
            kInvalid);
        QCOMPARE(world.device(x, "Remove").errorName(), kBusy);
        QCOMPARE(world.device(x, "Stop").errorName(), QString());
        QCOMPARE(world.targetPid(x), qint64 { 0 });
        QCOMPARE(world.property(x, "State"), QStringLiteral("stopped"));
        QCOMPARE(world.property(x, "Failure"), QString());
        QCOMPARE(world.property(x, "ServedBy"), QString());
        QCOMPARE(world.property(x, "CurrentEra"), 0u);
        QCOMPARE(world.device(x, "Stop").errorName(), QString());
        QCOMPARE(world.device(x, "Checkpoint").errorName(), kNotRunning);
        QCOMPARE(world.device(x, "Start").errorName(), QString());
        QCOMPARE(world.property(x, "CurrentEra"), 5u);
        QCOMPARE(world.device(x, "Stop").errorName(), QString());
        QCOMPARE(world.device(x, "Remove").errorName(), QString());
        QCOMPARE(world.managedPaths(), QStringList());
        QCOMPARE(world.configuration(), QByteArray());
        QCOMPARE(world.manager("GetDevice", { x }).errorName(), kNotFound);
        QTRY_VERIFY(world.heard.contains(QStringLiteral("removed x")));
        const QStringList heard = world.heardOf(x);
        QCOMPARE(heard.first(), QStringLiteral("added x"));
        for (const char* expected : { "x CurrentEra=4", "x State=stopping", "x State=stopped",
                                      "x State=starting", "x State=running" })
            QVERIFY2(heard.contains(QLatin1String(expected)), expected);
    }

    void whatCannotBeCreatedLeavesNothing()
    {
        DaemonWorld world;
        const QString origin = world.blockDevice();
        const QString metadata = world.blockDevice();
        const auto creating
            = [&](const QString& name, const QString& from, const QString& with, uint blockSize = 0,
                  const char* frontend = "fuse", uint queues = 0) {
                  return world
                      .manager("CreateDevice",
                               { name, from, with, blockSize, QLatin1String(frontend), queues, 0u,
                                 false, true })
                      .errorName();
              };
        const QString x = QStringLiteral("x");
        for (const char* name : { "", ".", "..", "a/b", "a b", "a\nb", "-\x1b[2J" })
            QCOMPARE(creating(QLatin1String(name), origin, metadata), kInvalid);
        QCOMPARE(creating(QString(65, u'x'), origin, metadata), kInvalid);
        QCOMPARE(creating(QString(300, u'x'), origin, metadata), kInvalid);
        for (const char* path : { "/dev/null", "/etc/passwd", "/dev/../etc/passwd", "/dev/shm/x",
                                  "/proc/self/fd/0", "sda", "" }) {
            QCOMPARE(creating(x, QLatin1String(path), metadata), kInvalid);
            QCOMPARE(creating(x, origin, QLatin1String(path)), kInvalid);
        }
        QCOMPARE(creating(x, origin, metadata, 9), kInvalid);
        QCOMPARE(creating(x, origin, metadata, 0, "nbd"), kInvalid);
        QCOMPARE(creating(x, origin, metadata, 0, "fuse", 100'000), kInvalid);
        QCOMPARE(creating(QStringLiteral("refused"), origin, metadata), kInvalid);
        QCOMPARE(creating(QStringLiteral("crashes"), origin, metadata), kFailed);
        const QDBusMessage died = world.create(QStringLiteral("dies"));
        QCOMPARE(died.errorName(), kFailed);
        QCOMPARE(died.errorMessage(), QStringLiteral("dies: the metadata is not to be had"));
        QCOMPARE(world.configuration(), QByteArray());
        QCOMPARE(world.runtimeFiles(), QStringList());
        QCOMPARE(world.managedPaths(), QStringList());
        QCOMPARE(world.heard, QStringList());
        // No line but the daemon's own, whatever the names were.
        for (const QByteArray& line : world.daemonLog().trimmed().split('\n'))
            QVERIFY2(line.startsWith("audit uid=0 sender="), line.constData());
    }

    void namesAndDevicesAreTakenOnce()
    {
        DaemonWorld world;
        const QString x = QStringLiteral("x");
        QCOMPARE(world.create(x, false).errorName(), QString());
        QCOMPARE(world.create(x, false).errorName(), QLatin1String(names::kErrorExists));
        const QString origin = world.property(x, "Origin").toString();
        const QDBusMessage again
            = world.manager("CreateDevice",
                            { QStringLiteral("y"), origin, world.blockDevice(), 0u,
                              QStringLiteral("fuse"), 0u, 0u, false, false });
        QCOMPARE(again.errorName(), kBusy);
        QVERIFY(again.errorMessage().contains(origin));
    }

    void aFailedStartSaysWhy()
    {
        DaemonWorld world;
        const QString dies = QStringLiteral("dies");
        QCOMPARE(world.create(dies, false).errorName(), QString());
        const QString reason = QStringLiteral("dies: the metadata is not to be had");
        QCOMPARE(world.device(dies, "Start").errorMessage(), reason);
        QCOMPARE(world.property(dies, "State"), QStringLiteral("stopped"));
        QCOMPARE(world.property(dies, "Failure"), reason);
        QCOMPARE(world.device(dies, "Remove").errorName(), QString());
    }

    void aDeviceInUseIsNotStopped()
    {
        DaemonWorld world;
        const QString mounted = QStringLiteral("mounted");
        QCOMPARE(world.create(mounted).errorName(), QString());
        QCOMPARE(world.device(mounted, "Stop").errorName(), kBusy);
        QCOMPARE(world.property(mounted, "State"), QStringLiteral("running"));
        QCOMPARE(world.device(mounted, "Checkpoint").arguments(), QVariantList { 2u });
    }

    void severalDevicesAreOneCheckpoint()
    {
        DaemonWorld world;
        const QStringList both { QStringLiteral("x"), QStringLiteral("y") };
        for (const QString& name : both)
            QCOMPARE(world.create(name).errorName(), QString());
        QCOMPARE(world.device(both[1], "Checkpoint").arguments(), QVariantList { 2u });
        const auto eras
            = qdbus_cast<QList<uint>>(world.manager("Checkpoint", { both }).arguments().value(0));
        QCOMPARE(eras, (QList<uint> { 2, 3 }));
        QCOMPARE(world.device(both[1], "Stop").errorName(), QString());
        QCOMPARE(world.manager("Checkpoint", { both }).errorName(), kNotRunning);
        QCOMPARE(world.manager("Checkpoint", { QStringList { both[0], both[0] } }).errorName(),
                 kInvalid);
        QCOMPARE(world.manager("Checkpoint", { QStringList { both[0], QStringLiteral("z") } })
                     .errorName(),
                 kNotFound);
        QCOMPARE(world.manager("Checkpoint", { QStringList() }).errorName(), kInvalid);
        QCOMPARE(world.property(both[0], "CurrentEra"), 2u);
    }

    void aBrokenFileIsLeftAlone()
    {
        DaemonWorld world;
        QCOMPARE(world.create(QStringLiteral("x"), false).errorName(), QString());
        world.endDaemon(SIGTERM);
        QFile broken(world.configFile(QStringLiteral("broken")));
        QVERIFY(broken.open(QIODevice::WriteOnly));
        broken.write("name = other\n");
        broken.close();
        world.startDaemon();
        QCOMPARE(world.managedPaths(), QStringList { QStringLiteral("/org/blkera/devices/x") });
        QVERIFY(world.daemonLog().contains("blkerad: left alone: "));
        QVERIFY(world.daemonLog().contains("broken.conf"));
        QCOMPARE(world.create(QStringLiteral("broken"), false).errorName(),
                 QLatin1String(names::kErrorExists));
        QCOMPARE(contentOf(broken.fileName()), QByteArray("name = other\n"));
    }

    // The folders of a unit are in its file.
    void anUnknownLauncherIsRefusedAndSystemdWithFoldersOfItsOwn()
    {
        const auto refused = [](const QStringList& arguments) {
            QProcess daemon;
            daemon.start(QStringLiteral(BLKERA_DAEMON), arguments);
            const bool ended = daemon.waitForFinished();
            const QByteArray said = daemon.readAllStandardError();
            return ended && daemon.exitCode() == 2 && said.count('\n') == 1
                && said.contains("'process'");
        };
        const QString option = QStringLiteral("--launcher");
        QVERIFY(refused({ option, QStringLiteral("initd") }));
        for (const char* folder : { "--config-dir", "--state-dir", "--runtime-dir" })
            QVERIFY(refused({ option, QStringLiteral("systemd"), QLatin1String(folder),
                              QStringLiteral("/tmp/another") }));
    }
};

QTEST_GUILESS_MAIN(DaemonTest)
#include "daemon_test.moc"
