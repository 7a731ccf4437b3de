// SPDX-License-Identifier: GPL-2.0-or-later
//
// How long `blkera-gui --demo` takes from its exec to its first picture, and what memory it has
// then and with a large map. The program is this one: the same libraries, window and devices.
#include "client/service_cache.h"
#include "demo/demo_service.h"
#include "widgets/window/device_page.h"
#include "widgets/window/main_window.h"

#include <algorithm>
#include <cstdio>
#include <ctime>

#include <QApplication>
#include <QFile>
#include <QProcess>
#include <QTest>

#include <unistd.h>

using namespace blkera;

namespace {

constexpr int kDevices = 64;
constexpr double kMostSeconds = 1.0;
constexpr double kMostMib = 200;
constexpr int kStarts = 5;

// Since this process was made, by the kernel's clock of 10 ms.
double ageSeconds()
{
    QFile stat(QStringLiteral("/proc/self/stat"));
    if (!stat.open(QIODevice::ReadOnly))
        return -1;
    const QByteArray text = stat.readAll();
    const auto words = text.mid(text.lastIndexOf(')') + 2).split(' ');
    constexpr int kStartTime = 19; // of the words after the name
    timespec now {};
    ::clock_gettime(CLOCK_BOOTTIME, &now);
    return double(now.tv_sec) + double(now.tv_nsec) / 1e9
        - words.value(kStartTime).toDouble() / double(::sysconf(_SC_CLK_TCK));
}

double peakMib()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return -1;
    for (const QByteArray& line : status.readAll().split('\n')) {
        if (line.startsWith("VmHWM:"))
            return line.mid(6).simplified().split(' ').value(0).toDouble() / 1'024;
    }
    return -1;
}

class FirstPaint : public QObject {
public:
    bool eventFilter(QObject*, QEvent* event) override
    {
        if (event->type() == QEvent::Paint && m_atSeconds < 0)
            m_atSeconds = ageSeconds();
        return false;
    }

    double atSeconds() const { return m_atSeconds; }

private:
    double m_atSeconds = -1;
};

// One start, in a process of its own: prints seconds and MiB.
int startOnce(int argc, char** argv)
{
    QApplication application(argc, argv);
    FirstPaint paint;
    application.installEventFilter(&paint);
    DemoService service({ .devices = kDevices, .blocks = 1ULL << 31 });
    ServiceCache cache(service);
    MainWindow window(cache, nullptr, nullptr);
    window.show();
    cache.connectToService();
    if (!QTest::qWaitFor([&] { return cache.state() == ServiceCache::State::Ready; })
        || !QTest::qWaitFor([&] { return paint.atSeconds() >= 0; }))
        return 1;
    for (const char* tab : { "map", "regions", "eras", "activity", "map" }) {
        window.page().showTab(QLatin1String(tab));
        QTest::qWait(300);
    }
    std::printf("%.3f %.1f\n", paint.atSeconds(), peakMib());
    return 0;
}

} // namespace

class StartupTest : public QObject {
    Q_OBJECT

private slots:

    void theFirstPictureIsThereWithinASecond()
    {
        QList<double> seconds;
        double mib = 0;
        for (int start = 0; start < kStarts; ++start) {
            QProcess process;
            process.start(QCoreApplication::applicationFilePath(), { QStringLiteral("--once") });
            QVERIFY(process.waitForFinished());
            QCOMPARE(process.exitCode(), 0);
            const auto words = process.readAllStandardOutput().simplified().split(' ');
            QCOMPARE(words.size(), 2);
            seconds.append(words[0].toDouble());
            mib = std::max(mib, words[1].toDouble());
        }
        std::ranges::sort(seconds);
        std::printf("%d devices: first picture after %.2f s (median of %d), %.0f MiB at most\n",
                    kDevices, seconds[kStarts / 2], kStarts, mib);
        QVERIFY(seconds[kStarts / 2] < kMostSeconds);
        QVERIFY(mib <= kMostMib);
    }
};

int main(int argc, char** argv)
{
    if (argc == 2 && QByteArray(argv[1]) == "--once")
        return startOnce(argc, argv);
    const QCoreApplication application(argc, argv);
    StartupTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "startup_test.moc"
