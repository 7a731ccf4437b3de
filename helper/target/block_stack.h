// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <optional>
#include <string>
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
    // its file. Empty if it does not.
    std::vector<std::string> wayDown(dev_t top, dev_t bottom) const;

    // The first line of a file; empty without one.
    std::string lineOf(const std::string& path) const;
    std::vector<std::string> linesOf(const std::string& path) const;

private:
    std::string folderOf(dev_t device) const;
    std::vector<dev_t> devicesBelow(dev_t device) const;

    std::string m_root;
};

} // namespace blkera
