// SPDX-License-Identifier: GPL-2.0-or-later
#include "device/device_path.h"

#include "base/unique_fd.h"

#include <cerrno>
#include <string_view>

#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace blkera {

namespace {

constexpr std::string_view kDev = "/dev/";
constexpr std::size_t kMaxPathBytes = 256;

bool isPlain(std::string_view path)
{
    if (path.size() > kMaxPathBytes || !path.starts_with(kDev))
        return false;
    for (const char c : path) {
        if (static_cast<unsigned char>(c) < ' ' || c == '\x7f')
            return false;
    }
    for (std::size_t begin = kDev.size(); begin <= path.size();) {
        const std::size_t end = std::min(path.find('/', begin), path.size());
        const std::string_view part = path.substr(begin, end - begin);
        if (part.empty() || part == "." || part == "..")
            return false;
        begin = end + 1;
    }
    return true;
}

// Symbolic links are followed as long as they stay beneath /dev; those of /proc never.
UniqueFd openBeneath(int directory, const std::string& path)
{
    open_how how {};
    how.flags = O_PATH | O_CLOEXEC;
    how.resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS;
    return UniqueFd(
        static_cast<int>(::syscall(SYS_openat2, directory, path.c_str(), &how, sizeof(how))));
}

} // namespace

Result<dev_t> checkDevicePath(const std::string& path)
{
    if (!isPlain(path))
        return invalid("'" + path + "' is not a plain path under /dev");
    const UniqueFd dev(::open("/dev", O_PATH | O_DIRECTORY | O_CLOEXEC));
    if (!dev)
        return ioError(errno, "/dev");
    const std::string name = path.substr(kDev.size());

    struct stat status { };

    for (std::size_t slash = name.find('/'); slash != std::string::npos;
         slash = name.find('/', slash + 1)) {
        const UniqueFd folder = openBeneath(dev.get(), name.substr(0, slash));
        if (!folder || ::fstat(folder.get(), &status) != 0)
            return Error { ErrorKind::Invalid, errno, path };
        // As /dev/shm is: whoever made the link there could lead it elsewhere later.
        if ((status.st_mode & S_IWOTH) != 0 || status.st_uid != 0)
            return invalid(path + " is in a folder that others than root may write to");
    }
    const UniqueFd file = openBeneath(dev.get(), name);
    if (!file || ::fstat(file.get(), &status) != 0)
        return Error { ErrorKind::Invalid, errno, path };
    if (!S_ISBLK(status.st_mode))
        return invalid(path + " is not a block device");
    return status.st_rdev;
}

} // namespace blkera
