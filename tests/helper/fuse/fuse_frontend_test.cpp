// SPDX-License-Identifier: GPL-2.0-or-later
#include "fuse_world.h"

#include <array>
#include <atomic>
#include <cstring>
#include <functional>
#include <memory>
#include <mutex>
#include <new>

#include <QtTest>

#include <fcntl.h>
#include <linux/falloc.h>
#include <linux/fs.h>
#include <linux/loop.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace blkera;
using namespace blkera::test;

class FuseFrontendTest : public QObject {
    Q_OBJECT

private slots:

    void initTestCase() { QVERIFY2(geteuid() == 0, "needs root: FUSE mounts and loop devices"); }

    void deviceHasTheOriginsSizeAndBlocks()
    {
        World world(kOriginBytes + 3 * 512);
        START(world);
        UniqueFd device = world.openDevice();
        quint64 bytes = 0;
        int blockBytes = 0;
        QCOMPARE(::ioctl(device.get(), BLKGETSIZE64, &bytes), 0);
        QCOMPARE(::ioctl(device.get(), BLKSSZGET, &blockBytes), 0);
        QCOMPARE(bytes, quint64 { kOriginBytes + 3 * 512 });
        QCOMPARE(std::uint32_t(blockBytes), world.origin->limits().logicalBlockBytes);
    }

    void loopDeviceUsesDirectIoAndSaysWhoseItIs()
    {
        World world;
        START(world);
        loop_info64 status = loopStatus(world.openDevice());
        QVERIFY(status.lo_flags & LO_FLAGS_DIRECT_IO);
        QVERIFY(!(status.lo_flags & LO_FLAGS_AUTOCLEAR));
        QCOMPARE(QByteArray(reinterpret_cast<char*>(status.lo_file_name)), QByteArray("blkera:db"));
        QCOMPARE(backingFile(world.frontend->devicePath()),
                 '/' + QString(world.directory.path() + "/db").replace('/', ':'));
    }

    void noPathLeadsToTheFile()
    {
        World world;
        START(world);
        QFile mounts("/proc/self/mountinfo");
        QVERIFY(mounts.open(QIODevice::ReadOnly));
        QVERIFY(!mounts.readAll().contains("blkera"));
    }

    void whatIsWrittenIsOnTheOriginAndReadsBack()
    {
        World world(kOriginBytes + 512);
        START(world);
        UniqueFd device = world.openDevice();
        Buffer large(3 << 20, 'a'); // more than one request
        Buffer sector(512, 'b'); // the last one, behind the last whole page
        QVERIFY(writeAt(device, large, 64 * 1024));
        QVERIFY(writeAt(device, sector, kOriginBytes));
        QCOMPARE(world.originContent(64 * 1024, large.size()), large.content());
        QCOMPARE(world.originContent(kOriginBytes, 512), sector.content());

        Buffer back(3 << 20, 0);
        QVERIFY(readAt(device, back, 64 * 1024));
        QCOMPARE(back.content(), large.content());
    }

    void requestsFromUnalignedMemoryArrive()
    {
        World world;
        START(world);
        UniqueFd device = world.openDevice();
        Buffer buffer((1 << 20) + 512, 'c');
        for (std::size_t i = 0; i < buffer.size(); i += 512)
            std::memset(buffer.data() + i, int('A' + i / 512 % 26), 512);
        QCOMPARE(::pwrite(device.get(), buffer.data() + 512, 1 << 20, 512), ssize_t { 1 << 20 });
        QCOMPARE(world.originContent(512, 1 << 20), buffer.content().mid(512));
    }

    void syncReturnsAfterTheOriginsSync()
    {
        World world;
        std::atomic<int> writes = 0;
        std::atomic<int> flushesAfterWrite = 0;
        world.target->intercept = [&](BlockRequest& request) {
            if (request.operation == BlockOperation::Write)
                ++writes;
            else if (request.operation == BlockOperation::Flush && writes > 0)
                ++flushesAfterWrite;
            return false;
        };
        START(world);
        UniqueFd device = world.openDevice(O_RDWR); // through the page cache
        Buffer buffer(kBlockBytes, 'd');
        QVERIFY(writeAt(device, buffer, 0));
        QCOMPARE(writes.load(), 0);
        QCOMPARE(::fsync(device.get()), 0);
        QVERIFY(writes > 0);
        QVERIFY(flushesAfterWrite > 0);
        QCOMPARE(world.originContent(0, kBlockBytes), buffer.content());
    }

    void aFailedSyncIsReported()
    {
        World world;
        std::atomic<bool> fail = true;
        world.target->intercept = [&](BlockRequest& request) {
            if (request.operation != BlockOperation::Flush || !fail)
                return false;
            world.frontend->complete(request, -EIO);
            return true;
        };
        START(world);
        UniqueFd device = world.openDevice();
        Buffer buffer(kBlockBytes, 'e');
        QVERIFY(writeAt(device, buffer, 0));
        QCOMPARE(::fsync(device.get()), -1);
        QCOMPARE(errno, EIO);
        fail = false;
        QCOMPARE(::fsync(device.get()), 0);
    }

