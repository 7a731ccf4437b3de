// SPDX-License-Identifier: GPL-2.0-or-later
#include "history_world.h"

#include <array>

#include <QFile>
#include <QFileInfo>

#include <sys/stat.h>

using namespace blkera;

namespace {

EraRecord era(quint32 number, qint64 startedUs = 0, EraCause cause = EraCause::Unknown)
{
    EraRecord record;
    record.era = number;
    record.startedUs = startedUs;
    record.cause = cause;
    return record;
}

mode_t modeOf(const QString& path)
{
    struct stat status { };

    return ::stat(QFile::encodeName(path).constData(), &status) == 0 ? status.st_mode & 0777 : 0;
}

} // namespace

class HistoryTest : public QObject {
    Q_OBJECT

private slots:

    void whatWasNotedIsThereForTheNextDaemon()
    {
        HistoryWorld world;
        world.open();
        world.history->noteDevice(QStringLiteral("vault"), 100);
        EraRecord first = era(1, 100, EraCause::Activation);
        world.history->noteEra(QStringLiteral("vault"), first);
        EraRecord second = era(2, 200, EraCause::Checkpoint);
        second.uid = 1000;
        second.groupId = QStringLiteral("g-1");
        world.history->noteEra(QStringLiteral("vault"), second);
        world.history->endEra(QStringLiteral("vault"), 1, 200, 12, 49'152);
        world.history->noteEvent({ 0, 150, QStringLiteral("vault"), QStringLiteral("target-died"),
                                   QStringLiteral("killed") });
        world.history->noteAudit({ 0, 200, 1000, QStringLiteral(":1.5"),
                                   QStringLiteral("Checkpoint"),
                                   QStringLiteral("org.blkera.checkpoint"), QStringLiteral("vault"),
                                   QStringLiteral("done"), QString() });
        world.history->noteJob({ QStringLiteral("7"), QStringLiteral("vault"),
                                 QStringLiteral("resize"), 0, 300, 0, QString(), QString() });
        QCOMPARE(flush(*world.history), QString());
        world.reopen();

        QCOMPARE(devices(*world.history), QStringList { QStringLiteral("vault 100..0") });
        QCOMPARE(lastEras(*world.history, QStringLiteral("vault")),
                 (QStringList {
                     QStringLiteral("1 100..200 activation by - group - blocks 12 bytes 49152"),
                     QStringLiteral("2 200..0 checkpoint by 1000 group g-1 blocks - bytes -") }));
        QCOMPARE(events(*world.history),
                 QStringList { QStringLiteral("150 vault target-died killed") });
        QCOMPARE(audit(*world.history),
                 QStringList { QStringLiteral(
                     "200 1000 :1.5 Checkpoint org.blkera.checkpoint vault done -") });
        QCOMPARE(jobs(ask<QList<JobRecord>>([&](History::Answer<QList<JobRecord>> answer) {
                     world.history->unfinishedJobs(std::move(answer));
                 })),
                 QStringList { QStringLiteral("7 vault resize by 0 300..0 - -") });
        // The first one was new, the second one is not.
        QCOMPARE(world.incomplete, QStringList { QString() });
        QCOMPARE(world.failures, QStringList());
    }

    void aReadSeesWhatWasNotedBefore()
    {
        HistoryWorld world;
        world.open();
        for (quint32 number = 1; number <= 300; ++number) {
            world.history->noteEra(QStringLiteral("vault"), era(number, number));
            QCOMPARE(
                lastEras(*world.history, QStringLiteral("vault"), 1),
                QStringList {
                    QStringLiteral("%1 %1..0 unknown by - group - blocks - bytes -").arg(number) });
        }
    }

    void whatIsKnownLaterCompletesAnEraAndBlanksNothing()
    {
        HistoryWorld world;
        world.open();
        const QString name = QStringLiteral("vault");
        EraRecord seen = era(5, 50, EraCause::Checkpoint);
        seen.uid = 1000;
        seen.groupId = QStringLiteral("g");
        world.history->noteEra(name, seen);
        world.history->noteEra(name, era(5)); // nothing known
        world.history->endEra(name, 5, 0, std::nullopt, std::nullopt);
        QCOMPARE(lastEras(*world.history, name).constFirst(),
                 QStringLiteral("5 50..0 checkpoint by 1000 group g blocks - bytes -"));
        EraRecord rebuilt = era(5, 99, EraCause::Crash);
        rebuilt.blocks = 3;
        rebuilt.isRebuilt = true;
        world.history->noteEra(name, rebuilt); // only the blocks are news
        QCOMPARE(lastEras(*world.history, name).constFirst(),
                 QStringLiteral("5 50..0 checkpoint by 1000 group g blocks 3 bytes -"));
        world.history->endEra(name, 5, 70, 4, 16'384);
        world.history->endEra(name, 5, 0, std::nullopt, std::nullopt);
        world.history->noteEra(name, era(5));
        QCOMPARE(lastEras(*world.history, name).constFirst(),
                 QStringLiteral("5 50..70 checkpoint by 1000 group g blocks 4 bytes 16384"));
    }

    void aRebuiltEraIsOneUntilItIsSeen()
    {
        HistoryWorld world;
        world.open();
        const QString name = QStringLiteral("vault");
        EraRecord rebuilt = era(9);
        rebuilt.isRebuilt = true;
        rebuilt.blocks = 8;
        world.history->noteEra(name, rebuilt);
        world.history->endEra(name, 9, 90, std::nullopt, 1);
        QCOMPARE(lastEras(*world.history, name).constFirst(),
                 QStringLiteral("9 0..90 unknown by - group - blocks 8 bytes 1 rebuilt"));
        world.history->noteEra(name, era(9, 80, EraCause::Resume));
        QCOMPARE(lastEras(*world.history, name).constFirst(),
                 QStringLiteral("9 80..90 resume by - group - blocks 8 bytes 1"));
    }

    void aNameUsedAgainIsAnotherDevice()
    {
        HistoryWorld world;
        world.open();
        const QString name = QStringLiteral("vault");
        world.history->noteDevice(name, 10);
        world.history->noteDevice(name, 0); // the one that is there
        world.history->noteEra(name, era(1, 11));
        world.history->forgetDevice(name, 20);
        world.history->endEra(name, 1, 20, 1, 2); // late
        QCOMPARE(lastEras(*world.history, name).size(), 1);
        world.history->noteDevice(name, 30);
        QCOMPARE(lastEras(*world.history, name), QStringList());
        world.history->noteEra(name, era(1, 31));
        QCOMPARE(lastEras(*world.history, name).constFirst(),
                 QStringLiteral("1 31..0 unknown by - group - blocks - bytes -"));
        world.history->noteDevice(name, 40); // nobody saw the removal
        QCOMPARE(devices(*world.history),
                 (QStringList { QStringLiteral("vault 10..20"), QStringLiteral("vault 30..40"),
                                QStringLiteral("vault 40..0") }));
        QCOMPARE(lastEras(*world.history, QStringLiteral("nobody")),
                 QStringList { QStringLiteral("the history knows no device 'nobody'") });
    }

    void theTimeOfCreationIsFilledIn()
    {
        HistoryWorld world;
        world.open();
        world.history->noteEra(QStringLiteral("vault"), era(3, 5)); // of a device nobody noted
        world.history->noteDevice(QStringLiteral("vault"), 4);
        QCOMPARE(devices(*world.history), QStringList { QStringLiteral("vault 4..0") });
        QCOMPARE(lastEras(*world.history, QStringLiteral("vault")).size(), 1);
    }

    void readsAreBounded()
    {
        HistoryWorld world;
        world.open();
        const QString name = QStringLiteral("vault");
        for (quint32 number = 1; number <= 1'500; ++number) {
            world.history->noteEra(name, era(number));
            world.history->noteEvent({ 0, number, name, QStringLiteral("state"), QString() });
        }
        QCOMPARE(lastEras(*world.history, name, 1'000'000).size(), 1'000);
        QVERIFY(lastEras(*world.history, name, 1'000'000)
                    .constFirst()
                    .startsWith(QStringLiteral("501 ")));
        QCOMPARE(lastEras(*world.history, name, -5), QStringList());
        QCOMPARE(eras(*world.history, name, 1'499, 10).size(), 2);
        QVERIFY(eras(*world.history, name, 0, 3).constLast().startsWith(QStringLiteral("3 ")));
        History::LogQuery query;
        query.limit = 1'000'000;
        QCOMPARE(events(*world.history, query).size(), 1'000);
    }

    void tooManyReadsAtOnceAreTurnedAway()
    {
        HistoryWorld world;
        world.open();
        int answered = 0;
        int refused = 0;
        for (int count = 0; count < 400; ++count)
            world.history->devices([&](const Result<QList<DeviceRecord>>& rows) {
                ++answered;
                refused += !rows && rows.error().kind == ErrorKind::Busy ? 1 : 0;
            });
        QCOMPARE(answered, 0); // never from within the call
        QTRY_COMPARE(answered, 400);
        QCOMPARE(refused, 400 - 256);
    }

    void theEndIsCleanInTheMidstOfReads()
    {
        HistoryWorld world;
        for (int round = 0; round < 50; ++round) {
            world.open();
            world.history->noteEra(QStringLiteral("vault"), era(1));
            QCOMPARE(flush(*world.history), QString());
            for (int count = 0; count < 20; ++count)
                world.history->devices([](const Result<QList<DeviceRecord>>&) {});
            world.close();
            QVERIFY(!QFileInfo::exists(world.path + QStringLiteral("-wal")));
        }
    }

    void aLogIsReadPageByPage()
    {
        HistoryWorld world;
        world.open();
        // Three at each moment, and not in the order of time.
        for (const int timeUs : { 30, 10, 20, 30, 10, 20, 30, 10, 20 })
            world.history->noteEvent(
                { 0, timeUs, QStringLiteral("a"), QStringLiteral("state"), QString() });
        world.history->noteEvent({ 0, 15, QString(), QStringLiteral("state"), QString() });
        History::LogQuery query;
        query.limit = 4;
        QStringList all;
        for (int page = 0; page < 3; ++page) {
            const Result<QList<EventRecord>> rows
                = ask<QList<EventRecord>>([&](History::Answer<QList<EventRecord>> answer) {
                      world.history->events(query, std::move(answer));
                  });
            QVERIFY(rows);
            for (const EventRecord& row : *rows)
                all.append(QString::number(row.timeUs));
            query.sinceUs = rows->constLast().timeUs;
            query.afterId = rows->constLast().id;
        }
        QCOMPARE(all.join(u' '), QStringLiteral("10 10 10 15 20 20 20 30 30 30"));
        History::LogQuery last;
        last.device = QStringLiteral("a");
        last.sinceUs = 20;
        last.limit = 4;
        last.isLast = true;
        QCOMPARE(events(*world.history, last),
                 (QStringList { QStringLiteral("20 a state "), QStringLiteral("30 a state "),
                                QStringLiteral("30 a state "), QStringLiteral("30 a state ") }));
    }

    void textComesBackAsItWas()
    {
        HistoryWorld world;
        world.open();
        const QString wild = QStringLiteral("'); DROP TABLE events; --\x1b[2J\n\r\t\"%1?:x")
            + QChar(0) + QStringLiteral("after\u202e\U0001F600");
        world.history->noteEvent({ 0, 1, wild, wild, wild });
        world.history->noteAudit({ 0, 1, 1, wild, wild, wild, wild, wild, wild });
        world.history->noteJob({ wild, wild, wild, 1, 1, 1, wild, wild });
        world.history->noteDevice(wild, 1);
        world.history->noteEra(wild, era(1));
        const Result<QList<EventRecord>> rows
            = ask<QList<EventRecord>>([&](History::Answer<QList<EventRecord>> answer) {
                  History::LogQuery query;
                  query.device = wild;
                  world.history->events(query, std::move(answer));
              });
        QVERIFY(rows);
        QCOMPARE(rows->size(), 1);
        QCOMPARE(rows->constFirst().device, wild);
        QCOMPARE(rows->constFirst().text, wild);
        const Result<QList<JobRecord>> found
            = ask<QList<JobRecord>>([&](History::Answer<QList<JobRecord>> answer) {
                  world.history->jobs(wild, 10, std::move(answer));
              });
        QVERIFY(found);
        QCOMPARE(found->size(), 1);
        QCOMPARE(found->constFirst().report, wild);
        QCOMPARE(lastEras(*world.history, wild).size(), 1);
        QCOMPARE(world.history->counts().rejected, quint64 { 0 });
    }

    void longTextIsCut()
    {
        HistoryWorld world;
        world.open();
        const QString text(kTextLimit + 1, u'x');
        world.history->noteEvent({ 0, 1, QString(), QStringLiteral("state"), text });
        QCOMPARE(events(*world.history).constFirst(),
                 QStringLiteral("1 - state ") + text.left(kTextLimit));
        world.history->noteJob({ QStringLiteral("1"),
                                 {},
                                 {},
                                 {},
                                 1,
                                 2,
                                 QStringLiteral("done"),
                                 QString(kReportLimit + 1, u'1') });
        QCOMPARE(jobs(ask<QList<JobRecord>>([&](History::Answer<QList<JobRecord>> answer) {
                     world.history->jobs(QString(), 10, std::move(answer));
                 })),
                 QStringList { QStringLiteral("1 - - by - 1..2 done -") });
    }

    void aJobIsCompletedByItsId()
    {
        HistoryWorld world;
        world.open();
        const auto all = [&] {
            return jobs(ask<QList<JobRecord>>([&](History::Answer<QList<JobRecord>> answer) {
                world.history->jobs(QString(), 10, std::move(answer));
            }));
        };
        const auto unfinished = [&] {
            return jobs(ask<QList<JobRecord>>([&](History::Answer<QList<JobRecord>> answer) {
                world.history->unfinishedJobs(std::move(answer));
            }));
        };
        const QString id = QStringLiteral("a-1");
        world.history->noteJob({ id, QStringLiteral("vault"), QStringLiteral("list"), 1000, 5, 0,
                                 QString(), QString() });
        world.history->noteJob({ QStringLiteral("a-2"), QStringLiteral("mail"),
                                 QStringLiteral("list"), 1000, 6, 0, QString(), QString() });
        QCOMPARE(unfinished().size(), 2);
        world.history->noteJob({ id, QString(), QString(), std::nullopt, 0, 9,
                                 QStringLiteral("done"), QStringLiteral("{\"blocks\":3}") });
        world.history->noteJob({ id, {}, {}, {}, 0, 0, {}, {} }); // nothing known
        QCOMPARE(unfinished(), QStringList { QStringLiteral("a-2 mail list by 1000 6..0 - -") });
        QCOMPARE(all(),
                 (QStringList { QStringLiteral("a-1 vault list by 1000 5..9 done {\"blocks\":3}"),
                                QStringLiteral("a-2 mail list by 1000 6..0 - -") }));
    }

    void oldRowsGo()
    {
        HistoryWorld world;
        world.open();
        const QString name = QStringLiteral("vault");
        for (quint32 number = 1; number <= 3'000; ++number) {
            world.history->noteEra(name, era(number, number));
            world.history->noteEvent({ 0, number, name, QStringLiteral("state"), QString() });
            world.history->noteAudit({ 0, number, 1, {}, {}, {}, {}, QStringLiteral("done"), {} });
            world.history->noteJob(
                { QString::number(number), {}, {}, {}, number, number == 5 ? 0 : number, {}, {} });
        }
        world.history->noteDevice(QStringLiteral("gone"), 1);
        world.history->noteEra(QStringLiteral("gone"), era(1, 1));
        world.history->forgetDevice(QStringLiteral("gone"), 2);
        world.history->prune({ 2'991, 2'992, 2'993, 3, 10 });
        QTRY_COMPARE(events(*world.history).size(), 10);
        QTRY_COMPARE(audit(*world.history).size(), 9);
        QTRY_COMPARE(lastEras(*world.history, name).size(), 10);
        QCOMPARE(eras(*world.history, name, 0, 1).constFirst().section(u' ', 0, 0),
                 QStringLiteral("2991"));
        QTRY_COMPARE(devices(*world.history), QStringList { QStringLiteral("vault 0..0") });
        const auto jobCount = [&] {
            return jobs(ask<QList<JobRecord>>([&](History::Answer<QList<JobRecord>> answer) {
                       world.history->jobs(QString(), 1'000, std::move(answer));
                   }))
                .size();
        };
        QTRY_COMPARE(jobCount(), 9); // the one that has not ended is kept
    }

    void theFileIsForItsOwnerOnly()
    {
        const mode_t mask = ::umask(0);
        HistoryWorld world;
        world.open();
        world.history->noteEra(QStringLiteral("vault"), era(1));
        QCOMPARE(flush(*world.history), QString());
        ::umask(mask);
        QCOMPARE(modeOf(QFileInfo(world.path).absolutePath()), mode_t { 0700 });
        for (const char* part : { "", "-wal", "-shm" })
            QCOMPARE(modeOf(world.path + QLatin1String(part)), mode_t { 0600 });
        world.close();
        QVERIFY(QFile::setPermissions(world.path,
                                      QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
        world.open();
        QCOMPARE(flush(*world.history), QString());
        QCOMPARE(modeOf(world.path), mode_t { 0600 });
    }

    void everyRowOfVersion1IsThereAfterwards()
    {
        HistoryWorld world;
        QVERIFY(QDir().mkpath(QFileInfo(world.path).absolutePath()));
        Sql(world.path).runFile(QStringLiteral(BLKERA_HISTORY_SAMPLES "/version-1.sql"));
        world.open();
        QCOMPARE(devices(*world.history),
                 (QStringList { QStringLiteral("mail 0..0"), QStringLiteral("vault 1000..5000"),
                                QStringLiteral("vault 6000..0") }));
        QCOMPARE(lastEras(*world.history, QStringLiteral("vault")),
                 (QStringList {
                     QStringLiteral("1 6000..7000 activation by - group - blocks 5 bytes 20480"),
                     QStringLiteral("2 7000..0 checkpoint by 1000 group - blocks - bytes -") }));
        QCOMPARE(lastEras(*world.history, QStringLiteral("mail")),
                 QStringList { QStringLiteral(
                     "4294967295 0..0 unknown by - group - blocks - bytes - rebuilt") });
        QCOMPARE(
            events(*world.history),
            (QStringList { QStringLiteral("6500 vault target-died killed by \x1b[31mSIGKILL\n"),
                           QStringLiteral("6600 - history-rebuilt ") }));
        QCOMPARE(audit(*world.history),
                 (QStringList {
                     QStringLiteral("7000 1000 :1.7 Checkpoint org.blkera.checkpoint vault done -"),
                     QStringLiteral("7100 65534 :1.8 Remove org.blkera.destroy vault denied "
                                    "not authorised") }));
        QCOMPARE(world.incomplete, QStringList());
        // And what version 2 has.
        EraRecord grouped = era(3, 8'000, EraCause::Checkpoint);
        grouped.groupId = QStringLiteral("g");
        world.history->noteEra(QStringLiteral("vault"), grouped);
        world.history->noteJob({ QStringLiteral("1"), {}, {}, {}, 1, 0, {}, {} });
        QCOMPARE(
            lastEras(*world.history, QStringLiteral("vault"), 1),
            QStringList { QStringLiteral("3 8000..0 checkpoint by - group g blocks - bytes -") });
        world.close();
        const Sql sql(world.path);
        QCOMPARE(sql.value(QStringLiteral("PRAGMA user_version")), QStringLiteral("2"));
        QCOMPARE(sql.value(QStringLiteral("PRAGMA application_id")), QStringLiteral("1651205490"));
        QCOMPARE(sql.value(QStringLiteral("SELECT count(*) FROM eras WHERE device = 1")),
                 QStringLiteral("1"));
    }

    void whatIsMigratedIsWhatIsMade()
    {
        const auto schemaOf = [](const HistoryWorld& world) {
            QString schema = Sql(world.path)
                                 .value(QStringLiteral("SELECT group_concat(sql, ' ') FROM (SELECT "
                                                       "sql FROM sqlite_master ORDER BY name)"));
            return schema.simplified().replace(QStringLiteral("( "), QStringLiteral("("));
        };
        HistoryWorld migrated;
        QVERIFY(QDir().mkpath(QFileInfo(migrated.path).absolutePath()));
        Sql(migrated.path).runFile(QStringLiteral(BLKERA_HISTORY_SAMPLES "/version-1.sql"));
        HistoryWorld made;
        for (HistoryWorld* world : { &migrated, &made }) {
            world->open();
            QCOMPARE(flush(*world->history), QString());
            world->close();
        }
        QVERIFY(schemaOf(made).contains(QStringLiteral("CREATE TABLE jobs")));
        QCOMPARE(schemaOf(migrated), schemaOf(made));
    }

    void aNewerVersionIsLeftAsItIs()
    {
        HistoryWorld world;
        world.open();
        world.history->noteEra(QStringLiteral("vault"), era(1));
        world.close();
        Sql(world.path).run(QStringLiteral("PRAGMA user_version = 3"));
        QFile file(world.path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray before = file.readAll();
        world.open();
        world.history->noteEra(QStringLiteral("vault"), era(2));
        QTRY_COMPARE(world.failures,
                     QStringList { world.path
                                   + QStringLiteral(": written by a newer blkerad (version 3, this "
                                                    "one knows 2); install that one, or move the "
                                                    "file away to begin another") });
        QCOMPARE(world.history->failure(), world.failures.constFirst());
        QCOMPARE(lastEras(*world.history, QStringLiteral("vault")), world.failures);
        QCOMPARE(flush(*world.history), world.failures.constFirst());
        // Whoever moves it away gets another one, without a restart.
        QVERIFY(QFile::rename(world.path, world.path + QStringLiteral(".kept")));
        QTRY_COMPARE(world.recoveries, 1);
        QCOMPARE(world.history->failure(), QString());
        QCOMPARE(lastEras(*world.history, QStringLiteral("vault")).size(), 1);
        file.seek(0);
        QCOMPARE(file.readAll(), before);
    }
};

QTEST_GUILESS_MAIN(HistoryTest)
#include "history_test.moc"
