// SPDX-License-Identifier: GPL-2.0-or-later
#include "control/list_thread.h"
#include "peer_client.h"
#include "pipe.h"
#include "served_target.h"
#include "tests/support/introspection.h"

#include <list>

#include <QTemporaryFile>
#include <QtTest>

using namespace blkera;
using namespace blkera::test;

namespace {

const QString kInvalid = QLatin1String(names::kErrorInvalidArguments);
const QString kFailed = QLatin1String(names::kErrorFailed);

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
        QCOMPARE(client.call("Checkpoint").arguments(), QVariantList { 2u });
        server.target->write({ blocks(7, 9) });
        Pipe pipe;
        QCOMPARE(
            client.call("ChangedSince", listArguments(1, "xml", pipe.writer.get())).arguments(),
            QVariantList { quint64 { 4 } });
        QCOMPARE(pipe.readNow(),
                 QByteArray("<blocks>\n  <block block=\"3\"/>\n  <range begin=\"7\" end=\"10\"/>\n"
                            "</blocks>"));
        QTemporaryFile file;
        QVERIFY(file.open());
        QCOMPARE(client.call("ChangedSince", listArguments(2, "xml", file.handle())).arguments(),
                 QVariantList { quint64 { 3 } });
        QCOMPARE(contentOf(file.fileName()),
                 QByteArray("<blocks>\n  <range begin=\"7\" end=\"10\"/>\n</blocks>"));
    }

    void listsBetweenErasSayWhatIsCertain()
    {
        Server server;
        const PeerClient client(server.socket());
        server.target->write({ blocks(3, 5) });
        QCOMPARE(client.call("Checkpoint").arguments(), QVariantList { 2u });
        server.target->write({ blocks(5, 9) });
        QCOMPARE(client.call("Checkpoint").arguments(), QVariantList { 3u });
        const auto listed = [&](uint since, uint until, QByteArray& text) {
            QTemporaryFile file;
            if (!file.open())
                return QVariantList();
            QVariantList arguments = listArguments(since, "json", file.handle());
            arguments.insert(1, until);
            const QVariantList answer = client.call("ChangedBetween", arguments).arguments();
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
        QVariantList backwards = listArguments(2, "xml", pipe.writer.get());
        backwards.insert(1, 1u);
        QCOMPARE(client.errorOf("ChangedBetween", backwards), kInvalid);
        QVariantList tooFar = listArguments(2, "xml", pipe.writer.get());
        tooFar.insert(1, 4u);
        const QDBusMessage refused = client.call("ChangedBetween", tooFar);
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
            = client.call("ChangedSince", listArguments(2, "xml", pipe.writer.get()));
        QCOMPARE(later.errorName(), kInvalid);
        QCOMPARE(later.errorMessage(),
                 QStringLiteral("there is no era 2 yet; the current era is 1"));
        const QDBusMessage format
            = client.call("ChangedSince", listArguments(1, "yaml", pipe.writer.get()));
        QCOMPARE(format.errorName(), kInvalid);
        QVERIFY(format.errorMessage().contains(QStringLiteral("json")));
        QCOMPARE(client.errorOf("ChangedSince", listArguments(1, "xml", pipe.reader.get())),
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
            = client.send("ChangedSince", listArguments(1, "json", pipe.writer.get()));
        for (uint era = 2; era < 10; ++era)
            QCOMPARE(client.call("Checkpoint").arguments(), QVariantList { era });
        QVERIFY(!list.isFinished());
        QVERIFY(pipe.readUntil("\"changed_blocks\":10000}\n").size() > 65'536);
        list.waitForFinished();
        QCOMPARE(list.reply().arguments(), QVariantList { quint64 { kBlocks / 2 } });
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
                client.send("ChangedSince", listArguments(1, "xml", pipe.writer.get())));
        };
        ask();
        char byte = 0;
        QCOMPARE(::read(pipe.reader.get(), &byte, 1), ssize_t { 1 }); // it is being written
        for (std::size_t i = 0; i < ListThread::kMaxWaiting; ++i)
            ask();
        QCOMPARE(client.errorOf("ChangedSince", listArguments(1, "xml", pipe.writer.get())),
                 QLatin1String(names::kErrorLimitsExceeded));
        // Stopping the device gives them all up, with an answer.
        QCOMPARE(client.errorOf("Stop"), QString());
        server.join();
        for (QDBusPendingCall& list : lists) {
            list.waitForFinished();
            QCOMPARE(list.reply().errorName(), kFailed);
            QVERIFY(list.reply().errorMessage().contains(QStringLiteral("being stopped")));
        }
    }
};

QTEST_GUILESS_MAIN(ControlListsTest)
#include "control_lists_test.moc"
