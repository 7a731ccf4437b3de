// SPDX-License-Identifier: GPL-2.0-or-later
#include "control/metadata_reader.h"
#include "peer_client.h"
#include "pipe.h"
#include "served_target.h"
#include "tests/support/introspection.h"

#include <list>

#include <QDBusArgument>
#include <QTemporaryFile>
#include <QtTest>

using namespace blkera;
using namespace blkera::test;

namespace {

const QString kInvalid = QLatin1String(names::kErrorInvalidArguments);
const QString kFailed = QLatin1String(names::kErrorFailed);

const QString kNotFound = QLatin1String(names::kErrorNotFound);

// As Lists says it: job, state, done, total, blocks, uncertain, error. Nothing if it does not.
QVariantList stateOf(const PeerClient& client, quint64 job)
{
    const auto lists = client.call("Lists").arguments().value(0).value<QDBusArgument>();
    QVariantList found;
    lists.beginArray();
    while (!lists.atEnd()) {
        quint64 number = 0;
        quint64 done = 0;
        quint64 total = 0;
        quint64 blocks = 0;
        quint64 uncertain = 0;
        QString state;
        QString error;
        lists.beginStructure();
        lists >> number >> state >> done >> total >> blocks >> uncertain >> error;
        lists.endStructure();
        if (number == job)
            found = { number, state, done, total, blocks, uncertain, error };
    }
    lists.endArray();
    return found;
}

} // namespace

class ControlListsTest : public QObject {
    Q_OBJECT

private slots:

    void initTestCase() { prepareProcess(); }

    void listsSayWhatWasWritten()
    {
        Server server;
        const PeerClient client(server.socket());
        server.target->write({ blocks(3, 3) });
        QCOMPARE(client.call("Checkpoint", kNoNote).arguments(), QVariantList { 2u });
        server.target->write({ blocks(7, 9) });
        Pipe pipe;
        QCOMPARE(
            client.call("ChangedBlocks", listArguments(1, "xml", pipe.writer.get())).arguments(),
            (QVariantList { quint64 { 4 }, quint64 { 0 } }));
        QCOMPARE(pipe.readNow(),
                 QByteArray("<blocks>\n  <block block=\"3\"/>\n  <range begin=\"7\" end=\"10\"/>\n"
                            "</blocks>"));
        QTemporaryFile file;
        QVERIFY(file.open());
        QCOMPARE(client.call("ChangedBlocks", listArguments(2, "xml", file.handle())).arguments(),
                 (QVariantList { quint64 { 3 }, quint64 { 0 } }));
        QCOMPARE(contentOf(file.fileName()),
                 QByteArray("<blocks>\n  <range begin=\"7\" end=\"10\"/>\n</blocks>"));
    }

    void listsBetweenErasSayWhatIsCertain()
    {
        Server server;
        const PeerClient client(server.socket());
        server.target->write({ blocks(3, 5) });
        QCOMPARE(client.call("Checkpoint", kNoNote).arguments(), QVariantList { 2u });
        server.target->write({ blocks(5, 9) });
        QCOMPARE(client.call("Checkpoint", kNoNote).arguments(), QVariantList { 3u });
        const auto listed = [&](uint since, uint until, QByteArray& text) {
            QTemporaryFile file;
            if (!file.open())
                return QVariantList();
            const QVariantList answer
                = client.call("ChangedBlocks", listArguments(since, "json", file.handle(), until))
                      .arguments();
            text = contentOf(file.fileName());
            return answer;
        };
        QByteArray text;
        QCOMPARE(listed(2, 2, text), (QVariantList { quint64 { 5 }, quint64 { 0 } }));
        QVERIFY2(text.startsWith("{\"since\":2,\"until\":2,\"current_era\":3,"), text.constData());
        QVERIFY2(text.endsWith("\"changed_blocks\":5,\"superset\":false,\"uncertain_blocks\":0}\n"),
                 text.constData());
        // Era 1 alone: exact as long as it is not digested, which goes on in the background.
        const QVariantList first = listed(1, 1, text);
        QCOMPARE(first.size(), 2);
        const quint64 uncertain = first.at(1).toULongLong();
        QCOMPARE(first.at(0).toULongLong(), uncertain == 0 ? quint64 { 3 } : quint64 { 7 });
        QVERIFY2(text.contains(uncertain == 0 ? "\"superset\":false" : "\"superset\":true"),
                 text.constData());
        QCOMPARE(listed(1, 3, text), (QVariantList { quint64 { 7 }, quint64 { 0 } }));

        Pipe pipe;
        QCOMPARE(client.errorOf("ChangedBlocks", listArguments(2, "xml", pipe.writer.get(), 1)),
                 kInvalid);
        const QDBusMessage refused
            = client.call("ChangedBlocks", listArguments(2, "xml", pipe.writer.get(), 4));
        QCOMPARE(refused.errorName(), kInvalid);
        QCOMPARE(refused.errorMessage(),
                 QStringLiteral("there is no era 4 yet; the current era is 3"));
    }

