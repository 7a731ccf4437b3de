// SPDX-License-Identifier: GPL-2.0-or-later
#include "history_world.h"

#include <algorithm>
#include <cstdio>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QRandomGenerator>

using namespace blkera;

namespace {

constexpr qint64 kPageBytes = 4'096;
constexpr qint64 kVersionAt = 60; // user_version, in the file's header

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
    if (lastEras(*world.history, kSampleName)
        != QStringList { QStringLiteral("7 7..0 unknown by - group group-7 blocks - bytes -") })
        return QStringLiteral("not of use");
    return {};
}

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
        QCOMPARE(lastEras(*world.history, kSampleName, 1).constFirst().section(u' ', 0, 0),
                 QString::number(kSampleEras));
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
            noteEras(*world.history, kSampleEras + 1, 1);
            lastEras(*world.history, kSampleName);
            events(*world.history);
            audit(*world.history);
            // A read that met damage has it looked at. Then what was noted before may be missing,
            // and is noted again by those who are told.
            QTRY_COMPARE(world.history->failure(), QString());
            const auto isOfUse = [&] {
                noteEras(*world.history, kSampleEras + 2, 1);
                return lastEras(*world.history, kSampleName, 1)
                    .constFirst()
                    .startsWith(QString::number(kSampleEras + 2));
            };
            QVERIFY2(QTest::qWaitFor(isOfUse),
                     qPrintable(lastEras(*world.history, kSampleName, 1).constFirst()
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
        QCOMPARE(lastEras(*world.history, kSampleName, 1).constFirst().section(u' ', 0, 0),
                 QString::number(kSampleEras));
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
        const QStringList rows = lastEras(*world.history, kSampleName);
        QVERIFY2(rows.size() == 1 && rows.constFirst().contains(QStringLiteral("malformed")),
                 qPrintable(rows.join(u'\n')));
        QTRY_COMPARE(world.incomplete.size(), 1);
        noteEras(*world.history, 1, 1);
        QCOMPARE(lastEras(*world.history, kSampleName).size(), 1);
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
        QCOMPARE(lastEras(*world.history, kSampleName).size(), 700);
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
            const QString last = lastEras(*world.history, kSampleName, 1).constFirst();
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

private:
    quint32 m_seed = 0;
    QRandomGenerator m_random;
    QByteArray m_sound;
};

QTEST_GUILESS_MAIN(HistoryDamageTest)
#include "history_damage_test.moc"
