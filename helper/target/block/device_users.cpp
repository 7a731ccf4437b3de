// SPDX-License-Identifier: GPL-2.0-or-later
#include "block/device_users.h"

#include <charconv>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <system_error>

#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

namespace blkera {

namespace {

using FileStatus = struct stat; // the function hides the type

namespace fs = std::filesystem;

std::string numbersOf(dev_t device)
{
    return std::to_string(major(device)) + ':' + std::to_string(minor(device));
}

void append(std::string& list, const std::string& item)
{
    list += (list.empty() ? "" : ", ") + item;
}

// proc(5), mountinfo: the third field is the device, the fifth the mount point.
void appendMounts(std::string& users, dev_t device)
{
    std::ifstream mounts("/proc/self/mountinfo");
    for (std::string line; std::getline(mounts, line);) {
        std::istringstream fields(line);
        std::string id, parent, numbers, root, mountPoint;
        fields >> id >> parent >> numbers >> root >> mountPoint;
        if (numbers == numbersOf(device))
            append(users, "mounted on " + mountPoint);
    }
}

// Directories that vanish meanwhile, as those of processes do, simply end early.
template <class Visit> void forEachEntry(const fs::path& directory, Visit visit)
{
    std::error_code failed;
    for (fs::directory_iterator entry(directory, failed), end; !failed && entry != end;
         entry.increment(failed))
        visit(entry->path());
}

void appendHolders(std::string& users, dev_t device)
{
    forEachEntry("/sys/dev/block/" + numbersOf(device) + "/holders", [&](const fs::path& holder) {
        append(users, "held by " + holder.filename().string());
    });
}

// Whoever uses a loop device does not ask for the lock of its file.
void appendLoops(std::string& users, const FileStatus& file)
{
    forEachEntry("/sys/class/block", [&](const fs::path& entry) {
        std::ifstream backing(entry / "loop/backing_file");
        std::string path;
        FileStatus status {};
        if (std::getline(backing, path) && ::stat(path.c_str(), &status) == 0
            && status.st_dev == file.st_dev && status.st_ino == file.st_ino)
            append(users, "behind /dev/" + entry.filename().string());
    });
}

bool hasOpen(const fs::path& process, dev_t device)
{
    bool found = false;
    forEachEntry(process / "fd", [&](const fs::path& file) {
        FileStatus status {};
        found |= ::stat(file.c_str(), &status) == 0 && S_ISBLK(status.st_mode)
            && status.st_rdev == device;
    });
    return found;
}

void appendProcesses(std::string& users, dev_t device)
{
    forEachEntry("/proc", [&](const fs::path& process) {
        std::string name = process.filename().string();
        pid_t pid = 0;
        if (std::from_chars(name.data(), name.data() + name.size(), pid).ec != std::errc()
            || pid == ::getpid() || !hasOpen(process, device))
            return;
        std::string command;
        std::ifstream comm(process / "comm");
        std::getline(comm, command);
        append(users, "open in process " + name + " (" + command + ')');
    });
}

} // namespace

std::string usersOfDevice(const std::string& path)
{
    FileStatus status {};
    std::string users;
    if (::stat(path.c_str(), &status) != 0)
        return users;
    if (S_ISREG(status.st_mode))
        appendLoops(users, status);
    if (!S_ISBLK(status.st_mode))
        return users;
    appendMounts(users, status.st_rdev);
    appendHolders(users, status.st_rdev);
    appendProcesses(users, status.st_rdev);
    return users;
}

} // namespace blkera
