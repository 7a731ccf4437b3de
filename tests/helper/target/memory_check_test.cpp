// SPDX-License-Identifier: GPL-2.0-or-later
#include "machine.h"
#include "memory_check.h"

#include <QtTest>

using namespace blkera;
using namespace blkera::test;

namespace {

constexpr std::uint64_t kMiB = 1 << 20;
constexpr BlockCount kOneTebibyteOf64KiB(16 << 20); // two bits each: 4 MiB

DeviceConfig config(FrontendKind frontend, std::uint16_t queues)
{
    DeviceConfig config;
    config.name = "db";
    config.frontend = frontend;
    config.queues = queues;
    config.queueDepth = 128; // 32 MiB a queue
    return config;
}

QString refusal(const DeviceConfig& config, const MemoryLimits& limits, unsigned processors = 8,
                bool zeroCopy = false)
{
    Result<void> checked = checkMemory(config, kOneTebibyteOf64KiB, processors, zeroCopy, limits);
    if (!checked && checked.error().kind != ErrorKind::NoSpace)
        return "wrong kind of error";
    return checked ? QString() : QString::fromStdString(checked.error().message());
}

} // namespace

class MemoryCheckTest : public QObject {
    Q_OBJECT

private slots:

    void whatFitsIsNotRefused()
    {
        for (FrontendKind frontend : { FrontendKind::Ublk, FrontendKind::Fuse }) {
            QCOMPARE(refusal(config(frontend, 4), { 140 * kMiB, 140 * kMiB }), QString());
            QVERIFY(!refusal(config(frontend, 4), { 140 * kMiB - 1, {} }).isEmpty());
            QVERIFY(!refusal(config(frontend, 4), { {}, 140 * kMiB - 1 }).isEmpty());
        }
        QCOMPARE(refusal(config(FrontendKind::Ublk, 64), {}), QString());
    }

    void theRefusalNamesTheNumberAndTheRemedy()
    {
        QCOMPARE(
            refusal(config(FrontendKind::Ublk, 4), { 100 * kMiB + 1, {} }),
            "4 queues of 128 requests lock 140 MiB of memory, there are 100 MiB: lower queues or "
            "queue-depth in db.conf");
        QCOMPARE(
            refusal(config(FrontendKind::Fuse, 1), { {}, 8 * kMiB }),
            "1 queues of 128 requests lock 44 MiB of memory, the limit is 8 MiB (LimitMEMLOCK=, "
            "ulimit -l): lower queues or queue-depth in db.conf");
    }

    void queuesThatTheDriverWillNotMakeDoNotCount()
    {
        QCOMPARE(refusal(config(FrontendKind::Ublk, 64), { 76 * kMiB, {} }, 2), QString());
        QVERIFY(!refusal(config(FrontendKind::Fuse, 64), { 76 * kMiB, {} }, 2).isEmpty());
    }

    void whereNothingIsCopiedAQueueHasOneBuffer()
    {
        QCOMPARE(refusal(config(FrontendKind::Ublk, 4), { 13 * kMiB, {} }, 8, true), QString());
        QVERIFY(!refusal(config(FrontendKind::Ublk, 4), { 13 * kMiB - 1, {} }, 8, true).isEmpty());
        QVERIFY(!refusal(config(FrontendKind::Fuse, 4), { 100 * kMiB, {} }, 8, true).isEmpty());
    }

    void theKernelSaysWhatIsAvailable()
    {
        Machine machine;
        QVERIFY(!memoryLimits(machine.stack()).available);
        machine.write("proc/meminfo",
                      "MemTotal:        8000000 kB\nMemFree:          100000 kB\n"
                      "MemAvailable:     204800 kB\n");
        QCOMPARE(memoryLimits(machine.stack()).available, std::optional(200 * kMiB));
    }
};

QTEST_GUILESS_MAIN(MemoryCheckTest)
#include "memory_check_test.moc"
