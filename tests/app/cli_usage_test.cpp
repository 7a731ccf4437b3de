// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli_process.h"

#include <QTemporaryDir>
#include <QTest>

using namespace blkera;

// The command line alone: there is no bus, so whatever is understood ends with exit code 4.
class CliUsageTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void goodUsageReachesForTheDaemon_data();
    void goodUsageReachesForTheDaemon();
    void badUsageIsOneLineAndExitTwo_data();
    void badUsageIsOneLineAndExitTwo();
    void everyVerbHasHelp_data();
    void everyVerbHasHelp();
    void versionIsPrinted();
    void controlCharactersAreShownEscaped();
    void fullOutputIsAFailure();
    void directoryForTheListIsRefused();
    void messagesAreGermanInAGermanLocale();

private:
    CliResult run(const QStringList& arguments) { return runCli(arguments, m_options); }

    QTemporaryDir m_directory;
    CliOptions m_options;
};

void CliUsageTest::initTestCase()
{
    m_options.busAddress
        = QStringLiteral("unix:path=") + m_directory.filePath(QStringLiteral("no"));
}

// Cases are written as a shell would split them; no argument here has a blank but the table lines.
static QStringList words(const char* line)
{
    return QProcess::splitCommand(QString::fromUtf8(line));
}

void CliUsageTest::goodUsageReachesForTheDaemon_data()
{
    QTest::addColumn<QStringList>("arguments");
    for (const char* line : {
             "create x --origin /dev/a --metadata /dev/b",
             "create x --origin a --metadata b --block-size 128",
             "create x --origin a --metadata b --block-size=1MiB --frontend ublk --queues 2 "
             "--queue-depth 64 --no-start --force-format --json",
             "create x --table \"0 2048 era /dev/no-metadata /dev/no-origin 128\"",
             "start x",
             "stop x",
             "remove x",
             "resize x",
             "list",
             "list --json",
             "info x",
             "info list",
             "info -- -x",
             "info --json x",
             "path x",
             "status x --json",
             "message x checkpoint",
             "message x TAKE_metadata_snap",
             "message x drop_metadata_snap",
             "checkpoint a b c",
             "checkpoint list info --json",
             "changed x --since 0",
             "changed x --since 4294967295 --format json",
             "changed --since=1 --format=xml -o - x",
             "changed x --since 1 --json",
         })
        QTest::newRow(line) << words(line);
}

void CliUsageTest::goodUsageReachesForTheDaemon()
{
    QFETCH(QStringList, arguments);
    const CliResult result = run(arguments);
    QCOMPARE(result.exitCode, 4);
    QCOMPARE(result.out, QByteArray());
    QVERIFY2(isOneErrorLine(result.err), result.err.constData());
    QVERIFY2(result.err.contains("system bus"), result.err.constData());
}

void CliUsageTest::badUsageIsOneLineAndExitTwo_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("names"); // what the line has to name
    const std::pair<const char*, const char*> cases[] {
        { "", "verb" },
        { "frobnicate", "'frobnicate'" },
        { "freeze x", "'freeze'" },
        { "frobnicate --bogus", "'frobnicate'" },
        { "--bogus", "'--bogus'" },
        { "list --bogus", "'--bogus'" },
        { "list extra", "'extra'" },
        { "list --json=perhaps", "--json" },
        { "info", "NAME" },
        { "info a b", "'b'" },
        { "info a list", "'list'" },
        { "info a/b", "'a/b'" },
        { "info .hidden", "'.hidden'" },
        { "info \"\"", "NAME" },
        { "info \"a b\"", "'a b'" },
        { "info ä", "'ä'" },
        { "info aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "NAME" },
        { "start x --json", "'--json'" },
        { "stop", "NAME" },
        { "remove a b", "'b'" },
        { "path", "NAME" },
        { "status ../x", "'../x'" },
        { "message x", "MESSAGE" },
        { "message x suspend", "'suspend'" },
        { "checkpoint", "NAME" },
        { "checkpoint good b@d", "'b@d'" },
        { "changed x", "--since" },
        { "changed x --since", "--since" },
        { "changed --since 1", "NAME" },
        { "changed x --since one", "'one'" },
        { "changed x --since -1", "'-1'" },
        { "changed x --since 1.5", "'1.5'" },
        { "changed x --since 0x10", "'0x10'" },
        { "changed x --since 4294967296", "'4294967296'" },
        { "changed x --since 1 --format qcow2", "'qcow2'" },
        { "changed x --since 1 --format XML", "'XML'" },
        { "changed x --since 1 --since 2", "--since" },
        { "changed x --since 1 --json --format xml", "--format" },
        { "changed x --since 1 -o", "--output" },
        { "create", "NAME" },
        { "create x", "--origin" },
        { "create x --origin a", "--metadata" },
        { "create x --metadata a", "--origin" },
        { "create x --origin a --metadata b --block-size 7", "7 sectors" },
        { "create x --origin a --metadata b --block-size 0", "--block-size 0" },
        { "create x --origin a --metadata b --block-size 2KiB", "4 sectors" },
        { "create x --origin a --metadata b --block-size 64K", "64K" },
        { "create x --origin a --metadata b --block-size 99999999TiB", "99999999TiB" },
        { "create x --origin a --metadata b --block-size 4TiB", "4TiB" },
        { "create x --origin a --metadata b --frontend nbd", "nbd" },
        { "create x --origin a --metadata b --queues 65", "--queues" },
        { "create x --origin a --metadata b --queues -1", "--queues" },
        { "create x --origin a --metadata b --queue-depth deep", "--queue-depth" },
        { "create x --origin a --origin b --metadata c", "--origin" },
        { "create x --table \"0 8 era a b\"", "5 fields" },
        { "create x --table \"8 8 era a b 128\"", "sector 0" },
        { "create x --table \"0 8 linear a b 128\"", "linear" },
        { "create x --table \"0 8 era a b 12\"", "12 sectors" },
        { "create x --table \"0 8 era /dev/zero /dev/zero 128\"", "/dev/zero" },
        { "create x --table \"0 8 era a b 128\" --origin c", "--table" },
        { "create x --table \"0 8 era a b 128\" --block-size 8", "--table" },
    };
    for (const auto& [line, names] : cases)
        QTest::newRow(line) << words(line) << QByteArray(names);
}

