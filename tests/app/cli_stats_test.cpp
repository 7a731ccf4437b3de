// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli_process.h"
#include "fake_daemon.h"
#include "private_bus.h"

#include <memory>

#include <QDBusMetaType>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSet>
#include <QStandardPaths>
#include <QTest>
#include <QTimer>

using namespace blkera;

namespace {

using Operations = QMap<QString, QVariantMap>;

constexpr quint64 kStartedUs = 1'700'000'000'000'000; // 2023-11-14 22:13:20 UTC

// Buckets up to 1, 2, 4 … 1024 microseconds, and above.
QList<qulonglong> bounds()
{
    QList<qulonglong> powers;
    for (int power = 0; power <= 10; ++power)
        powers.append(1ULL << power);
    return powers;
}

void addHistogram(QVariantMap& members, const QString& name, qulonglong sum, qulonglong max,
                  const QMap<int, qulonglong>& counts)
{
    QList<qulonglong> buckets(bounds().size() + 1, 0);
    for (auto it = counts.begin(); it != counts.end(); ++it)
        buckets[it.key()] = it.value();
    members.insert(name + QStringLiteral("_buckets"), QVariant::fromValue(buckets));
    members.insert(name + QStringLiteral("_sum"), sum);
    members.insert(name + QStringLiteral("_max"), max);
}

QVariantMap operation(qulonglong requests, qulonglong bytes, qulonglong deferred,
                      const QMap<int, qulonglong>& latency, qulonglong sum, qulonglong max)
{
    QVariantMap members { { QStringLiteral("requests"), requests },
                          { QStringLiteral("in_flight"), qulonglong { 1 } },
                          { QStringLiteral("bytes"), bytes },
                          { QStringLiteral("errors"), qulonglong { 0 } },
                          { QStringLiteral("deferred"), deferred },
                          { QStringLiteral("of_a_later_version"), QStringLiteral("?") } };
    addHistogram(members, QStringLiteral("latency_us"), sum, max, latency);
    addHistogram(members, QStringLiteral("mark_wait_us"), deferred * 600, deferred ? 600 : 0,
                 { { 10, deferred } });
    return members;
}

QVariantMap statistics()
{
    const Operations operations {
        { QStringLiteral("read"), operation(10, 10 << 20, 0, { { 5, 10 } }, 250, 30) },
        { QStringLiteral("write"),
          operation(100, 512 << 10, 25, { { 6, 75 }, { 10, 24 }, { 11, 1 } }, 20'000, 1'500) },
        { QStringLiteral("flush"), operation(0, 0, 0, {}, 0, 0) },
    };
    QVariantMap members { { QStringLiteral("started_us"), kStartedUs },
                          { QStringLiteral("histogram_bounds"), QVariant::fromValue(bounds()) },
                          { QStringLiteral("operations"), QVariant::fromValue(operations) },
                          { QStringLiteral("eras_begun"), qulonglong { 3 } },
                          { QStringLiteral("metadata_blocks_written"), qulonglong { 70 } },
                          { QStringLiteral("metadata_flushes"), qulonglong { 20 } },
                          { QStringLiteral("of_a_later_version"), qulonglong { 1 } } };
    addHistogram(members, QStringLiteral("commit_us"), 5'000, 600, { { 10, 10 } });
    addHistogram(members, QStringLiteral("commit_writes"), 25, 8, { { 1, 9 }, { 3, 1 } });
    return members;
}

} // namespace

class CliStatsTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void textIsATableAndLines();
    void aDeviceThatHasDoneNothingHasNoTimes();
    void jsonHasEveryNumber();
    void whatTheDaemonLacksIsAFailure();
    void errorsNameTheDevice();
    void watchingShowsEachInterval();
    void anIntervalHasToBeOne();
    void metricsAreOpenMetricsText();

private:
    CliResult run(const QString& line) { return runCli(QProcess::splitCommand(line), m_options); }

    std::unique_ptr<PrivateBus> m_bus;
    std::unique_ptr<FakeDaemon> m_daemon;
    FakeDevice* m_device = nullptr;
    CliOptions m_options;
};

