// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli_process.h"
#include "dbus/names.h"
#include "fake_daemon.h"
#include "private_bus.h"

#include <cstdlib>
#include <memory>

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <fcntl.h>
#include <unistd.h>

using namespace blkera;

// What each verb asks of the daemon, prints and returns.
class CliVerbsTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void listIsATableSortedByName();
    void listOfNothingIsItsHeader();
    void listAsJsonHasEveryProperty();
    void infoIsALineAProperty();
    void infoSaysWhatFuseCannotDo();
    void infoOfAStrangerIsAFailureThatNamesIt();
    void errorNamesTheDeviceWhateverItIsCalled();
    void pathIsTheBlockDevice();
    void pathOfAStoppedDeviceTellsHowToStartIt();
    void statusIsTheKernelsLineAndNothingElse();
    void statusAsJsonHasTheSameNumbers();
    void statusOfAnotherKindIsAFailure();
    void resizeIsOneLine();
    void aRefusedCheckpointIsOneLine();
    void checkpointPrintsAnEraPerDevice();
    void checkpointAnswerOfAnotherLengthIsAFailure();
    void createPassesAllOptionsOn();
    void createLeavesTheChoicesToTheDaemon();
    void createWithoutStartPrintsNothing();
    void createMakesPathsAbsolute();
    void silentVerbsPrintNothing();
    void resumePrintsTheEraThatHasBegun();
    void errorNamesDecideTheExitCode_data();
    void errorNamesDecideTheExitCode();
    void errorOfTheDaemonIsOneLine();
    void busPolicyIsNotAuthorised();
    void busWithoutDaemonIsNoDaemon();
    void passwordIsAskedForOnlyAtATerminal();
    void slowStartIsWaitedFor();

private:
    CliResult run(const QString& line) { return runCli(QProcess::splitCommand(line), m_options); }

    std::unique_ptr<PrivateBus> m_bus;
    std::unique_ptr<FakeDaemon> m_daemon;
    CliOptions m_options;
};

void CliVerbsTest::init()
{
    m_bus = std::make_unique<PrivateBus>();
    QVERIFY(!m_bus->address().isEmpty());
    m_options.busAddress = m_bus->address();
    m_daemon = std::make_unique<FakeDaemon>();
    QVERIFY(m_daemon->start(m_bus->address()));
}

void CliVerbsTest::cleanup()
{
    m_daemon.reset();
    m_bus.reset();
}

void CliVerbsTest::listIsATableSortedByName()
{
    FakeDevice& mail = m_daemon->addDevice(QStringLiteral("mail"));
    mail.setProperty("State", QStringLiteral("stopped"));
    mail.setProperty("DevicePath", QString());
    mail.setProperty("CurrentEra", 0U);
    mail.setProperty("BlockSize", 8U);
    FakeDevice& damaged = m_daemon->addDevice(QStringLiteral("data.1"));
    damaged.setProperty("State", QStringLiteral("needs-check"));
    damaged.setProperty("Failure", QStringLiteral("bad"));
    damaged.setProperty("CurrentEra", 0U);
    m_daemon->addDevice(QStringLiteral("data-1"));
    QCOMPARE(run(QStringLiteral("list")).text(),
             QByteArray("exit 0\n"
                        "NAME    STATE        ERA  DEVICE       ORIGIN          BLOCKSIZE  REASON\n"
                        "data-1  running      3    /dev/ublkb7  /dev/vg/data-1  64KiB      -\n"
                        "data.1  needs-check  -    /dev/ublkb7  /dev/vg/data.1  64KiB      bad\n"
                        "mail    stopped      -    -            /dev/vg/mail    4KiB       -\n"));
}

void CliVerbsTest::listOfNothingIsItsHeader()
{
    QCOMPARE(run(QStringLiteral("list")).text(),
             QByteArray("exit 0\nNAME  STATE  ERA  DEVICE  ORIGIN  BLOCKSIZE  REASON\n"));
    QCOMPARE(run(QStringLiteral("list --json")).text(), QByteArray("exit 0\n[\n]\n"));
}

