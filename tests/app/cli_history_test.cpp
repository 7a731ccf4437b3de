// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli_process.h"
#include "fake_daemon.h"
#include "private_bus.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QTest>

using namespace blkera;

class CliHistoryTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void erasAreATable();
    void erasAreJson();
    void eventsAndAuditAreAskedFor();
    void aScheduleIsShownAndSet();
    void jobsAreListedAndCancelled();
    void whatHappensIsPrintedAtOnce();
    void aHistoryThatCannotBeWrittenIsSaidByWhoeverRestsOnIt();
    void aHistoryThatCannotBeWrittenIsNewsForAMonitor();
    void aReloadPrintsWhatItFound();
    void completionsKnowEveryVerbAndOption_data();
    void completionsKnowEveryVerbAndOption();
    void bashCompletesWhatFits();

private:
    CliResult run(const QStringList& arguments) { return runCli(arguments, m_options); }

    std::unique_ptr<PrivateBus> m_bus;
    std::unique_ptr<FakeDaemon> m_daemon;
    CliOptions m_options;
};

namespace {

QVariantMap era(quint32 number, quint64 startedUs, quint64 endedUs)
{
    return { { QStringLiteral("era"), number },
             { QStringLiteral("started_us"), startedUs },
             { QStringLiteral("ended_us"), endedUs },
             { QStringLiteral("cause"), QStringLiteral("checkpoint") },
             { QStringLiteral("uid"), 0U },
             { QStringLiteral("group"), QString() },
             { QStringLiteral("blocks"), quint64 { 500 } },
             { QStringLiteral("bytes"), quint64 { 3 << 20 } },
             { QStringLiteral("rebuilt"), false } };
}

constexpr quint64 kStartUs = 1'764'000'000'000'000; // 2025-11-24 16:00:00 UTC
constexpr quint64 kHourUs = 3'600'000'000;

} // namespace

void CliHistoryTest::initTestCase()
{
    qputenv("TZ", "UTC");
}

void CliHistoryTest::init()
{
    m_bus = std::make_unique<PrivateBus>();
    m_options.busAddress = m_bus->address();
    m_daemon = std::make_unique<FakeDaemon>();
    QVERIFY(m_daemon->start(m_bus->address()));
    FakeDevice& vault = m_daemon->addDevice(QStringLiteral("vault"));
    QVariantMap unknown = era(8, 0, 0);
    unknown[QStringLiteral("cause")] = QStringLiteral("unknown");
    unknown[QStringLiteral("rebuilt")] = true;
    for (const char* key : { "uid", "blocks", "bytes" })
        unknown.remove(QLatin1String(key));
    vault.eras = { unknown, era(9, kStartUs, kStartUs + 25 * kHourUs) };
}

void CliHistoryTest::cleanup()
{
    m_daemon.reset();
    m_bus.reset();
}

void CliHistoryTest::erasAreATable()
{
    const CliResult result = run({ QStringLiteral("history"), QStringLiteral("vault") });
    QCOMPARE(
        result.text(),
        QByteArray("exit 0\n"
                   "ERA  STARTED              LASTED   CAUSE       BY    BLOCKS  WRITTEN  NOTE\n"
                   "8    -                    -        unknown     -     -       -        rebuilt\n"
                   "9    2025-11-24 16:00:00  1 d 1 h  checkpoint  root  500     3.0 MiB  -\n"));
    QCOMPARE(m_daemon->behaviour.calls, QStringList { QStringLiteral("GetEras 0 20") });
}

void CliHistoryTest::erasAreJson()
{
    const CliResult result
        = run({ QStringLiteral("history"), QStringLiteral("vault"), QStringLiteral("--last"),
                QStringLiteral("2"), QStringLiteral("--json") });
    const QJsonArray eras = QJsonDocument::fromJson(result.out).array();
    QCOMPARE(eras.size(), 2);
    QCOMPARE(eras[0][QLatin1String("started")], QJsonValue());
    QCOMPARE(eras[0][QLatin1String("blocks")], QJsonValue());
    QCOMPARE(eras[1][QLatin1String("era")], QJsonValue(9));
    QCOMPARE(eras[1][QLatin1String("started")],
             QJsonValue(QStringLiteral("2025-11-24T16:00:00.000000Z")));
    QCOMPARE(eras[1][QLatin1String("bytes")], QJsonValue(3 << 20));
    const CliResult wrong = run({ QStringLiteral("history"), QStringLiteral("vault"),
                                  QStringLiteral("--last"), QStringLiteral("0") });
    QVERIFY(wrong.text().startsWith("exit 2\n"));
}

