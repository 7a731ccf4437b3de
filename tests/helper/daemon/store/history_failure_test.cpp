// SPDX-License-Identifier: GPL-2.0-or-later
//
// A disk that is full, read-only, not permitted or in use by others: the daemon goes on, says so,
// and loses no era.
#include "history_world.h"

#include <algorithm>
#include <csignal>
#include <cstdio>

#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>

#include <sys/resource.h>
#include <unistd.h>

using namespace blkera;

namespace {

// For what root is allowed anyway.
class Unprivileged {
public:
    explicit Unprivileged(const QString& folder)
        : m_isRoot(::geteuid() == 0)
    {
        constexpr uid_t kNobody = 65'534;
        if (!m_isRoot)
            return;
        if (::chown(QFile::encodeName(folder).constData(), kNobody, kNobody) != 0
            || ::seteuid(kNobody) != 0)
            qFatal("cannot become nobody");
    }

    ~Unprivileged()
    {
        if (m_isRoot && ::seteuid(0) != 0)
            qFatal("cannot become root again");
    }

    Unprivileged(const Unprivileged&) = delete;
    Unprivileged& operator=(const Unprivileged&) = delete;

private:
    bool m_isRoot;
};

// No file of this process grows beyond `bytes`: a full disk, as SQLite sees it.
class FullDisk {
public:
    explicit FullDisk(rlim_t bytes)
    {
        ::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        rlimit limit = m_before;
        limit.rlim_cur = bytes;
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }

    ~FullDisk() { ::setrlimit(RLIMIT_FSIZE, &m_before); }

    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;

private:
    rlimit m_before {};
};

} // namespace

class HistoryFailureTest : public QObject {
    Q_OBJECT

private slots:

    void initTestCase() { m_sound = soundHistory(); }

