// SPDX-License-Identifier: GPL-2.0-or-later
#include "storage/fault_device.h"
#include "storage/memory_device.h"

#include <cerrno>
#include <string>

#include <QTest>

using namespace blkera;

namespace {

// Six operations, r(ead) w(rite) f(lush); what came of each, a dot for success.
std::string run(BlockDevice& device)
{
    std::vector<std::byte> bytes(kMetadataBlockBytes);
    const BlockWrite write { MetadataBlock(0), bytes };
    std::string text;
    for (const char what : std::string("rwfrwf")) {
        const Result<void> result = what == 'r' ? device.read(MetadataBlock(0), bytes)
            : what == 'w'                       ? device.write(std::span(&write, 1))
                                                : device.flush();
        text += result ? '.' : what;
    }
    return text;
}

} // namespace

class FaultDeviceTest : public QObject {
    Q_OBJECT

private slots:

    void passesEverythingUntilTold()
    {
        MemoryDevice memory(MetadataBlockCount(1));
        FaultDevice device(memory);
        QCOMPARE(run(device), std::string("......"));
        QCOMPARE(device.operations(), 6U);
        QVERIFY(!device.hit());
    }

    void failsTheOneOperation()
    {
        MemoryDevice memory(MetadataBlockCount(1));
        FaultDevice device(memory);
        device.failAt(2, FaultDevice::Repeat::Once, ENOSPC);
        QCOMPARE(run(device), std::string("..f..."));
        QVERIFY(device.hit());
        QCOMPARE(memory.counters().flushes, 1U);
    }

    void failsForEverUntilHealed()
    {
        MemoryDevice memory(MetadataBlockCount(1));
        FaultDevice device(memory);
        device.failAt(4, FaultDevice::Repeat::ForEver, EIO);
        QCOMPARE(run(device), std::string("....wf"));
        QCOMPARE(run(device), std::string("rwfrwf"));
        device.heal();
        QCOMPARE(run(device), std::string("......"));
    }

    void errorCarriesTheErrno()
    {
        MemoryDevice memory(MetadataBlockCount(1));
        FaultDevice device(memory);
        device.failAt(0, FaultDevice::Repeat::Once, ETIMEDOUT);
        const Result<void> result = device.flush();
        QVERIFY(result.error().kind == ErrorKind::Io);
        QCOMPARE(result.error().errnoValue, ETIMEDOUT);
    }
};

QTEST_GUILESS_MAIN(FaultDeviceTest)
#include "fault_device_test.moc"
