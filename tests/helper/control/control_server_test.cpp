// SPDX-License-Identifier: GPL-2.0-or-later
#include "control/control_server.h"
#include "peer_client.h"
#include "pipe.h"
#include "served_target.h"
#include "tests/support/introspection.h"

#include <csignal>
#include <thread>

#include <QDBusArgument>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include <sys/stat.h>

using namespace blkera;
using namespace blkera::test;

namespace {

const QString kInvalid = QLatin1String(names::kErrorInvalidArguments);
const QString kBusy = QLatin1String(names::kErrorBusy);
const QString kFailed = QLatin1String(names::kErrorFailed);

} // namespace

class ControlServerTest : public QObject {
    Q_OBJECT

    QList<QVariantList> m_told;

public slots:

    void onStatusChanged(const QDBusMessage& signal) { m_told << signal.arguments(); }

private slots:

    void initTestCase() { prepareProcess(); }

    void statusSpeaksAsTheKernelDoes()
    {
        Server server;
        const QVariantList status = PeerClient(server.socket()).call("Status").arguments();
        QCOMPARE(status.size(), 10);
        const QRegularExpression line(QStringLiteral("^8 [0-9]+/1024 1 -$"));
        QVERIFY2(line.match(status[0].toString()).hasMatch(), qPrintable(status[0].toString()));
        QCOMPARE(status.mid(1, 6),
                 (QVariantList { QStringLiteral("running"), QString(), 1u,
                                 QStringLiteral("/dev/there-is-none"), QStringLiteral("fuse"),
                                 quint64 { kBlocks * FileTarget::kBlockSectors - 1 } }));
        // The line says it again.
        QCOMPARE(
            QStringLiteral("8 %1/%2 1 -").arg(status[7].toULongLong()).arg(status[8].toULongLong()),
            status[0].toString());
        QCOMPARE(status[9], QVariant(quint64 { 0 }));
    }