void CliVerbsTest::listAsJsonHasEveryProperty()
{
    m_daemon->addDevice(QStringLiteral("data"));
    FakeDevice& mail = m_daemon->addDevice(QStringLiteral("mail"));
    mail.setProperty("State", QStringLiteral("failed"));
    mail.setProperty("Failure", QStringLiteral("metadata device: Input/output error"));
    const CliResult result = run(QStringLiteral("list --json"));
    QCOMPARE(result.exitCode, 0);
    const QJsonArray devices = QJsonDocument::fromJson(result.out).array();
    QCOMPARE(devices.size(), 2);
    const QJsonObject expected {
        { QStringLiteral("name"), QStringLiteral("data") },
        { QStringLiteral("state"), QStringLiteral("running") },
        { QStringLiteral("failure"), QJsonValue() },
        { QStringLiteral("device"), QStringLiteral("/dev/ublkb7") },
        { QStringLiteral("current_era"), 3 },
        { QStringLiteral("origin"), QStringLiteral("/dev/vg/data") },
        { QStringLiteral("metadata"), QStringLiteral("/dev/vg/meta-data") },
        { QStringLiteral("origin_id"), QStringLiteral("wwn:0x5000c500a1b2c3d4") },
        { QStringLiteral("metadata_id"), QJsonValue() },
        { QStringLiteral("block_size_bytes"), 65536 },
        { QStringLiteral("frontend"), QStringLiteral("auto") },
        { QStringLiteral("served_by"), QStringLiteral("ublk") },
        { QStringLiteral("waits_for_next_target"), true },
        { QStringLiteral("queues"), 0 },
        { QStringLiteral("queue_depth"), 64 },
        { QStringLiteral("size_bytes"), 536870912 },
        { QStringLiteral("metadata_used_blocks"), 23 },
        { QStringLiteral("metadata_total_blocks"), 2048 },
        { QStringLiteral("metadata_snapshot"), QJsonValue() },
        { QStringLiteral("schedule"), QJsonValue() },
        { QStringLiteral("next_checkpoint"), QJsonValue() },
    };
    QCOMPARE(devices[0].toObject(), expected);
    QCOMPARE(devices[1].toObject()[QStringLiteral("failure")].toString(),
             QStringLiteral("metadata device: Input/output error"));
}

void CliVerbsTest::infoIsALineAProperty()
{
    m_daemon->addDevice(QStringLiteral("data")).setProperty("Failure", QStringLiteral("a\nb"));
    QCOMPARE(run(QStringLiteral("info data")).text(),
             QByteArray("exit 0\n"
                        "name: data\n"
                        "state: running\n"
                        "failure: a\\x0ab\n"
                        "device: /dev/ublkb7\n"
                        "current_era: 3\n"
                        "origin: /dev/vg/data\n"
                        "metadata: /dev/vg/meta-data\n"
                        "origin_id: wwn:0x5000c500a1b2c3d4\n"
                        "metadata_id: -\n"
                        "block_size: 64KiB\n"
                        "frontend: auto\n"
                        "served_by: ublk\n"
                        "waits_for_next_target: yes\n"
                        "queues: auto\n"
                        "queue_depth: 64\n"
                        "size: 512.0 MiB\n"
                        "metadata_used: 23 of 2048 blocks (1 %)\n"
                        "metadata_snapshot: -\n"
                        "schedule: never\n"
                        "next_checkpoint: -\n"));
}

void CliVerbsTest::infoSaysWhatFuseCannotDo()
{
    FakeDevice& data = m_daemon->addDevice(QStringLiteral("data"));
    const auto waits = [&] {
        return QJsonDocument::fromJson(run(QStringLiteral("info data --json")).out)
            .object()
            .value(QStringLiteral("waits_for_next_target"));
    };
    data.setProperty("ServedBy", QStringLiteral("fuse"));
    QCOMPARE(waits(), QJsonValue(false));
    QVERIFY(
        run(QStringLiteral("info data"))
            .out.contains("\nserved_by: fuse\nwaits_for_next_target: no: if its target dies, what "
                          "uses the device gets errors, and a file system has to be mounted "
                          "again\n"));
    data.setProperty("ServedBy", QString());
    QCOMPARE(waits(), QJsonValue());
    QVERIFY(run(QStringLiteral("info data"))
                .out.contains("\nserved_by: -\nwaits_for_next_target: -\n"));
}

