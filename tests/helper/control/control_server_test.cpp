// SPDX-License-Identifier: GPL-2.0-or-later
#include "control/control_server.h"
#include "control/list_thread.h"
#include "file_target.h"
#include "peer_client.h"
#include "pipe.h"
#include "tests/support/introspection.h"

#include <chrono>
#include <csignal>
#include <list>
#include <thread>

#include <QDBusArgument>
#include <QFile>
#include <QTemporaryDir>
#include <QTemporaryFile>
#include <QtTest>

#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>

using namespace blkera;
using namespace blkera::test;

namespace {

constexpr std::uint32_t kBlocks = 20'000;
constexpr qint64 kMetadataBytes = 4 << 20;

const QString kInvalid = QLatin1String(names::kErrorInvalidArguments);
const QString kBusy = QLatin1String(names::kErrorBusy);
const QString kFailed = QLatin1String(names::kErrorFailed);

BlockRange blocks(std::uint32_t first, std::uint32_t last)
{
    return { BlockIndex(first), BlockIndex(last + 1) };
}

const std::unique_ptr<Log> kLog = *Log::open(STDERR_FILENO, "blkera-target: ");

// A server at work on a device of kBlocks blocks.
class Server {
public:
    Server()
    {
        const QString metadata = m_folder.filePath(QStringLiteral("metadata"));
        QFile file(metadata);
        if (!file.open(QIODevice::WriteOnly) || !file.resize(kMetadataBytes))
            qFatal("no metadata file");
        auto opened = FileTarget::open(metadata.toStdString(), kBlocks);
        if (!opened)
            qFatal("%s", opened.error().message().c_str());
        target = std::move(*opened);
        auto listening = ControlServer::listen(socket().toStdString(), *target, *kLog);
        if (!listening)
            qFatal("%s", listening.error().message().c_str());
        m_server = std::move(*listening);
        m_thread = std::thread([this] { outcome = m_server->run(); });
    }

    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    ~Server()
    {
        target->setInUse(false);
        if (m_thread.joinable()) {
            signal(SIGTERM);
            join();
        }
    }

    // After what makes the server end.
    void join()
    {
        m_thread.join();
        m_server.reset();
    }

    void signal(int number) { ::pthread_kill(m_thread.native_handle(), number); }

    QString socket() const { return m_folder.filePath(QStringLiteral("x.sock")); }

    // A list of what changed is longer than a pipe holds then.
    void writeEverySecondBlock()
    {
        std::vector<BlockRange> everySecond;
        for (std::uint32_t index = 0; index < kBlocks; index += 2)
            everySecond.push_back(blocks(index, index));
        target->write(everySecond);
    }

    // To twice its size.
    void growMetadata()
    {
        if (!QFile::resize(m_folder.filePath(QStringLiteral("metadata")), 2 * kMetadataBytes))
            qFatal("the metadata file cannot be resized");
    }

    std::unique_ptr<FileTarget> target;
    Result<ControlServer::End> outcome = ControlServer::End::Stopped;

private:
    QTemporaryDir m_folder;
    std::unique_ptr<ControlServer> m_server;
    std::thread m_thread;
};

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

class ControlServerTest : public QObject {
    Q_OBJECT

private slots:

    void initTestCase()
    {
        std::signal(SIGPIPE, SIG_IGN);
        // Signals for the servers' threads are theirs from the start.
        sigset_t ending;
        sigemptyset(&ending);
        sigaddset(&ending, SIGTERM);
        ::pthread_sigmask(SIG_BLOCK, &ending, nullptr);
    }

    void statusSpeaksAsTheKernelDoes()
    {
        Server server;
        const QVariantList status = PeerClient(server.socket()).call("Status").arguments();
        QCOMPARE(status.size(), 6);
        const QRegularExpression line(QStringLiteral("^8 [0-9]+/1024 1 -$"));
        QVERIFY2(line.match(status[0].toString()).hasMatch(), qPrintable(status[0].toString()));
        QCOMPARE(status.mid(1),
                 (QVariantList { QStringLiteral("running"), QString(), 1u,
                                 QStringLiteral("/dev/there-is-none"), QStringLiteral("fuse") }));
    }

    void statisticsAreThoseOfTheTarget()
    {
        Server server;
        server.target->write({ blocks(1, 2), blocks(4, 4) });
        QVERIFY(PeerClient(server.socket()).errorOf("Checkpoint").isEmpty());
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
        QCOMPARE(written.size(), 12);
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
        QCOMPARE(client.call("Checkpoint").arguments(), QVariantList { 2u });
        QCOMPARE(client.call("Checkpoint").arguments(), QVariantList { 3u });
    }

    void aSnapshotIsHeldOnce()
    {
        Server server;
        const PeerClient client(server.socket());
        QVERIFY(client.call("TakeMetadataSnapshot").arguments().value(0).toULongLong() > 0);
        QCOMPARE(client.errorOf("TakeMetadataSnapshot"), kBusy);
        QCOMPARE(client.errorOf("DropMetadataSnapshot"), QString());
        QCOMPARE(client.errorOf("DropMetadataSnapshot"), kFailed);
    }

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
            client.call("ChangedSince", listArguments(1, "json", pipe.writer.get())).arguments(),
            QVariantList { quint64 { 2 } });
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
        QCOMPARE(client.errorOf("Checkpoint"), kBusy);
        QCOMPARE(client.errorOf("Resize", { true }), kBusy);
        Pipe pipe;
        QCOMPARE(
            client.call("ChangedSince", listArguments(1, "json", pipe.writer.get())).arguments(),
            QVariantList { quint64 { 3 } });
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
            QCOMPARE(client.errorOf("ChangedSince", listArguments(1, "xml", pipe.writer.get())),
                     kFailed);
            for (const char* const verb :
                 { "Checkpoint", "TakeMetadataSnapshot", "DropMetadataSnapshot", "Suspend" })
                QCOMPARE(client.errorOf(verb), kFailed);
            QCOMPARE(client.errorOf("Resize", { true }), kFailed);
            QCOMPARE(client.errorOf("Stop"), QString());
        }
        thread.join();
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
        if (::geteuid() != 0)
            QSKIP("needs root to become somebody else");
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

    void aDeviceInUseIsNotStopped()
    {
        Server server;
        const PeerClient client(server.socket());
        server.target->setInUse(true);
        QCOMPARE(client.errorOf("Stop"), kBusy);
        server.signal(SIGTERM);
        QTest::qWait(50);
        QCOMPARE(client.call("Checkpoint").arguments(), QVariantList { 2u });
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

QTEST_GUILESS_MAIN(ControlServerTest)
#include "control_server_test.moc"
