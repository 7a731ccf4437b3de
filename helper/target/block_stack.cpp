// SPDX-License-Identifier: GPL-2.0-or-later
#include "block_stack.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <system_error>
#include <utility>

#include <blkid/blkid.h>
#include <libmount/libmount.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

namespace blkera {

namespace {

using FileStatus = struct stat; // the function hides the type

namespace fs = std::filesystem;

std::string numbersOf(dev_t device)
{
    return std::to_string(major(device)) + ':' + std::to_string(minor(device));
}

std::vector<fs::path> entriesOf(const fs::path& folder)
{
    std::vector<fs::path> entries;
    std::error_code failed;
    for (fs::directory_iterator entry(folder, failed), end; !failed && entry != end;
         entry.increment(failed))
        entries.push_back(entry->path());
    std::ranges::sort(entries);
    return entries;
}

bool contains(const std::vector<dev_t>& devices, dev_t device)
{
    return std::ranges::find(devices, device) != devices.end();
}

} // namespace

BlockStack::BlockStack(std::string root)
    : m_root(std::move(root))
{
}

std::vector<std::string> BlockStack::linesOf(const std::string& path) const
{
    std::vector<std::string> lines;
    std::ifstream file(m_root + path);
    for (std::string line; std::getline(file, line);)
        lines.push_back(line);
    return lines;
}

std::string BlockStack::lineOf(const std::string& path) const
{
    std::vector<std::string> lines = linesOf(path);
    return lines.empty() ? std::string() : lines.front();
}

std::optional<dev_t> BlockStack::deviceOfNumbers(const std::string& numbers) const
{
    unsigned majorNumber = 0, minorNumber = 0;
    const char* end = numbers.data() + numbers.size();
    auto [colon, failed] = std::from_chars(numbers.data(), end, majorNumber);
    if (failed != std::errc() || colon == end || *colon != ':')
        return std::nullopt;
    if (std::from_chars(colon + 1, end, minorNumber).ec != std::errc() || majorNumber == 0)
        return std::nullopt;
    return makedev(majorNumber, minorNumber);
}

std::optional<dev_t> BlockStack::deviceOf(const std::string& spec) const
{
    if (std::optional<dev_t> device = deviceOfNumbers(spec))
        return device;
    std::string path = spec;
    if (m_root.empty() && spec.find('=') != std::string::npos) {
        std::unique_ptr<char, void (*)(void*)> found(blkid_evaluate_spec(spec.c_str(), nullptr),
                                                     std::free);
        path = found ? found.get() : "";
    }
    FileStatus status {};
    if (::stat((m_root + path).c_str(), &status) == 0 && S_ISBLK(status.st_mode))
        return status.st_rdev;
    // The node may not be there yet, and in a test it is none.
    std::error_code failed;
    const fs::path node = fs::weakly_canonical(m_root + path, failed);
    if (failed || !path.starts_with("/dev/"))
        return std::nullopt;
    return deviceOfNumbers(lineOf("/sys/class/block/" + node.filename().string() + "/dev"));
}

std::vector<dev_t> BlockStack::devicesOfFile(const std::string& path) const
{
    std::unique_ptr<libmnt_table, void (*)(libmnt_table*)> mounts(
        mnt_new_table_from_file((m_root + "/proc/self/mountinfo").c_str()), mnt_unref_table);
    std::error_code failed;
    fs::path place = m_root.empty() ? fs::weakly_canonical(path, failed) : fs::path();
    if (place.empty())
        place = path;
    libmnt_fs* mount = nullptr;
    for (; mounts && !mount; place = place.parent_path()) {
        // Of several mounts on one folder, the last one hides the others.
        mount = mnt_table_find_target(mounts.get(), place.c_str(), MNT_ITER_BACKWARD);
        if (place == place.parent_path())
            break;
    }
    if (!mount)
        return {};
    if (dev_t device = mnt_fs_get_devno(mount); major(device) != 0)
        return { device };
    // File systems over several devices, as btrfs, have numbers that are no block device's.
    const char* source = mnt_fs_get_srcpath(mount);
    std::optional<dev_t> first = source ? deviceOf(source) : std::nullopt;
    if (!first)
        return {};
    for (const fs::path& fileSystem : entriesOf(m_root + "/sys/fs/btrfs")) {
        std::vector<dev_t> devices;
        for (const fs::path& device : entriesOf(fileSystem / "devices"))
            if (auto found = deviceOf("/dev/" + device.filename().string()))
                devices.push_back(*found);
        if (contains(devices, *first))
            return devices;
    }
    return { *first };
}

std::string BlockStack::folderOf(dev_t device) const
{
    std::error_code failed;
    const std::string folder
        = fs::canonical(m_root + "/sys/dev/block/" + numbersOf(device), failed);
    return failed ? std::string() : folder.substr(m_root.size());
}

std::vector<std::pair<std::string, dev_t>> BlockStack::all() const
{
    std::vector<std::pair<std::string, dev_t>> devices;
    for (const fs::path& entry : entriesOf(m_root + "/sys/class/block")) {
        const std::string name = entry.filename();
        if (auto device = deviceOfNumbers(lineOf("/sys/class/block/" + name + "/dev")))
            devices.emplace_back(name, *device);
    }
    return devices;
}

std::string BlockStack::nameOf(dev_t device) const
{
    const std::string folder = folderOf(device);
    return folder.empty() ? numbersOf(device) : fs::path(folder).filename().string();
}

std::vector<dev_t> BlockStack::devicesBelow(dev_t device) const
{
    std::vector<dev_t> below;
    const std::string folder = folderOf(device);
    auto add = [&](const std::string& numbersFile) {
        if (auto found = deviceOfNumbers(lineOf(numbersFile)))
            below.push_back(*found);
    };
    if (folder.empty())
        return below;
    for (const fs::path& slave : entriesOf(m_root + folder + "/slaves"))
        add(folder + "/slaves/" + slave.filename().string() + "/dev");
    if (!lineOf(folder + "/partition").empty())
        add(fs::path(folder).parent_path().string() + "/dev");
    if (std::string file = lineOf(folder + "/loop/backing_file"); !file.empty())
        for (dev_t found : devicesOfFile(file))
            below.push_back(found);
    if (fs::path(folder).filename().string().starts_with("ublkb"))
        std::ranges::copy(originsOf(device), std::back_inserter(below));
    return below;
}

// The kernel does not know on what a ublk device rests; its target has noted that (udev_marks.h),
// and one that was killed has left the note. By then the number of a loop device may be another's.
std::vector<dev_t> BlockStack::originsOf(dev_t eraDevice) const
{
    const std::string folder = "/run/blkera/stack/";
    std::vector<dev_t> origins;
    for (const fs::path& note : entriesOf(m_root + folder)) {
        const std::vector<std::string> lines = linesOf(folder + note.filename().string());
        if (lines.size() == 2 && deviceOfNumbers(lines[0]) == eraDevice)
            if (auto origin = deviceOfNumbers(lines[1]))
                origins.push_back(*origin);
    }
    return origins;
}

std::vector<std::string> BlockStack::wayDown(dev_t top, dev_t bottom) const
{
    // Breadth first, so that the way is a shortest one and ends whatever the tree looks like.
    std::map<dev_t, dev_t> above { { top, top } };
    std::vector<dev_t> found { top };
    for (std::size_t next = 0; next < found.size() && !above.contains(bottom); ++next) {
        const dev_t device = found[next];
        for (dev_t below : devicesBelow(device))
            if (above.emplace(below, device).second)
                found.push_back(below);
    }
    if (!above.contains(bottom))
        return {};
    std::vector<std::string> way { nameOf(bottom) };
    for (dev_t device = bottom; device != top; way.push_back(nameOf(device)))
        device = above.at(device);
    std::ranges::reverse(way);
    return way;
}

std::string nodeOf(std::string name)
{
    std::ranges::replace(name, '!', '/'); // as in cciss!c0d0
    return "/dev/" + name;
}

} // namespace blkera
