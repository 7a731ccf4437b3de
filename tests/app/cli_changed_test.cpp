// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli_process.h"
#include "dbus/names.h"
#include "fake_daemon.h"
#include "private_bus.h"

#include <csignal>
#include <memory>

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

using namespace blkera;

// `blkera changed`: a list is whole, or nobody can take it for whole.
class CliChangedTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void listGoesToStdout();
    void formatsArePassedOn();
    void eraToEndAtIsPassedOn();
    void supersetIsSaidOnStderr();
    void longListIsNotCutOff();
    void failureInTheMiddleSaysThatTheListIsIncomplete();
    void failureBeforeTheFirstByteKeepsItsExitCode();
    void deathOfTheDaemonIsAFailure();
    void fileAppearsWhole();
    void fileIsUntouchedByAFailure();
    void fileIsUntouchedByAWriteError();
    void fileBehindALinkIsReplaced();
    void pipeForAFileGetsTheList();
    void deviceFilesStayDeviceFiles();
    void readerThatGoesAwayIsAQuietFailure();
    void fullOutputIsAFailure();
    void aTerminalSeesHowFarItIs();

private:
    CliResult run(const QStringList& more = {})
    {
        QStringList arguments { QStringLiteral("changed"), QStringLiteral("data"),
                                QStringLiteral("--since"), QStringLiteral("2") };
        return runCli(arguments + more, m_options);
    }

    void fail()
    {
        m_daemon->behaviour.errorName = QLatin1String(names::kErrorFailed);
        m_daemon->behaviour.errorMessage = QStringLiteral("device data: metadata cannot be read");
    }

    QString path(const char* name) const { return m_directory->filePath(QLatin1String(name)); }

    static QByteArray content(const QString& path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(no file)");
    }

    static void put(const QString& path, const QByteArray& content)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(content), content.size());
    }

    QStringList files() const
    {
        return QDir(m_directory->path())
            .entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
    }

    std::unique_ptr<PrivateBus> m_bus;
    std::unique_ptr<FakeDaemon> m_daemon;
    std::unique_ptr<QTemporaryDir> m_directory;
    CliOptions m_options;
};

static const QByteArray kList = "<blocks>\n  <block block=\"3\"/>\n</blocks>\n";

void CliChangedTest::init()
{
    m_bus = std::make_unique<PrivateBus>();
    QVERIFY(!m_bus->address().isEmpty());
    m_options = {};
    m_options.busAddress = m_bus->address();
    m_daemon = std::make_unique<FakeDaemon>();
    QVERIFY(m_daemon->start(m_bus->address()));
    m_daemon->addDevice(QStringLiteral("data"));
    m_daemon->behaviour.list = kList;
    m_directory = std::make_unique<QTemporaryDir>();
}

void CliChangedTest::cleanup()
{
    m_daemon.reset();
    m_bus.reset();
    m_directory.reset();
}

void CliChangedTest::listGoesToStdout()
{
    QCOMPARE(run().text(), "exit 0\n" + kList);
    QCOMPARE(run({ QStringLiteral("-o"), QStringLiteral("-") }).text(), "exit 0\n" + kList);
}

void CliChangedTest::formatsArePassedOn()
{
    run();
    run({ QStringLiteral("--format"), QStringLiteral("json") });
    run({ QStringLiteral("--json") });
    QCOMPARE(m_daemon->behaviour.calls,
             QStringList({ QStringLiteral("ChangedBlocks 2 0 xml"),
                           QStringLiteral("ChangedBlocks 2 0 json"),
                           QStringLiteral("ChangedBlocks 2 0 json") }));
}

void CliChangedTest::eraToEndAtIsPassedOn()
{
    QCOMPARE(run({ QStringLiteral("--until"), QStringLiteral("3") }).text(), "exit 0\n" + kList);
    run({ QStringLiteral("--until"), QStringLiteral("2"), QStringLiteral("--json") });
    QCOMPARE(m_daemon->behaviour.calls,
             QStringList({ QStringLiteral("ChangedBlocks 2 3 xml"),
                           QStringLiteral("ChangedBlocks 2 2 json") }));
    const CliResult backwards = run({ QStringLiteral("--until"), QStringLiteral("1") });
    QCOMPARE(backwards.text(), QByteArray("exit 2\nblkera: --since 2 is after --until 1\n"));
    const CliResult noEra = run({ QStringLiteral("--until"), QStringLiteral("now") });
    QCOMPARE(noEra.exitCode, 2);
    QVERIFY2(isOneErrorLine(noEra.err), noEra.err.constData());
}