void CliVerbsTest::infoOfAStrangerIsAFailureThatNamesIt()
{
    m_daemon->addDevice(QStringLiteral("data"));
    for (const QString& verb : { QStringLiteral("info"), QStringLiteral("start"),
                                 QStringLiteral("status"), QStringLiteral("path") }) {
        QCOMPARE(run(verb + QStringLiteral(" nobody")).text(),
                 QByteArray("exit 1\nblkera: nobody: there is no such device: 'blkera list' shows "
                            "those there are\n"));
    }
}

void CliVerbsTest::errorNamesTheDeviceWhateverItIsCalled()
{
    // A letter of the message is not the name of the device.
    QVERIFY(run(QStringLiteral("info d")).err.startsWith("blkera: d: there is no such device"));

    m_daemon->addDevice(QStringLiteral("data"));
    m_daemon->behaviour.errorName = QLatin1String(names::kErrorBusy);
    m_daemon->behaviour.errorMessage = QStringLiteral("data: in use");
    QCOMPARE(run(QStringLiteral("stop data")).err, QByteArray("blkera: data: in use\n"));
    m_daemon->behaviour.errorMessage = QStringLiteral("data-2: in use");
    QCOMPARE(run(QStringLiteral("stop data")).err, QByteArray("blkera: data: data-2: in use\n"));
}

void CliVerbsTest::pathIsTheBlockDevice()
{
    m_daemon->addDevice(QStringLiteral("data"));
    QCOMPARE(run(QStringLiteral("path data")).text(), QByteArray("exit 0\n/dev/ublkb7\n"));
    const CliResult json = run(QStringLiteral("path data --json"));
    QCOMPARE(QJsonDocument::fromJson(json.out).object(),
             (QJsonObject { { QStringLiteral("name"), QStringLiteral("data") },
                            { QStringLiteral("device"), QStringLiteral("/dev/ublkb7") } }));
}

void CliVerbsTest::pathOfAStoppedDeviceTellsHowToStartIt()
{
    m_daemon->addDevice(QStringLiteral("data")).setProperty("DevicePath", QString());
    QCOMPARE(run(QStringLiteral("path data")).text(),
             QByteArray("exit 1\nblkera: device data is not running: start it with 'blkera start "
                        "data'\n"));
}

void CliVerbsTest::statusIsTheKernelsLineAndNothingElse()
{
    m_daemon->addDevice(QStringLiteral("data"));
    QCOMPARE(run(QStringLiteral("status data")).text(), QByteArray("exit 0\n8 23/2048 3 -\n"));
}

void CliVerbsTest::statusAsJsonHasTheSameNumbers()
{
    FakeDevice& data = m_daemon->addDevice(QStringLiteral("data"));
    QJsonObject expected { { QStringLiteral("name"), QStringLiteral("data") },
                           { QStringLiteral("metadata_block_size_bytes"), 4096 },
                           { QStringLiteral("metadata_used_blocks"), 23 },
                           { QStringLiteral("metadata_total_blocks"), 2048 },
                           { QStringLiteral("current_era"), 3 },
                           { QStringLiteral("held_root"), QJsonValue() },
                           { QStringLiteral("history_failure"), QJsonValue() } };
    QCOMPARE(QJsonDocument::fromJson(run(QStringLiteral("status data --json")).out).object(),
             expected);
    data.statusLine = QStringLiteral("8 23/2048 3 17");
    expected[QStringLiteral("held_root")] = 17;
    QCOMPARE(QJsonDocument::fromJson(run(QStringLiteral("status data --json")).out).object(),
             expected);
    // As the kernel's, where the metadata cannot be read.
    data.statusLine = QStringLiteral("Error");
    QCOMPARE(run(QStringLiteral("status data")).text(), QByteArray("exit 0\nError\n"));
    for (const QString& key : expected.keys()) {
        if (key != u"name")
            expected[key] = QJsonValue();
    }
    QCOMPARE(QJsonDocument::fromJson(run(QStringLiteral("status data --json")).out).object(),
             expected);
}

