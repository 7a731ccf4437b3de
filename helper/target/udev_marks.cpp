// SPDX-License-Identifier: GPL-2.0-or-later
#include "udev_marks.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <system_error>
#include <vector>

#include <sys/stat.h>
#include <sys/sysmacros.h>

namespace blkera {

namespace {

using FileStatus = struct stat; // the function hides the type

namespace fs = std::filesystem;

// udev reads it with IMPORT{file}.
std::string textOf(const std::string& name, UdevRole role)
{
    return "BLKERA_NAME=" + name
        + "\nBLKERA_ROLE=" + (role == UdevRole::Origin ? "origin" : "device") + "\n";
}

std::string contentOf(const fs::path& file)
{
    std::ostringstream text;
    text << std::ifstream(file).rdbuf();
    return text.str();
}

std::map<std::string, std::string> marksOf(const fs::path& folder, const std::string& name)
{
    std::map<std::string, std::string> marks;
    std::error_code failed;
    for (fs::directory_iterator entry(folder, failed), end; !failed && entry != end;
         entry.increment(failed))
        if (std::string text = contentOf(entry->path());
            text.starts_with("BLKERA_NAME=" + name + "\n"))
            marks.emplace(entry->path().filename(), text);
    return marks;
}

void lookAgain(const std::string& numbers)
{
    // Without O_CREAT, for the device may be gone.
    std::fstream("/sys/dev/block/" + numbers + "/uevent", std::ios::in | std::ios::out) << "change";
}

dev_t numberOf(const FileStatus& status)
{
    return S_ISBLK(status.st_mode) ? status.st_rdev : 0;
}

// A disk's partitions, which are as much ours as the disk. There will be no others while we hold
// it.
std::vector<std::string> partitionsOf(const std::string& disk)
{
    std::vector<std::string> partitions;
    std::error_code failed;
    for (fs::directory_iterator entry("/sys/dev/block/" + disk, failed), end;
         !failed && entry != end; entry.increment(failed)) {
        std::string numbers;
        if (fs::exists(entry->path() / "partition", failed)
            && std::getline(std::ifstream(entry->path() / "dev"), numbers))
            partitions.push_back(numbers);
    }
    return partitions;
}

std::string numbersOf(dev_t device)
{
    return std::to_string(major(device)) + ':' + std::to_string(minor(device));
}

// In chains a device is the origin of another, too; so this is by name.
void noteStack(const fs::path& folder, const std::string& name,
               const std::map<dev_t, UdevRole>& roles)
{
    std::error_code failed;
    dev_t device = 0, origin = 0;
    for (const auto& [number, role] : roles)
        (role == UdevRole::Device ? device : origin) = number;
    if (device == 0 || origin == 0) {
        fs::remove(folder / name, failed);
        return;
    }
    fs::create_directory(folder, failed);
    std::ofstream(folder / name) << numbersOf(device) << '\n' << numbersOf(origin) << '\n';
}

} // namespace

void tellUdev(const std::string& runtimeDirectory, const std::string& name,
              const std::map<dev_t, UdevRole>& roles)
{
    noteStack(fs::path(runtimeDirectory) / "stack", name, roles);
    const fs::path folder = fs::path(runtimeDirectory) / "udev";
    std::error_code failed;
    fs::create_directory(folder, failed);
    std::map<std::string, std::string> stale = marksOf(folder, name);
    for (const auto& [device, role] : roles) {
        if (device == 0)
            continue;
        const std::string whole = numbersOf(device);
        std::vector<std::string> marked { whole };
        if (role == UdevRole::Origin)
            std::ranges::copy(partitionsOf(whole), std::back_inserter(marked));
        for (const std::string& numbers : marked) {
            stale.erase(numbers);
            std::ofstream(folder / numbers) << textOf(name, role);
            lookAgain(numbers);
        }
    }
    for (const auto& [numbers, text] : stale) {
        fs::remove(folder / numbers, failed);
        lookAgain(numbers);
    }
}

dev_t blockDeviceNumber(int fd)
{
    FileStatus status {};
    return ::fstat(fd, &status) == 0 ? numberOf(status) : 0;
}

dev_t blockDeviceNumber(const std::string& path)
{
    FileStatus status {};
    return ::stat(path.c_str(), &status) == 0 ? numberOf(status) : 0;
}

} // namespace blkera
