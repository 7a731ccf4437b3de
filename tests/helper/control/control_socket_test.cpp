// SPDX-License-Identifier: GPL-2.0-or-later
#include "control/control_server.h"
#include "peer_client.h"
#include "served_target.h"

#include <chrono>

#include <QtTest>

#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>

using namespace blkera;
using namespace blkera::test;

namespace {

// A connection that says nothing.
UniqueFd connectTo(const QString& socketPath)
{
    sockaddr_un address {};
    address.sun_family = AF_UNIX;
    std::strcpy(address.sun_path, socketPath.toLocal8Bit().constData());
    UniqueFd socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (::connect(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0)
        return {};
    return socket;
}

// Whether the other side closes the connection within `patienceMs`.
bool isClosed(const UniqueFd& socket, int patienceMs)
{
    pollfd file { socket.get(), POLLIN, 0 };
    char byte = 0;
    return ::poll(&file, 1, patienceMs) == 1 && ::read(socket.get(), &byte, 1) <= 0;
}

// Whether the server closes a connection of user `uid` without a word.
bool turnsAway(const QString& socketPath, uid_t uid)
{
    const pid_t child = ::fork();
    if (child == 0) {
        const bool isOther = ::setresuid(uid, uid, uid) == 0;
        const UniqueFd socket = connectTo(socketPath);
        ::_exit(isOther && socket && isClosed(socket, 5'000) ? 0 : 1);
    }
    int status = 0;
    return ::waitpid(child, &status, 0) == child && status == 0;
}

} // namespace

class ControlSocketTest : public QObject {
    Q_OBJECT

private slots:

    void initTestCase() { prepareProcess(); }

    void connectionsAreBounded()
    {
        Server server;
        std::vector<UniqueFd> connections;
        for (int i = 0; i < 20; ++i)
            connections.push_back(connectTo(server.socket()));
        for (std::size_t i = 16; i < 20; ++i)
            QVERIFY(isClosed(connections[i], 5'000));
        for (std::size_t i = 0; i < 16; ++i)
            QVERIFY(!isClosed(connections[i], 0));
        connections[3].reset();
        // Whoever knocks at once may come before the server has seen that one has left.
        bool admitted = false;
        for (int attempt = 0; attempt < 300 && !admitted; ++attempt) {
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
            admitted = !isClosed(connectTo(server.socket()), 100);
        }
        QVERIFY(admitted);
    }

    void strangersAreTurnedAway()
    {
        QVERIFY2(::geteuid() == 0, "run this by tests/support/as-root: it becomes somebody else");
        Server server;
        // As if the folder's and the socket's modes had not kept them out already.
        const QByteArray path = server.socket().toLocal8Bit();
        QCOMPARE(::chmod(path.constData(), 0666), 0);
        QCOMPARE(::chmod(QFileInfo(server.socket()).path().toLocal8Bit().constData(), 0755), 0);
        QVERIFY(turnsAway(server.socket(), 65534));
        QCOMPARE(PeerClient(server.socket()).errorOf("Status"), QString());
    }

    void theSocketIsForItsOwnerAlone()
    {
        Server server;

        struct stat status { };

        QCOMPARE(::stat(server.socket().toLocal8Bit().constData(), &status), 0);
        QCOMPARE(status.st_mode & 0777, mode_t { 0600 });
    }

    void oneSocketHasOneServer()
    {
        Server server;
        auto second = ControlServer::listen(server.socket().toStdString(), *server.target, *kLog);
        QVERIFY(!second);
        QCOMPARE(second.error().kind, ErrorKind::Busy);
        QCOMPARE(PeerClient(server.socket()).errorOf("Status"), QString());
    }

    void aDeadServersSocketIsReplaced()
    {
        Server server;
        const std::string path = server.socket().toStdString() + ".dead";
        sockaddr_un address {};
        address.sun_family = AF_UNIX;
        std::strcpy(address.sun_path, path.c_str());
        {
            const UniqueFd socket(::socket(AF_UNIX, SOCK_STREAM, 0));
            QCOMPARE(
                ::bind(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof(address)),
                0);
        }
        QVERIFY(ControlServer::listen(path, *server.target, *kLog).has_value());
    }
};

QTEST_GUILESS_MAIN(ControlSocketTest)
#include "control_socket_test.moc"