void CliVerbsTest::statusOfAnotherKindIsAFailure()
{
    m_daemon->addDevice(QStringLiteral("data")).statusLine = QStringLiteral("Fail");
    const CliResult result = run(QStringLiteral("status data --json"));
    QCOMPARE(result.exitCode, 1);
    QCOMPARE(result.out, QByteArray());
    QVERIFY2(isOneErrorLine(result.err), result.err.constData());
}

void CliVerbsTest::resizeIsOneLine()
{
    FakeDevice& data = m_daemon->addDevice(QStringLiteral("data"));
    QCOMPARE(run(QStringLiteral("resize data")).text(),
             QByteArray("exit 0\nsize 65024512, blocks 500 -> 1000, metadata blocks 1024 -> "
                        "2048\n"));
    data.visible = false;
    QCOMPARE(run(QStringLiteral("resize data --force")).text(),
             QByteArray("exit 0\nsize 65024512, blocks 500 -> 1000, metadata blocks 1024 -> "
                        "2048, visible after stop and start\n"));
    const QJsonObject expected {
        { QStringLiteral("name"), QStringLiteral("data") },
        { QStringLiteral("size_bytes"), 65024512 },
        { QStringLiteral("old_blocks"), 500 },
        { QStringLiteral("blocks"), 1000 },
        { QStringLiteral("old_metadata_blocks"), 1024 },
        { QStringLiteral("metadata_blocks"), 2048 },
        { QStringLiteral("visible"), false },
    };
    QCOMPARE(QJsonDocument::fromJson(run(QStringLiteral("resize data --json")).out).object(),
             expected);
    QCOMPARE(m_daemon->behaviour.calls,
             QStringList({ QStringLiteral("Resize force=no"), QStringLiteral("Resize force=yes"),
                           QStringLiteral("Resize force=no") }));
}

// As when the metadata is full: the remedy is the daemon's word.
void CliVerbsTest::aRefusedCheckpointIsOneLine()
{
    m_daemon->behaviour.errorName = QStringLiteral("org.blkera.Error.Failed");
    m_daemon->behaviour.errorMessage
        = QStringLiteral("data: full: drop the metadata snapshot or enlarge the device");
    const CliResult result = run(QStringLiteral("checkpoint data"));
    QCOMPARE(result.exitCode, 1);
    QCOMPARE(result.out, QByteArray());
    QCOMPARE(result.err,
             QByteArray("blkera: data: full: drop the metadata snapshot or enlarge the device\n"));
}

void CliVerbsTest::checkpointPrintsAnEraPerDevice()
{
    m_daemon->manager.eras = { 7, 4294967295 };
    QCOMPARE(run(QStringLiteral("checkpoint b a")).text(), QByteArray("exit 0\n7\n4294967295\n"));
    const CliResult json = run(QStringLiteral("checkpoint b a --json"));
    QCOMPARE(
        QJsonDocument::fromJson(json.out).array(),
        (QJsonArray { QJsonObject { { QStringLiteral("group"), QStringLiteral("8d2f") },
                                    { QStringLiteral("name"), QStringLiteral("b") },
                                    { QStringLiteral("current_era"), 7 } },
                      QJsonObject { { QStringLiteral("group"), QStringLiteral("8d2f") },
                                    { QStringLiteral("name"), QStringLiteral("a") },
                                    { QStringLiteral("current_era"), qint64 { 4294967295 } } } }));
    // Both at one moment: one call for all names.
    QCOMPARE(m_daemon->behaviour.calls,
             QStringList({ QStringLiteral("Checkpoint b a"), QStringLiteral("Checkpoint b a") }));
}

void CliVerbsTest::checkpointAnswerOfAnotherLengthIsAFailure()
{
    m_daemon->manager.eras = { 7 };
    const CliResult result = run(QStringLiteral("checkpoint b a"));
    QCOMPARE(result.exitCode, 1);
    QCOMPARE(result.out, QByteArray());
    QVERIFY2(isOneErrorLine(result.err), result.err.constData());
}