void CliStatsTest::init()
{
    m_bus = std::make_unique<PrivateBus>();
    QVERIFY(!m_bus->address().isEmpty());
    m_options.busAddress = m_bus->address();
    m_options.inChild = [] { qputenv("TZ", "UTC"); };
    m_daemon = std::make_unique<FakeDaemon>();
    QVERIFY(m_daemon->start(m_bus->address()));
    qDBusRegisterMetaType<QList<qulonglong>>();
    m_device = &m_daemon->addDevice(QStringLiteral("data"));
    m_device->statistics = statistics();
}

void CliStatsTest::cleanup()
{
    m_daemon.reset();
    m_bus.reset();
}

void CliStatsTest::textIsATableAndLines()
{
    const CliResult result = run(QStringLiteral("stats data"));
    QCOMPARE(result.exitCode, 0);
    const qsizetype firstLine = result.out.indexOf('\n');
    const QRegularExpression kFirst(QStringLiteral("^data: [0-9]+\\.[0-9]s from 2023-11-14 "
                                                   "[0-9:]{8}$"));
    QVERIFY2(kFirst.match(QString::fromUtf8(result.out.left(firstLine))).hasMatch(),
             result.out.constData());
    QCOMPARE(
        result.out.mid(firstLine + 1),
        QByteArray("OPERATION  REQUESTS  MIB   ERRORS  IN-FLIGHT  DEFERRED  AVERAGE  P50   P99     "
                   "MAX\n"
                   "read       10        10.0  0       1          0.0%      25us     30us  30us    "
                   "30us\n"
                   "write      100       0.5   0       1          25.0%     200us    64us  1.02ms  "
                   "1.50ms\n"
                   "flush      0         0.0   0       1          -         -        -     -       "
                   "-\n"
                   "\n"
                   "mark_wait: average 600us, p50 600us, p99 600us, max 600us\n"
                   "commits: 10\n"
                   "commit_time: average 500us, p50 600us, p99 600us, max 600us\n"
                   "writes_per_commit: average 2.5, p50 2, p99 8, max 8\n"
                   "eras_begun: 3\n"
                   "metadata_blocks_written: 70\n"
                   "metadata_flushes: 20\n"
                   "\n"
                   "LATENCY    READS       WRITES\n"
                   "<= 32us    10     ###  0\n"
                   "<= 64us    0           75      ####################\n"
                   "<= 128us   0           0\n"
                   "<= 256us   0           0\n"
                   "<= 512us   0           0\n"
                   "<= 1.02ms  0           24      ######\n"
                   "<= 2.05ms  0           1       #\n"));
}

void CliStatsTest::aDeviceThatHasDoneNothingHasNoTimes()
{
    QVariantMap nothing = statistics();
    nothing[QStringLiteral("operations")] = QVariant::fromValue(
        Operations { { QStringLiteral("read"), operation(0, 0, 0, {}, 0, 0) } });
    addHistogram(nothing, QStringLiteral("commit_us"), 0, 0, {});
    addHistogram(nothing, QStringLiteral("commit_writes"), 0, 0, {});
    m_device->statistics = nothing;
    const CliResult result = run(QStringLiteral("stats data"));
    QCOMPARE(result.exitCode, 0);
    QVERIFY(result.out.contains("commits: 0\ncommit_time: -\nwrites_per_commit: -\n"));
    QVERIFY(!result.out.contains("LATENCY"));
}

