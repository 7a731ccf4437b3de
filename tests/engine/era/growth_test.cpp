// SPDX-License-Identifier: GPL-2.0-or-later
#include "driven.h"
#include "storage/file_device.h"

#include <QProcess>
#include <QTemporaryFile>

using namespace blkera;
using namespace blkera::test;

namespace {

// What the kernel's tools say of it: empty if they find nothing.
QString eraCheck(const QString& path)
{
    QProcess check;
    check.setProcessChannelMode(QProcess::MergedChannels);
    check.start(QStringLiteral("/usr/sbin/era_check"), { path });
    if (!check.waitForFinished(60000))
        return QStringLiteral("era_check did not end");
    return check.exitCode() == 0 ? QString() : QString::fromLocal8Bit(check.readAll());
}

QString eraCheck(const MemoryDevice& device)
{
    QTemporaryFile file;
    if (!file.open())
        return QStringLiteral("no temporary file");
    const auto& image = device.image();
    if (file.write(reinterpret_cast<const char*>(image.data()), static_cast<qint64>(image.size()))
            < 0
        || !file.flush())
        return QStringLiteral("the image was not written");
    return eraCheck(file.fileName());
}

// Turns the current era into another, which a device reaches only after a very long life.
void setEra(MemoryDevice& device, std::uint32_t era)
{
    BlockManager blocks(device);
    Superblock superblock = *Superblock::read(blocks);
    superblock.currentEra = Era(era);
    std::vector<std::byte> bytes(kMetadataBlockBytes);
    superblock.pack(bytes);
    if (!blocks.commit(bytes))
        qFatal("the superblock was not written");
}

} // namespace

class GrowthTest : public QObject {
    Q_OBJECT

private slots:

    void theOriginGrowsOnline()
    {
        World world(1000, 512);
        Driven device(std::move(world.metadata));
        QCOMPARE(device.write(block(999)), 0);
        QCOMPARE(device.write(block(1000)), EIO);
        const auto era = device.resize(50000);
        QVERIFY(ok(era));
        QCOMPARE(era->raw(), 2U);
        QCOMPARE(device.write(block(49999)), 0);
        QCOMPARE(device.write(block(50000)), EIO);
        QCOMPARE(test::changedSince(world.device, 1), QStringLiteral("999, 49999"));
        QCOMPARE(test::changedSince(world.device, 2), QStringLiteral("49999"));
        device.settle();
        QCOMPARE(test::changedSince(world.device, 1), QStringLiteral("999, 49999"));
        QVERIFY(ok(device.tracker.stop()));
        QCOMPARE(problems(world.device), QString());
        QCOMPARE(eraCheck(world.device), QString());
    }

    void theSameSizeIsNoNewEra()
    {
        World world(1000);
        Driven device(std::move(world.metadata));
        const auto written = world.device.counters().blocksWritten;
        const auto era = device.resize(1000);
        QVERIFY(ok(era));
        QCOMPARE(era->raw(), 1U);
        QCOMPARE(world.device.counters().blocksWritten, written);
    }

    // Promise 2 holds for a resize too: it begins an era.
    void aWriteInFlightAcrossAResizeIsInTheNewEra()
    {
        World world(1000, 512);
        Driven device(std::move(world.metadata));
        PendingWrite late = Driven::writeOf(blocks(20, 22), 3);
        QCOMPARE(device.send(late), 0);
        QVERIFY(ok(device.resize(100000)));
        QCOMPARE(test::changedSince(world.device, 2), QStringLiteral("20-22"));
        QVERIFY(ok(device.resize(500, Shrink::Allow)));
        QCOMPARE(test::changedSince(world.device, 3), QStringLiteral("20-22"));
        device.tracker.completed(late);
        QVERIFY(ok(device.checkpoint()));
        QCOMPARE(test::changedSince(world.device, 4), QString());
        QCOMPARE(problems(world.device), QString());
    }

    void theOriginShrinksOnlyByForce()
    {
        World world(50000, 512);
        Driven device(std::move(world.metadata));
        QCOMPARE(device.write(block(3)), 0);
        QCOMPARE(device.write(block(999)), 0);
        QCOMPARE(device.write(block(49999)), 0);
        QCOMPARE(device.resize(1000).error().kind, ErrorKind::Invalid);
        QCOMPARE(device.state(), TrackerState::Running);
        QCOMPARE(device.write(block(49998)), 0);
        QVERIFY(ok(device.resize(1000, Shrink::Allow)));
        QCOMPARE(device.write(block(1000)), EIO);
        QCOMPARE(test::changedSince(world.device, 1), QStringLiteral("3, 999"));
        QCOMPARE(problems(world.device), QString());
        device.settle(); // the archived writeset is longer than the device
        QCOMPARE(test::changedSince(world.device, 1), QStringLiteral("3, 999"));
        QVERIFY(ok(device.tracker.stop()));
        QCOMPARE(problems(world.device), QString());
        QCOMPARE(eraCheck(world.device), QString());
        // Grown again, its end has never been written.
        QVERIFY(world.reopen());
        QVERIFY(ok(world.metadata->activate(BlockCount(50000))));
        QCOMPARE(test::changedSince(world.device, 1), QStringLiteral("3, 999"));
        QCOMPARE(problems(world.device), QString());
    }

