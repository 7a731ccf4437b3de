// SPDX-License-Identifier: GPL-2.0-or-later
#include "history_world.h"

#include <algorithm>
#include <csignal>
#include <cstdio>

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QRandomGenerator>

#include <sys/resource.h>
#include <unistd.h>

using namespace blkera;

namespace {

constexpr quint32 kEras = 2'000;
constexpr qint64 kPageBytes = 4'096;
constexpr qint64 kVersionAt = 60; // user_version, in the file's header

const QString kName = QStringLiteral("vault");

void noteEras(History& history, quint32 from, quint32 count)
{
    for (quint32 number = from; number < from + count; ++number) {
        EraRecord era;
        era.era = number;
        era.startedUs = number;
        era.groupId = QStringLiteral("group-%1").arg(number);
        history.noteEra(kName, era);
    }
}

// A history that was closed as it should be.
QByteArray soundHistory()
{
    HistoryWorld world;
    world.open();
    noteEras(*world.history, 1, kEras);
    world.history->noteEvent({ 0, 1, {}, QStringLiteral("state"), QStringLiteral("seen") });
    world.close();
    QFile file(world.path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void put(const QString& path, const QByteArray& bytes)
{
    QDir().mkpath(QFileInfo(path).absolutePath());
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(bytes) != bytes.size())
        qFatal("%s cannot be written", qPrintable(path));
}

QStringList damagedFiles(const HistoryWorld& world)
{
    return QFileInfo(world.path)
        .dir()
        .entryList({ QStringLiteral("*.damaged-*") }, QDir::AllEntries | QDir::Hidden);
}

// Begun anew, told once, and of use.
QString complaintOfReplaced(HistoryWorld& world)
{
    world.open();
    if (const QString error = flush(*world.history); !error.isEmpty())
        return error;
    if (world.incomplete.size() != 1
        || !world.incomplete.constFirst().startsWith(QStringLiteral("the history was damaged (")))
        return QStringLiteral("told: ") + world.incomplete.join(u'|');
    if (damagedFiles(world).isEmpty())
        return QStringLiteral("nothing was kept");
    if (events(*world.history).filter(QStringLiteral(" history-rebuilt ")).size() != 1)
        return QStringLiteral("no event");
    noteEras(*world.history, 7, 1);
    if (lastEras(*world.history, kName)
        != QStringList { QStringLiteral("7 7..0 unknown by - group group-7 blocks - bytes -") })
        return QStringLiteral("not of use");
    return {};
}

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

class HistoryDamageTest : public QObject {
    Q_OBJECT

private slots:

    void initTestCase()
    {
        m_seed = qEnvironmentVariableIsSet("BLKERA_SEED")
            ? qEnvironmentVariable("BLKERA_SEED").toUInt()
            : QRandomGenerator::system()->generate();
        std::printf("BLKERA_SEED=%u\n", m_seed);
        m_random.seed(m_seed);
        m_sound = soundHistory();
        QVERIFY(m_sound.size() > 20 * kPageBytes);
        QCOMPARE(m_sound.size() % kPageBytes, 0);
    }

    void aSoundOneIsLeftAsItIs()
    {
        HistoryWorld world;
        put(world.path, m_sound);
        world.open();
        QCOMPARE(lastEras(*world.history, kName, 1).constFirst().section(u' ', 0, 0),
                 QString::number(kEras));
        QCOMPARE(world.incomplete, QStringList());
        QCOMPARE(damagedFiles(world), QStringList());
    }

    void randomBytesInAnyPageAreFound()
    {
        for (qint64 page = 0; page < m_sound.size() / kPageBytes; ++page) {
            QByteArray bytes = m_sound;
            for (qint64 place = page * kPageBytes; place < (page + 1) * kPageBytes; ++place)
                bytes[place] = static_cast<char>(m_random.bounded(256));
            HistoryWorld world;
            put(world.path, bytes);
            const QString complaint = complaintOfReplaced(world);
            QVERIFY2(complaint.isEmpty(),
                     qPrintable(QStringLiteral("page %1: %2").arg(page).arg(complaint)));
        }
    }

    // Not every changed byte is damage of the structure, but none may do harm.
    void aFewChangedBytesDoNoHarm()
    {
        int replaced = 0;
        constexpr int kRounds = 30;
        for (int round = 0; round < kRounds; ++round) {
            QByteArray bytes = m_sound;
            for (int count = m_random.bounded(1, 20); count > 0; --count)
                bytes[m_random.bounded(bytes.size())] = static_cast<char>(m_random.bounded(256));
            // A version that is not ours is that of a newer program, and there is no telling.
            bytes.replace(kVersionAt, 4, m_sound.mid(kVersionAt, 4));
            HistoryWorld world;
            put(world.path, bytes);
            world.open();
            noteEras(*world.history, kEras + 1, 1);
            lastEras(*world.history, kName);
            events(*world.history);
            audit(*world.history);
            // A read that met damage has it looked at. Then what was noted before may be missing,
            // and is noted again by those who are told.
            QTRY_COMPARE(world.history->failure(), QString());
            const auto isOfUse = [&] {
                noteEras(*world.history, kEras + 2, 1);
                return lastEras(*world.history, kName, 1)
                    .constFirst()
                    .startsWith(QString::number(kEras + 2));
            };
            QVERIFY2(QTest::qWaitFor(isOfUse),
                     qPrintable(lastEras(*world.history, kName, 1).constFirst()
                                + world.incomplete.join(u'|')));
            replaced += world.incomplete.isEmpty() ? 0 : 1;
        }
        std::printf("%d of %d replaced\n", replaced, kRounds);
    }

    void aTruncatedFileIsFound()
    {
        QList<qint64> sizes { 1, 99, 100, 511, 512, 4'095, m_sound.size() - 1 };
        for (qint64 size = kPageBytes; size < m_sound.size(); size += kPageBytes)
            sizes.append(size);
        for (const qint64 size : sizes) {
            HistoryWorld world;
            put(world.path, m_sound.left(size));
            const QString complaint = complaintOfReplaced(world);
            QVERIFY2(complaint.isEmpty(),
                     qPrintable(QStringLiteral("%1 bytes: %2").arg(size).arg(complaint)));
        }
    }

    void aFileThatIsNoHistoryIsFound_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("zeros") << QByteArray(kPageBytes, '\0');
        QTest::newRow("text") << QByteArray("not a database\n");
        QByteArray foreign = m_sound;
        foreign.replace(68, 4, "abcd"); // application_id
        QTest::newRow("of another program") << foreign;
        QByteArray unversioned = m_sound;
        unversioned.replace(kVersionAt, 4, QByteArray(4, '\0'));
        QTest::newRow("version 0") << unversioned;
        QByteArray negative = m_sound;
        negative.replace(kVersionAt, 4, QByteArray(4, '\xff'));
        QTest::newRow("version -1") << negative;
    }

    void aFileThatIsNoHistoryIsFound()
    {
        QFETCH(QByteArray, bytes);
        HistoryWorld world;
        put(world.path, bytes);
        QCOMPARE(complaintOfReplaced(world), QString());
        QFile kept(QFileInfo(world.path).dir().filePath(damagedFiles(world).constFirst()));
        QVERIFY(kept.open(QIODevice::ReadOnly));
        QCOMPARE(kept.readAll(), bytes);
    }

    void aMissingTableIsFound()
    {
        for (const char* table : { "devices", "eras", "events", "audit", "jobs" }) {
            HistoryWorld world;
            put(world.path, m_sound);
            Sql(world.path).run(QStringLiteral("DROP TABLE %1").arg(QLatin1String(table)));
            QCOMPARE(complaintOfReplaced(world), QString());
        }
    }

    void aFolderInItsPlaceIsMovedAside()
    {
        HistoryWorld world;
        QVERIFY(QDir().mkpath(world.path + QStringLiteral("/inside")));
        QCOMPARE(complaintOfReplaced(world), QString());
        QVERIFY(QFileInfo(QFileInfo(world.path).dir().filePath(damagedFiles(world).constFirst()))
                    .isDir());
    }

    void aWalOfRandomBytesIsNotRead()
    {
        HistoryWorld world;
        put(world.path, m_sound);
        QByteArray bytes(100'000, '\0');
        for (char& byte : bytes)
            byte = static_cast<char>(m_random.bounded(256));
        put(world.path + QStringLiteral("-wal"), bytes);
        put(world.path + QStringLiteral("-shm"), bytes.left(32'768));
        world.open();
        QCOMPARE(lastEras(*world.history, kName, 1).constFirst().section(u' ', 0, 0),
                 QString::number(kEras));
        QCOMPARE(world.incomplete, QStringList());
    }

    void aFileThatDisappearedIsANewHistory()
    {
        HistoryWorld world;
        put(world.path, m_sound);
        QVERIFY(QFile::remove(world.path));
        put(world.path + QStringLiteral("-wal"), m_sound.left(50'000)); // nobody's
        world.open();
        QCOMPARE(flush(*world.history), QString());
        QCOMPARE(world.incomplete, QStringList { QString() });
        QCOMPARE(devices(*world.history), QStringList());
    }

    void whatABeginningLeftBehindIsInNobodysWay()
    {
        HistoryWorld world;
        for (const char* part : { "", "-wal", "-shm", "-journal" })
            put(world.path + QStringLiteral(".new") + QLatin1String(part), m_sound.left(8'000));
        world.open();
        QCOMPARE(flush(*world.history), QString());
        QCOMPARE(QFileInfo(world.path).dir().entryList({ QStringLiteral("*.new*") }),
                 QStringList());
    }

    void damageMetByAReadLaterIsSeenTo()
    {
        HistoryWorld world;
        put(world.path, m_sound);
        world.open();
        QCOMPARE(flush(*world.history), QString());
        QCOMPARE(world.incomplete, QStringList());
        // By another process: one of ours would drop SQLite's locks with its descriptor.
        QProcess dd;
        dd.start(QStringLiteral("dd"),
                 { QStringLiteral("if=/dev/urandom"), QStringLiteral("of=") + world.path,
                   QStringLiteral("bs=4096"), QStringLiteral("seek=1"),
                   QStringLiteral("count=%1").arg(m_sound.size() / kPageBytes - 1),
                   QStringLiteral("conv=notrunc") });
        QVERIFY(dd.waitForFinished());
        const QStringList rows = lastEras(*world.history, kName);
        QVERIFY2(rows.size() == 1 && rows.constFirst().contains(QStringLiteral("malformed")),
                 qPrintable(rows.join(u'\n')));
        QTRY_COMPARE(world.incomplete.size(), 1);
        noteEras(*world.history, 1, 1);
        QCOMPARE(lastEras(*world.history, kName).size(), 1);
        QCOMPARE(damagedFiles(world).size(), 1);
    }

    void damageMetByAWriteLaterLosesNothingThatWaits()
    {
        HistoryWorld world;
        put(world.path, m_sound);
        world.open();
        QCOMPARE(flush(*world.history), QString());
        QProcess dd;
        dd.start(QStringLiteral("dd"),
                 { QStringLiteral("if=/dev/urandom"), QStringLiteral("of=") + world.path,
                   QStringLiteral("bs=4096"), QStringLiteral("seek=1"),
                   QStringLiteral("count=%1").arg(m_sound.size() / kPageBytes - 1),
                   QStringLiteral("conv=notrunc") });
        QVERIFY(dd.waitForFinished());
        noteEras(*world.history, 3'000, 700);
        QCOMPARE(flush(*world.history), QString());
        QCOMPARE(world.incomplete.size(), 1);
        QCOMPARE(lastEras(*world.history, kName).size(), 700);
    }

    // An index that does not find what is there; no check of the structure sees that.
    void aNameThatOneOfItsPlacesHasLostLosesNoEra()
    {
        int replaced = 0;
        int places = 0;
        for (qsizetype place = m_sound.indexOf("vault"); place >= 0;
             place = m_sound.indexOf("vault", place + 1)) {
            ++places;
            HistoryWorld world;
            put(world.path, m_sound);
            world.open();
            QCOMPARE(flush(*world.history), QString());
            QProcess dd;
            dd.start(QStringLiteral("dd"),
                     { QStringLiteral("of=") + world.path, QStringLiteral("bs=1"),
                       QStringLiteral("seek=%1").arg(place), QStringLiteral("conv=notrunc") });
            dd.write("V");
            dd.closeWriteChannel();
            QVERIFY(dd.waitForFinished());
            noteEras(*world.history, 3'000, 10);
            const QString last = lastEras(*world.history, kName, 1).constFirst();
            QVERIFY2(last.startsWith(QStringLiteral("3009 ")),
                     qPrintable(QStringLiteral("place %1: %2, %3 rejected, %4")
                                    .arg(place)
                                    .arg(last)
                                    .arg(world.history->counts().rejected)
                                    .arg((world.incomplete + world.failures).join(u'|'))));
            QCOMPARE(world.history->counts().rejected, quint64 { 0 });
            replaced += world.incomplete.isEmpty() ? 0 : 1;
        }
        QCOMPARE(places, 3); // the table and two indexes
        QCOMPARE(replaced, 1);
    }

    void threeDamagedOnesAreKept()
    {
        HistoryWorld world;
        for (int count = 0; count < 5; ++count) {
            put(world.path, QByteArray("damaged ") + QByteArray::number(count));
            world.open();
            QCOMPARE(flush(*world.history), QString());
            world.close();
        }
        const QStringList kept = damagedFiles(world);
        QCOMPARE(kept.size(), 3);
        QFile last(QFileInfo(world.path).dir().filePath(kept.constLast()));
        QVERIFY(last.open(QIODevice::ReadOnly));
        QCOMPARE(last.readAll(), QByteArray("damaged 4"));
    }

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
        QVERIFY(lastEras(*world.history, kName)
                    .constFirst()
                    .contains(QStringLiteral("Permission denied")));
        QTest::qWait(1'500); // another attempt, which nobody hears of
        QCOMPARE(world.failures.size(), 1);
        QVERIFY(QFile::setPermissions(world.folder.path(),
                                      QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
        QTRY_COMPARE(world.recoveries, 1);
        QCOMPARE(lastEras(*world.history, kName).size(), 10);
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
        QCOMPARE(lastEras(*world.history, kName, 1).constFirst().section(u' ', 0, 0),
                 QString::number(kEras));
    }

    void aFullDiskIsReportedOnceAndNothingOfErasIsLost()
    {
        HistoryWorld world;
        put(world.path, m_sound);
        world.open();
        QCOMPARE(flush(*world.history), QString());
        {
            const FullDisk full(64 << 10);
            noteEras(*world.history, kEras + 1, 3'000);
            const QString error = flush(*world.history); // before anybody knew
            QCOMPARE(world.failures, QStringList { error });
            QVERIFY(!error.isEmpty());
            // What was there can be read meanwhile.
            QCOMPARE(eras(*world.history, kName, 1, 1).size(), 1);
            QVERIFY(!flush(*world.history).isEmpty());
            QTest::qWait(2'000);
            QCOMPARE(world.failures.size(), 1);
            QVERIFY(world.history->counts().waitingBytes > 0);
        }
        QTRY_COMPARE_WITH_TIMEOUT(world.recoveries, 1, 10'000);
        QCOMPARE(flush(*world.history), QString());
        QCOMPARE(world.history->counts().waitingBytes, quint64 { 0 });
        QCOMPARE(lastEras(*world.history, kName, 1).constFirst().section(u' ', 0, 0),
                 QString::number(kEras + 3'000));
        world.close();
        QCOMPARE(Sql(world.path).value(QStringLiteral("SELECT count(*) FROM eras")),
                 QString::number(kEras + 3'000));
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
        QCOMPARE(lastEras(*world.history, kName).size(), 1);
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
            noteEras(*world.history, kEras + 1, 2'000);
            QVERIFY(timer.elapsed() < 500);
            QTest::qWait(300);
            other.run(QStringLiteral("ROLLBACK"));
        }
        QCOMPARE(flush(*world.history), QString());
        QCOMPARE(world.failures, QStringList());
        QCOMPARE(lastEras(*world.history, kName, 1).constFirst().section(u' ', 0, 0),
                 QString::number(kEras + 2'000));
    }

private:
    quint32 m_seed = 0;
    QRandomGenerator m_random;
    QByteArray m_sound;
};

QTEST_GUILESS_MAIN(HistoryDamageTest)
#include "history_damage_test.moc"
