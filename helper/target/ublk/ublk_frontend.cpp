// SPDX-License-Identifier: GPL-2.0-or-later
#include "ublk/ublk_frontend.h"

#include "block/device_users.h"
#include "ublk/ublk_parameters.h"
#include "ublk/ublk_priming.h"

#include <algorithm>
#include <cassert>
#include <cerrno>
#include <chrono>
#include <fstream>
#include <functional>
#include <thread>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

namespace blkera {

namespace {

using FileStatus = struct stat; // the function hides the type

using namespace std::chrono_literals;

constexpr std::chrono::seconds kDeathPatience { 5 }; // until the driver has seen it
constexpr std::chrono::seconds kLandingPatience { 30 }; // until a dead server's writes have landed

std::string blockPath(std::uint32_t id)
{
    return "/dev/ublkb" + std::to_string(id);
}

std::string charPath(std::uint32_t id)
{
    return "/dev/ublkc" + std::to_string(id);
}

std::string sysfsFile(std::uint32_t id, const char* name)
{
    return "/sys/block/ublkb" + std::to_string(id) + "/" + name;
}

SectorCount sizeOf(std::uint32_t id)
{
    std::uint64_t sectors = 0;
    std::ifstream(sysfsFile(id, "size")) >> sectors;
    return SectorCount(sectors);
}

// A server's death does not end its device: requests in flight are kept and issued to the next one.
constexpr std::uint64_t kRecovery = UBLK_F_USER_RECOVERY | UBLK_F_USER_RECOVERY_REISSUE;

// The first for nearly all requests, the last for those whose pages the kernel could not register.
constexpr std::uint64_t kZeroCopy
    = UBLK_F_SUPPORT_ZERO_COPY | kUblkFeatureAutoBuffers | kUblkFeatureUserCopy;

// The driver keeps a word for its servers (ublksrv_flags); ours says whose the device is. FNV-1a.
std::uint64_t ownerWord(const std::string& owner)
{
    std::uint64_t hash = 0xcbf29ce484222325;
    for (char byte : "blkera/" + owner)
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

std::string UblkLeftover::devicePath() const
{
    return blockPath(id);
}

UblkFrontend::UblkFrontend(const DeviceLimits& limits, Options options, Log& log)
    : m_limits(limits)
    , m_options(std::move(options))
    , m_log(log)
    , m_leftover(m_options.leftover)
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
    if (std::optional<UblkLeftover> leftover = std::exchange(m_leftover, std::nullopt))
        return recover(*control, *leftover, target);
    return create(*control, target);
}

Result<void> UblkFrontend::create(UblkControl& control, BlockTarget& target)
{
    Result<void> done = addDevice(control);
    if (done)
        done = control.setParameters(*m_id, ublkParameters(m_limits, m_bufferBytes, m_zeroCopy));
    if (done)
        done = startQueues(control, target);
    if (done)
        done = control.startDevice(*m_id);
    if (done)
        done = waitForNode(control);
    if (done)
        noticeDeathSoon();
    else
        removeDevice(control);
    return done;
}

// The driver refuses as long as anything of the dead server is left. Its rings are the last to go,
// and a ring goes when its writes have landed: so none of them can overwrite what is issued from
// now on.
Result<void> UblkFrontend::recover(UblkControl& control, const UblkLeftover& leftover,
                                   BlockTarget& target)
{
    m_id = leftover.id;
    m_queueCount = leftover.queues;
    m_queueDepth = leftover.queueDepth;
    m_bufferBytes = leftover.bufferBytes;
    m_zeroCopy = leftover.zeroCopy;
    Result<void> done;
    if (!control.has(kUblkFeatureUpdateSize)) // and what came with it
        done = prime();
    if (done)
        (void)eventually(kLandingPatience, [&] {
            done = control.startRecovery(leftover.id);
            return done || done.error().kind != ErrorKind::Busy;
        });
    if (done)
        done = openCharDevice();
    if (done)
        done = startQueues(control, target);
    if (done)
        done = control.endRecovery(leftover.id);
    if (done)
        noticeDeathSoon();
    else
        leave();
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
    wanted.flags = kUblkFeatureIoctlEncoding | kRecovery | (control.has(kZeroCopy) ? kZeroCopy : 0);
    wanted.ublksrv_flags = ownerWord(m_options.owner);
    Result<ublksrv_ctrl_dev_info> added = control.addDevice(wanted);
    if (!added)
        return added.error();
    m_id = added->dev_id;
    m_queueCount = added->nr_hw_queues;
    m_queueDepth = added->queue_depth;
    m_bufferBytes = added->max_io_buf_bytes;
    m_zeroCopy = (added->flags & kZeroCopy) == kZeroCopy;
    // Unknown flags are dropped without a word.
    if ((added->flags & kRecovery) != kRecovery)
        return Error { ErrorKind::Unsupported, 0,
                       "the kernel's ublk driver cannot hand a device from one server to the next: "
                       "Linux 6.5 is needed" };
    return openCharDevice();
}

Result<void> UblkFrontend::prime()
{
    Result<void> done = openCharDevice();
    if (done)
        done = primeQueues(m_charDevice.get(), m_queueCount, m_queueDepth);
    m_charDevice.reset();
    return done;
}

// A new device's node appears in a moment; the last server's rings keep others out.
Result<void> UblkFrontend::openCharDevice()
{
    std::string path = charPath(*m_id);
    if (!eventually(kLandingPatience, [&] {
            m_charDevice.reset(::open(path.c_str(), O_RDWR | O_CLOEXEC));
            return bool(m_charDevice);
        }))
        return ioError(errno, "opening " + path);
    return {};
}

// All queues get ready at the same time; the first error is ours, and the others are waited for all
// the same, because only queues that have fetched can be stopped.
Result<void> UblkFrontend::startQueues(UblkControl& control, BlockTarget& target)
{
    const UblkQueue::Shape shape { m_queueDepth, m_bufferBytes, m_zeroCopy,
                                   std::min(m_queueDepth, m_options.zeroCopyTags) };
    for (QueueId id = 0; id < m_queueCount; ++id) {
        const Result<cpu_set_t> cpus = control.queueCpus(*m_id, id);
        m_queues.push_back(std::make_unique<UblkQueue>(id, shape, m_charDevice.get(), target,
                                                       cpus ? std::optional(*cpus) : std::nullopt,
                                                       m_log));
    }
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

Result<void> UblkFrontend::resize(SectorCount size)
{
    Result<UblkControl> control = UblkControl::open();
    if (!control)
        return control.error();
    Result<void> resized = control->updateSize(*m_id, size.raw());
    if (!resized && resized.error().kind == ErrorKind::Unsupported)
        return Error { ErrorKind::Unsupported, 0,
                       devicePath()
                           + " keeps its size until it is stopped and started (Linux 6.16 changes "
                             "it at once)" };
    return resized;
}

// Linux before 6.14 sees a server's death by a fetch that is pending, or when a request has taken
// too long: 30 s, if all of them are in flight. With a live server nothing follows from that. A
// leftover has it from its first server; setting it again would wait for requests that are held.
void UblkFrontend::noticeDeathSoon() const
{
    constexpr int kTimeoutMs = 1'000;
    const std::string file = sysfsFile(*m_id, "queue/io_timeout");
    int now = 0;
    std::ifstream(file) >> now;
    if (now != kTimeoutMs)
        std::ofstream(file) << kTimeoutMs;
}

// Stops whatever has been started and waits for it. Errors on the way are those of a device that is
// going anyway.
void UblkFrontend::removeDevice(UblkControl& control)
{
    if (!m_id)
        return;
    (void)control.stopDevice(*m_id); // also aborts the fetches of a device that never lived
    endQueues();
    (void)control.deleteDevice(*m_id);
    m_id.reset();
}

bool UblkFrontend::copiesNothing()
{
    Result<UblkControl> control = UblkControl::open();
    return control && control->has(kZeroCopy);
}

void UblkFrontend::leave()
{
    for (auto& queue : m_queues)
        queue->abandon();
    endQueues();
    m_id.reset();
}

void UblkFrontend::endQueues()
{
    for (auto& queue : m_queues)
        queue->join();
    m_queues.clear();
    m_charDevice.reset();
}

std::string UblkFrontend::devicePath() const
{
    return blockPath(m_id.value_or(0));
}

Result<std::optional<UblkLeftover>> UblkFrontend::findLeftover(const std::string& owner)
{
    std::vector<std::uint32_t> ids = UblkControl::deviceIds();
    if (ids.empty())
        return std::optional<UblkLeftover>();
    Result<UblkControl> control = UblkControl::open();
    if (!control)
        return control.error();
    std::optional<UblkLeftover> found;
    for (std::uint32_t id : ids) {
        Result<ublksrv_ctrl_dev_info> info { ublksrv_ctrl_dev_info {} };
        auto isOurs = [&] { return info && info->ublksrv_flags == ownerWord(owner); };
        bool settled = eventually(kDeathPatience, [&] {
            info = control->deviceInfo(id);
            return !isOurs() || info->state != UBLK_S_DEV_LIVE;
        });
        if (!settled)
            return Error { ErrorKind::Busy, EBUSY,
                           blockPath(id) + " is served by process "
                               + std::to_string(info->ublksrv_pid) + ": stop it first" };
        if (!isOurs())
            continue;
        if (info->state == UBLK_S_DEV_QUIESCED && !found)
            found = UblkLeftover { id,
                                   info->nr_hw_queues,
                                   info->queue_depth,
                                   info->max_io_buf_bytes,
                                   (info->flags & kZeroCopy) == kZeroCopy,
                                   sizeOf(id) };
        else if (Result<void> gone = control->deleteDevice(id); !gone)
            return gone.error();
    }
    return found;
}

Result<void> UblkFrontend::removeLeftover(const UblkLeftover& leftover, bool evenInUse)
{
    // Opening it would wait for a server.
    std::string users = usersOfDevice(leftover.devicePath());
    if (!users.empty() && !evenInUse)
        return Error { ErrorKind::Busy, EBUSY,
                       leftover.devicePath() + " is in use (" + users
                           + "): unmount or close it first" };
    Result<UblkControl> control = UblkControl::open();
    if (!control)
        return control.error();
    if (Result<void> stopped = control->stopDevice(leftover.id); !stopped)
        return stopped;
    return control->deleteDevice(leftover.id);
}

} // namespace blkera
