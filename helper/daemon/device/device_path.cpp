// SPDX-License-Identifier: GPL-2.0-or-later
#include "device/device_path.h"

#include "base/unique_fd.h"
#include "config/file_rights.h"
#include "config/plain_path.h"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <string>
#include <string_view>

#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <unistd.h>

namespace blkera {

namespace {

using FileStatus = struct stat; // the function hides the type

constexpr std::string_view kDev = "/dev/";
constexpr std::size_t kMaxPathBytes = 256;
// Symbolic links are followed as long as they stay beneath /dev; those of /proc never.
constexpr std::uint64_t kLinksOfDev = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS;
constexpr std::uint64_t kNoLinks = kLinksOfDev | RESOLVE_NO_SYMLINKS;

UniqueFd openBeneath(int directory, const std::string& path, std::uint64_t resolve)
{
    open_how how {};
    how.flags = O_PATH | O_CLOEXEC;
    how.resolve = resolve;
    return UniqueFd(
        static_cast<int>(::syscall(SYS_openat2, directory, path.c_str(), &how, sizeof(how))));
}

DeviceKey keyOfFile(const FileStatus& status)
{
    return { status.st_dev, status.st_ino };
}

DeviceKey keyOfBlockDevice(dev_t device)
{
    const std::string loop = "/sys/dev/block/" + std::to_string(major(device)) + ':'
        + std::to_string(minor(device)) + "/loop/";
    const auto lineOf = [&loop](const char* name) {
        std::string line;
        std::getline(std::ifstream(loop + name), line);
        return line;
    };
    FileStatus status {};
    const bool isWholeFile = lineOf("offset") == "0" && lineOf("sizelimit") == "0"
        && ::stat(lineOf("backing_file").c_str(), &status) == 0 && S_ISREG(status.st_mode);
    return isWholeFile ? keyOfFile(status) : DeviceKey { device, std::nullopt };
}

Error cannotBeOpened(int errnoValue, const std::string& path)
{
    if (errnoValue == ELOOP)
        return invalid(path + " goes through a link, which may not be");
    return { ErrorKind::Invalid, errnoValue, path };
}

Result<DeviceKey> checkBlockDevice(const std::string& path)
{
    const UniqueFd dev(::open("/dev", O_PATH | O_DIRECTORY | O_CLOEXEC));
    if (!dev)
        return ioError(errno, "/dev");
    const std::string name = path.substr(kDev.size());
    FileStatus status {};
    for (std::size_t slash = name.find('/'); slash != std::string::npos;
         slash = name.find('/', slash + 1)) {
        const UniqueFd folder = openBeneath(dev.get(), name.substr(0, slash), kLinksOfDev);
        if (!folder || ::fstat(folder.get(), &status) != 0)
            return Error { ErrorKind::Invalid, errno, path };
        // As /dev/shm is: whoever made the link there could lead it elsewhere later.
        if ((status.st_mode & S_IWOTH) != 0 || status.st_uid != 0)
            return invalid(path + " is in a folder that others than root may write to");
    }
    const UniqueFd file = openBeneath(dev.get(), name, kLinksOfDev);
    if (!file || ::fstat(file.get(), &status) != 0)
        return Error { ErrorKind::Invalid, errno, path };
    if (!S_ISBLK(status.st_mode))
        return invalid(path + " is not a block device");
    return keyOfBlockDevice(status.st_rdev);
}

// Every folder from the root on is asked before anything in it is opened. So once the file is
// found, root alone can put another in its place, and whoever opens it by name later gets this one.
Result<DeviceKey> checkFile(const std::string& path)
{
    UniqueFd place(::open("/", O_PATH | O_DIRECTORY | O_CLOEXEC));
    FileStatus status {};
    if (!place || ::fstat(place.get(), &status) != 0)
        return ioError(errno, "/");
    for (std::size_t begin = 1; begin <= path.size();) {
        if (!S_ISDIR(status.st_mode))
            return cannotBeOpened(ENOTDIR, path);
        if (!isOnlyOurs(status))
            return invalid(path + ": others than root may write to the folder "
                           + path.substr(0, std::max<std::size_t>(begin - 1, 1))
                           + "; make it root's (chown root) and writable by nobody else (chmod "
                             "go-w)");
        const std::size_t end = std::min(path.find('/', begin), path.size());
        place = openBeneath(place.get(), path.substr(begin, end - begin), kNoLinks);
        if (!place || ::fstat(place.get(), &status) != 0)
            return cannotBeOpened(errno, path);
        begin = end + 1;
    }
    if (!S_ISREG(status.st_mode))
        return invalid(path + " is not a regular file");
    if (!isOnlyOurs(status))
        return invalid(path
                       + ": others than root may write to it; make it root's (chown root) and "
                         "writable by nobody else (chmod go-w)");
    return keyOfFile(status);
}

} // namespace

Result<DeviceKey> checkDevicePath(const std::string& path,
                                  const std::vector<std::string>& fileDirectories)
{
    const bool isPlain = path.size() <= kMaxPathBytes && isPlainPath(path);
    if (isPlain && path.starts_with(kDev))
        return checkBlockDevice(path);
    const auto isAbove = [&path](const std::string& folder) {
        return path.size() > folder.size() && path.starts_with(folder)
            && path[folder.size()] == '/';
    };
    if (isPlain && std::ranges::any_of(fileDirectories, isAbove))
        return checkFile(path);
    std::string places = "under /dev";
    for (const std::string& folder : fileDirectories)
        places += ", or of a file under " + folder;
    return invalid("'" + path + "' is not a plain path " + places);
}

std::optional<DeviceKey> keyOf(const std::string& path)
{
    FileStatus status {};
    if (::stat(path.c_str(), &status) != 0)
        return std::nullopt;
    if (S_ISBLK(status.st_mode))
        return keyOfBlockDevice(status.st_rdev);
    if (S_ISREG(status.st_mode))
        return keyOfFile(status);
    return std::nullopt;
}

} // namespace blkera