    void whatCannotBeListedIsRefused()
    {
        Server server;
        const PeerClient client(server.socket());
        Pipe pipe;
        const QDBusMessage later
            = client.call("ChangedBlocks", listArguments(2, "xml", pipe.writer.get()));
        QCOMPARE(later.errorName(), kInvalid);
        QCOMPARE(later.errorMessage(),
                 QStringLiteral("there is no era 2 yet; the current era is 1"));
        const QDBusMessage format
            = client.call("ChangedBlocks", listArguments(1, "yaml", pipe.writer.get()));
        QCOMPARE(format.errorName(), kInvalid);
        QVERIFY(format.errorMessage().contains(QStringLiteral("json")));
        QCOMPARE(client.errorOf("ChangedBlocks", listArguments(1, "xml", pipe.reader.get())),
                 kInvalid);
        QCOMPARE(pipe.readNow(), QByteArray());
    }

    void aSlowReaderDelaysNoVerb()
    {
        Server server;
        server.writeEverySecondBlock();
        const PeerClient client(server.socket());
        Pipe pipe;
        QDBusPendingCall list
            = client.send("ChangedBlocks", listArguments(1, "json", pipe.writer.get()));
        for (uint era = 2; era < 10; ++era)
            QCOMPARE(client.call("Checkpoint", kNoNote).arguments(), QVariantList { era });
        QVERIFY(!list.isFinished());
        QVERIFY(pipe.readUntil("\"changed_blocks\":10000}\n").size() > 65'536);
        list.waitForFinished();
        QCOMPARE(list.reply().arguments(),
                 (QVariantList { quint64 { kBlocks / 2 }, quint64 { 0 } }));
    }

    void aListGoesOnWithoutItsCallerAndIsReported()
    {
        Server server;
        server.writeEverySecondBlock();
        Pipe pipe;
        {
            const PeerClient caller(server.socket());
            caller.send("ChangedBlocks", listArguments(1, "json", pipe.writer.get(), 0, 7));
            QTRY_COMPARE(stateOf(caller, 7).value(1), QVariant(QStringLiteral("running")));
        }
        const PeerClient client(server.socket());
        QTRY_VERIFY(stateOf(client, 7).value(2).toULongLong() > 0);
        QCOMPARE(stateOf(client, 7).value(3), QVariant(quint64 { kBlocks }));
        QVERIFY(pipe.readUntil("\"changed_blocks\":10000}\n").size() > 65'536);
        QTRY_COMPARE(stateOf(client, 7).value(1), QVariant(QStringLiteral("done")));
        QCOMPARE(
            stateOf(client, 7),
            (QVariantList { quint64 { 7 }, QStringLiteral("done"), quint64 { kBlocks },
                            quint64 { kBlocks }, quint64 { 10'000 }, quint64 { 0 }, QString() }));
    }

    void aListIsCancelledByItsJobAndNoOther()
    {
        Server server;
        server.writeEverySecondBlock();
        const PeerClient client(server.socket());
        Pipe stuck;
        Pipe other;
        QDBusPendingCall cancelled
            = client.send("ChangedBlocks", listArguments(1, "xml", stuck.writer.get(), 0, 8));
        QDBusPendingCall goesOn
            = client.send("ChangedBlocks", listArguments(1, "json", other.writer.get(), 0, 9));
        QTRY_VERIFY(stateOf(client, 8).value(2).toULongLong() > 0);
        QCOMPARE(client.errorOf("ChangedBlocks", listArguments(1, "xml", 1, 0, 9)), kInvalid);
        QCOMPARE(client.errorOf("CancelList", { quint64 { 7 } }), kNotFound);
        QCOMPARE(client.errorOf("CancelList", { quint64 { 8 } }), QString());
        cancelled.waitForFinished();
        QCOMPARE(cancelled.reply().errorName(), kFailed);
        QVERIFY(other.readUntil("\"changed_blocks\":10000}\n").size() > 65'536);
        goesOn.waitForFinished();
        QCOMPARE(goesOn.reply().arguments().value(0), QVariant(quint64 { 10'000 }));
        // Who has the answer need not ask.
        QCOMPARE(stateOf(client, 8), QVariantList());
        QCOMPARE(stateOf(client, 9), QVariantList());
    }

    void theNumberOfWaitingListsIsBounded()
    {
        Server server;
        server.writeEverySecondBlock();
        const PeerClient client(server.socket());
        const Pipe pipe; // nobody reads: one list is stuck, the others wait
        std::list<QDBusPendingCall> lists;
        const auto ask = [&] {
            lists.push_back(
                client.send("ChangedBlocks", listArguments(1, "xml", pipe.writer.get())));
        };
        ask();
        char byte = 0;
        QCOMPARE(::read(pipe.reader.get(), &byte, 1), ssize_t { 1 }); // it is being written
        for (std::size_t i = 0; i < MetadataReader::kMaxWaiting; ++i)
            ask();
        QCOMPARE(client.errorOf("ChangedBlocks", listArguments(1, "xml", pipe.writer.get())),
                 QLatin1String(names::kErrorLimitsExceeded));
        // Stopping the device gives them all up, with an answer.
        QCOMPARE(client.errorOf("Stop"), QString());
        server.join();
        for (QDBusPendingCall& list : lists) {
            list.waitForFinished();
            QCOMPARE(list.reply().errorName(), kFailed);
            QVERIFY(list.reply().errorMessage().contains(QStringLiteral("given up")));
        }
    }
};

QTEST_GUILESS_MAIN(ControlListsTest)
#include "control_lists_test.moc"