void CliChangedTest::supersetIsSaidOnStderr()
{
    m_daemon->behaviour.uncertain = 2;
    const CliResult result = run({ QStringLiteral("--until"), QStringLiteral("3") });
    QCOMPARE(result.exitCode, 0);
    QCOMPARE(result.out, kList);
    QCOMPARE(result.err,
             QByteArray("blkera: device data: the list is a superset: 2 of 5 blocks were written "
                        "later, and perhaps in these eras\n"));
    fail();
    const CliResult failed = run({ QStringLiteral("--until"), QStringLiteral("3") });
    QCOMPARE(failed.exitCode, 1);
    QVERIFY2(isOneErrorLine(failed.err), failed.err.constData());
}

void CliChangedTest::longListIsNotCutOff()
{
    m_daemon->behaviour.repetitions = 200000;
    const CliResult result = run();
    QCOMPARE(result.exitCode, 0);
    QCOMPARE(result.out.size(), kList.size() * 200000);
    QVERIFY(result.out == kList.repeated(200000));
}

void CliChangedTest::failureInTheMiddleSaysThatTheListIsIncomplete()
{
    fail();
    const CliResult result = run();
    QCOMPARE(result.exitCode, 1);
    QCOMPARE(result.err,
             QByteArray("blkera: the list is incomplete, do not use it: device data: metadata "
                        "cannot be read\n"));
}

void CliChangedTest::failureBeforeTheFirstByteKeepsItsExitCode()
{
    m_daemon->behaviour.list.clear();
    m_daemon->behaviour.errorName = QLatin1String(names::kErrorInvalidArguments);
    m_daemon->behaviour.errorMessage
        = QStringLiteral("device data: era 9 has not begun; the current one is 3");
    QCOMPARE(
        run().text(),
        QByteArray("exit 2\nblkera: device data: era 9 has not begun; the current one is 3\n"));
}

void CliChangedTest::deathOfTheDaemonIsAFailure()
{
    // The bus answers in the daemon's place, as it does when the daemon is gone.
    m_daemon->behaviour.errorName = QStringLiteral("org.freedesktop.DBus.Error.NoReply");
    const CliResult result = run({ QStringLiteral("-o"), path("list") });
    QCOMPARE(result.exitCode, 1);
    QVERIFY2(isOneErrorLine(result.err), result.err.constData());
    QCOMPARE(files(), QStringList());
}

void CliChangedTest::fileAppearsWhole()
{
    QCOMPARE(run({ QStringLiteral("-o"), path("list") }).text(), QByteArray("exit 0\n"));
    QCOMPARE(content(path("list")), kList);
    put(path("list"), "old and longer than the new list, which takes its place all the same\n");
    QCOMPARE(run({ QStringLiteral("--output"), path("list") }).text(), QByteArray("exit 0\n"));
    QCOMPARE(content(path("list")), kList);
    QCOMPARE(files(), QStringList(QStringLiteral("list")));
}

void CliChangedTest::fileIsUntouchedByAFailure()
{
    fail();
    const QByteArray expected = "exit 1\nblkera: device data: metadata cannot be read\n";
    QCOMPARE(run({ QStringLiteral("-o"), path("list") }).text(), expected);
    QCOMPARE(files(), QStringList());
    put(path("list"), "old");
    QCOMPARE(run({ QStringLiteral("-o"), path("list") }).text(), expected);
    QCOMPARE(content(path("list")), QByteArray("old"));
    QCOMPARE(files(), QStringList(QStringLiteral("list")));
}

void CliChangedTest::fileIsUntouchedByAWriteError()
{
    put(path("list"), "old");
    m_daemon->behaviour.repetitions = 10000;
    // As a full disk: files of more than 64 KiB cannot be written.
    m_options.inChild = [] {
        const rlimit limit { 65536, 65536 };
        setrlimit(RLIMIT_FSIZE, &limit);
        signal(SIGXFSZ, SIG_IGN);
    };
    const CliResult result = run({ QStringLiteral("-o"), path("list") });
    QCOMPARE(result.exitCode, 1);
    QVERIFY2(isOneErrorLine(result.err), result.err.constData());
    QVERIFY2(result.err.contains(path("list").toUtf8()), result.err.constData());
    QCOMPARE(content(path("list")), QByteArray("old"));
    QCOMPARE(files(), QStringList(QStringLiteral("list")));
}

