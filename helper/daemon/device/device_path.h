// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/result.h"

#include <optional>
#include <string>
#include <vector>

#include <sys/types.h>

namespace blkera {

// Which block device or regular file it is, whatever name it goes by. A loop device over a whole
// file is that file.
struct DeviceKey {
    dev_t device = 0; // a block device's own; of a file, its file system's
    std::optional<ino_t> inode; // a file's

    bool operator==(const DeviceKey&) const = default;
};

// Whether a path from a caller names, by a name that only root can lead elsewhere, a block device
// under /dev, or, where the configuration has `fileDirectories` (DaemonConfig), a regular file
// beneath one of them; and which it is. Nothing elsewhere is ever looked at. Links are followed as
// long as they stay in /dev, and nowhere else. Errors: Invalid, naming the path.
Result<DeviceKey> checkDevicePath(const std::string& path,
                                  const std::vector<std::string>& fileDirectories);

// What a path from a configuration file leads to, which is root's to say; none if that is neither a
// block device nor a regular file.
std::optional<DeviceKey> keyOf(const std::string& path);

} // namespace blkera
