// SPDX-License-Identifier: GPL-2.0-or-later
#include "fuse/loop_device.h"

#include "base/unique_fd.h"
#include "block/device_users.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <functional>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>

#include <fcntl.h>
#include <linux/fs.h>
#include <linux/loop.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace blkera {

namespace {

using namespace std::chrono_literals;

constexpr const char* kControl = "/dev/loop-control";
constexpr int kAttachTries = 64;

// Tries until `done` or for two seconds: nodes appear, and short-lived users close, by themselves.
bool eventually(const std::function<bool()>& done)
{
    for (auto end = std::chrono::steady_clock::now() + 2s; !done();
         std::this_thread::sleep_for(20ms)) {
        if (std::chrono::steady_clock::now() > end)
            return false;
    }
    return true;
}

Error missing(const char* what)
{
    return { ErrorKind::Unsupported, errno, std::string(what) + ": load the module loop" };
}

UniqueFd openLoop(const std::string& path, int flags)
{
    return UniqueFd(::open(path.c_str(), flags | O_CLOEXEC));
}

// A device that nobody uses at the moment; another process may be faster.
Result<std::string> freeLoop(int control)
{
    int number = ::ioctl(control, LOOP_CTL_GET_FREE);
    if (number < 0)
        return ioError(errno, std::string(kControl) + ": asking for a free loop device");
    std::string path = "/dev/loop" + std::to_string(number);
    if (!eventually([&] { return ::access(path.c_str(), F_OK) == 0; }))
        return Error { ErrorKind::NotFound, 0,
                       path + " does not appear: mount devtmpfs on /dev or run udev" };
    return path;
}

std::optional<loop_info64> statusOf(int loop)
{
    loop_info64 status {};
    if (::ioctl(loop, LOOP_GET_STATUS64, &status) != 0)
        return std::nullopt;
    return status;
}

// With the flag, whoever closes the device last detaches it, after what is buffered was written.
bool setAutoclear(int loop, bool on)
{
    std::optional<loop_info64> status = statusOf(loop);
    if (!status)
        return false;
    if (on)
        status->lo_flags |= LO_FLAGS_AUTOCLEAR;
    else
        status->lo_flags &= ~std::uint32_t { LO_FLAGS_AUTOCLEAR };
    return ::ioctl(loop, LOOP_SET_STATUS64, &*status) == 0;
}

Error busy(const std::string& path)
{
    std::string users = usersOfDevice(path);
    return { ErrorKind::Busy, 0,
             path + " is in use (" + (users.empty() ? "claimed" : users)
                 + "): unmount or close it first" };
}

} // namespace

LoopDevice::LoopDevice(std::string path, std::uint64_t fileSystem, std::uint64_t inode)
    : m_path(std::move(path))
    , m_fileSystem(fileSystem)
    , m_inode(inode)
{
}

Result<LoopDevice> LoopDevice::attach(int file, const Options& options)
{
    UniqueFd control(::open(kControl, O_RDWR | O_CLOEXEC));
    if (!control)
        return missing(kControl);

    loop_config config {};
    config.fd = static_cast<std::uint32_t>(file);
    config.block_size = options.blockBytes;
    config.info.lo_flags = LO_FLAGS_DIRECT_IO;
    if (options.readOnly)
        config.info.lo_flags |= LO_FLAGS_READ_ONLY;
    std::copy_n(options.name.data(), std::min<std::size_t>(options.name.size(), LO_NAME_SIZE - 1),
                config.info.lo_file_name);

    for (int tries = 0; tries < kAttachTries; ++tries) {
        Result<std::string> path = freeLoop(control.get());
        if (!path)
            return path.error();
        UniqueFd loop = openLoop(*path, options.readOnly ? O_RDONLY : O_RDWR);
        if (!loop)
            return ioError(errno, "opening " + *path);
        if (::ioctl(loop.get(), LOOP_CONFIGURE, &config) != 0) {
            if (errno == EBUSY)
                continue;
            if (errno == EINVAL || errno == ENOTTY)
                return Error { ErrorKind::Unsupported, errno,
                               *path + ": attaching a file needs Linux 5.8" };
            return ioError(errno, "attaching a file to " + *path);
        }
        std::optional<loop_info64> status = statusOf(loop.get());
        if (!status || (status->lo_flags & LO_FLAGS_DIRECT_IO) == 0) {
            ::ioctl(loop.get(), LOOP_CLR_FD);
            return Error { ErrorKind::Unsupported, 0,
                           *path + ": this kernel has no direct I/O from loop devices to FUSE" };
        }
        return LoopDevice(*path, status->lo_device, status->lo_inode);
    }
    return Error { ErrorKind::Busy, 0, "no free loop device: others take them faster" };
}