    void statisticsAreThoseOfTheTarget()
    {
        Server server;
        server.target->write({ blocks(1, 2), blocks(4, 4) });
        QVERIFY(PeerClient(server.socket()).errorOf("Checkpoint", kNoNote).isEmpty());
        const QDBusMessage reply = PeerClient(server.socket()).call("Statistics");
        QCOMPARE(reply.signature(), QStringLiteral("a{sv}"));
        const auto members = qdbus_cast<QVariantMap>(reply.arguments().value(0));
        const auto numbers = [](const QVariantMap& map, const char* name) {
            return qdbus_cast<QList<qulonglong>>(map.value(QLatin1String(name)));
        };
        QCOMPARE(members.value(QStringLiteral("started_us")),
                 QVariant(quint64 { 1'700'000'000'000'000 }));
        QCOMPARE(members.value(QStringLiteral("metadata_blocks_written")), QVariant(quint64 { 7 }));
        QCOMPARE(members.value(QStringLiteral("metadata_flushes")), QVariant(quint64 { 4 }));
        QCOMPARE(members.value(QStringLiteral("eras_begun")), QVariant(quint64 { 1 }));
        // Both writes, in one commit or in two.
        QCOMPARE(members.value(QStringLiteral("commit_writes_sum")), QVariant(quint64 { 2 }));
        const QList<qulonglong> bounds = numbers(members, "histogram_bounds");
        QCOMPARE(bounds.size(), qsizetype { Histogram::kBuckets - 1 });
        QCOMPARE(bounds.mid(0, 3), (QList<qulonglong> { 1, 2, 3 }));

        const auto operations
            = qdbus_cast<QMap<QString, QVariantMap>>(members.value(QStringLiteral("operations")));
        QCOMPARE(operations.keys(),
                 (QStringList { QStringLiteral("discard"), QStringLiteral("flush"),
                                QStringLiteral("read"), QStringLiteral("write"),
                                QStringLiteral("write_zeroes") }));
        const QVariantMap write = operations.value(QStringLiteral("write"));
        const std::pair<const char*, quint64> expected[] {
            { "requests", 12 },          { "in_flight", 1 },
            { "bytes", 49'152 },         { "errors", 2 },
            { "deferred", 3 },           { "latency_us_sum", 1'990 },
            { "latency_us_max", 1'000 }, { "mark_wait_us_sum", 0 },
            { "mark_wait_us_max", 0 },
        };
        for (const auto& [name, value] : expected)
            QCOMPARE(write.value(QLatin1String(name)), QVariant(value));
        const QList<qulonglong> latency = numbers(write, "latency_us_buckets");
        QCOMPARE(latency.size(), bounds.size() + 1);
        QCOMPARE(latency[bounds.indexOf(96)], 11U);
        QCOMPARE(latency[bounds.indexOf(1024)], 1U);
        QCOMPARE(operations.value(QStringLiteral("read")).value(QStringLiteral("requests")),
                 QVariant(quint64 { 0 }));
    }

    void introspectionIsWhatTheXmlSays()
    {
        Server server;
        const QString interface = QLatin1String(names::kTargetInterface);
        const QStringList written = members(
            contentOf(QStringLiteral(BLKERA_DBUS_FOLDER "/org.blkera.Target1.xml")), interface);
        QCOMPARE(members(PeerClient(server.socket()).introspect(), interface), written);
        QCOMPARE(written.size(), 19);
    }

    // Once, within two seconds, in the words of Status.
    void whoIsConnectedIsToldWhatHasChanged()
    {
        Server server;
        PeerClient listener(server.socket());
        QVERIFY(listener.listen("StatusChanged", this, SLOT(onStatusChanged(QDBusMessage))));
        m_told.clear();
        QTest::qWait(3'000);
        QVERIFY(m_told.isEmpty());
        const PeerClient other(server.socket());
        QCOMPARE(other.errorOf("Checkpoint", kNoNote), QString());
        QTRY_COMPARE(m_told.size(), 1);
        QCOMPARE(m_told.first(), other.call("Status").arguments());
        QCOMPARE(m_told.first().value(3), QVariant(2u));
        QTest::qWait(3'000);
        QCOMPARE(m_told.size(), 1);
    }

    // It may arrive together with the end of the authentication.
    void theFirstCallIsAnsweredAtOnce()
    {
        Server server;
        for (int i = 0; i < 50; ++i) {
            QElapsedTimer timer;
            timer.start();
            QCOMPARE(PeerClient(server.socket()).firstError(), QString());
            QVERIFY2(timer.elapsed() < 5'000, qPrintable(QString::number(timer.elapsed())));
        }
    }

    void aCheckpointBeginsAnEra()
    {
        Server server;
        const PeerClient client(server.socket());
        QCOMPARE(client.call("Checkpoint", kNoNote).arguments(), QVariantList { 2u });
        QCOMPARE(client.call("Checkpoint", kNoNote).arguments(), QVariantList { 3u });
    }

    void aSnapshotIsHeldOnce()
    {
        Server server;
        const PeerClient client(server.socket());
        QVERIFY(client.call("TakeMetadataSnapshot", kNoNote).arguments().value(0).toULongLong()
                > 0);
        QCOMPARE(client.errorOf("TakeMetadataSnapshot", kNoNote), kBusy);
        QCOMPARE(client.errorOf("DropMetadataSnapshot"), QString());
        QCOMPARE(client.errorOf("DropMetadataSnapshot"), kFailed);
    }

    void aResizeTakesInBothSizes()
    {
        Server server;
        const PeerClient client(server.socket());
        server.target->setOriginBlocks(kBlocks + 500);
        server.growMetadata();
        QCOMPARE(client.call("Resize", { false }).arguments(),
                 (QVariantList { quint64 { (kBlocks + 500) * 8 - 1 }, kBlocks, kBlocks + 500,
                                 quint64 { 1024 }, quint64 { 2048 }, false }));
        QCOMPARE(client.call("Status").arguments().value(3), QVariant(2u)); // an era has begun
        server.target->write({ blocks(kBlocks + 100, kBlocks + 101) });
        Pipe pipe;
        QCOMPARE(
            client.call("ChangedBlocks", listArguments(1, "json", pipe.writer.get())).arguments(),
            (QVariantList { quint64 { 2 }, quint64 { 0 } }));
        // Nothing has changed since: no new era.
        QVERIFY(client.errorOf("Resize", { false }).isEmpty());
        QCOMPARE(client.call("Status").arguments().value(3), QVariant(2u));
    }

    void aSmallerOriginHasToBeForced()
    {
        Server server;
        const PeerClient client(server.socket());
        server.target->setOriginBlocks(kBlocks - 500);
        QCOMPARE(client.errorOf("Resize", { false }), kInvalid);
        QCOMPARE(client.call("Resize", { true }).arguments().value(2), QVariant(kBlocks - 500));
    }

    void aSuspendedDeviceSaysSoAndRefusesVerbs()
    {
        Server server;
        const PeerClient client(server.socket());
        server.target->write({ blocks(5, 7) });
        QCOMPARE(client.errorOf("Suspend"), QString());
        QCOMPARE(client.call("Status").arguments().value(1), QVariant(QStringLiteral("suspended")));
        QCOMPARE(client.errorOf("Suspend"), QString()); // it is already
        QCOMPARE(client.errorOf("Checkpoint", kNoNote), kBusy);
        QCOMPARE(client.errorOf("Resize", { true }), kBusy);
        Pipe pipe;
        QCOMPARE(
            client.call("ChangedBlocks", listArguments(1, "json", pipe.writer.get())).arguments(),
            (QVariantList { quint64 { 3 }, quint64 { 0 } }));
        QCOMPARE(client.call("Resume").arguments(), QVariantList { 2u });
        QCOMPARE(client.call("Resume").arguments(), QVariantList { 2u }); // nothing to do
        QCOMPARE(client.call("Status").arguments().value(1), QVariant(QStringLiteral("running")));
    }

    void handingOverEndsTheServerAndKeepsItsSocket()
    {
        Server server;
        const PeerClient client(server.socket());
        QCOMPARE(client.errorOf("HandOver"), kFailed);
        server.target->setOutlivesServer(true);
        QCOMPARE(client.errorOf("HandOver"), QString());
        server.join();
        QVERIFY(server.outcome.has_value());
        QVERIFY(*server.outcome == ControlServer::End::HandedOver);
        QVERIFY(server.target->wasHandedOver());
        QVERIFY(QFile::exists(server.socket()));
    }

    void aHangupHandsOverToo()
    {
        Server server;
        const PeerClient client(server.socket()); // it is at work when it answers
        server.signal(SIGHUP); // not possible: ignored
        QTest::qWait(50);
        QCOMPARE(client.errorOf("Status"), QString());
        server.target->setOutlivesServer(true);
        server.signal(SIGHUP);
        server.join();
        QVERIFY(server.target->wasHandedOver());
    }

    void unusableMetadataIsAnErrorOfEveryVerb()
    {
        QTemporaryDir folder;
        const QString socket = folder.filePath(QStringLiteral("x.sock"));
        auto target = FileTarget::openUnusable(kBlocks, TrackerState::NeedsCheck, "a checksum");
        QVERIFY(target);
        auto server = ControlServer::listen(socket.toStdString(), **target, *kLog);
        QVERIFY(server);
        std::thread thread([&] { (void)(*server)->run(); });
        {
            const PeerClient client(socket);
            QCOMPARE(client.call("Status").arguments().mid(0, 4),
                     (QVariantList { QStringLiteral("Error"), QStringLiteral("needs-check"),
                                     QStringLiteral("a checksum"), 0u }));
            Pipe pipe;
            QCOMPARE(client.errorOf("ChangedBlocks", listArguments(1, "xml", pipe.writer.get())),
                     kFailed);
            for (const char* const verb : { "Checkpoint", "TakeMetadataSnapshot" })
                QCOMPARE(client.errorOf(verb, kNoNote), kFailed);
            for (const char* const verb : { "DropMetadataSnapshot", "Suspend" })
                QCOMPARE(client.errorOf(verb), kFailed);
            QCOMPARE(client.errorOf("GetMap", { quint64 { 0 }, quint64 { 0 }, 10u, 1u, 0u }),
                     kFailed);
            QCOMPARE(client.errorOf("Resize", { true }), kFailed);
            QCOMPARE(client.errorOf("Stop"), QString());
        }
        thread.join();
    }

    void aDeviceInUseIsNotStopped()
    {
        Server server;
        const PeerClient client(server.socket());
        server.target->setInUse(true);
        QCOMPARE(client.errorOf("Stop"), kBusy);
        server.signal(SIGTERM);
        QTest::qWait(50);
        QCOMPARE(client.call("Checkpoint", kNoNote).arguments(), QVariantList { 2u });
        server.target->setInUse(false);
        QCOMPARE(client.errorOf("Stop"), QString());
        server.join();
        QVERIFY(server.outcome.has_value());
        QVERIFY(!QFile::exists(server.socket()));
    }

    void aSignalStopsCleanly()
    {
        Server server;
        server.target->write({ blocks(5, 5) });
        server.signal(SIGTERM);
        server.join();
        QVERIFY(server.outcome.has_value());
        // The writeset was archived: offline tools, which read no current one, see it.
        auto device = server.target->openMetadataForReading();
        QVERIFY(device.has_value());
        BlockManager manager(**device);
        const auto superblock = Superblock::read(manager);
        QVERIFY(superblock.has_value());
        const auto archived = archivedWritesets(manager, EraView::live(*superblock));
        QVERIFY(archived.has_value());
        QCOMPARE(archived->size(), std::size_t { 1 });
    }
};

QTEST_GUILESS_MAIN(ControlServerTest)
#include "control_server_test.moc"