    void aWriteInFlightBeyondTheNewEndRefusesTheShrink()
    {
        World world(50000, 512);
        Driven device(std::move(world.metadata));
        PendingWrite late = Driven::writeOf(blocks(999, 1000));
        QCOMPARE(device.send(late), 0);
        QCOMPARE(device.resize(1000, Shrink::Allow).error().kind, ErrorKind::Busy);
        QVERIFY(device.tracker.submit(late)); // the old era goes on
        device.tracker.completed(late);
        QVERIFY(ok(device.resize(1000, Shrink::Allow)));
    }

    void aForcedShrinkAtActivation()
    {
        World world(50000, 512);
        QVERIFY(world.mark({ block(3), block(40000) }));
        QVERIFY(world.reopen());
        QVERIFY(!world.metadata->activate(BlockCount(700)));
        QVERIFY(ok(world.metadata->activate(BlockCount(700), Shrink::Allow)));
        QCOMPARE(test::changedSince(world.device, 1), QStringLiteral("3"));
        QVERIFY(world.digest());
        QCOMPARE(problems(world.device), QString());
    }

    void aHeldSnapshotKeepsItsSizeAcrossResizes()
    {
        World world(50000, 1024);
        Driven device(std::move(world.metadata));
        QCOMPARE(device.write(block(49999)), 0);
        QVERIFY(ok(device.snapshot()));
        QVERIFY(ok(device.resize(1000, Shrink::Allow)));
        device.settle();
        QCOMPARE(test::changedSince(world.device, 1, true), QStringLiteral("49999"));
        QVERIFY(ok(device.resize(90000)));
        device.settle();
        QCOMPARE(test::changedSince(world.device, 1, true), QStringLiteral("49999"));
        QCOMPARE(problems(world.device), QString());
        QVERIFY(ok(device.drop()));
        QCOMPARE(problems(world.device), QString());
    }

    void anOriginTooLargeForTheMetadataIsRefusedWhole()
    {
        World world(1000, 128);
        Driven device(std::move(world.metadata));
        QCOMPARE(device.write(block(3)), 0);
        QCOMPARE(device.resize(1U << 30).error().kind, ErrorKind::NoSpace);
        QCOMPARE(device.write(block(3)), 0);
        QCOMPARE(device.write(block(1000)), EIO);
        QVERIFY(ok(device.checkpoint()));
        QCOMPARE(problems(world.device), QString());
    }

    // From one bitmap to three, the first of them partly used.
    void theMetadataDeviceGrowsOnline()
    {
        World world(100000, 300);
        Driven device(std::move(world.metadata));
        QCOMPARE(device.write(block(1)), 0);
        world.device.enlarge(MetadataBlockCount(2 * kCountsPerBitmap + 77));
        const auto grown = device.growMetadata();
        QVERIFY(ok(grown));
        QCOMPARE(grown->raw(), 2 * kCountsPerBitmap + 77);
        QCOMPARE(device.tracker.status().usage.total, *grown);
        QCOMPARE(problems(world.device), QString());
        QCOMPARE(device.write(blocks(5, 99999)), 0);
        QVERIFY(ok(device.checkpoint()));
        device.settle();
        QVERIFY(ok(device.tracker.stop()));
        QCOMPARE(problems(world.device), QString());
        QCOMPARE(eraCheck(world.device), QString());
        QCOMPARE(test::changedSince(world.device, 1), QStringLiteral("1, 5-99999"));
    }

    // Nothing else has changed then, yet the new size has to be on the disk.
    void growthWithinABitmapOfAnIdleDeviceIsDurable()
    {
        World world(1000, 64);
        world.device.enlarge(MetadataBlockCount(300));
        QVERIFY(ok(world.metadata->growSpace()));
        auto report = checkMetadata(world.device);
        QVERIFY(ok(report));
        QCOMPARE(report->size.raw(), std::uint64_t { 300 });
        QCOMPARE(problems(world.device), QString());
    }