void CliVerbsTest::createPassesAllOptionsOn()
{
    m_daemon->addDevice(QStringLiteral("data"));
    const CliResult result
        = run(QStringLiteral("create data --origin /dev/a --metadata /dev/b --block-size 1MiB "
                             "--frontend fuse --queues 2 --queue-depth 32 --force-format"));
    QCOMPARE(result.text(), QByteArray("exit 0\n/dev/ublkb7\n"));
    QCOMPARE(m_daemon->behaviour.calls,
             QStringList(QStringLiteral("CreateDevice data /dev/a /dev/b 2048 fuse 2 32 force=yes "
                                        "start=yes")));
}

void CliVerbsTest::createLeavesTheChoicesToTheDaemon()
{
    m_daemon->addDevice(QStringLiteral("data"));
    const CliResult result
        = run(QStringLiteral("create data --origin /dev/a --metadata /dev/b --json"));
    QCOMPARE(result.exitCode, 0);
    QCOMPARE(QJsonDocument::fromJson(result.out).object()[QStringLiteral("device")].toString(),
             QStringLiteral("/dev/ublkb7"));
    QCOMPARE(m_daemon->behaviour.calls,
             QStringList(
                 QStringLiteral("CreateDevice data /dev/a /dev/b 0 auto 0 0 force=no start=yes")));
}

void CliVerbsTest::createWithoutStartPrintsNothing()
{
    m_daemon->addDevice(QStringLiteral("data"));
    const CliResult good = run(QStringLiteral(
        "create data --table \"0 2048 era /dev/no-metadata 8:8888 128\" --no-start"));
    QCOMPARE(good.text(), QByteArray("exit 0\n"));
    QCOMPARE(m_daemon->behaviour.calls,
             QStringList(QStringLiteral("CreateDevice data /dev/block/8:8888 /dev/no-metadata 128 "
                                        "auto 0 0 force=no start=no")));
}

void CliVerbsTest::createMakesPathsAbsolute()
{
    run(QStringLiteral("create data --origin a --metadata ./b --no-start"));
    const QString here = QDir::currentPath();
    QCOMPARE(m_daemon->behaviour.calls.size(), 1);
    QVERIFY2(m_daemon->behaviour.calls.first().startsWith(
                 QStringLiteral("CreateDevice data %1/a %1/b ").arg(here)),
             qPrintable(m_daemon->behaviour.calls.first()));
}

void CliVerbsTest::silentVerbsPrintNothing()
{
    m_daemon->addDevice(QStringLiteral("data"));
    for (const QString& line : { QStringLiteral("start data"), QStringLiteral("stop data"),
                                 QStringLiteral("restart data"), QStringLiteral("suspend data"),
                                 QStringLiteral("message data Checkpoint") })
        QCOMPARE(run(line).text(), QByteArray("exit 0\n"));
    QCOMPARE(
        m_daemon->behaviour.calls,
        QStringList({ QStringLiteral("Start"), QStringLiteral("Stop"), QStringLiteral("Restart"),
                      QStringLiteral("Suspend"), QStringLiteral("Message Checkpoint") }));
}

void CliVerbsTest::resumePrintsTheEraThatHasBegun()
{
    m_daemon->addDevice(QStringLiteral("data"));
    QCOMPARE(run(QStringLiteral("resume data")).text(), QByteArray("exit 0\n5\n"));
}

void CliVerbsTest::errorNamesDecideTheExitCode_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("exitCode");
    const std::pair<const char*, int> cases[] {
        { names::kErrorFailed, 1 },
        { names::kErrorInvalidArguments, 2 },
        { names::kErrorNotAuthorized, 3 },
        { names::kErrorNotFound, 1 },
        { names::kErrorExists, 1 },
        { names::kErrorNotRunning, 1 },
        { names::kErrorBusy, 1 },
        { names::kErrorLimitsExceeded, 1 },
        { "org.blkera.Error.FromTheFuture", 1 },
        { "org.freedesktop.DBus.Error.InvalidArgs", 2 },
        { "org.freedesktop.DBus.Error.AccessDenied", 3 },
        { "org.freedesktop.DBus.Error.InteractiveAuthorizationRequired", 3 },
        { "org.freedesktop.DBus.Error.ServiceUnknown", 4 },
        { "org.freedesktop.DBus.Error.NameHasNoOwner", 4 },
        { "org.freedesktop.DBus.Error.Spawn.ChildExited", 4 },
        { "org.freedesktop.DBus.Error.NoReply", 1 },
        { "org.freedesktop.DBus.Error.UnknownMethod", 1 },
    };
    for (const auto& [name, exitCode] : cases)
        QTest::newRow(name) << QString::fromLatin1(name) << exitCode;
}

