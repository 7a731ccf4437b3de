// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/result.h"

#include <cstdint>
#include <string>
#include <vector>

namespace blkera {

// What /etc/blkera/blkera.conf says about the daemon: lines `key = value`, empty lines, and
// comments that start with '#'. A file that is not there says nothing.
struct DaemonConfig {
    // Events, audit, jobs, and devices that were removed, are forgotten after so many days; 0:
    // never. Eras of devices that there are stay for ever.
    std::uint32_t historyDays = 730;
    // Where callers may name regular files as origin and metadata, at any depth; they are plain
    // paths (plain_path.h). None: block devices only. `file-directory` gives one, and may be
    // repeated.
    std::vector<std::string> fileDirectories;

    bool operator==(const DaemonConfig&) const = default;
};

// Errors: Io, Invalid; the message names the file and the line.
Result<DaemonConfig> readDaemonConfig(const std::string& path);

} // namespace blkera
