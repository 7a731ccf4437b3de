// SPDX-License-Identifier: GPL-2.0-or-later
#include "history_world.h"

#include <algorithm>
#include <cstdio>

#include <QElapsedTimer>
#include <QFileInfo>

using namespace blkera;

namespace {

constexpr int kEras = 1'000'000;

double msOf(const std::function<void()>& work)
{
    QElapsedTimer timer;
    timer.start();
    work();
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

} // namespace

// One history with a million eras for all.
class HistoryScaleTest : public QObject {
    Q_OBJECT

private slots:

    void initTestCase()
    {
        m_world.open();
        m_world.history->noteDevice(QStringLiteral("vault"), 1);
        m_world.history->noteDevice(QStringLiteral("other"), 1);
        QCOMPARE(flush(*m_world.history), QString());
        m_world.close();
        const Sql sql(m_world.path);
        const double ms = msOf([&] {
            sql.run(
                QStringLiteral(
                    "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < %1)"
                    " INSERT INTO eras (device, era, started, ended, cause, uid, blocks, bytes,"
                    " rebuilt) SELECT 1, x, 1700000000000000 + x * 1000000,"
                    " 1700000000000000 + (x + 1) * 1000000, 'checkpoint', 1000, x % 4096,"
                    " x % 4096 * 65536, 0 FROM n")
                    .arg(kEras));
        });
        std::printf("%d eras made in %.0f ms: %.1f MiB\n", kEras, ms,
                    static_cast<double>(QFileInfo(m_world.path).size()) / (1 << 20));
    }

    void theLast1000OfAMillionErasComeInUnder50Ms()
    {
        m_world.open();
        QCOMPARE(flush(*m_world.history), QString());
        // Question, both threads, SQLite, the rows, and the way back.
        std::vector<double> times;
        for (int repetition = 0; repetition < 21; ++repetition)
            times.push_back(msOf([&] {
                const Result<QList<EraRecord>> rows
                    = ask<QList<EraRecord>>([&](History::Answer<QList<EraRecord>> answer) {
                          m_world.history->lastEras(QStringLiteral("vault"), 1'000,
                                                    std::move(answer));
                      });
                QVERIFY(rows);
                QCOMPARE(rows->size(), 1'000);
                QCOMPARE(rows->constFirst().era, quint32 { kEras - 999 });
                QCOMPARE(rows->constLast().blocks, std::optional<quint64>(kEras % 4'096));
            }));
        const double first = times.front();
        std::sort(times.begin(), times.end());
        std::printf(
            "the last 1000 of %d eras: median %.2f ms, longest %.2f ms, the first %.2f ms\n", kEras,
            times[times.size() / 2], times.back(), first);
        QVERIFY(times[times.size() / 2] < 50);
    }

    void openingAfterACleanEndDoesNotReadItAll()
    {
        m_world.open();
        QCOMPARE(flush(*m_world.history), QString());
        m_world.close();
        QVERIFY(!QFileInfo::exists(m_world.path + QStringLiteral("-wal")));
        const double clean = msOf([&] {
            m_world.open();
            QCOMPARE(flush(*m_world.history), QString());
        });
        // What a process that was killed leaves: the -wal.
        EraRecord era;
        era.era = 1;
        m_world.history->noteEra(QStringLiteral("other"), era);
        QCOMPARE(flush(*m_world.history), QString());
        HistoryWorld copy;
        QVERIFY(QDir().mkpath(QFileInfo(copy.path).absolutePath()));
        for (const char* part : { "", "-wal" })
            QVERIFY(
                QFile::copy(m_world.path + QLatin1String(part), copy.path + QLatin1String(part)));
        const double killed = msOf([&] {
            copy.open();
            QCOMPARE(flush(*copy.history), QString());
        });
        QCOMPARE(lastEras(*copy.history, QStringLiteral("other")).size(), 1);
        std::printf(
            "opened after a clean end in %.1f ms, after a kill (all pages checked) in %.1f ms\n",
            clean, killed);
        QVERIFY(clean < killed);
        QCOMPARE(copy.incomplete, QStringList());
    }

    void pruningKeepsNobodyWaiting()
    {
        m_world.open();
        m_world.history->prune({ 0, 0, 0, 0, 500'000 });
        double longest = 0;
        int answers = 0;
        const double all = msOf([&] {
            while (eras(*m_world.history, QStringLiteral("vault"), 0, 1)
                       .constFirst()
                       .section(u' ', 0, 0)
                   != QString::number(kEras - 500'000 + 1)) {
                longest = std::max(
                    longest, msOf([&] {
                        QVERIFY(lastEras(*m_world.history, QStringLiteral("vault"), 1'000).size()
                                == 1'000);
                    }));
                ++answers;
            }
        });
        std::printf("500000 eras pruned in %.0f ms, %d reads meanwhile, the longest %.1f ms\n", all,
                    answers, longest);
        QVERIFY(longest < 1'000);
    }

    // Who is refused can do that as often as the limits of a user allow.
    void refusalsFillNoDiskAndPushOutNothingElse()
    {
        HistoryWorld world;
        world.open();
        QCOMPARE(flush(*world.history), QString());
        world.close();
        {
            const Sql sql(world.path);
            sql.run(QStringLiteral(
                "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 150000)"
                " INSERT INTO audit (time, uid, sender, method, action, result, message)"
                " SELECT x, 65534, ':1.1', 'Remove', 'org.blkera.destroy',"
                " CASE WHEN x % 1000 = 0 THEN 'done' ELSE 'denied' END, '' FROM n"));
        }
        world.open();
        AuditEntry refusal;
        refusal.timeUs = 1'000'000;
        refusal.result = QStringLiteral("denied");
        for (int count = 0; count < 3'000; ++count)
            world.history->noteAudit(refusal);
        QCOMPARE(flush(*world.history), QString());
        world.close();
        const Sql sql(world.path);
        QCOMPARE(sql.value(QStringLiteral("SELECT count(*) FROM audit WHERE result = 'done'")),
                 QStringLiteral("150"));
        const int refusals
            = sql.value(QStringLiteral("SELECT count(*) FROM audit WHERE result = 'denied'"))
                  .toInt();
        QVERIFY2(refusals > 99'000 && refusals < 102'000, qPrintable(QString::number(refusals)));
    }

private:
    HistoryWorld m_world;
};

QTEST_GUILESS_MAIN(HistoryScaleTest)
#include "history_scale_test.moc"