bool LoopDevice::isOurs(int loop) const
{
    std::optional<loop_info64> status = statusOf(loop);
    return status && status->lo_device == m_fileSystem && status->lo_inode == m_inode;
}

std::string LoopDevice::limitPath() const
{
    return "/sys/block/" + m_path.substr(m_path.rfind('/') + 1) + "/queue/max_sectors_kb";
}

// The FUSE driver cuts requests by pages, so a request in memory that does not start at a page
// border would be cut inside of a block. A request of half the size never has too many pages.
Result<void> LoopDevice::limitRequests(std::uint32_t bytes)
{
    std::string former;
    std::ifstream(limitPath()) >> former;
    std::ofstream limit(limitPath());
    if (!(limit << (bytes / 2 >> 10) << std::flush))
        return ioError(errno, limitPath());
    m_formerLimit = former;
    return {};
}

Result<std::uint64_t> LoopDevice::refreshSize() const
{
    const UniqueFd loop = openLoop(m_path, O_RDONLY);
    std::uint64_t bytes = 0;
    if (!loop || !isOurs(loop.get()) || ::ioctl(loop.get(), LOOP_SET_CAPACITY, 0) != 0
        || ::ioctl(loop.get(), BLKGETSIZE64, &bytes) != 0)
        return ioError(errno, m_path + ": changing its size");
    return bytes;
}

Result<void> LoopDevice::detach()
{
    bool detached = false;
    Result<void> problem;
    bool decided = eventually([&] {
        UniqueFd claim = openLoop(m_path, O_RDONLY | O_EXCL);
        if (!claim && errno == EBUSY) {
            problem = busy(m_path); // mounted or held: not for a moment
            return true;
        }
        if (!claim || !isOurs(claim.get())) {
            detached = true;
            return true;
        }
        if (::fsync(claim.get()) != 0 && !std::exchange(m_dataLost, true)) {
            problem = ioError(errno,
                              m_path
                                  + ": what was buffered could not all be written to the origin "
                                    "and is lost; stop again to take the device away");
            return true;
        }
        if (!m_formerLimit.empty())
            std::ofstream(limitPath()) << m_formerLimit;
        if (!setAutoclear(claim.get(), true)) {
            problem = ioError(errno, "detaching " + m_path);
            return true;
        }
        claim.reset();
        // Somebody may have it open without a claim. Only the last one's close tells, so it is
        // looked at afterwards, and taken back if it was not ours.
        UniqueFd again = openLoop(m_path, O_RDONLY);
        detached = !again || !isOurs(again.get());
        if (!detached)
            setAutoclear(again.get(), false);
        return detached;
    });
    if (detached)
        return {};
    return decided ? problem : busy(m_path);
}

void LoopDevice::detachLeftovers(const std::string& backingPath)
{
    std::error_code failed;
    for (std::filesystem::directory_iterator entry("/sys/block", failed), end;
         !failed && entry != end; entry.increment(failed)) {
        std::string shown;
        std::ifstream file(entry->path() / "loop/backing_file");
        if (!std::getline(file, shown) || shown != backingPath)
            continue;
        UniqueFd loop = openLoop("/dev/" + entry->path().filename().string(), O_RDONLY);
        if (loop)
            ::ioctl(loop.get(), LOOP_CLR_FD);
    }
}

} // namespace blkera
