// SPDX-License-Identifier: GPL-2.0-or-later
#include "control/control_server.h"
#include "peer_client.h"
#include "served_target.h"

#include <QDBusArgument>
#include <QtTest>

using namespace blkera;
using namespace blkera::test;

namespace {

const QString kInvalid = QLatin1String(names::kErrorInvalidArguments);
const QString kBusy = QLatin1String(names::kErrorBusy);

struct EraRecord {
    uint era = 0;
    quint64 begunUs = 0;
    QString cause;
    QString note;
    quint64 endedUs = 0;
    quint64 blocks = 0;
    quint64 bytes = 0;
};

QList<EraRecord> erasAfter(const PeerClient& client, uint era)
{
    QList<EraRecord> eras;
    const auto array = client.call("Eras", { era }).arguments().value(0).value<QDBusArgument>();
    array.beginArray();
    while (!array.atEnd()) {
        EraRecord record;
        array.beginStructure();
        array >> record.era >> record.begunUs >> record.cause >> record.note >> record.endedUs
            >> record.blocks >> record.bytes;
        array.endStructure();
        eras << record;
    }
    array.endArray();
    return eras;
}

} // namespace

class ControlErasTest : public QObject {
    Q_OBJECT

private slots:

    void initTestCase() { prepareProcess(); }

    void everyEraIsToldWithItsCauseAndWhatWasMarked()
    {
        Server server;
        const PeerClient client(server.socket());
        server.target->write({ blocks(1, 4), blocks(4, 6) }); // 4 twice
        QCOMPARE(client.call("Checkpoint", { QStringLiteral("by whom") }).arguments(),
                 QVariantList { 2u });
        server.target->write({ blocks(9, 9) });
        QVERIFY(client.errorOf("TakeMetadataSnapshot", kNoNote).isEmpty());
        QVERIFY(client.errorOf("Suspend").isEmpty());
        QCOMPARE(client.call("Resume").arguments(), QVariantList { 4u });
        server.target->setOriginBlocks(kBlocks + 64);
        server.growMetadata();
        QVERIFY(client.errorOf("Resize", { false }).isEmpty());
        server.target->write({ blocks(kBlocks, kBlocks + 9) });

        const QList<EraRecord> eras = erasAfter(client, 0);
        QStringList said;
        for (const EraRecord& era : eras)
            said << QStringLiteral("%1 %2 '%3' %4")
                        .arg(era.era)
                        .arg(era.cause, era.note)
                        .arg(era.blocks);
        QCOMPARE(said,
                 (QStringList { QStringLiteral("1 activation '' 6"),
                                QStringLiteral("2 checkpoint 'by whom' 1"),
                                QStringLiteral("3 snapshot '' 0"), QStringLiteral("4 resume '' 0"),
                                QStringLiteral("5 resize '' 10") }));
        const auto now = static_cast<quint64>(QDateTime::currentMSecsSinceEpoch()) * 1000 + 1000;
        for (qsizetype i = 0; i < eras.size(); ++i) {
            QVERIFY(eras[i].begunUs > 0 && eras[i].begunUs <= now);
            QCOMPARE(eras[i].endedUs, i + 1 < eras.size() ? eras[i + 1].begunUs : 0);
        }
        QCOMPARE(erasAfter(client, 4).size(), 1);
        QCOMPARE(erasAfter(client, 5).size(), 0);
    }

    void anEraWhoseServerWasNotStoppedEndedInACrash()
    {
        Server server;
        const PeerClient client(server.socket());
        QCOMPARE(erasAfter(client, 0).value(0).cause, QStringLiteral("activation"));
        // A server on a copy of what a killed one leaves.
        QTemporaryDir folder;
        const QString copy = folder.filePath(QStringLiteral("metadata"));
        server.target->write({ blocks(1, 1) });
        QVERIFY(QFile::copy(server.metadata(), copy));
        auto target = FileTarget::open(copy.toStdString(), kBlocks);
        QVERIFY(target);
        QVERIFY((*target)->wasLeftOpen());
        QVERIFY((*target)->stop());
        target->reset();
        target = FileTarget::open(copy.toStdString(), kBlocks);
        QVERIFY(target);
        QVERIFY(!(*target)->wasLeftOpen());
        QVERIFY((*target)->stop());
    }

    void aNoteThatIsTooLongIsRefused()
    {
        Server server;
        const PeerClient client(server.socket());
        QCOMPARE(client.errorOf("Checkpoint", { QString(257, u'x') }), kInvalid);
        QCOMPARE(client.call("Checkpoint", { QString(256, u'x') }).arguments(),
                 QVariantList { 2u });
    }

    void aHoldEndsWhenItsHolderSaysSo()
    {
        Server server;
        const PeerClient client(server.socket());
        const PeerClient other(server.socket());
        QCOMPARE(client.errorOf("Hold", { 5'000u }), QString());
        QCOMPARE(server.target->holds(), 1);
        QCOMPARE(other.errorOf("Hold", { 5'000u }), kBusy);
        QCOMPARE(other.errorOf("Suspend"), kBusy);
        QCOMPARE(other.call("Release").arguments(), QVariantList { false });
        QCOMPARE(server.target->releases(), 0);
        QCOMPARE(client.call("Checkpoint", kNoNote).arguments(), QVariantList { 2u });
        QCOMPARE(client.call("Release").arguments(), QVariantList { true });
        QCOMPARE(server.target->releases(), 1);
        QCOMPARE(client.call("Release").arguments(), QVariantList { false });
    }

    void aHoldEndsWithItsHolder()
    {
        Server server;
        const PeerClient other(server.socket());
        {
            const PeerClient client(server.socket());
            QCOMPARE(client.errorOf("Hold", { 10'000u }), QString());
        }
        QTRY_COMPARE_WITH_TIMEOUT(server.target->releases(), 1, 2'000);
        QCOMPARE(other.errorOf("Hold", { 10'000u }), QString());
    }

    void aHoldEndsAtItsLimit()
    {
        Server server;
        const PeerClient client(server.socket());
        for (const uint wrong : { 0u, 10'001u })
            QCOMPARE(client.errorOf("Hold", { wrong }), kInvalid);
        QCOMPARE(client.errorOf("Hold", { 50u }), QString());
        QTRY_COMPARE_WITH_TIMEOUT(server.target->releases(), 1, 2'000);
        QCOMPARE(client.call("Release").arguments(), QVariantList { false });
    }

    void aHeldDeviceIsStoppedAllTheSame()
    {
        Server server;
        const PeerClient client(server.socket());
        QCOMPARE(client.errorOf("Hold", { 10'000u }), QString());
        QCOMPARE(client.errorOf("Stop"), QString());
        server.join();
        QCOMPARE(server.target->releases(), 1);
    }
};

QTEST_GUILESS_MAIN(ControlErasTest)
#include "control_eras_test.moc"