void CliChangedTest::fileBehindALinkIsReplaced()
{
    put(path("list"), "old");
    QVERIFY(QFile::link(path("list"), path("link")));
    QCOMPARE(run({ QStringLiteral("-o"), path("link") }).text(), QByteArray("exit 0\n"));
    QCOMPARE(content(path("list")), kList);
    QVERIFY(QFileInfo(path("link")).isSymLink());
}

void CliChangedTest::pipeForAFileGetsTheList()
{
    const QString fifo = path("fifo");
    QCOMPARE(mkfifo(QFile::encodeName(fifo).constData(), 0600), 0);
    const int reader = open(QFile::encodeName(fifo).constData(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    QVERIFY(reader >= 0);
    QCOMPARE(run({ QStringLiteral("-o"), fifo }).text(), QByteArray("exit 0\n"));
    QByteArray got(4096, '\0');
    got.truncate(read(reader, got.data(), 4096));
    close(reader);
    QCOMPARE(got, kList);
}

void CliChangedTest::deviceFilesStayDeviceFiles()
{
    if (geteuid() != 0)
        QSKIP("making a device file needs root; scripts/test runs this as root");
    // A null device of our own: a mistake must not replace the machine's.
    const QByteArray null = QFile::encodeName(path("null"));
    QCOMPARE(mknod(null.constData(), S_IFCHR | 0600, makedev(1, 3)), 0);
    QCOMPARE(run({ QStringLiteral("-o"), path("null") }).text(), QByteArray("exit 0\n"));

    struct stat status { };

    QCOMPARE(stat(null.constData(), &status), 0);
    QVERIFY(S_ISCHR(status.st_mode));

    const QByteArray disk = QFile::encodeName(path("disk"));
    QCOMPARE(mknod(disk.constData(), S_IFBLK | 0600, makedev(0, 0)), 0);
    const CliResult result = run({ QStringLiteral("-o"), path("disk") });
    QCOMPARE(result.exitCode, 2);
    QVERIFY2(isOneErrorLine(result.err), result.err.constData());
    QCOMPARE(stat(disk.constData(), &status), 0);
    QVERIFY(S_ISBLK(status.st_mode));
}

void CliChangedTest::readerThatGoesAwayIsAQuietFailure()
{
    m_daemon->behaviour.repetitions = 10000;
    int ends[2];
    QCOMPARE(pipe2(ends, O_CLOEXEC), 0);
    close(ends[0]);
    m_options.inChild = [out = ends[1]] { dup2(out, STDOUT_FILENO); };
    QCOMPARE(run().text(), QByteArray("exit 1\n"));
    close(ends[1]);
}

void CliChangedTest::fullOutputIsAFailure()
{
    m_options.stdoutFile = QStringLiteral("/dev/full");
    QCOMPARE(run().text(),
             QByteArray("exit 1\nblkera: cannot write the output: No space left on device\n"));
}

// script(1) runs it on a terminal; the list goes into a pipe that is read late.
void CliChangedTest::aTerminalSeesHowFarItIs()
{
    FakeJob& job = m_daemon->addJob(17);
    job.setProperty("Device", QStringLiteral("data"));
    job.setProperty("StartedByUid", quint32 { getuid() });
    job.setProperty("StartTime", qulonglong(QDateTime::currentMSecsSinceEpoch()) * 1000);
    m_daemon->behaviour.repetitions = 20'000; // more than pipes hold
    QProcess terminal;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("DBUS_SYSTEM_BUS_ADDRESS"), m_bus->address());
    terminal.setProcessEnvironment(environment);
    terminal.start(QStringLiteral("script"),
                   { QStringLiteral("--quiet"), QStringLiteral("--return"),
                     QStringLiteral("--command"),
                     QStringLiteral(BLKERA_CLI " changed data --since 2 | { sleep 2; wc -c; }"),
                     path("typescript") });
    QVERIFY(QTest::qWaitFor([&] { return terminal.state() == QProcess::NotRunning; }, 30'000));
    const QByteArray seen = terminal.readAllStandardOutput();
    QVERIFY2(seen.contains("\rdata: [#######                       ] 25 %, "), seen.constData());
    QVERIFY2(seen.contains("\r\x1b[K"), seen.constData()); // and then it is gone
    QVERIFY2(seen.contains(QByteArray::number(20'000 * kList.size())), seen.constData());
}

QTEST_GUILESS_MAIN(CliChangedTest)
#include "cli_changed_test.moc"