void CliStatsTest::jsonHasEveryNumber()
{
    const CliResult result = run(QStringLiteral("stats data --json"));
    QCOMPARE(result.exitCode, 0);
    const QJsonObject all = QJsonDocument::fromJson(result.out).object();
    QCOMPARE(all[QStringLiteral("name")].toString(), QStringLiteral("data"));
    QCOMPARE(all[QStringLiteral("from")].toString(), QStringLiteral("2023-11-14T22:13:20.000Z"));
    QVERIFY(all[QStringLiteral("seconds")].toDouble() > 1e7);
    QCOMPARE(all[QStringLiteral("eras_begun")].toInt(), 3);
    QCOMPARE(all[QStringLiteral("metadata_blocks_written")].toInt(), 70);
    QCOMPARE(all[QStringLiteral("metadata_flushes")].toInt(), 20);
    const QJsonObject write
        = all[QStringLiteral("operations")].toObject()[QStringLiteral("write")].toObject();
    QCOMPARE(write[QStringLiteral("requests")].toInt(), 100);
    QCOMPARE(write[QStringLiteral("in_flight")].toInt(), 1);
    QCOMPARE(write[QStringLiteral("bytes")].toInt(), 512 << 10);
    QCOMPARE(write[QStringLiteral("errors")].toInt(), 0);
    QCOMPARE(write[QStringLiteral("deferred")].toInt(), 25);
    const QJsonObject latency {
        { QStringLiteral("count"), 100 },
        { QStringLiteral("sum"), 20'000 },
        { QStringLiteral("p50"), 64 },
        { QStringLiteral("p99"), 1024 },
        { QStringLiteral("max"), 1500 },
        { QStringLiteral("buckets"),
          QJsonArray {
              QJsonObject { { QStringLiteral("le"), 64 }, { QStringLiteral("count"), 75 } },
              QJsonObject { { QStringLiteral("le"), 1024 }, { QStringLiteral("count"), 24 } },
              QJsonObject { { QStringLiteral("le"), QJsonValue() },
                            { QStringLiteral("count"), 1 } } } },
    };
    QCOMPARE(write[QStringLiteral("latency_us")].toObject(), latency);
    QCOMPARE(all[QStringLiteral("commit_writes")].toObject()[QStringLiteral("sum")].toInt(), 25);
}

void CliStatsTest::whatTheDaemonLacksIsAFailure()
{
    for (const QString& member : statistics().keys()) {
        if (member.startsWith(QStringLiteral("of_a")))
            continue;
        QVariantMap lacking = statistics();
        lacking.remove(member);
        m_device->statistics = lacking;
        const CliResult result = run(QStringLiteral("stats data"));
        QCOMPARE(result.exitCode, 1);
        QCOMPARE(result.out, QByteArray());
        QVERIFY2(isOneErrorLine(result.err) && result.err.contains("same version"),
                 qPrintable(member));
    }
    QVariantMap odd = statistics();
    odd[QStringLiteral("commit_us_buckets")] = QVariant::fromValue(QList<qulonglong> { 1, 2 });
    m_device->statistics = odd;
    QCOMPARE(run(QStringLiteral("stats data")).exitCode, 1);
}

void CliStatsTest::errorsNameTheDevice()
{
    m_daemon->behaviour.errorName = QStringLiteral("org.blkera.Error.NotRunning");
    m_daemon->behaviour.errorMessage = QStringLiteral("start it first");
    QCOMPARE(run(QStringLiteral("stats data")).text(),
             QByteArray("exit 1\nblkera: data: start it first\n"));
}

// Three reports, and then the device is gone.
void CliStatsTest::watchingShowsEachInterval()
{
    QTimer timer;
    timer.callOnTimeout(this, [this] {
        const qsizetype asked = m_daemon->behaviour.calls.count(QStringLiteral("Statistics"));
        QVariantMap later = statistics();
        later[QStringLiteral("eras_begun")] = qulonglong { 3 } + static_cast<qulonglong>(asked);
        m_device->statistics = later;
        if (asked >= 3)
            m_daemon->behaviour.errorName = QStringLiteral("org.blkera.Error.NotRunning");
    });
    timer.start(10);
    const CliResult result = run(QStringLiteral("stats data --json --watch 0.3"));
    QCOMPARE(result.exitCode, 1);
    QVERIFY(isOneErrorLine(result.err));
    const QList<QByteArray> lines = result.out.trimmed().split('\n');
    QCOMPARE(lines.size(), 3);
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QJsonObject report = QJsonDocument::fromJson(lines[i]).object();
        QCOMPARE(report[QStringLiteral("eras_begun")].toInt(), i == 0 ? 3 : 1);
        const QJsonObject write
            = report[QStringLiteral("operations")].toObject()[QStringLiteral("write")].toObject();
        QCOMPARE(write[QStringLiteral("requests")].toInt(), i == 0 ? 100 : 0);
        QCOMPARE(write[QStringLiteral("in_flight")].toInt(), 1);
        if (i > 0) {
            const double seconds = report[QStringLiteral("seconds")].toDouble();
            QVERIFY2(seconds >= 0.29 && seconds < 10, lines[i].constData());
        }
    }
}

