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
    // On the root file system: at boot it is read before /var may be mounted.
    std::string stateDirectory = BLKERA_SYSCONFDIR "/blkera/state";
    bool prepare = false; // check and format, do not serve
    bool forceFormat = false;
    bool removeLeftover = false; // take away what a killed target left, do not serve
    bool resize = false; // take in the sizes of the devices, do not serve
    bool force = false; // the device may shrink; the leftover may be in use
    bool passThrough = false; // serve without metadata, to measure
    // What is wrong with the file; of `config` there is only the name then, which the file's gives.
    Result<void> wrong {};
};

// Reads the command line, and the file that --config names. Returns nothing if there is something
// to do, else the exit status: 0 after --help and --version, 2 for wrong usage. The reason is on
// stderr then, in one line.
std::optional<int> parseTargetOptions(int argc, char** argv, TargetOptions& options);

} // namespace blkera
