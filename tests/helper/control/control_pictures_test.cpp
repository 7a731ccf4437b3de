// SPDX-License-Identifier: GPL-2.0-or-later
#include "base/little_endian.h"
#include "control/control_server.h"
#include "peer_client.h"
#include "served_target.h"

#include <QDBusArgument>
#include <QtTest>

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

using namespace blkera;
using namespace blkera::test;

namespace {

const QString kInvalid = QLatin1String(names::kErrorInvalidArguments);

QByteArray contentOf(int fd)
{
    QFile file;
    return file.open(fd, QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

quint32 number(const QByteArray& bytes, qsizetype offset)
{
    return loadDisk<Le32>(std::as_bytes(std::span(bytes.constData() + offset, 4)));
}

QVariantList window(quint64 first, quint64 count, uint cells, uint since, uint until)
{
    return { first, count, cells, since, until };
}

} // namespace

class ControlPicturesTest : public QObject {
    Q_OBJECT

private slots:

    void initTestCase() { prepareProcess(); }

    void aMapIsASealedFileOfCells()
    {
        Server server;
        const PeerClient client(server.socket());
        server.target->write({ blocks(3, 3), blocks(40, 41) });
        QVERIFY(client.errorOf("Checkpoint", kNoNote).isEmpty());
        server.target->write({ blocks(41, 47) });
        const QVariantList answer = client.call("GetMap", window(0, 64, 8, 2, 0)).arguments();
        QCOMPARE(answer.mid(1), (QVariantList { quint64 { 0 }, 8u, 8u, 2u, false }));
        const auto file = answer.value(0).value<QDBusUnixFileDescriptor>();
        QVERIFY(file.isValid());
        QCOMPARE(::fcntl(file.fileDescriptor(), F_GET_SEALS),
                 F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL);
        const QByteArray bytes = contentOf(file.fileDescriptor());
        QCOMPARE(bytes.size(), 32 + 8 * 8);
        QVERIFY(bytes.startsWith("blkeramp"));
        QCOMPARE((QList<quint32> { number(bytes, 8), number(bytes, 12), number(bytes, 16),
                                   number(bytes, 20), number(bytes, 24) }),
                 (QList<quint32> { 1, 8, 8, 8, 0 }));
        QStringList cells;
        for (qsizetype at = 32; at < bytes.size(); at += 8)
            cells << QStringLiteral("%1/%2").arg(number(bytes, at)).arg(number(bytes, at + 4));
        QCOMPARE(cells.join(u' '), QStringLiteral("0/1 0/0 0/0 0/0 0/0 7/2 0/0 0/0"));
    }

    void aMapOfTheWholeDeviceHasNoMoreCellsThanAskedFor()
    {
        Server server;
        const PeerClient client(server.socket());
        const QVariantList answer = client.call("GetMap", window(0, 0, 100, 1, 0)).arguments();
        const quint64 perCell = answer.value(2).toUInt();
        QCOMPARE(perCell, quint64 { 256 });
        QCOMPARE(answer.value(3).toULongLong(), (kBlocks + perCell - 1) / perCell);
        QCOMPARE(client.errorOf("GetMap", window(0, 0, 0, 1, 0)), kInvalid);
        QCOMPARE(client.errorOf("GetMap", window(0, 0, 100, 3, 2)), kInvalid);
        QCOMPARE(client.errorOf("GetMap", window(0, 0, 100, 1, 2)), kInvalid);
        QCOMPARE(client.call("GetMap", window(kBlocks, 5, 100, 1, 0)).arguments().value(3),
                 QVariant(0u));
    }

    void aHistogramCountsEachBlockOnce()
    {
        Server server;
        const PeerClient client(server.socket());
        server.target->write({ blocks(0, 9) });
        QVERIFY(client.errorOf("Checkpoint", kNoNote).isEmpty());
        server.target->write({ blocks(5, 7) });
        QVariantList answer = client.call("GetHistogram", { 1u, 0u, 16u }).arguments();
        QCOMPARE(answer.value(0), QVariant(1u));
        QCOMPARE(answer.value(1), QVariant(quint64 { 1 }));
        QCOMPARE(qdbus_cast<QList<qulonglong>>(answer.value(2)), (QList<qulonglong> { 7, 3 }));
        QCOMPARE(answer.mid(3),
                 (QVariantList { quint64 { 0 }, quint64 { 0 }, quint64 { kBlocks - 10 } }));
        QCOMPARE(client.errorOf("GetHistogram", { 1u, 0u, 0u }), kInvalid);
        QCOMPARE(client.errorOf("GetHistogram", { 1u, 0u, 1'025u }), kInvalid);
        QCOMPARE(client.errorOf("GetHistogram", { 3u, 0u, 16u }), kInvalid);
    }

    void aSlowReaderOfAListDelaysNoPicture()
    {
        Server server;
        server.writeEverySecondBlock();
        const PeerClient client(server.socket());
        std::array<int, 2> pipe {};
        QCOMPARE(::pipe2(pipe.data(), O_CLOEXEC), 0);
        const UniqueFd reader(pipe[0]);
        const UniqueFd writer(pipe[1]);
        QDBusPendingCall list
            = client.send("ChangedBlocks", listArguments(1, "json", writer.get()));
        QCOMPARE(client.call("GetMap", window(0, 0, 100, 1, 0)).arguments().size(), 6);
        QVERIFY(!list.isFinished());
    }
};

QTEST_GUILESS_MAIN(ControlPicturesTest)
#include "control_pictures_test.moc"
