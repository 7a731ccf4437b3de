// SPDX-License-Identifier: GPL-2.0-or-later
#include "ublk/ublk_frontend.h"

#include "block/device_users.h"
#include "ublk/ublk_parameters.h"

#include <cassert>
#include <cerrno>
#include <chrono>
#include <functional>
#include <thread>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

namespace blkera {

namespace {

using FileStatus = struct stat; // the function hides the type

using namespace std::chrono_literals;

std::string blockPath(std::uint32_t id)
{
    return "/dev/ublkb" + std::to_string(id);
}

std::string charPath(std::uint32_t id)
{
    return "/dev/ublkc" + std::to_string(id);
}

// The driver keeps a word for its servers (ublksrv_flags); ours says whose the device is. FNV-1a.
std::uint64_t ownerWord(const std::string& name)
{
    std::uint64_t hash = 0xcbf29ce484222325;
    for (char byte : "blkera/" + name)
        hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3;
    return hash;
}

// Tries until `done` or until the time is over: nodes appear, a dead server's device settles, and
// udev closes what it looks at, by themselves.
bool eventually(std::chrono::seconds limit, const std::function<bool()>& done)
{
    for (auto end = std::chrono::steady_clock::now() + limit; !done();
         std::this_thread::sleep_for(10ms)) {
        if (std::chrono::steady_clock::now() > end)
            return false;
    }
    return true;
}

} // namespace

UblkFrontend::UblkFrontend(const DeviceLimits& limits, Options options)
    : m_limits(limits)
    , m_options(std::move(options))
{
}

UblkFrontend::~UblkFrontend()
{
    assert(m_queues.empty());
}

Result<void> UblkFrontend::start(BlockTarget& target)
{
    Result<UblkControl> control = UblkControl::open();
    if (!control)
        return control.error();
    Result<void> done = addDevice(*control);
    if (done)
        done = control->setParameters(*m_id, ublkParameters(m_limits, m_bufferBytes));
    if (done)
        done = startQueues(target);
    if (done)
        done = control->startDevice(*m_id);
    if (done)
        done = waitForNode(*control);
    if (!done)
        removeDevice(*control);
    return done;
}

Result<void> UblkFrontend::addDevice(UblkControl& control)
{
    if (m_options.queueDepth == 0 || m_options.queueDepth > kMaxQueueDepth || m_options.queues == 0)
        return invalid("ublk device: between 1 and " + std::to_string(kMaxQueueDepth)
                       + " requests a queue, and at least one queue");
    ublksrv_ctrl_dev_info wanted {};
    wanted.dev_id = UINT32_MAX;
    wanted.nr_hw_queues = m_options.queues;
    wanted.queue_depth = m_options.queueDepth;
    wanted.max_io_buf_bytes = kMaxIoBytes;
    wanted.flags = kUblkFeatureIoctlEncoding;
    wanted.ublksrv_flags = ownerWord(m_options.name);
    Result<ublksrv_ctrl_dev_info> added = control.addDevice(wanted);
    if (!added)
        return added.error();
    m_id = added->dev_id;
    m_queueCount = added->nr_hw_queues;
    m_queueDepth = added->queue_depth;
    m_bufferBytes = added->max_io_buf_bytes;

    std::string path = charPath(*m_id);
    if (!eventually(5s, [&] {
            m_charDevice.reset(::open(path.c_str(), O_RDWR | O_CLOEXEC));
            return bool(m_charDevice);
        }))
        return ioError(errno, "opening " + path);
    return {};
}

// All queues get ready at the same time; the first error is ours, and the others are waited for all
// the same, because only queues that have fetched can be stopped.
Result<void> UblkFrontend::startQueues(BlockTarget& target)
{
    for (QueueId id = 0; id < m_queueCount; ++id)
        m_queues.push_back(std::make_unique<UblkQueue>(id, m_queueDepth, m_bufferBytes,
                                                       m_charDevice.get(), target));
    for (auto& queue : m_queues)
        queue->start();
    Result<void> started;
    for (auto& queue : m_queues) {
        Result<void> ready = queue->waitUntilReady();
        if (started && !ready)
            started = ready;
    }
    return started;
}

// By the device number, for a node of that name may be another's.
Result<void> UblkFrontend::waitForNode(UblkControl& control) const
{
    Result<UblkParameters> parameters = control.parameters(*m_id);
    if (!parameters)
        return parameters.error();
    dev_t device = makedev(parameters->numbers.diskMajor, parameters->numbers.diskMinor);
    std::string path = devicePath();
    FileStatus status {};
    if (!eventually(5s, [&] {
            return ::stat(path.c_str(), &status) == 0 && S_ISBLK(status.st_mode)
                && status.st_rdev == device;
        }))
        return Error { ErrorKind::NotFound, 0,
                       path + " does not appear: mount devtmpfs on /dev or run udev" };
    return {};
}

void UblkFrontend::complete(BlockRequest& request, int result)
{
    m_queues[request.pending.queue]->complete(request, result);
}

Result<void> UblkFrontend::stop()
{
    if (!m_id)
        return {};
    std::string path = devicePath();
    // The claim is held until the device is gone, so that nobody mounts it meanwhile.
    UniqueFd claim;
    std::string users;
    bool free = eventually(1s, [&] {
        claim.reset(::open(path.c_str(), O_RDONLY | O_EXCL | O_CLOEXEC));
        bool busy = !claim && errno == EBUSY;
        users = usersOfDevice(path);
        return !busy && users.empty();
    });
    if (!free)
        return Error { ErrorKind::Busy, EBUSY,
                       path + " is in use (" + (users.empty() ? "claimed" : users)
                           + "): unmount or close it first" };
    Result<UblkControl> control = UblkControl::open();
    if (!control)
        return control.error();
    if (Result<void> stopped = control->stopDevice(*m_id); !stopped)
        return stopped;
    claim.reset();
    removeDevice(*control);
    return {};
}

Result<void> UblkFrontend::resize(SectorCount)
{
    return Error { ErrorKind::Unsupported, 0,
                   devicePath() + " keeps its size until it is stopped and started" };
}

// Stops whatever has been started and waits for it. Errors on the way are those of a device that is
// going anyway.
void UblkFrontend::removeDevice(UblkControl& control)
{
    if (!m_id)
        return;
    (void)control.stopDevice(*m_id); // also aborts the fetches of a device that never lived
    for (auto& queue : m_queues)
        queue->join();
    m_queues.clear();
    m_charDevice.reset();
    (void)control.deleteDevice(*m_id);
    m_id.reset();
}

std::string UblkFrontend::devicePath() const
{
    return blockPath(deviceId());
}

Result<void> UblkFrontend::removeLeftover(std::uint32_t id, const std::string& name)
{
    Result<UblkControl> control = UblkControl::open();
    if (!control)
        return control.error();

    Result<ublksrv_ctrl_dev_info> info = control->deviceInfo(id);
    auto isLeftover = [&] { return info && info->ublksrv_flags == ownerWord(name); };
    bool dead = eventually(5s, [&] {
        info = control->deviceInfo(id);
        return !isLeftover() || info->state == UBLK_S_DEV_DEAD;
    });
    if (!dead)
        return Error { ErrorKind::Busy, EBUSY,
                       blockPath(id) + " is served by process " + std::to_string(info->ublksrv_pid)
                           + ": stop it first" };
    if (isLeftover())
        return control->deleteDevice(id);
    if (!info && info.error().kind != ErrorKind::NotFound)
        return info.error();
    return {};
}

} // namespace blkera