void CliHistoryTest::eventsAndAuditAreAskedFor()
{
    m_daemon->manager.events
        = { { { QStringLiteral("time_us"), kStartUs },
              { QStringLiteral("device"), QStringLiteral("vault") },
              { QStringLiteral("kind"), QStringLiteral("target-died") },
              { QStringLiteral("text"), QStringLiteral("an \x1b[1m error") } } };
    QCOMPARE(run({ QStringLiteral("history"), QStringLiteral("vault"), QStringLiteral("--events") })
                 .text(),
             QByteArray("exit 0\nTIME                 KIND         TEXT\n"
                        "2025-11-24 16:00:00  target-died  an \\x1b[1m error\n"));
    m_daemon->manager.audit = { { { QStringLiteral("time_us"), kStartUs },
                                  { QStringLiteral("uid"), 0U },
                                  { QStringLiteral("method"), QStringLiteral("Checkpoint") },
                                  { QStringLiteral("result"), QStringLiteral("denied") } } };
    QCOMPARE(run({ QStringLiteral("history"), QStringLiteral("vault"), QStringLiteral("--audit") })
                 .text(),
             QByteArray("exit 0\nTIME                 BY    METHOD      RESULT  MESSAGE\n"
                        "2025-11-24 16:00:00  root  Checkpoint  denied  -\n"));
    QCOMPARE(m_daemon->behaviour.calls,
             (QStringList { QStringLiteral("GetEvents vault 0 20"),
                            QStringLiteral("GetAudit vault 0 20") }));
}

void CliHistoryTest::aScheduleIsShownAndSet()
{
    QCOMPARE(run({ QStringLiteral("schedule"), QStringLiteral("vault") }).text(),
             QByteArray("exit 0\nnever\n"));
    m_daemon->devices.at(QStringLiteral("vault"))
        ->setProperty("Schedule", QStringLiteral("daily 03:30"));
    m_daemon->devices.at(QStringLiteral("vault"))
        ->setProperty("NextCheckpoint", qulonglong(kStartUs));
    QCOMPARE(run({ QStringLiteral("schedule"), QStringLiteral("vault"), QStringLiteral("daily"),
                   QStringLiteral("03:30") })
                 .text(),
             QByteArray("exit 0\ndaily 03:30, next: 2025-11-24 16:00:00\n"));
    QCOMPARE(m_daemon->behaviour.calls, QStringList { QStringLiteral("SetSchedule daily 03:30") });
    const CliResult wrong
        = run({ QStringLiteral("schedule"), QStringLiteral("vault"), QStringLiteral("yearly") });
    QVERIFY(wrong.text().startsWith("exit 2\n"));
    QCOMPARE(m_daemon->behaviour.calls.size(), 1);
}

void CliHistoryTest::jobsAreListedAndCancelled()
{
    FakeJob& began = m_daemon->addJob(17);
    began.setProperty("StartedByUid", 0U);
    began.setProperty(
        "Report",
        QVariantMap { { QStringLiteral("eras"), QVariant::fromValue(QList<uint> { 7, 9 }) },
                      { QStringLiteral("group"), QStringLiteral("g") } });
    const CliResult listed = run({ QStringLiteral("jobs") });
    QVERIFY2(listed.out.contains("17  changed-blocks  vault   running  25 %      "),
             listed.out.constData());
    const QJsonArray jobs
        = QJsonDocument::fromJson(run({ QStringLiteral("jobs"), QStringLiteral("--json") }).out)
              .array();
    QCOMPARE(jobs[0][QLatin1String("rate_per_second")], QJsonValue(50));
    QCOMPARE(jobs[0][QLatin1String("report")],
             QJsonValue(QJsonObject { { QStringLiteral("eras"), QJsonArray { 7, 9 } },
                                      { QStringLiteral("group"), QStringLiteral("g") } }));
    QCOMPARE(
        run({ QStringLiteral("jobs"), QStringLiteral("--cancel"), QStringLiteral("17") }).text(),
        QByteArray("exit 0\n"));
    QCOMPARE(m_daemon->behaviour.calls, QStringList { QStringLiteral("Cancel 17") });
    QVERIFY(run({ QStringLiteral("jobs"), QStringLiteral("--cancel"), QStringLiteral("4") })
                .text()
                .startsWith("exit 1\n"));
}

