// SPDX-License-Identifier: GPL-2.0-or-later

// How the daemon begins, loads its configuration anew and ends; run by tests/support/private-bus,
// as root.

#include "base/unique_fd.h"
#include "daemon_world.h"
#include "dbus/names.h"

#include <algorithm>
#include <array>
#include <csignal>
#include <cstring>

#include <QDBusConnection>
#include <QDBusPendingCall>
#include <QDir>
#include <QElapsedTimer>
#include <QtTest>

#include <sys/socket.h>
#include <sys/un.h>

using namespace blkera;
using namespace blkera::test;

namespace {

// What systemd would be told.
class NotifySocket {
public:
    NotifySocket()
        : m_socket(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0))
    {
        const QByteArray path = m_folder.filePath("notify").toLocal8Bit();
        sockaddr_un address {};
        address.sun_family = AF_UNIX;
        std::strncpy(address.sun_path, path.constData(), sizeof(address.sun_path) - 1);
        if (::bind(m_socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof(address))
            != 0)
            qFatal("no socket");
        qputenv("NOTIFY_SOCKET", path);
    }

    ~NotifySocket() { qunsetenv("NOTIFY_SOCKET"); }

    // Everything so far, a message a line, its own lines parted by blanks.
    QByteArray heard()
    {
        std::array<char, 4096> message {};
        for (;;) {
            const ssize_t size = ::recv(m_socket.get(), message.data(), message.size(), 0);
            if (size <= 0)
                return m_heard;
            m_heard += QByteArray(message.data(), size).replace('\n', ' ') + '\n';
        }
    }

private:
    QTemporaryDir m_folder;
    UniqueFd m_socket;
    QByteArray m_heard;
};

QDBusPendingCall begin(const char* path, const char* interface, const char* method,
                       const QVariantList& arguments = {})
{
    QDBusMessage message
        = QDBusMessage::createMethodCall(QLatin1String(names::kService), QLatin1String(path),
                                         QLatin1String(interface), QLatin1String(method));
    message.setArguments(arguments);
    return QDBusConnection::systemBus().asyncCall(message);
}

void write(const QString& path, const QByteArray& content)
{
    QFile file(path);
    if (!file.open(QFile::WriteOnly) || file.write(content) != content.size())
        qFatal("%s cannot be written", qPrintable(path));
}

QByteArray read(const QString& path)
{
    QFile file(path);
    return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
}

// Whether there is a process with that in its command line.
bool isRunning(const char* argument)
{
    const QStringList processes = QDir("/proc").entryList(QDir::Dirs);
    return std::ranges::any_of(processes, [argument](const QString& process) {
        return read(QStringLiteral("/proc/%1/cmdline").arg(process)).contains(argument);
    });
}

} // namespace

class DaemonLifeTest : public QObject {
    Q_OBJECT

private slots:

    void initTestCase()
    {
        if (!qEnvironmentVariableIsSet("PRIVATE_BUS_POLKITD_PID"))
            qFatal("run this by tests/support/private-bus");
    }

