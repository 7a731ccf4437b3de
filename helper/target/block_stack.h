// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <sys/types.h>

namespace blkera {

// What the kernel says of its block devices and of the file systems on them, in /sys and /proc.
class BlockStack {
public:
    // A test has a tree of its own instead of "/".
    explicit BlockStack(std::string root = {});

    // The block device that a node, a link to one, or a spec like UUID=... stands for.
    std::optional<dev_t> deviceOf(const std::string& spec) const;
    std::optional<dev_t> deviceOfNumbers(const std::string& numbers) const; // "8:2"
    // The block devices of the file system in which the file lies, or would lie; none if it lies in
    // memory or on a network. A file that is not there counts as in its nearest folder.
    std::vector<dev_t> devicesOfFile(const std::string& path) const;
    // The kernel's name of the device, such as "dm-3".
    std::string nameOf(dev_t device) const;
    // How `top` rests on `bottom`: the names of all devices from one to the other, with both. A
    // partition rests on its disk, a mapped device on what it maps, a loop device on the devices of
    // its file, an era device of ublk on its origin. Empty if it does not.
    std::vector<std::string> wayDown(dev_t top, dev_t bottom) const;

    // The first line of a file; empty without one.
    std::string lineOf(const std::string& path) const;
    std::vector<std::string> linesOf(const std::string& path) const;

    // The device's folder in /sys, below the root; empty if there is none.
    std::string folderOf(dev_t device) const;
    // Every block device by its kernel's name.
    std::vector<std::pair<std::string, dev_t>> all() const;

    // False for a test's tree: its nodes cannot be opened.
    bool isReal() const { return m_root.empty(); }

private:
    std::vector<dev_t> devicesBelow(dev_t device) const;
    std::vector<dev_t> originsOf(dev_t eraDevice) const;

    std::string m_root;
};

// The node of a device by its kernel's name.
std::string nodeOf(std::string name);

} // namespace blkera