void CliHistoryTest::whatHappensIsPrintedAtOnce()
{
    QProcess monitor;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("DBUS_SYSTEM_BUS_ADDRESS"), m_bus->address());
    monitor.setProcessEnvironment(environment);
    monitor.start(QStringLiteral(BLKERA_CLI),
                  { QStringLiteral("monitor"), QStringLiteral("vault") });
    QByteArray said;
    // It listens a moment after it has asked.
    const bool heard = QTest::qWaitFor(
        [&] {
            emit m_daemon->manager.Event(kStartUs, QStringLiteral("vault"), QStringLiteral("era"),
                                         QStringLiteral("era 4"));
            emit m_daemon->manager.Event(kStartUs, QStringLiteral("other"), QStringLiteral("era"),
                                         QStringLiteral("era 9"));
            QTest::qWait(20);
            said += monitor.readAllStandardOutput();
            return said.contains('\n');
        },
        10'000);
    QVERIFY(heard);
    QVERIFY2(said.startsWith("2025-11-24 16:00:00  vault  era  era 4\n"), said.constData());
    QVERIFY(!said.contains("other"));
    monitor.kill();
    monitor.waitForFinished();
    QVERIFY(
        run({ QStringLiteral("monitor"), QStringLiteral("none") }).text().startsWith("exit 1\n"));
}

void CliHistoryTest::aHistoryThatCannotBeWrittenIsSaidByWhoeverRestsOnIt()
{
    const QList<QStringList> commands {
        { QStringLiteral("history"), QStringLiteral("vault") },
        { QStringLiteral("history"), QStringLiteral("vault"), QStringLiteral("--json") },
        { QStringLiteral("history"), QStringLiteral("vault"), QStringLiteral("--events") },
        { QStringLiteral("list") },
        { QStringLiteral("status"), QStringLiteral("vault") },
    };
    QList<QByteArray> before;
    for (const QStringList& command : commands) {
        const CliResult result = run(command);
        QVERIFY2(result.exitCode == 0 && result.err.isEmpty(), result.text().constData());
        before << result.out;
    }
    m_daemon->manager.setProperty("HistoryFailure", QStringLiteral("history.sqlite: disk\nfull"));
    for (qsizetype i = 0; i < commands.size(); ++i) {
        const CliResult result = run(commands[i]);
        QCOMPARE(result.exitCode, 0);
        QCOMPARE(result.out, before[i]);
        QVERIFY2(isOneErrorLine(result.err), result.err.constData());
        QVERIFY2(result.err.startsWith("blkera: the history cannot be written: history.sqlite: "
                                       "disk\\x0afull; mend that, or make room"),
                 result.err.constData());
    }
    const CliResult status
        = run({ QStringLiteral("status"), QStringLiteral("vault"), QStringLiteral("--json") });
    QCOMPARE(QJsonDocument::fromJson(status.out)[QLatin1String("history_failure")],
             QJsonValue(QStringLiteral("history.sqlite: disk\nfull")));
    QVERIFY(isOneErrorLine(status.err));
    // Said of a verb that has succeeded, and not of what it is no news for.
    QVERIFY(run({ QStringLiteral("path"), QStringLiteral("vault") }).err.isEmpty());
    const CliResult wrong = run({ QStringLiteral("history"), QStringLiteral("none") });
    QVERIFY(isOneErrorLine(wrong.err) && !wrong.err.contains("cannot be written"));
}