void CliUsageTest::badUsageIsOneLineAndExitTwo()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, names);
    const CliResult result = run(arguments);
    QCOMPARE(result.exitCode, 2);
    QCOMPARE(result.out, QByteArray());
    QVERIFY2(isOneErrorLine(result.err), result.err.constData());
    QVERIFY2(result.err.contains(names), result.err.constData());
}

void CliUsageTest::everyVerbHasHelp_data()
{
    QTest::addColumn<QStringList>("arguments");
    for (const char* verb : { "", "create", "start", "stop", "remove", "resize", "list", "info",
                              "path", "status", "message", "checkpoint", "changed" })
        QTest::newRow(verb) << words(verb);
}

void CliUsageTest::everyVerbHasHelp()
{
    QFETCH(QStringList, arguments);
    const CliResult result = run(arguments + QStringList { QStringLiteral("--help") });
    QCOMPARE(result.exitCode, 0);
    QCOMPARE(result.err, QByteArray());
    const QByteArray usage = ("Usage: blkera " + arguments.join(u' ')).toUtf8();
    QVERIFY2(result.out.contains(usage), result.out.constData());
    QVERIFY(result.out.endsWith('\n'));
}

void CliUsageTest::versionIsPrinted()
{
    const CliResult result = run({ QStringLiteral("--version") });
    QCOMPARE(result.text(), QByteArray("exit 0\nblkera 0.1.0\n"));
}

void CliUsageTest::controlCharactersAreShownEscaped()
{
    const CliResult result = run({ QStringLiteral("info"), QStringLiteral("a\n\x1b[31m\u202eb") });
    QCOMPARE(result.exitCode, 2);
    QVERIFY2(isOneErrorLine(result.err), result.err.constData());
    QVERIFY2(result.err.contains("'a\\x0a\\x1b[31m\\u202eb'"), result.err.constData());
}

void CliUsageTest::fullOutputIsAFailure()
{
    CliOptions options = m_options;
    options.stdoutFile = QStringLiteral("/dev/full");
    const CliResult result = runCli({ QStringLiteral("--help") }, options);
    QCOMPARE(result.text(),
             QByteArray("exit 1\nblkera: cannot write the output: No space left on device\n"));
}

void CliUsageTest::directoryForTheListIsRefused()
{
    const CliResult result
        = run({ QStringLiteral("changed"), QStringLiteral("x"), QStringLiteral("--since=1"),
                QStringLiteral("-o"), m_directory.path() });
    QCOMPARE(result.exitCode, 1);
    QVERIFY2(isOneErrorLine(result.err), result.err.constData());
    QVERIFY2(result.err.contains(m_directory.path().toUtf8()), result.err.constData());
}

void CliUsageTest::messagesAreGermanInAGermanLocale()
{
    CliOptions options = m_options;
    options.locale = "de_DE.UTF-8";
    CliResult result = runCli({ QStringLiteral("frobnicate") }, options);
    QCOMPARE(
        result.text().toStdString(),
        "exit 2\nblkera: unbekanntes Verb „frobnicate“: „blkera --help“ zeigt die vorhandenen\n");
    result = runCli({ QStringLiteral("list") }, options);
    QCOMPARE(result.exitCode, 4);
    QVERIFY2(result.err.contains("Systembus"), result.err.constData());
    result = runCli({ QStringLiteral("changed"), QStringLiteral("--help") }, options);
    QVERIFY2(result.out.contains("Aufruf: blkera changed"), result.out.constData());
}

QTEST_GUILESS_MAIN(CliUsageTest)
#include "cli_usage_test.moc"