    void systemdIsToldHowTheDaemonIs()
    {
        NotifySocket systemd;
        DaemonWorld world;
        QTRY_VERIFY(systemd.heard().contains("READY=1 STATUS=0 devices, 0 served\n"));
        QCOMPARE(world.create("x").errorName(), QString());
        QCOMPARE(world.create("y", false).errorName(), QString());
        QTRY_VERIFY(systemd.heard().contains("STATUS=2 devices, 1 served\n"));
        QCOMPARE(world.device("x", "Stop").errorName(), QString());
        QTRY_VERIFY(systemd.heard().contains("STATUS=2 devices, 0 served\n"));
        world.signalDaemon(SIGHUP);
        const QRegularExpression reloaded("RELOADING=1 MONOTONIC_USEC=\\d+\nREADY=1 STATUS=2");
        QTRY_VERIFY(reloaded.match(QString::fromUtf8(systemd.heard())).hasMatch());
        world.signalDaemon(SIGTERM);
        QVERIFY(world.hasEndedWell(5'000));
        QVERIFY(systemd.heard().endsWith("STOPPING=1\n"));
    }

    void aReloadTakesInWhatIsNewAndChangedAndDisturbsNothing()
    {
        DaemonWorld world;
        QCOMPARE(world.create("x").errorName(), QString());
        QCOMPARE(world.create("y", false).errorName(), QString());
        const qint64 pid = world.targetPid("x");
        const QByteArray configuration = read(world.configFile("y"));
        write(world.configFile("z"), QByteArray(configuration).replace("name = y", "name = z"));
        for (const char* name : { "x", "y" })
            write(world.configFile(name),
                  read(world.configFile(name)).replace("queues = 0", "queues = 2"));
        write(world.configFile("broken"), "nothing\n");
        world.signalDaemon(SIGHUP);

        QTRY_VERIFY(world.heard.contains("added z"));
        QCOMPARE(world.property("z", "State"), QStringLiteral("stopped"));
        QTRY_COMPARE(world.property("y", "Queues"), 2u);
        QVERIFY(world.heard.contains("y Queues=2"));
        QCOMPARE(world.property("x", "Queues"), 0u);
        QCOMPARE(world.property("x", "State"), QStringLiteral("running"));
        QCOMPARE(world.targetPid("x"), pid);
        for (const char* line : { "z: added", "y: has new settings",
                                  "x: is running; its new settings hold from the next start",
                                  "left alone: ", "broken.conf" })
            QVERIFY2(world.daemonLog().contains(line), line);

        QCOMPARE(world.device("x", "Stop").errorName(), QString());
        QCOMPARE(world.device("x", "Start").errorName(), QString());
        QTRY_COMPARE(world.property("x", "Queues"), 2u);
    }

    void aDeviceWhoseFileHasGoneGoesWhenItIsStopped()
    {
        DaemonWorld world;
        QCOMPARE(world.create("x").errorName(), QString());
        QCOMPARE(world.create("y", false).errorName(), QString());
        const qint64 pid = world.targetPid("x");
        for (const char* name : { "x", "y" })
            QVERIFY(QFile::rename(world.configFile(name), world.configFile(name) + ".kept"));
        world.signalDaemon(SIGHUP);
        QTRY_VERIFY(world.heard.contains("removed y"));
        QCOMPARE(world.property("x", "State"), QStringLiteral("running"));
        QVERIFY(world.daemonLog().contains("x: is running; without a file it is removed when"));

        // Whoever brings the file back keeps the device.
        QVERIFY(QFile::rename(world.configFile("x") + ".kept", world.configFile("x")));
        world.signalDaemon(SIGHUP);
        QTest::qWait(200);
        QVERIFY(QFile::rename(world.configFile("x"), world.configFile("x") + ".kept"));
        QCOMPARE(world.device("x", "Checkpoint").errorName(), QString());
        world.signalDaemon(SIGHUP);
        QTest::qWait(200);
        QCOMPARE(world.targetPid("x"), pid);

        QCOMPARE(world.device("x", "Stop").errorName(), QString());
        QTRY_VERIFY(world.heard.contains("removed x"));
        QVERIFY(!world.managedPaths().contains("/org/blkera/devices/x"));
    }

    void itEndsWellWhileATargetHasNotSaidHowItIs()
    {
        DaemonWorld world;
        QCOMPARE(world.create("x").errorName(), QString());
        const auto pid = static_cast<pid_t>(world.targetPid("x"));
        QCOMPARE(::kill(pid, SIGSTOP), 0);
        world.endDaemon(SIGKILL);
        world.startDaemon();
        world.signalDaemon(SIGTERM);
        QVERIFY(world.hasEndedWell(1'000));
        QCOMPARE(::kill(pid, SIGCONT), 0);
    }

    // Destructors run, so that whatever has to be written is; whoever waits has an answer.
    void itEndsWithinASecondWhateverTargetsDo_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("SIGTERM") << SIGTERM;
        QTest::newRow("SIGINT") << SIGINT;
    }

    void itEndsWithinASecondWhateverTargetsDo()
    {
        QFETCH(int, signal);
        DaemonWorld world;
        QCOMPARE(world.create("x").errorName(), QString());
        const auto pid = static_cast<pid_t>(world.targetPid("x"));
        QCOMPARE(::kill(pid, SIGSTOP), 0);
        const QDBusPendingCall checkpoint
            = begin("/org/blkera/devices/x", names::kDeviceInterface, "Checkpoint");
        const QDBusPendingCall creation
            = begin("/org/blkera", names::kManagerInterface, "CreateDevice",
                    { QStringLiteral("slow"), world.blockDevice(), world.blockDevice(), 0u,
                      QStringLiteral("fuse"), 0u, 0u, false, true });
        QTest::qWait(300);
        QVERIFY(!checkpoint.isFinished() && !creation.isFinished());
        QElapsedTimer age;
        age.start();
        world.signalDaemon(signal);
        QVERIFY(world.hasEndedWell(5'000));
        QVERIFY2(age.elapsed() < 1'000, qPrintable(QString::number(age.elapsed())));
        QVERIFY(isRunning("/slow.conf")); // what looks after disks is not cut short
        QTRY_VERIFY(checkpoint.isFinished() && creation.isFinished());
        QVERIFY(checkpoint.isError() && creation.isError());
        QCOMPARE(::kill(pid, SIGCONT), 0);
        world.startDaemon();
        QCOMPARE(world.property("x", "State"), QStringLiteral("running"));
        QCOMPARE(static_cast<pid_t>(world.targetPid("x")), pid);
    }
};

QTEST_GUILESS_MAIN(DaemonLifeTest)
#include "daemon_life_test.moc"