    void errorsReachTheCaller()
    {
        World world;
        world.target->intercept = [&](BlockRequest& request) {
            if (request.sectors.empty() || request.sectors.begin != Sector(2048))
                return false;
            // A short transfer is an error too: the loop driver would fill up with zeroes.
            bool isRead = request.operation == BlockOperation::Read;
            world.frontend->complete(request, isRead ? int(request.data.size()) - 512 : -ENOSPC);
            return true;
        };
        START(world);
        UniqueFd device = world.openDevice();
        Buffer buffer(kBlockBytes, 'f');
        QCOMPARE(::pwrite(device.get(), buffer.data(), buffer.size(), 1 << 20), ssize_t { -1 });
        QCOMPARE(::pread(device.get(), buffer.data(), buffer.size(), 1 << 20), ssize_t { -1 });
        QCOMPARE(errno, EIO);
        QVERIFY(readAt(device, buffer, 2 << 20));
    }

    void zeroedRangesReadAsZeroesOnTheOrigin()
    {
        World world;
        std::mutex mutex;
        QStringList seen;
        world.target->intercept = [&](BlockRequest& request) {
            std::lock_guard lock(mutex);
            if (request.operation == BlockOperation::WriteZeroes)
                seen << QString("%1+%2%3")
                            .arg(request.sectors.begin.raw())
                            .arg(request.sectors.count().raw())
                            .arg(request.noUnmap ? " kept" : "");
            return false;
        };
        START(world);
        UniqueFd device = world.openDevice();
        Buffer buffer(1 << 20, 'g');
        QVERIFY(writeAt(device, buffer, 0));
        std::array<quint64, 2> discard { 128 * 512, 256 * 512 };
        std::array<quint64, 2> zero { 1024 * 512, 64 * 512 };
        QCOMPARE(::ioctl(device.get(), BLKDISCARD, discard.data()), 0);
        QCOMPARE(::ioctl(device.get(), BLKZEROOUT, zero.data()), 0);
        QCOMPARE(::fallocate(device.get(), FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, 1536 * 512,
                             8 * 512),
                 0);
        QCOMPARE(seen, QStringList({ "128+256", "1024+64 kept", "1536+8" }));
        QByteArray expected = buffer.content();
        expected.replace(128 * 512, 256 * 512, QByteArray(256 * 512, 0));
        expected.replace(1024 * 512, 64 * 512, QByteArray(64 * 512, 0));
        expected.replace(1536 * 512, 8 * 512, QByteArray(8 * 512, 0));
        QVERIFY(world.originContent(0, buffer.size()) == expected);
    }

    void manyRequestsAreInFlightAndExcessWaits()
    {
        // Reads are held until eight of them wait at the same time; a hundred are asked for, which
        // is more than the queue takes.
        World world(kOriginBytes, 1);
        std::atomic<bool> hold = false;
        std::vector<BlockRequest*> held;
        world.target->intercept = [&](BlockRequest& request) {
            if (!hold || request.operation != BlockOperation::Read)
                return false;
            held.push_back(&request);
            if (held.size() == 8) {
                hold = false;
                for (BlockRequest* read : held)
                    world.passThrough->submit(*read);
            }
            return true;
        };
        START(world);
        hold = true;
        std::atomic<int> good = 0;
        std::vector<std::thread> readers;
        for (int i = 0; i < 100; ++i)
            readers.emplace_back([&, i] {
                UniqueFd device = world.openDevice();
                Buffer buffer(kBlockBytes, 0);
                if (readAt(device, buffer, off_t { i } * 65536))
                    ++good;
            });
        for (std::thread& reader : readers)
            reader.join();
        QCOMPARE(good.load(), 100);
        QCOMPARE(held.size(), std::size_t { 8 });
    }

    // Both ways, and while it is used.
    void itChangesItsSizeWhileItRuns()
    {
        World world;
        START(world);
        UniqueFd device = world.openDevice();
        Buffer buffer(kBlockBytes, 'r');
        for (const std::size_t bytes : { 2 * kOriginBytes, 3 * kOriginBytes, kOriginBytes }) {
            QVERIFY(world.frontend->resize(SectorCount(bytes / kSectorBytes)));
            std::uint64_t shown = 0;
            QCOMPARE(::ioctl(device.get(), BLKGETSIZE64, &shown), 0);
            QCOMPARE(shown, std::uint64_t { bytes });
            QVERIFY(writeAt(device, buffer, static_cast<off_t>(bytes - kBlockBytes)));
            QVERIFY(!writeAt(device, buffer, static_cast<off_t>(bytes)));
        }
        // To a size of odd blocks, too.
        QVERIFY(world.frontend->resize(SectorCount(kOriginBytes / kSectorBytes - 8)));
        device.reset();
        QVERIFY(world.frontend->stop());
    }
};

QTEST_GUILESS_MAIN(FuseFrontendTest)
#include "fuse_frontend_test.moc"
