// SPDX-License-Identifier: GPL-2.0-or-later
#include "control/control_socket.h"
#include "supervision.h"

#include <csignal>
#include <cstdlib>
#include <thread>

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include <pthread.h>

using namespace blkera;

namespace {

Error error(ErrorKind kind)
{
    return { kind, 0, "a start" };
}

} // namespace

class SupervisionTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QTemporaryDir m_nodes { "/dev/shm/blkera-test-XXXXXX" };

    // As a server that was killed leaves it.
    QString deadSocket()
    {
        QString path = m_folder.filePath("dead.sock");
        QFile::remove(path);
        if (!listenOn(path.toStdString(), 1) || !QFile::exists(path))
            qFatal("no socket at %s", qPrintable(path));
        return path;
    }

private slots:

    void initTestCase()
    {
        sigset_t ending;
        sigemptyset(&ending);
        sigaddset(&ending, SIGTERM);
        sigaddset(&ending, SIGINT);
        QCOMPARE(::pthread_sigmask(SIG_BLOCK, &ending, nullptr), 0);
    }

    void cleanup() { qunsetenv("NOTIFY_SOCKET"); }

    void whatOnlyAPersonCanChangeIsRefusedForGood()
    {
        for (ErrorKind kind : { ErrorKind::Invalid, ErrorKind::Unsupported }) {
            const QString socket = deadSocket();
            QCOMPARE(statusOfFailedStart(error(kind), Waiting::Nobody, socket.toStdString()),
                     kRefusedStatus);
            QVERIFY(!QFile::exists(socket));
        }
    }

    void whatMayPassIsTriedAgain()
    {
        for (ErrorKind kind : { ErrorKind::Io, ErrorKind::Corrupt, ErrorKind::NoSpace,
                                ErrorKind::NotFound, ErrorKind::Busy }) {
            const QString socket = deadSocket();
            QCOMPARE(statusOfFailedStart(error(kind), Waiting::Nobody, socket.toStdString()),
                     EXIT_FAILURE);
            QVERIFY(QFile::exists(socket));
        }
    }

    void nothingIsForGoodWhileADeviceWaits()
    {
        const QString socket = deadSocket();
        QCOMPARE(
            statusOfFailedStart(error(ErrorKind::Invalid), Waiting::Users, socket.toStdString()),
            EXIT_FAILURE);
        QVERIFY(QFile::exists(socket));
    }

    void whoAskedHasTheErrorAndNobodyTriesAgain()
    {
        qputenv("NOTIFY_SOCKET", "/run/x");
        const std::string folder = m_folder.path().toStdString();
        QFile question(m_folder.filePath("x.asked"));
        QVERIFY(question.open(QFile::WriteOnly));
        QVERIFY(takeQuestion(folder, "x"));
        QVERIFY(!takeQuestion(folder, "x")); // the next start is nobody's
        QElapsedTimer age;
        age.start();
        QCOMPARE(statusOfFailedStart(error(ErrorKind::Busy), Waiting::Asker, "/nowhere"),
                 kRefusedStatus);
        QVERIFY(age.elapsed() < 1'000);
    }

    void theSocketOfALiveServerStays()
    {
        const QString path = m_folder.filePath("live.sock");
        Result<UniqueFd> live = listenOn(path.toStdString(), 1);
        QVERIFY(bool(live));
        QCOMPARE(
            statusOfFailedStart(error(ErrorKind::Invalid), Waiting::Nobody, path.toStdString()),
            kRefusedStatus);
        QVERIFY(QFile::exists(path));
    }

    void systemdHasToWaitForAFailureThatMayPass()
    {
        qputenv("NOTIFY_SOCKET", "/run/x");
        QElapsedTimer age;
        age.start();
        QCOMPARE(statusOfFailedStart(error(ErrorKind::Busy), Waiting::Nobody, "/nowhere"),
                 EXIT_FAILURE);
        QVERIFY(age.elapsed() >= 2'000);
    }

    // As the kernel does for a ring of io_uring that has just been closed.
    void aPauseThatIsInterruptedGoesOn()
    {
        qputenv("NOTIFY_SOCKET", "/run/x");

        struct sigaction nothing { };

        nothing.sa_handler = [](int) {};
        QCOMPARE(::sigaction(SIGUSR1, &nothing, nullptr), 0);
        std::jthread interruption([paused = ::pthread_self()] {
            QThread::msleep(200);
            ::pthread_kill(paused, SIGUSR1);
        });
        QElapsedTimer age;
        age.start();
        QCOMPARE(statusOfFailedStart(error(ErrorKind::Busy), Waiting::Nobody, "/nowhere"),
                 EXIT_FAILURE);
        QVERIFY(age.elapsed() >= 2'000);
    }

    void theEndOfTheMachineDoesNotWait()
    {
        qputenv("NOTIFY_SOCKET", "/run/x");
        DeviceConfig config;
        config.origin = "/dev/zero";
        config.metadata = m_nodes.filePath("missing").toStdString();
        QElapsedTimer age;
        age.start();
        ::pthread_kill(::pthread_self(), SIGTERM);
        awaitDevices(config);
        ::pthread_kill(::pthread_self(), SIGTERM);
        QCOMPARE(statusOfFailedStart(error(ErrorKind::Busy), Waiting::Nobody, "/nowhere"),
                 EXIT_FAILURE);
        QVERIFY(age.elapsed() < 1'000);
    }

    void onlySystemdsTargetWaitsForItsDisks()
    {
        DeviceConfig config;
        config.origin = "/dev/zero";
        config.metadata = m_nodes.filePath("late").toStdString();
        awaitDevices(config); // at once
        qputenv("NOTIFY_SOCKET", "/run/x");
        std::jthread disk([&] {
            QThread::msleep(200);
            QFile file(QString::fromStdString(config.metadata));
            (void)file.open(QFile::WriteOnly);
        });
        QElapsedTimer age;
        age.start();
        awaitDevices(config);
        QVERIFY(age.elapsed() >= 150 && age.elapsed() < 30'000);
        QVERIFY(QFile::exists(QString::fromStdString(config.metadata)));
    }

    // Its file system may be one that systemd mounts once this start has failed.
    void nobodyWaitsForAFile()
    {
        qputenv("NOTIFY_SOCKET", "/run/x");
        DeviceConfig config;
        config.origin = m_folder.filePath("missing").toStdString();
        config.metadata = "/dev/zero";
        QElapsedTimer age;
        age.start();
        awaitDevices(config);
        QVERIFY(age.elapsed() < 1'000);
    }
};

QTEST_GUILESS_MAIN(SupervisionTest)
#include "supervision_test.moc"
