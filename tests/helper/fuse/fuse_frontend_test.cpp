// SPDX-License-Identifier: GPL-2.0-or-later
#include "block/origin.h"
#include "block/pass_through_target.h"
#include "fuse/fuse_frontend.h"

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

namespace {

constexpr std::uint16_t kQueues = 2;
constexpr std::uint16_t kQueueDepth = 16;
constexpr std::size_t kBlockBytes = 4096;
constexpr std::size_t kOriginBytes = 8 << 20;

// What stands between frontend and origin: looks at requests, and may answer them itself.
class WatchingTarget : public BlockTarget {
public:
    explicit WatchingTarget(BlockTarget& below)
        : m_below(below)
    {
    }

    // On the queues' threads; true: answered or kept.
    std::function<bool(BlockRequest&)> intercept;

    void submit(BlockRequest& request) override
    {
        if (!intercept || !intercept(request))
            m_below.submit(request);
    }

    Result<void> queueStarted(QueueId queue, IoRing& ring) override
    {
        return m_below.queueStarted(queue, ring);
    }

    void queueStopping(QueueId queue) override { m_below.queueStopping(queue); }

    void ringCompletion(QueueId queue, std::uint64_t userData, int result) override
    {
        m_below.ringCompletion(queue, userData, result);
    }

private:
    BlockTarget& m_below;
};

// A running device over a file.
struct World {
    explicit World(std::size_t originBytes = kOriginBytes, std::uint16_t queues = kQueues)
    {
        origin = std::make_unique<Origin>(openOrigin(originBytes));
        frontend = std::make_unique<FuseFrontend>(
            origin->limits(),
            FuseFrontend::Options { "db", directory.path().toStdString(), queues, kQueueDepth },
            *log);
        passThrough = std::make_unique<PassThroughTarget>(*origin, *frontend, kQueues, kQueueDepth);
        target = std::make_unique<WatchingTarget>(*passThrough);
    }

    ~World()
    {
        Result<void> stopped = frontend->stop();
        if (!stopped)
            qFatal("%s", stopped.error().message().c_str());
    }

    Origin openOrigin(std::size_t bytes)
    {
        QFile file(originPath());
        if (!file.open(QIODevice::WriteOnly) || !file.resize(qint64(bytes)))
            qFatal("no origin");
        Result<Origin> opened = Origin::open(originPath().toStdString());
        if (!opened)
            qFatal("%s", opened.error().message().c_str());
        return std::move(*opened);
    }

    QString originPath() const { return directory.filePath("origin"); }

    UniqueFd openDevice(int flags = O_RDWR | O_DIRECT) const
    {
        UniqueFd fd(::open(frontend->devicePath().c_str(), flags | O_CLOEXEC));
        if (!fd)
            qFatal("%s: %s", frontend->devicePath().c_str(), strerror(errno));
        return fd;
    }

    QByteArray originContent(std::size_t offset, std::size_t bytes) const
    {
        QFile file(originPath());
        if (!file.open(QIODevice::ReadOnly) || !file.seek(qint64(offset)))
            qFatal("no origin");
        return file.read(qint64(bytes));
    }

    QTemporaryDir directory;
    std::unique_ptr<Log> log = *Log::open(STDERR_FILENO, "fuse_frontend_test: ");
    std::unique_ptr<Origin> origin;
    std::unique_ptr<FuseFrontend> frontend;
    std::unique_ptr<PassThroughTarget> passThrough;
    std::unique_ptr<WatchingTarget> target;
};

// Page aligned memory, as direct I/O wants it.
class Buffer {
public:
    Buffer(std::size_t bytes, char fill)
        : m_bytes(static_cast<char*>(::operator new(bytes, kAlignment)))
        , m_size(bytes)
    {
        std::memset(m_bytes, fill, bytes);
    }

    Buffer(const Buffer&) = delete;
    Buffer& operator=(const Buffer&) = delete;

    ~Buffer() { ::operator delete(m_bytes, kAlignment); }

    char* data() { return m_bytes; }

    std::size_t size() const { return m_size; }

    QByteArray content() const { return QByteArray(m_bytes, qsizetype(m_size)); }

private:
    static constexpr std::align_val_t kAlignment { kBlockBytes };

    char* m_bytes;
    std::size_t m_size;
};

bool writeAt(const UniqueFd& fd, Buffer& buffer, off_t offset)
{
    return ::pwrite(fd.get(), buffer.data(), buffer.size(), offset) == ssize_t(buffer.size());
}

bool readAt(const UniqueFd& fd, Buffer& buffer, off_t offset)
{
    return ::pread(fd.get(), buffer.data(), buffer.size(), offset) == ssize_t(buffer.size());
}

loop_info64 loopStatus(const UniqueFd& fd)
{
    loop_info64 status {};
    if (::ioctl(fd.get(), LOOP_GET_STATUS64, &status) != 0)
        qFatal("LOOP_GET_STATUS64: %s", strerror(errno));
    return status;
}

QString backingFile(const std::string& device)
{
    QFile file(QString::fromStdString("/sys/block/" + device.substr(5) + "/loop/backing_file"));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()).trimmed() : QString();
}

} // namespace

#define START(world)                                                                               \
    Result<void> started = (world).frontend->start(*(world).target);                               \
    QVERIFY2(started, started ? "" : started.error().message().c_str())

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

QTEST_GUILESS_MAIN(FuseFrontendTest)
#include "fuse_frontend_test.moc"
