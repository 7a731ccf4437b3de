// SPDX-License-Identifier: GPL-2.0-or-later
#include "models/history/history_words.h"
#include "models/history/report_text.h"
#include "models/history/time_words.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QTest>

using namespace blkera;

Q_DECLARE_METATYPE(blkera::Severity)

namespace {

constexpr quint64 kSecond = 1'000'000;

JobInfo endedJob()
{
    JobInfo job;
    job.id = 17;
    job.operation = QStringLiteral("checkpoint");
    job.device = QStringLiteral("mail vault");
    job.startedByUid = 1'000;
    job.startTimeUs = 1'772'359'331'123'456;
    job.endTimeUs = job.startTimeUs + 83 * kSecond;
    job.state = QStringLiteral("done");
    job.report = { { QStringLiteral("eras"), QVariant::fromValue(QList<quint32> { 132, 14 }) },
                   { QStringLiteral("group"), QStringLiteral("g-7") } };
    return job;
}

} // namespace

class HistoryWordsTest : public QObject {
    Q_OBJECT

private slots:

    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void durationsAreForPeople_data();
    void durationsAreForPeople();
    void whatIsLeftIsForPeople_data();
    void whatIsLeftIsForPeople();
    void eventsHaveASeverity_data();
    void eventsHaveASeverity();
    void whatIsNotKnownIsShownAsItIs();
    void aReportForPeopleSaysAll();
    void aReportForProgramsHasTheMembersOfTheCommandLine();
};

void HistoryWordsTest::durationsAreForPeople_data()
{
    QTest::addColumn<quint64>("seconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << quint64(0) << QStringLiteral("0 s");
    QTest::newRow("seconds") << quint64(59) << QStringLiteral("59 s");
    QTest::newRow("minutes") << quint64(200) << QStringLiteral("3 min 20 s");
    QTest::newRow("hours") << quint64(4'800) << QStringLiteral("1 h 20 min");
    QTest::newRow("days") << quint64(183'700) << QStringLiteral("2 d 3 h");
}

void HistoryWordsTest::durationsAreForPeople()
{
    QFETCH(const quint64, seconds);
    QTEST(durationText(seconds * kSecond), "text");
}

void HistoryWordsTest::whatIsLeftIsForPeople_data()
{
    QTest::addColumn<quint64>("seconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("seconds") << quint64(119) << QStringLiteral("119 second(s) left");
    QTest::newRow("minutes") << quint64(180) << QStringLiteral("3 minute(s) left");
    QTest::newRow("hours") << quint64(7'200) << QStringLiteral("2 hour(s) left");
    QTest::newRow("days") << quint64(200'000) << QStringLiteral("2 day(s) left");
}

void HistoryWordsTest::whatIsLeftIsForPeople()
{
    QFETCH(const quint64, seconds);
    QTEST(timeLeftText(5 * kSecond, (5 + seconds) * kSecond), "text");
    // Late is not less than nothing.
    QCOMPARE(timeLeftText(5 * kSecond, 1), QStringLiteral("0 second(s) left"));
}

void HistoryWordsTest::eventsHaveASeverity_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("text");
    QTest::addColumn<Severity>("severity");
    QTest::addColumn<QString>("shown");
    const auto row = [](const char* kind, const char* text, Severity severity, const char* shown) {
        QTest::addRow("%s %s", kind, text) << QString::fromLatin1(kind) << QString::fromLatin1(text)
                                           << severity << QString::fromLatin1(shown);
    };
    row("state", "running", Severity::Good, "Running");
    row("state", "stopped", Severity::Note, "Stopped");
    row("state", "suspended", Severity::Warning, "Suspended");
    row("state", "needs-check: block 812: its checksum is wrong", Severity::Error,
        "Needs check: block 812: its checksum is wrong");
    row("state", "stopped: no such file", Severity::Error, "Stopped: no such file");
    row("target-died", "signal 9", Severity::Error, "signal 9");
    row("target-restarted", "running", Severity::Good, "running");
    row("era", "era 12, checkpoint", Severity::Note, "era 12, checkpoint");
    row("schedule", "no checkpoint was taken: busy", Severity::Warning,
        "no checkpoint was taken: busy");
    row("hook", "it ended with 1", Severity::Warning, "it ended with 1");
    row("history-dropped", "3 events", Severity::Warning, "3 events");
    row("something-new", "text", Severity::Note, "text");
}

void HistoryWordsTest::eventsHaveASeverity()
{
    QFETCH(const QString, kind);
    QFETCH(const QString, text);
    const EventInfo event { 1, QStringLiteral("vault"), kind, text };
    QTEST(eventSeverity(event), "severity");
    QTEST(eventText(event), "shown");
    QVERIFY(!eventKindText(kind).isEmpty());
}

void HistoryWordsTest::whatIsNotKnownIsShownAsItIs()
{
    const QString word = QStringLiteral("teleport");
    QCOMPARE(causeText(word), word);
    QCOMPARE(eventKindText(word), word);
    QCOMPARE(operationText(word), word);
    QCOMPARE(jobStateText(word), word);
}

void HistoryWordsTest::aReportForPeopleSaysAll()
{
    const QString text = reportText(endedJob(), QStringLiteral("ada"));
    for (const char* part : { "Operation: Checkpoint\n", "Device: mail vault\n", "Outcome: Done\n",
                              "Duration: 1 min 23 s\n", "By: ada\n", "Eras begun: 132, 14\n",
                              "Group: g-7\n", "Job: 17\n" })
        QVERIFY2(text.contains(QLatin1String(part)), part);
    QVERIFY(!text.contains(QLatin1String("Why:")));

    JobInfo failed = endedJob();
    failed.state = QStringLiteral("failed");
    failed.error = QStringLiteral("vault is not running: start it first");
    QVERIFY(reportText(failed, {})
                .contains(QLatin1String("Why: vault is not running: start it first\n")));
}

void HistoryWordsTest::aReportForProgramsHasTheMembersOfTheCommandLine()
{
    const QJsonObject json = QJsonDocument::fromJson(reportJson(endedJob())).object();
    QCOMPARE(
        json.keys(),
        QStringList({ QStringLiteral("cancelable"), QStringLiteral("device"),
                      QStringLiteral("done"), QStringLiteral("ended"), QStringLiteral("error"),
                      QStringLiteral("expected_end"), QStringLiteral("id"),
                      QStringLiteral("operation"), QStringLiteral("rate_per_second"),
                      QStringLiteral("report"), QStringLiteral("started"), QStringLiteral("state"),
                      QStringLiteral("total"), QStringLiteral("uid") }));
    QCOMPARE(json[QStringLiteral("started")].toString(),
             QStringLiteral("2026-03-01T10:02:11.123456Z"));
    QVERIFY(json[QStringLiteral("error")].isNull());
    const QJsonObject report = json[QStringLiteral("report")].toObject();
    QCOMPARE(report[QStringLiteral("eras")].toArray(), QJsonArray({ 132, 14 }));
    QCOMPARE(report[QStringLiteral("group")].toString(), QStringLiteral("g-7"));
}

QTEST_GUILESS_MAIN(HistoryWordsTest)
#include "history_words_test.moc"
