// SPDX-License-Identifier: GPL-2.0-or-later
#include "device/target_client.h"

#include <cstring>

#include <QTemporaryDir>
#include <QtTest>

#include <sys/socket.h>
#include <sys/un.h>

using namespace blkera;

class TargetClientTest : public QObject {
    Q_OBJECT

private slots:

    // Of a target that stands still: nobody may wait for it after its end.
    void whatIsNotAnsweredWhenItIsGivenUpIsAnError()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("x.sock"));
        const UniqueFd listener(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
        sockaddr_un address {};
        address.sun_family = AF_UNIX;
        std::strncpy(address.sun_path, path.toLocal8Bit().constData(),
                     sizeof(address.sun_path) - 1);
        QCOMPARE(
            ::bind(listener.get(), reinterpret_cast<const sockaddr*>(&address), sizeof(address)),
            0);
        QCOMPARE(::listen(listener.get(), 8), 0);
        TargetClient* client = TargetClient::open(QStringLiteral("x"), path, this);
        QVERIFY(client);
        QStringList answers;
        for (const char* method : { "Checkpoint", "Statistics" })
            client->call(method, {}, TargetClient::kNoTimeout,
                         [&](const std::optional<BusError>& error, const QVariantList&) {
                             answers << (error ? error->message : QString());
                         });
        QTest::qWait(50);
        QCOMPARE(answers, QStringList());
        client->giveUp();
        QCOMPARE(answers.count(QStringLiteral("x: the target ended before it had answered")), 2);
        client->giveUp();
        QCOMPARE(answers.size(), 2);
        delete client;
    }
};

QTEST_GUILESS_MAIN(TargetClientTest)
#include "target_client_test.moc"
