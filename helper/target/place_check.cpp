// SPDX-License-Identifier: GPL-2.0-or-later
#include "place_check.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <sstream>
#include <string_view>
#include <system_error>
#include <utility>

namespace blkera {

namespace {

// A device that must not be below anything we need.
struct Served {
    std::string what; // "origin /dev/sdb"
    dev_t device;
    bool isLeftover = false;
};

// Something that lies on block devices.
struct Resting {
    std::string what;
    std::string remedy;
    std::vector<dev_t> devices;
    bool isMemory = false; // swapped out, not needed by name
};

std::vector<Served> servedDevices(const DeviceConfig& config, const std::string& leftover,
                                  const BlockStack& stack)
{
    std::vector<Served> served;
    auto add = [&](const std::string& what, const std::string& node, bool isLeftover) {
        if (std::optional<dev_t> device = stack.deviceOf(node))
            served.push_back({ what, *device, isLeftover });
    };
    if (!leftover.empty()) // first, for it rests on the origin
        add(leftover + ", the device itself,", leftover, true);
    add("origin " + config.origin, config.origin, false);
    add("metadata " + config.metadata, config.metadata, false);
    return served;
}

// proc(5), swaps: a header, then a line a swap; the first field is the device or file.
void appendSwaps(std::vector<Resting>& resting, const BlockStack& stack)
{
    const std::string remedy = "take it out of use (swapoff, /etc/fstab) or use another device";
    for (const std::string& line : stack.linesOf("/proc/swaps")) {
        std::string path = line.substr(0, line.find_first_of(" \t"));
        if (!path.starts_with('/'))
            continue;
        std::optional<dev_t> device = stack.deviceOf(path);
        resting.push_back({ "the swap " + path, remedy,
                            device ? std::vector { *device } : stack.devicesOfFile(path), true });
    }
}

// Where the kernel looks for an image of the memory before anybody of us runs.
void appendHibernation(std::vector<Resting>& resting, const BlockStack& stack)
{
    constexpr std::string_view kResume = "resume=";
    const std::string remedy = "hibernate to another disk or use another device";
    auto add = [&](const std::string& spec) {
        if (std::optional<dev_t> device = stack.deviceOf(spec))
            resting.push_back(
                { "the hibernation image (" + spec + ")", remedy, { *device }, true });
    };
    add(stack.lineOf("/sys/power/resume"));
    std::istringstream words(stack.lineOf("/proc/cmdline"));
    for (std::string word; words >> word;)
        if (word.starts_with(kResume))
            add(word.substr(kResume.size()));
}

std::vector<Resting> everythingNeeded(const std::vector<NeededPlace>& needed,
                                      const BlockStack& stack)
{
    const std::string move = "move it to another disk or use another device";
    const std::string keep = "the system's own cannot be served, use another device";
    std::vector<Resting> resting {
        { "the root file system", keep, stack.devicesOfFile("/") },
        { "/usr", keep, stack.devicesOfFile("/usr") },
    };
    for (const NeededPlace& place : needed)
        resting.push_back({ place.what + " " + place.path, move, stack.devicesOfFile(place.path) });
    appendSwaps(resting, stack);
    appendHibernation(resting, stack);
    return resting;
}

std::string joined(const std::vector<std::string>& way)
{
    std::string text;
    for (const std::string& name : way)
        text += (text.empty() ? "" : " on ") + name;
    return text;
}

} // namespace

std::vector<NeededPlace> programPlaces()
{
    std::error_code failed;
    std::string program = std::filesystem::read_symlink("/proc/self/exe", failed);
    std::vector<NeededPlace> places;
    if (!failed)
        places.push_back({ "the program", program });
    std::set<std::string> seen { program };
    for (const std::string& line : BlockStack().linesOf("/proc/self/maps")) {
        std::size_t path = line.find('/');
        if (path != std::string::npos && seen.insert(line.substr(path)).second)
            places.push_back({ "the library", line.substr(path) });
    }
    return places;
}

Result<void> checkPlaces(const DeviceConfig& config, const std::string& leftover,
                         const std::vector<NeededPlace>& needed, const BlockStack& stack)
{
    const std::vector<Served> served = servedDevices(config, leftover, stack);
    if (served.empty())
        return {};
    // Most of what is needed lies on the same few devices.
    std::map<std::pair<dev_t, dev_t>, std::vector<std::string>> ways;
    const auto wayDown = [&](dev_t top, dev_t bottom) {
        const auto [known, isNew] = ways.try_emplace({ top, bottom });
        if (isNew)
            known->second = stack.wayDown(top, bottom);
        return known->second;
    };
    const auto restsOnLeftover = [&](dev_t top) {
        return std::ranges::any_of(served, [&](const Served& device) {
            return device.isLeftover && !wayDown(top, device.device).empty();
        });
    };
    for (const Resting& resting : everythingNeeded(needed, stack)) {
        for (dev_t top : resting.devices) {
            if (resting.isMemory && restsOnLeftover(top))
                continue;
            for (const auto& [what, bottom, isLeftover] : served) {
                const std::vector<std::string> way = wayDown(top, bottom);
                if (!way.empty())
                    return invalid(what + " carries " + resting.what + " (" + joined(way)
                                   + "), which would wait for " + config.name
                                   + " while it starts: " + resting.remedy);
            }
        }
    }
    return {};
}

} // namespace blkera