void CliStatsTest::anIntervalHasToBeOne()
{
    for (const char* const seconds : { "0", "-1", "x", "nan", "1e9" }) {
        const CliResult result
            = run(QStringLiteral("stats data --watch=%1").arg(QLatin1String(seconds)));
        QCOMPARE(result.exitCode, 2);
        QVERIFY2(isOneErrorLine(result.err), result.err.constData());
    }
}

// Family by family: its type first, then its samples, whose names fit; buckets never fall.
void CliStatsTest::metricsAreOpenMetricsText()
{
    const CliResult result = run(QStringLiteral("metrics"));
    QVERIFY2(result.text().startsWith("exit 0\n"), result.text().constData());
    QVERIFY(result.out.endsWith("\n# EOF\n"));
    static const QRegularExpression kSample(QStringLiteral(
        "^([a-z_]+)(?:\\{([a-z_]+=\"[^\"\\\\]*\"(?:,[a-z_]+=\"[^\"\\\\]*\")*)\\})? ([0-9.e+-]+)$"));
    QString family;
    QString type;
    QSet<QString> families;
    QString series;
    quint64 last = 0;
    int samples = 0;
    const QStringList lines = QString::fromUtf8(result.out).split(u'\n', Qt::SkipEmptyParts);
    for (const QString& line : lines.mid(0, lines.size() - 1)) {
        if (line.startsWith(QStringLiteral("# TYPE "))) {
            family = line.section(u' ', 2, 2);
            type = line.section(u' ', 3, 3);
            QVERIFY2(!families.contains(family), qPrintable(family));
            families.insert(family);
            continue;
        }
        if (line.startsWith(QStringLiteral("# HELP ")))
            continue;
        ++samples;
        const auto sample = kSample.match(line);
        QVERIFY2(sample.hasMatch(), qPrintable(line));
        const QString suffix = sample.captured(1).mid(family.size());
        QVERIFY2(sample.captured(1).startsWith(family), qPrintable(line));
        const QStringList suffixes = type == QStringLiteral("counter")
            ? QStringList { QStringLiteral("_total") }
            : type == QStringLiteral("histogram")
            ? QStringList { QStringLiteral("_bucket"), QStringLiteral("_count"),
                            QStringLiteral("_sum") }
            : QStringList { QString() };
        QVERIFY2(suffixes.contains(suffix), qPrintable(line));
        if (suffix == QStringLiteral("_bucket")) {
            const QString of = family + sample.captured(2).section(QStringLiteral(",le="), 0, 0);
            const quint64 value = sample.captured(3).toULongLong();
            QVERIFY2(of != series || value >= last, qPrintable(line));
            series = of;
            last = value;
        }
    }
    QVERIFY(samples > 50);
    for (const char* line :
         { "\nblkera_requests_total{device=\"data\",operation=\"write\"} 100\n",
           "\nblkera_request_seconds_bucket{device=\"data\",operation=\"write\",le=\"+Inf\"} 100\n",
           "\nblkera_device_state{device=\"data\",blkera_device_state=\"running\"} 1\n",
           "\nblkera_metadata_used_bytes{device=\"data\"} 94208\n",
           "\nblkera_eras_begun_total{device=\"data\"} 3\n", "\nblkera_history_failed 0\n" })
        QVERIFY2(result.out.contains(line), line);
    m_daemon->manager.setProperty("HistoryFailure", QStringLiteral("disk full"));
    QVERIFY(run(QStringLiteral("metrics")).out.contains("\nblkera_history_failed 1\n"));
    const QString promtool = QStandardPaths::findExecutable(QStringLiteral("promtool"));
    if (!promtool.isEmpty()) {
        QProcess check;
        check.start(promtool, { QStringLiteral("check"), QStringLiteral("metrics") });
        check.write(result.out);
        check.closeWriteChannel();
        QVERIFY(check.waitForFinished());
        QVERIFY2(check.exitCode() != 1, check.readAllStandardError().constData());
    }
}

QTEST_GUILESS_MAIN(CliStatsTest)
#include "cli_stats_test.moc"
