// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/result.h"
#include "config/device_config.h"

#include <optional>
#include <string>

namespace blkera {

// What blkera-target is asked to do.
struct TargetOptions {
    DeviceConfig config;
    std::string configFile; // where that was read; empty: it is all on the command line
    std::string runtimeDirectory = "/run/blkera";
    std::string stateDirectory = "/var/lib/blkera";
    bool prepare = false; // check and format, do not serve
    bool forceFormat = false;
    bool removeLeftover = false; // take away what a killed target left, do not serve
    bool resize = false; // take in the sizes of the devices, do not serve
    bool force = false; // the device may shrink; the leftover may be in use
    bool passThrough = false; // serve without metadata, to measure
};

// Reads the command line, and the file that --config names. Returns nothing if there is something
// to do, else the exit status: 0 after --help and --version, 1 if the file cannot be read, 2 for
// wrong usage, also inside of the file. The reason is on stderr then, in one line.
std::optional<int> parseTargetOptions(int argc, char** argv, TargetOptions& options);

} // namespace blkera
