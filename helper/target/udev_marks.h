// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <map>
#include <string>

#include <sys/types.h>

namespace blkera {

// What udev is told of a block device by packaging/udev/12-blkera.rules.
enum class UdevRole {
    Origin, // hidden: its file system is to be found on the era device
    Device, // linked as /dev/blkera/NAME
};

// Says which block devices belong to the era device of that name, in files called
// RUNTIME-DIR/udev/MAJOR:MINOR, and has udev look at those that changed. What an earlier server has
// said and is not said now is taken back; so an empty map takes back all. The partitions of an
// origin are hidden with it. RUNTIME-DIR/stack/NAME has the numbers of device and origin, a line
// each, for the place check (block_stack.h). A convenience: without udev, or where nothing can be
// written, the device works without.
void tellUdev(const std::string& runtimeDirectory, const std::string& name,
              const std::map<dev_t, UdevRole>& roles);

// The number of the block device that is open, or at that path; 0 for anything else.
dev_t blockDeviceNumber(int fd);
dev_t blockDeviceNumber(const std::string& path);

} // namespace blkera
