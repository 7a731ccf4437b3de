// SPDX-License-Identifier: GPL-2.0-or-later
#include "history_world.h"

#include <algorithm>
#include <cstdio>

#include <QCoreApplication>
#include <QFileInfo>
#include <QProcess>
#include <QRandomGenerator>

using namespace blkera;

namespace {

const QString kName = QStringLiteral("vault");

EraRecord eraOf(quint32 number)
{
    EraRecord era;
    era.era = number;
    era.startedUs = qint64 { number } * 10;
    era.cause = EraCause::Checkpoint;
    era.uid = number % 1'000;
    return era;
}

// The process that is killed. Says on stdout how far it is: an era that was flushed.
int writeForEver(const QString& path, quint32 from)
{
    History history(path);
    quint32 noted = from;
    std::function<void()> more = [&] {
        for (int count = 0; count < 50; ++count, ++noted) {
            history.noteEra(kName, eraOf(noted));
            history.noteAudit({ 0, noted, 1, {}, {}, {}, kName, QStringLiteral("done"), {} });
            history.endEra(kName, noted, qint64 { noted } * 10 + 9, noted, 4'096);
        }
        history.flush([&, last = noted - 1](const Result<void>& done) {
            if (done) {
                std::printf("%u\n", last);
                std::fflush(stdout);
            }
            more();
        });
        // Reads meanwhile, so that a kill finds both threads at work.
        history.lastEras(kName, 100, [](const Result<QList<EraRecord>>&) {});
    };
    more();
    return QCoreApplication::exec();
}

} // namespace

class HistoryKillTest : public QObject {
    Q_OBJECT

private slots:

    void whatWasFlushedOutlivesAKill()
    {
        const quint32 seed = qEnvironmentVariableIsSet("BLKERA_SEED")
            ? qEnvironmentVariable("BLKERA_SEED").toUInt()
            : QRandomGenerator::system()->generate();
        std::printf("BLKERA_SEED=%u\n", seed);
        QRandomGenerator random(seed);
        HistoryWorld world;
        quint32 flushed = 0; // of all processes
        constexpr int kKills = 20;
        for (int kill = 0; kill < kKills; ++kill) {
            QProcess writer;
            writer.setProcessChannelMode(QProcess::ForwardedErrorChannel);
            writer.start(QCoreApplication::applicationFilePath(),
                         { QStringLiteral("--write"), world.path, QString::number(flushed + 1) });
            QVERIFY(writer.waitForStarted());
            // Some at the very start, when there is no file yet.
            QTest::qWait(random.bounded(kill % 4 == 0 ? 30 : 300));
            writer.kill();
            QVERIFY(writer.waitForFinished());
            const QList<QByteArray> lines = writer.readAllStandardOutput().trimmed().split('\n');
            if (const quint32 last = lines.constLast().toUInt(); last != 0)
                flushed = last;

            world.open();
            QCOMPARE(flush(*world.history), QString());
            QStringList lost;
            for (quint32 from = 1; from <= flushed; from += History::kRowLimit) {
                const QStringList rows = eras(*world.history, kName, from, History::kRowLimit);
                for (quint32 era = from; era < from + History::kRowLimit && era <= flushed; ++era) {
                    const QString expected
                        = QStringLiteral("%1 %2..%3 checkpoint by %4 group - blocks %1 bytes 4096")
                              .arg(era)
                              .arg(qint64 { era } * 10)
                              .arg(qint64 { era } * 10 + 9)
                              .arg(era % 1'000);
                    if (rows.value(static_cast<int>(era - from)) != expected)
                        lost.append(expected);
                }
            }
            QCOMPARE(lost, QStringList());
            world.close();
            QVERIFY(!QFileInfo::exists(world.path + QStringLiteral("-wal")));
            const Sql sql(world.path);
            QCOMPARE(sql.value(QStringLiteral("PRAGMA quick_check")), QStringLiteral("ok"));
            // Each of them was noted before the era that was flushed.
            QVERIFY(sql.value(QStringLiteral("SELECT count(DISTINCT time) FROM audit")).toUInt()
                    >= flushed);
            sql.run(QStringLiteral("DELETE FROM eras WHERE era > %1").arg(flushed));
        }
        std::printf("%d kills, %u eras flushed, none lost\n", kKills, flushed);
        QVERIFY(flushed > 0);
        // Only ever new, never damaged.
        for (const QString& why : world.incomplete)
            QCOMPARE(why, QString());
    }
};

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    if (const QStringList arguments = application.arguments();
        arguments.value(1) == QLatin1String("--write"))
        return writeForEver(arguments.value(2), arguments.value(3).toUInt());
    HistoryKillTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "history_kill_test.moc"