    void theMetadataDeviceGrowsAtActivation()
    {
        World world(1000, 64);
        QVERIFY(world.mark({ block(7) }));
        world.device.enlarge(MetadataBlockCount(kCountsPerBitmap));
        QVERIFY(ok(world.device.refreshSize()));
        QVERIFY(world.reopen());
        QVERIFY(ok(world.metadata->activate(BlockCount(1000))));
        QCOMPARE(world.metadata->usage().total.raw(), kCountsPerBitmap);
        QCOMPARE(problems(world.device), QString());
    }

    void theMetadataDeviceGrowsUpToTheFormatsLimit()
    {
        QTemporaryFile file; // sparse
        QVERIFY(file.open() && file.resize(64 * kMetadataBlockBytes));
        auto opened
            = FileDevice::open(file.fileName().toStdString(), FileDevice::Access::Exclusive);
        QVERIFY(ok(opened));
        FileDevice& below = **opened;
        QVERIFY(ok(Metadata::format(below, kBlockSectors, BlockCount(1000))));
        auto metadata = Metadata::open(below, kBlockSectors);
        QVERIFY(ok(metadata) && ok((*metadata)->activate(BlockCount(1000))));
        Driven device(std::move(*metadata));
        QVERIFY(
            file.resize(static_cast<qint64>((kMaxMetadataBlocks.raw() + 5) * kMetadataBlockBytes)));
        const auto grown = device.growMetadata();
        QVERIFY(ok(grown));
        QCOMPARE(*grown, kMaxMetadataBlocks);
        QCOMPARE(device.write(block(1)), 0);
        QCOMPARE(*device.growMetadata(), kMaxMetadataBlocks);
        QVERIFY(ok(device.tracker.stop()));
        QCOMPARE(problems(below), QString());
        QCOMPARE(eraCheck(file.fileName()), QString());
        QCOMPARE(test::changedSince(below, 1), QStringLiteral("1"));
    }

    void aSmallerMetadataDeviceIsNotNoticedUntilItsEndIsUsed()
    {
        World world(1000, 64);
        Driven device(std::move(world.metadata));
        const auto same = device.growMetadata();
        QVERIFY(ok(same));
        QCOMPARE(same->raw(), 64U);
    }

    void checkpointsEndWithTheLastEra()
    {
        World world(1000);
        setEra(world.device, kLastEra.raw() - 2);
        QVERIFY(world.reopen());
        QVERIFY(ok(world.metadata->activate(BlockCount(1000))));
        Driven device(std::move(world.metadata));
        const auto last = device.checkpoint();
        QVERIFY(ok(last));
        QCOMPARE(last->raw(), kLastEra.raw());
        QCOMPARE(device.write(block(3)), 0);
        QCOMPARE(device.checkpoint().error().kind, ErrorKind::Invalid);
        QCOMPARE(device.snapshot().error().kind, ErrorKind::Invalid);
        QCOMPARE(device.state(), TrackerState::Running);
        QCOMPARE(device.write(block(3)), 0);
        QCOMPARE(device.write(block(4)), 0);
        QCOMPARE(test::changedSince(world.device, kLastEra.raw()), QStringLiteral("3-4"));
        QCOMPARE(problems(world.device), QString());
    }

    // No era is left, but the data must stay usable: the last era goes on, after a crash, after a
    // clean stop, after its writeset was digested, and at another size.
    void theLastEraGoesOnOverRestarts()
    {
        World world(1000, 512);
        setEra(world.device, kLastEra.raw() - 1);
        std::uint32_t size = 1000;
        std::vector<BlockRange> written;
        const auto listed = [&] { return test::changedSince(world.device, kLastEra.raw()); };
        for (std::uint32_t start = 0; start < 6; ++start) {
            QVERIFY(world.reopen());
            if (start == 3)
                size = 1090;
            QVERIFY(ok(world.metadata->activate(BlockCount(size))));
            Driven device(std::move(world.metadata));
            QCOMPARE(device.tracker.status().usage.currentEra.raw(), kLastEra.raw());
            QCOMPARE(device.state(), TrackerState::Running);
            written.push_back(block(start * 100 + 1));
            QCOMPARE(device.write(written.back()), 0);
            QCOMPARE(listed(), toText(written));
            QVERIFY(!device.checkpoint());
            if (start == 4) {
                size = 2000;
                QVERIFY(ok(device.resize(size)));
                QCOMPARE(device.write(block(450)), 0);
                written.push_back(block(450));
                std::ranges::sort(written, {}, &BlockRange::begin);
            }
            if (start % 2 == 0)
                QVERIFY(ok(device.tracker.stop()));
            QCOMPARE(problems(world.device), QString());
            if (start == 2) { // as another writer of the format would
                QVERIFY(world.reopen());
                QVERIFY(world.digest());
            }
            mergeRanges(written);
            QCOMPARE(listed(), toText(written));
        }
    }
};

QTEST_GUILESS_MAIN(GrowthTest)
#include "growth_test.moc"
