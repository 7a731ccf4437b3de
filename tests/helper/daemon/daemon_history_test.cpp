// SPDX-License-Identifier: GPL-2.0-or-later

// What blkerad remembers; run by tests/support/private-bus, as root.

#include "daemon_world.h"
#include "dbus/names.h"

#include <csignal>

#include <QDBusArgument>
#include <QDBusVariant>
#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QtTest>

#include <sys/mount.h>

using namespace blkera;
using namespace blkera::test;

namespace {

const QString kX = QStringLiteral("x");

// "1 activation uid=- group=- blocks=0"
QString shown(const QVariantMap& era)
{
    const auto word = [&](const char* key) {
        const QString value = era.value(QLatin1String(key)).toString();
        return value.isEmpty() ? QStringLiteral("-") : value;
    };
    return QStringLiteral("%1 %2 uid=%3 blocks=%4")
        .arg(word("era"), word("cause"), word("uid"), word("blocks"));
}

QStringList erasOf(DaemonWorld& world, const QString& device, uint from = 0)
{
    QStringList eras;
    for (const QVariantMap& era :
         DaemonWorld::rows(world.device(device, "GetEras", { from, 1'000u })))
        eras << shown(era);
    return eras;
}

QStringList kindsOf(DaemonWorld& world, const QString& device)
{
    QStringList kinds;
    const QVariantList arguments { device, quint64 { 0 }, 1'000u };
    for (const QVariantMap& event : DaemonWorld::rows(world.manager("GetEvents", arguments)))
        kinds << event.value(QStringLiteral("kind")).toString();
    return kinds;
}

QString failureOf(DaemonWorld& world)
{
    return world
        .call(QLatin1String(names::kManagerPath), names::kPropertiesInterface, "Get",
              { QLatin1String(names::kManagerInterface), QStringLiteral("HistoryFailure") })
        .arguments()
        .value(0)
        .value<QDBusVariant>()
        .variant()
        .toString();
}

// One on a folder, for as long as this is there.
class SmallFileSystem {
public:
    explicit SmallFileSystem(const QString& folder)
        : m_folder(folder)
    {
        if (::mount("tmpfs", qPrintable(folder), "tmpfs", 0, "size=1m") != 0)
            qFatal("no file system");
    }

    SmallFileSystem(const SmallFileSystem&) = delete;
    SmallFileSystem& operator=(const SmallFileSystem&) = delete;

    ~SmallFileSystem() { ::umount2(qPrintable(m_folder), MNT_DETACH); }

    void fill() const
    {
        QFile file(filler());
        if (!file.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
            qFatal("no file");
        while (file.write(QByteArray(4096, 'x')) == 4096)
            continue;
    }

    void makeRoom() const { QFile::remove(filler()); }

private:
    QString filler() const { return m_folder + QStringLiteral("/filler"); }

    QString m_folder;
};

} // namespace

class DaemonHistoryTest : public QObject {
    Q_OBJECT

private slots:

    void everyEraIsThereWithItsCauseAndWhoAskedAndWhatItMarked()
    {
        DaemonWorld world;
        const QString striped = QStringLiteral("striped");
        QCOMPARE(world.create(striped).errorName(), QString());
        const auto before = static_cast<quint64>(QDateTime::currentMSecsSinceEpoch()) * 1000;
        QCOMPARE(world.device(striped, "Checkpoint").arguments(), QVariantList { 2u });
        QCOMPARE(
            world.device(striped, "Message", { QStringLiteral("take_metadata_snap") }).errorName(),
            QString());
        QCOMPARE(world.device(striped, "Suspend").errorName(), QString());
        QCOMPARE(world.device(striped, "Resume").arguments(), QVariantList { 4u });
        const QStringList expected { QStringLiteral("1 activation uid=- blocks=500"),
                                     QStringLiteral("2 checkpoint uid=0 blocks=0"),
                                     QStringLiteral("3 snapshot uid=0 blocks=0"),
                                     QStringLiteral("4 resume uid=- blocks=-") };
        QTRY_COMPARE(erasOf(world, striped), expected);
        QCOMPARE(erasOf(world, striped, 3), expected.mid(2));
        const QList<QVariantMap> eras
            = DaemonWorld::rows(world.device(striped, "GetEras", { 0u, 1'000u }));
        for (qsizetype i = 0; i < eras.size(); ++i) {
            const quint64 started = eras[i].value(QStringLiteral("started_us")).toULongLong();
            const quint64 ended = eras[i].value(QStringLiteral("ended_us")).toULongLong();
            QVERIFY(i == 0 || started >= before);
            QCOMPARE(ended,
                     i + 1 < eras.size()
                         ? eras[i + 1].value(QStringLiteral("started_us")).toULongLong()
                         : 0);
            QCOMPARE(eras[i].value(QStringLiteral("rebuilt")), QVariant(false));
        }
        for (const uint count : { 0u, 1'001u })
            QCOMPARE(world.device(striped, "GetEras", { 0u, count }).errorName(),
                     QLatin1String(names::kErrorInvalidArguments));
    }

    void aStopAndAStartAreDifferentFromADeath()
    {
        DaemonWorld world;
        QCOMPARE(world.create(kX).errorName(), QString());
        QCOMPARE(world.device(kX, "Stop").errorName(), QString());
        QCOMPARE(world.device(kX, "Start").errorName(), QString());
        QTRY_COMPARE(erasOf(world, kX).size(), 2);
        ::kill(static_cast<pid_t>(world.targetPid(kX)), SIGKILL);
        QTRY_COMPARE_WITH_TIMEOUT(erasOf(world, kX).value(2),
                                  QStringLiteral("3 crash uid=- blocks=-"), 10'000);
        QCOMPARE(erasOf(world, kX).value(1), QStringLiteral("2 activation uid=- blocks=-"));
        const QStringList kinds = kindsOf(world, kX);
        QVERIFY2(kinds.contains(QStringLiteral("created")), qPrintable(kinds.join(u' ')));
        QVERIFY2(kinds.indexOf(QStringLiteral("target-died"))
                     < kinds.indexOf(QStringLiteral("target-restarted")),
                 qPrintable(kinds.join(u' ')));
        QVERIFY(kinds.contains(QStringLiteral("target-died")));
    }

    void severalDevicesAtOneMomentShareAGroup()
    {
        DaemonWorld world;
        const QStringList both { kX, QStringLiteral("y") };
        for (const QString& name : both)
            QCOMPARE(world.create(name).errorName(), QString());
        QCOMPARE(world.device(kX, "Checkpoint").arguments(), QVariantList { 2u });
        const QVariantList answer = world.manager("Checkpoint", { both }).arguments();
        QCOMPARE(qdbus_cast<QList<uint>>(answer.value(0)), (QList<uint> { 3, 2 }));
        const QString group = answer.value(1).toString();
        QVERIFY(!group.isEmpty());
        QCOMPARE(world.manager("Checkpoint", { QStringList { kX } }).arguments().value(1),
                 QVariant(QString()));
        const auto groupOf = [&](const QString& name, uint era) {
            return DaemonWorld::rows(world.device(name, "GetEras", { era, 1u }))
                .value(0)
                .value(QStringLiteral("group"));
        };
        QTRY_COMPARE(groupOf(kX, 3), QVariant(group));
        QTRY_COMPARE(groupOf(both[1], 2), QVariant(group));
        QCOMPARE(groupOf(kX, 2), QVariant(QString()));
        // One that cannot be held keeps all from moving.
        QCOMPARE(world.device(both[1], "Suspend").errorName(), QString());
        QCOMPARE(world.manager("Checkpoint", { both }).errorName(),
                 QLatin1String(names::kErrorBusy));
        QCOMPARE(world.property(kX, "CurrentEra"), 4u);
        QCOMPARE(world.device(kX, "Suspend").errorName(), QString()); // it is not held any more
    }

    void whatBeganWhileThereWasNoDaemonIsMadeUpFor()
    {
        DaemonWorld world;
        QCOMPARE(world.create(kX).errorName(), QString());
        QTRY_COMPARE(erasOf(world, kX).size(), 1);
        world.endDaemon(SIGKILL);
        ::kill(static_cast<pid_t>(world.targetPid(kX)), SIGKILL);
        world.startDaemon();
        QTRY_COMPARE_WITH_TIMEOUT(erasOf(world, kX),
                                  (QStringList { QStringLiteral("1 activation uid=- blocks=-"),
                                                 QStringLiteral("2 crash uid=- blocks=-") }),
                                  10'000);
    }

    void aLostHistoryIsRebuiltAndSaysSo()
    {
        DaemonWorld world;
        const QString striped = QStringLiteral("striped");
        QCOMPARE(world.create(striped).errorName(), QString());
        for (uint era = 2; era < 5; ++era)
            QCOMPARE(world.device(striped, "Checkpoint").arguments(), QVariantList { era });
        world.endDaemon(SIGTERM);
        for (const char* suffix : { "", "-wal", "-shm" })
            QFile::remove(world.historyFile() + QLatin1String(suffix));
        world.startDaemon();
        const auto eras = [&] {
            return DaemonWorld::rows(world.device(striped, "GetEras", { 0u, 1'000u }));
        };
        // The target remembers what it has begun; the blocks are those of the metadata.
        QTRY_COMPARE(eras().size(), 4);
        QTRY_COMPARE(eras()[0].value(QStringLiteral("blocks")), QVariant(quint64 { 500 }));
        QVERIFY(kindsOf(world, {}).contains(QStringLiteral("history-rebuilt")));
        QCOMPARE(world.device(striped, "Checkpoint").arguments(), QVariantList { 5u });
        QTRY_COMPARE(eras().size(), 5);
    }

    void aDamagedHistoryIsSetAsideAndRebuilt()
    {
        DaemonWorld world;
        QCOMPARE(world.create(kX).errorName(), QString());
        QTRY_COMPARE(erasOf(world, kX).size(), 1);
        world.endDaemon(SIGTERM);
        ::kill(static_cast<pid_t>(world.targetPid(kX)), SIGKILL); // it remembers nothing
        QFile file(world.historyFile());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("nonsense");
        file.close();
        world.startDaemon();
        QTRY_VERIFY_WITH_TIMEOUT(
            erasOf(world, kX).value(1).startsWith(QStringLiteral("2 crash uid=-")), 10'000);
        const QVariantMap first
            = DaemonWorld::rows(world.device(kX, "GetEras", { 1u, 1u })).value(0);
        QCOMPARE(first.value(QStringLiteral("rebuilt")), QVariant(true));
        QCOMPARE(first.value(QStringLiteral("started_us")), QVariant(quint64 { 0 }));
        QVERIFY(kindsOf(world, {}).contains(QStringLiteral("history-rebuilt")));
        QVERIFY(!QFileInfo(world.historyFile())
                     .dir()
                     .entryList({ QStringLiteral("*damaged*") })
                     .isEmpty());
    }

    void whoAskedForWhatIsKeptForRoot()
    {
        DaemonWorld world;
        QCOMPARE(world.create(kX).errorName(), QString());
        const QString path = QStringLiteral("/org/blkera/devices/x");
        world.callAs(kNobody, 1, path, QLatin1String(names::kDeviceInterface),
                     QStringLiteral("Checkpoint"), {});
        QCOMPARE(world.device(kX, "Checkpoint").arguments(), QVariantList { 2u });
        const QVariantList arguments { kX, quint64 { 0 }, 10u };
        QStringList entries;
        const auto read = [&] {
            entries.clear();
            for (const QVariantMap& entry : DaemonWorld::rows(world.manager("GetAudit", arguments)))
                entries << QStringLiteral("%1 %2 %3")
                               .arg(entry.value(QStringLiteral("uid")).toUInt())
                               .arg(entry.value(QStringLiteral("method")).toString(),
                                    entry.value(QStringLiteral("result")).toString());
            return entries.size() >= 3;
        };
        QVERIFY(QTest::qWaitFor(read));
        QCOMPARE(entries.mid(0, 3),
                 (QStringList { QStringLiteral("0 CreateDevice done"),
                                QStringLiteral("65534 Checkpoint denied"),
                                QStringLiteral("0 Checkpoint done") }));
        QCOMPARE(
            world.callAs(kNobody, 1, QLatin1String(names::kManagerPath),
                         QLatin1String(names::kManagerInterface), QStringLiteral("GetAudit"),
                         { QStringLiteral("s:x"), QStringLiteral("t:0"), QStringLiteral("u:5") }),
            QByteArray("org.blkera.Error.NotAuthorized 1"));
    }

    void aHistoryOfALaterVersionIsLeftAloneAndDisturbsNobody()
    {
        DaemonWorld world;
        QCOMPARE(world.create(kX).errorName(), QString());
        world.endDaemon(SIGTERM);
        {
            auto later = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"));
            later.setDatabaseName(world.historyFile());
            QVERIFY(later.open());
            QSqlQuery(QStringLiteral("PRAGMA user_version = 999"), later);
            later.close();
        }
        QSqlDatabase::removeDatabase(QLatin1String(QSqlDatabase::defaultConnection));
        world.startDaemon();
        QCOMPARE(world.device(kX, "Checkpoint").arguments(), QVariantList { 2u });
        QTRY_VERIFY(failureOf(world).contains(QStringLiteral("history.sqlite")));
        QVERIFY(QFile::remove(world.historyFile()));
        QTRY_VERIFY_WITH_TIMEOUT(failureOf(world).isEmpty(), 20'000);
        QTRY_VERIFY(erasOf(world, kX).value(1).startsWith(QStringLiteral("2 checkpoint uid=0")));
    }

    void aHistoryWithoutRoomIsToldToWhoeverListensAndSoIsItsRecovery()
    {
        DaemonWorld world;
        world.endDaemon(SIGTERM);
        const SmallFileSystem files(QFileInfo(world.historyFile()).path());
        world.startDaemon();
        QCOMPARE(world.create(kX).errorName(), QString());
        QTRY_COMPARE(erasOf(world, kX).size(), 1);
        QVERIFY(failureOf(world).isEmpty());
        files.fill();
        const QString told = QStringLiteral("blkera HistoryFailure=");
        quint32 era = 1;
        QTRY_VERIFY_WITH_TIMEOUT(
            (world.device(kX, "Checkpoint").arguments() == QVariantList { ++era }
             && !failureOf(world).isEmpty()),
            20'000);
        QTRY_VERIFY(world.heard.contains(told + failureOf(world)));
        QVERIFY(!world.heard.contains(told));
        files.makeRoom();
        QTRY_VERIFY_WITH_TIMEOUT(world.heard.contains(told), 20'000);
        QVERIFY(failureOf(world).isEmpty());
        QTRY_COMPARE(erasOf(world, kX).size(), static_cast<qsizetype>(era));
    }

    void checkpointsComeByThemselvesWhereTheConfigurationSaysSo()
    {
        DaemonWorld world;
        QCOMPARE(world.create(kX).errorName(), QString());
        QCOMPARE(world.property(kX, "NextCheckpoint"), quint64 { 0 });
        QCOMPARE(world.device(kX, "SetSchedule", { QStringLiteral("yearly") }).errorName(),
                 QLatin1String(names::kErrorInvalidArguments));
        const QByteArray written = world.configuration();
        {
            QFile file(world.configFile(kX));
            QVERIFY(file.open(QIODevice::Append) && file.write("# by hand\n") > 0);
        }
        QCOMPARE(world.device(kX, "SetSchedule", { QStringLiteral("every 1min") }).errorName(),
                 QString());
        QVERIFY(world.configuration().contains("\nschedule = every 1min\n"));
        QVERIFY(world.configuration().contains(written + "# by hand\n"));
        QCOMPARE(world.property(kX, "Schedule"), QStringLiteral("every 1min"));
        const auto now = static_cast<quint64>(QDateTime::currentMSecsSinceEpoch()) * 1000;
        const quint64 due = world.property(kX, "NextCheckpoint").toULongLong();
        QVERIFY(due > now - 1'000'000 && due <= now + 60'000'000);
        QTRY_VERIFY_WITH_TIMEOUT(world.property(kX, "CurrentEra").toUInt() >= 2, 75'000);
        QTRY_COMPARE(erasOf(world, kX).value(1), QStringLiteral("2 checkpoint uid=0 blocks=-"));
        QVERIFY(world.property(kX, "NextCheckpoint").toULongLong() > due);
    }
};

QTEST_GUILESS_MAIN(DaemonHistoryTest)
#include "daemon_history_test.moc"
