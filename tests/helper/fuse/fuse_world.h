// SPDX-License-Identifier: GPL-2.0-or-later
// A device over FUSE, and what looks at its requests.
#pragma once

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

namespace blkera::test {

inline constexpr std::uint16_t kQueues = 2;
inline constexpr std::uint16_t kQueueDepth = 16;
inline constexpr std::size_t kBlockBytes = 4096;
inline constexpr std::size_t kOriginBytes = 8 << 20;

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
    std::unique_ptr<Log> log = *Log::open(STDERR_FILENO, "fuse_test: ");
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

inline bool writeAt(const UniqueFd& fd, Buffer& buffer, off_t offset)
{
    return ::pwrite(fd.get(), buffer.data(), buffer.size(), offset) == ssize_t(buffer.size());
}

inline bool readAt(const UniqueFd& fd, Buffer& buffer, off_t offset)
{
    return ::pread(fd.get(), buffer.data(), buffer.size(), offset) == ssize_t(buffer.size());
}

inline loop_info64 loopStatus(const UniqueFd& fd)
{
    loop_info64 status {};
    if (::ioctl(fd.get(), LOOP_GET_STATUS64, &status) != 0)
        qFatal("LOOP_GET_STATUS64: %s", strerror(errno));
    return status;
}

inline QString backingFile(const std::string& device)
{
    QFile file(QString::fromStdString("/sys/block/" + device.substr(5) + "/loop/backing_file"));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()).trimmed() : QString();
}

} // namespace blkera::test

#define START(world)                                                                               \
    Result<void> started = (world).frontend->start(*(world).target);                               \
    QVERIFY2(started, started ? "" : started.error().message().c_str())
