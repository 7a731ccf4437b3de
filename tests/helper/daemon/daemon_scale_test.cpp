// SPDX-License-Identifier: GPL-2.0-or-later

// What many devices cost the daemon; run by tests/support/private-bus, as root. Prints the figures.

#include "daemon_world.h"
#include "dbus/names.h"

#include <algorithm>
#include <csignal>
#include <cstdio>

#include <QDBusArgument>
#include <QDBusConnection>
#include <QDBusObjectPath>
#include <QDBusPendingCall>
#include <QDir>
#include <QElapsedTimer>
#include <QtTest>

using namespace blkera;
using namespace blkera::test;

namespace {

constexpr int kDevices = 64;
constexpr qint64 kMostAdoptionMs = 2'000;
constexpr qint64 kMostKiB = 64 << 10;
constexpr int kIdleSeconds = 10;
constexpr double kMostWakeUpsASecond = 1;

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
}

// The number after `key` in a file of /proc.
qint64 number(const QString& path, const char* key)
{
    const QByteArray content = contentOf(path);
    const qsizetype at = content.indexOf(key);
    return at < 0
        ? 0
        : content.mid(at + qsizetype(qstrlen(key))).simplified().split(' ').value(0).toLongLong();
}

// How often one of its threads had to wait for something.
qint64 waits(qint64 pid)
{
    qint64 all = 0;
    const QString tasks = QStringLiteral("/proc/%1/task/").arg(pid);
    for (const QString& task : QDir(tasks).entryList(QDir::Dirs | QDir::NoDotAndDotDot))
        all += number(tasks + task + QStringLiteral("/status"), "\nvoluntary_ctxt_switches:");
    return all;
}

} // namespace

class DaemonScaleTest : public QObject {
    Q_OBJECT

private slots:

    void initTestCase()
    {
        if (!qEnvironmentVariableIsSet("PRIVATE_BUS_POLKITD_PID"))
            qFatal("run this by tests/support/private-bus");
    }

    void manyDevicesAreAdoptedAtOnceAndCostLittle()
    {
        DaemonWorld world;
        const auto name = [](int i) { return QStringLiteral("d%1").arg(i); };
        for (int i = 0; i < kDevices; ++i) {
            QFile file(world.configFile(name(i)));
            QVERIFY(file.open(QFile::WriteOnly));
            file.write(QStringLiteral("name = d%1\norigin = /dev/o%1\nmetadata = /dev/m%1\n")
                           .arg(i)
                           .toUtf8());
        }
        world.signalDaemon(SIGHUP);
        QTRY_COMPARE(world.heard.filter("added").size(), kDevices);
        for (int i = 0; i < kDevices; ++i)
            QCOMPARE(world.device(name(i), "Start").errorName(), QString());

        world.endDaemon(SIGKILL);
        QElapsedTimer age;
        age.start();
        world.startDaemon();
        const auto served = [&] {
            int count = 0;
            for (int i = 0; i < kDevices; ++i)
                count += world.property(name(i), "State") == QStringLiteral("running");
            return count;
        };
        QTRY_COMPARE(served(), kDevices);
        const qint64 adoptionMs = age.elapsed();

        QTest::qWait(1'000); // what the start has left to do
        const qint64 pid = world.daemonPid();
        const QString memory = QStringLiteral("/proc/%1/smaps_rollup").arg(pid);
        const qint64 rss = number(memory, "\nRss:");
        const qint64 pss = number(memory, "\nPss:");
        const qint64 before = waits(pid);
        QTest::qWait(kIdleSeconds * 1'000);
        const double wakeUps = double(waits(pid) - before) / kIdleSeconds;
        std::printf("%d devices: adopted after %lld ms (at most %lld), memory %.1f MiB, %.1f of it "
                    "shared with nobody (at most %lld), %.1f wake-ups a second when idle (at most "
                    "%.0f)\n",
                    kDevices, adoptionMs, kMostAdoptionMs, double(rss) / 1024, double(pss) / 1024,
                    kMostKiB >> 10, wakeUps, kMostWakeUpsASecond);
        std::fflush(stdout);
        QVERIFY(adoptionMs <= kMostAdoptionMs);
        QVERIFY(rss > 0 && rss <= kMostKiB);
        QVERIFY(wakeUps <= kMostWakeUpsASecond);
    }
};

QTEST_GUILESS_MAIN(DaemonScaleTest)
#include "daemon_scale_test.moc"