void CliHistoryTest::aHistoryThatCannotBeWrittenIsNewsForAMonitor()
{
    for (const bool isJson : { false, true }) {
        m_daemon->manager.setProperty("HistoryFailure", QStringLiteral("disk full"));
        QProcess monitor;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("DBUS_SYSTEM_BUS_ADDRESS"), m_bus->address());
        environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C"));
        monitor.setProcessEnvironment(environment);
        QStringList arguments { QStringLiteral("monitor"), QStringLiteral("vault") };
        if (isJson)
            arguments << QStringLiteral("--json");
        monitor.start(QStringLiteral(BLKERA_CLI), arguments);
        QByteArray said;
        const auto hears = [&](const QString& failure, const QByteArray& expected) {
            return QTest::qWaitFor(
                [&] {
                    m_daemon->changeManager({ { QStringLiteral("HistoryFailure"), failure } });
                    QTest::qWait(20);
                    said += monitor.readAllStandardOutput();
                    return said.contains(expected);
                },
                10'000);
        };
        const bool failed = hears(QStringLiteral("no room"),
                                  isJson ? "\"kind\":\"history-failed\",\"text\":\"no room\""
                                         : "  -  history-failed  no room\n");
        const bool recovered = hears({},
                                     isJson ? "\"kind\":\"history-recovered\",\"text\":\"\""
                                            : "  -  history-recovered\n");
        monitor.kill();
        monitor.waitForFinished();
        QVERIFY2(failed && recovered, said.constData());
        // As it was when the monitor began, or had become by then.
        QVERIFY(
            monitor.readAllStandardError().startsWith("blkera: the history cannot be written: "));
    }
}

void CliHistoryTest::aReloadPrintsWhatItFound()
{
    QCOMPARE(run({ QStringLiteral("reload") }).text(), QByteArray("exit 0\nvault: was added\n"));
}

void CliHistoryTest::completionsKnowEveryVerbAndOption_data()
{
    QTest::addColumn<QString>("shell");
    for (const char* shell : { "bash", "zsh", "fish" })
        QTest::newRow(shell) << shell;
}

void CliHistoryTest::completionsKnowEveryVerbAndOption()
{
    QFETCH(QString, shell);
    const QString script = QString::fromUtf8(run({ QStringLiteral("completion"), shell }).out);
    static const QRegularExpression kEntry(QStringLiteral("^  (?:-\\w,)?((?:--)?[a-z][a-z-]+)"),
                                           QRegularExpression::MultilineOption);
    const auto entries = [&](const QStringList& arguments) {
        QStringList found;
        const QString help
            = QString::fromUtf8(run(arguments + QStringList { QStringLiteral("--help") }).out);
        auto matches = kEntry.globalMatch(help.section(QStringLiteral("Examples:"), 0, 0));
        while (matches.hasNext())
            found << matches.next().captured(1);
        return found;
    };
    int options = 0;
    for (const QString& verb : entries({})) {
        if (verb.startsWith(u'-'))
            continue;
        QVERIFY2(script.contains(QRegularExpression(QStringLiteral("\\b%1\\b").arg(verb))),
                 qPrintable(verb));
        for (const QString& option : entries({ verb })) {
            if (!option.startsWith(u'-'))
                continue;
            ++options;
            const QString spelled
                = shell == QStringLiteral("fish") ? QStringLiteral("-l ") + option.mid(2) : option;
            QVERIFY2(script.contains(spelled), qPrintable(verb + u' ' + option));
        }
    }
    QVERIFY(options > 30);
}

void CliHistoryTest::bashCompletesWhatFits()
{
    const QByteArray script = run({ QStringLiteral("completion"), QStringLiteral("bash") }).out;
    const auto complete = [&](const QStringList& words) {
        QProcess bash;
        bash.start(QStringLiteral("bash"), { QStringLiteral("--norc") });
        bash.write(script + "\nCOMP_WORDS=(" + words.join(u' ').toUtf8() + " '')\n");
        bash.write("COMP_CWORD=" + QByteArray::number(words.size()) + "\n");
        bash.write("_blkera; echo \"${COMPREPLY[@]}\"\n");
        bash.closeWriteChannel();
        bash.waitForFinished();
        return QString::fromUtf8(bash.readAllStandardOutput()).trimmed().split(u' ');
    };
    QVERIFY(complete({ QStringLiteral("blkera") }).contains(QStringLiteral("history")));
    QCOMPARE(complete({ QStringLiteral("blkera"), QStringLiteral("changed"),
                        QStringLiteral("--format") }),
             (QStringList { QStringLiteral("xml"), QStringLiteral("json") }));
    QCOMPARE(
        complete({ QStringLiteral("blkera"), QStringLiteral("completion") }),
        (QStringList { QStringLiteral("bash"), QStringLiteral("zsh"), QStringLiteral("fish") }));
}

QTEST_GUILESS_MAIN(CliHistoryTest)
#include "cli_history_test.moc"