void CliVerbsTest::errorNamesDecideTheExitCode()
{
    QFETCH(QString, name);
    QFETCH(int, exitCode);
    m_daemon->addDevice(QStringLiteral("data"));
    m_daemon->behaviour.errorName = name;
    m_daemon->behaviour.errorMessage = QStringLiteral("device data: not authorised, no daemon");
    for (const QString& line : { QStringLiteral("stop data"), QStringLiteral("checkpoint data"),
                                 QStringLiteral("create data --origin /dev/a --metadata /dev/b"),
                                 QStringLiteral("changed data --since 1") }) {
        const CliResult result = run(line);
        QCOMPARE(result.exitCode, exitCode);
        QCOMPARE(result.out, QByteArray());
        QVERIFY2(isOneErrorLine(result.err), result.err.constData());
        if (name.startsWith(QStringLiteral("org.blkera.")))
            QCOMPARE(result.err, QByteArray("blkera: device data: not authorised, no daemon\n"));
    }
}

void CliVerbsTest::errorOfTheDaemonIsOneLine()
{
    m_daemon->addDevice(QStringLiteral("data"));
    m_daemon->behaviour.errorName = QLatin1String(names::kErrorFailed);
    m_daemon->behaviour.errorMessage = QStringLiteral("first\nsecond");
    QCOMPARE(run(QStringLiteral("start data")).text(),
             QByteArray("exit 1\nblkera: data: first\\x0asecond\n"));
}

void CliVerbsTest::busPolicyIsNotAuthorised()
{
    m_daemon->addDevice(QStringLiteral("data"));
    const CliResult result = run(QStringLiteral("remove data"));
    QCOMPARE(result.exitCode, 3);
    QVERIFY2(isOneErrorLine(result.err), result.err.constData());
    QCOMPARE(m_daemon->behaviour.calls, QStringList());
}

void CliVerbsTest::busWithoutDaemonIsNoDaemon()
{
    m_daemon.reset();
    for (const QString& line : { QStringLiteral("list"), QStringLiteral("start data"),
                                 QStringLiteral("changed data --since 1") }) {
        const CliResult result = run(line);
        QCOMPARE(result.exitCode, 4);
        QCOMPARE(result.out, QByteArray());
        QVERIFY2(isOneErrorLine(result.err), result.err.constData());
        QVERIFY2(result.err.contains("blkerad"), result.err.constData());
    }
}

void CliVerbsTest::passwordIsAskedForOnlyAtATerminal()
{
    m_daemon->addDevice(QStringLiteral("data"));
    QCOMPARE(run(QStringLiteral("stop data")).exitCode, 0);
    QVERIFY(!m_daemon->behaviour.interactive);

    const int terminal = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    QVERIFY(terminal >= 0 && grantpt(terminal) == 0 && unlockpt(terminal) == 0);
    const int other = open(ptsname(terminal), O_RDWR | O_NOCTTY | O_CLOEXEC);
    QVERIFY(other >= 0);
    m_options.inChild = [other] { dup2(other, STDIN_FILENO); };
    QCOMPARE(run(QStringLiteral("stop data")).exitCode, 0);
    QVERIFY(m_daemon->behaviour.interactive);
    m_options.inChild = {};
    close(other);
    close(terminal);
}

void CliVerbsTest::slowStartIsWaitedFor()
{
    m_daemon->addDevice(QStringLiteral("data"));
    // Longer than the 25 seconds that a call on the bus gets by default.
    m_daemon->behaviour.delayMs = 26000;
    QCOMPARE(run(QStringLiteral("start data")).text(), QByteArray("exit 0\n"));
}

QTEST_GUILESS_MAIN(CliVerbsTest)
#include "cli_verbs_test.moc"