    void withoutPermissionTheDaemonGoesOn()
    {
        HistoryWorld world;
        const Unprivileged nobody(world.folder.path());
        QVERIFY(QFile::setPermissions(world.folder.path(), QFile::ReadOwner | QFile::ExeOwner));
        world.open();
        noteEras(*world.history, 1, 10);
        QTRY_COMPARE(world.failures.size(), 1);
        QVERIFY2(world.failures.constFirst().contains(QStringLiteral("Permission denied")),
                 qPrintable(world.failures.constFirst()));
        QVERIFY(flush(*world.history).contains(QStringLiteral("Permission denied")));
        QVERIFY(lastEras(*world.history, kSampleName)
                    .constFirst()
                    .contains(QStringLiteral("Permission denied")));
        QTest::qWait(1'500); // another attempt, which nobody hears of
        QCOMPARE(world.failures.size(), 1);
        QVERIFY(QFile::setPermissions(world.folder.path(),
                                      QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
        QTRY_COMPARE(world.recoveries, 1);
        QCOMPARE(lastEras(*world.history, kSampleName).size(), 10);
        QCOMPARE(world.history->failure(), QString());
    }

    void aReadOnlyFileIsReportedAndKept()
    {
        HistoryWorld world;
        const Unprivileged nobody(world.folder.path());
        put(world.path, m_sound);
        QVERIFY(QFile::setPermissions(world.path, QFile::ReadOwner));
        world.open();
        noteEras(*world.history, 1, 1);
        QTRY_COMPARE(world.failures.size(), 1);
        QVERIFY2(world.failures.constFirst().contains(QStringLiteral("readonly")),
                 qPrintable(world.failures.constFirst()));
        QCOMPARE(world.incomplete, QStringList());
        QVERIFY(QFile::setPermissions(world.path, QFile::ReadOwner | QFile::WriteOwner));
        QTRY_COMPARE(world.recoveries, 1);
        QCOMPARE(lastEras(*world.history, kSampleName, 1).constFirst().section(u' ', 0, 0),
                 QString::number(kSampleEras));
    }

    void aFullDiskIsReportedOnceAndNothingOfErasIsLost()
    {
        HistoryWorld world;
        put(world.path, m_sound);
        world.open();
        QCOMPARE(flush(*world.history), QString());
        {
            const FullDisk full(64 << 10);
            noteEras(*world.history, kSampleEras + 1, 3'000);
            const QString error = flush(*world.history); // before anybody knew
            QCOMPARE(world.failures, QStringList { error });
            QVERIFY(!error.isEmpty());
            // What was there can be read meanwhile.
            QCOMPARE(eras(*world.history, kSampleName, 1, 1).size(), 1);
            QVERIFY(!flush(*world.history).isEmpty());
            QTest::qWait(2'000);
            QCOMPARE(world.failures.size(), 1);
            QVERIFY(world.history->counts().waitingBytes > 0);
        }
        QTRY_COMPARE_WITH_TIMEOUT(world.recoveries, 1, 10'000);
        QCOMPARE(flush(*world.history), QString());
        QCOMPARE(world.history->counts().waitingBytes, quint64 { 0 });
        QCOMPARE(lastEras(*world.history, kSampleName, 1).constFirst().section(u' ', 0, 0),
                 QString::number(kSampleEras + 3'000));
        world.close();
        QCOMPARE(Sql(world.path).value(QStringLiteral("SELECT count(*) FROM eras")),
                 QString::number(kSampleEras + 3'000));
        QCOMPARE(world.incomplete, QStringList());
    }

    void aFullDiskAtTheStartLeavesNoHalfFile()
    {
        HistoryWorld world;
        {
            const FullDisk full(10'000);
            world.open();
            noteEras(*world.history, 1, 1);
            QTRY_COMPARE(world.failures.size(), 1);
            QVERIFY(!QFileInfo::exists(world.path));
        }
        QTRY_COMPARE(world.recoveries, 1);
        QCOMPARE(lastEras(*world.history, kSampleName).size(), 1);
        QCOMPARE(world.incomplete, QStringList { QString() });
    }

    void aFloodWithoutADiskIsBoundedAndTold()
    {
        HistoryWorld world;
        constexpr int kFlood = 100'000;
        {
            const FullDisk full(10'000);
            world.open();
            QTRY_COMPARE(world.failures.size(), 1);
            AuditEntry entry;
            entry.timeUs = 1;
            entry.result = QStringLiteral("denied");
            entry.message = QString(100, u'x');
            QElapsedTimer timer;
            qint64 longestNs = 0;
            for (int count = 0; count < kFlood; ++count) {
                timer.start();
                world.history->noteAudit(entry);
                longestNs = std::max(longestNs, timer.nsecsElapsed());
            }
            std::printf("longest note %lld us\n", static_cast<long long>(longestNs / 1'000));
            const History::Counts counts = world.history->counts();
            QVERIFY(counts.waitingBytes <= 4 << 20);
            QVERIFY(counts.droppedAudit > kFlood / 2);
            noteEras(*world.history, 1, 1);
            QCOMPARE(world.history->counts().droppedOthers, quint64 { 0 });
        }
        QTRY_COMPARE_WITH_TIMEOUT(world.recoveries, 1, 10'000);
        QCOMPARE(flush(*world.history), QString());
        const QString told = events(*world.history).join(u'\n');
        QVERIFY2(told.contains(QStringLiteral("history-dropped audit: %1, events: 0")
                                   .arg(world.history->counts().droppedAudit)),
                 qPrintable(told));
        QCOMPARE(world.incomplete, QStringList { QString() });
        world.close();
        QCOMPARE(
            Sql(world.path).value(QStringLiteral("SELECT count(*) FROM audit")).toULongLong(),
            kFlood - told.section(QStringLiteral("audit: "), 1).section(u',', 0, 0).toULongLong());
    }

    void erasWithoutRoomAreToldAsMissing()
    {
        HistoryWorld world;
        {
            const FullDisk full(10'000);
            world.open();
            QTRY_COMPARE(world.failures.size(), 1);
            for (quint32 number = 1; world.history->counts().droppedOthers < 10; ++number)
                noteEras(*world.history, number, 1);
        }
        QTRY_COMPARE_WITH_TIMEOUT(world.recoveries, 1, 10'000);
        QCOMPARE(flush(*world.history), QString());
        QCOMPARE(world.incomplete,
                 (QStringList { QString(),
                                QStringLiteral("10 records of eras, devices and jobs found no room "
                                               "while the history could not be written") }));
    }

    void theEndDoesNotWaitForAFailingDisk()
    {
        HistoryWorld world;
        const FullDisk full(10'000);
        world.open();
        noteEras(*world.history, 1, 100);
        QTRY_COMPARE(world.failures.size(), 1);
        QElapsedTimer timer;
        timer.start();
        world.close();
        QVERIFY(timer.elapsed() < 1'000);
    }

    void whoWritesDoesNotWaitForAnotherProcess()
    {
        HistoryWorld world;
        put(world.path, m_sound);
        world.open();
        QCOMPARE(flush(*world.history), QString());
        {
            const Sql other(world.path);
            other.run(QStringLiteral("BEGIN IMMEDIATE"));
            QElapsedTimer timer;
            timer.start();
            noteEras(*world.history, kSampleEras + 1, 2'000);
            QVERIFY(timer.elapsed() < 500);
            QTest::qWait(300);
            other.run(QStringLiteral("ROLLBACK"));
        }
        QCOMPARE(flush(*world.history), QString());
        QCOMPARE(world.failures, QStringList());
        QCOMPARE(lastEras(*world.history, kSampleName, 1).constFirst().section(u' ', 0, 0),
                 QString::number(kSampleEras + 2'000));
    }

private:
    QByteArray m_sound;
};

QTEST_GUILESS_MAIN(HistoryFailureTest)
#include "history_failure_test.moc"
