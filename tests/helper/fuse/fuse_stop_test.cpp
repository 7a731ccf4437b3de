// SPDX-License-Identifier: GPL-2.0-or-later
// How a device over FUSE ends: refused while it is used, with nothing lost and nothing left.
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

class FuseStopTest : public QObject {
    Q_OBJECT

private slots:

    void initTestCase() { QVERIFY2(geteuid() == 0, "needs root: FUSE mounts and loop devices"); }

    void stopIsRefusedWhileOpenAndChangesNothing()
    {
        World world;
        START(world);
        UniqueFd device = world.openDevice();
        Result<void> stopped = world.frontend->stop();
        QVERIFY(!stopped);
        QCOMPARE(stopped.error().kind, ErrorKind::Busy);
        QVERIFY(stopped.error().message().starts_with(world.frontend->devicePath()));
        Buffer buffer(kBlockBytes, 'h');
        QVERIFY(writeAt(device, buffer, 0));
        QVERIFY(!(loopStatus(device).lo_flags & LO_FLAGS_AUTOCLEAR));
        device.reset();
        QVERIFY(world.frontend->stop());
    }

    void stopIsRefusedWhileMounted()
    {
        World world(32 << 20);
        START(world);
        QString device = QString::fromStdString(world.frontend->devicePath());
        QCOMPARE(QProcess::execute("mkfs.ext4", { "-q", device }), 0);
        QTemporaryDir mountPoint;
        QCOMPARE(::mount(qPrintable(device), qPrintable(mountPoint.path()), "ext4", 0, ""), 0);
        Result<void> stopped = world.frontend->stop();
        QCOMPARE(::umount(qPrintable(mountPoint.path())), 0);
        QVERIFY(!stopped);
        QCOMPARE(stopped.error().kind, ErrorKind::Busy);
        QVERIFY(QString::fromStdString(stopped.error().message()).contains(mountPoint.path()));
    }

    void stopWaitsForSomebodyWhoOpensForAMoment()
    {
        World world;
        START(world);
        UniqueFd device = world.openDevice(O_RDONLY);
        std::jthread closer([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds(300));
            device.reset();
        });
        QVERIFY(world.frontend->stop());
    }

    void stopBringsBufferedWritesToTheOrigin()
    {
        World world;
        START(world);
        Buffer buffer(1 << 20, 'i');
        {
            UniqueFd device = world.openDevice(O_RDWR);
            // Another opener keeps the cache from being written back at the close.
            UniqueFd second = world.openDevice(O_RDONLY);
            QVERIFY(writeAt(device, buffer, 0));
        }
        QVERIFY(world.frontend->stop());
        QVERIFY(world.originContent(0, buffer.size()) == buffer.content());
    }

    void stopTakesTheLoopDeviceAway()
    {
        World world;
        START(world);
        std::string path = world.frontend->devicePath();
        QVERIFY(!backingFile(path).isEmpty());
        QVERIFY(world.frontend->stop());
        QVERIFY(backingFile(path).isEmpty());
        QVERIFY(world.frontend->stop()); // again is fine
        QCOMPARE(world.frontend->devicePath(), std::string());
    }

    void stopAcceptsThatSomebodyElseDetached()
    {
        World world;
        START(world);
        UniqueFd device = world.openDevice(O_RDONLY);
        QCOMPARE(::ioctl(device.get(), LOOP_CLR_FD), 0);
        device.reset();
        QVERIFY(world.frontend->stop());
    }

    void lostBufferedWritesAreReportedOnce()
    {
        World world;
        world.target->intercept = [&](BlockRequest& request) {
            if (request.operation != BlockOperation::Write)
                return false;
            world.frontend->complete(request, -EIO);
            return true;
        };
        START(world);
        {
            UniqueFd device = world.openDevice(O_RDWR);
            UniqueFd second = world.openDevice(O_RDONLY);
            Buffer buffer(kBlockBytes, 'j');
            QVERIFY(writeAt(device, buffer, 0));
            device.reset();
            Result<void> stopped = world.frontend->stop();
            QVERIFY(!stopped);
            QCOMPARE(stopped.error().kind, ErrorKind::Io);
        }
        QVERIFY(world.frontend->stop());
    }

    void itStartsAgainAfterAStop()
    {
        World world;
        START(world);
        QVERIFY(world.frontend->stop());
        QVERIFY(world.frontend->start(*world.target));
        UniqueFd device = world.openDevice();
        Buffer buffer(kBlockBytes, 'k');
        QVERIFY(writeAt(device, buffer, kBlockBytes));
        QCOMPARE(world.originContent(kBlockBytes, kBlockBytes), buffer.content());
    }

    void aQueueThatCannotStartLeavesNothingBehind()
    {
        World world;
        PassThroughTarget tooFewQueues(*world.origin, *world.frontend, 1, kQueueDepth);
        Result<void> started = world.frontend->start(tooFewQueues);
        QVERIFY(!started);
        QCOMPARE(world.frontend->devicePath(), std::string());
        QVERIFY(world.frontend->start(*world.target));
    }
};

QTEST_GUILESS_MAIN(FuseStopTest)
#include "fuse_stop_test.moc"
