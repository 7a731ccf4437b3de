// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/result.h"
#include "block_stack.h"
#include "config/device_config.h"

#include <string>
#include <vector>

namespace blkera {

// A file or folder that the target cannot do without while it serves.
struct NeededPlace {
    std::string what; // "the state directory"
    std::string path;
};

// This process's own: its program and the libraries that are mapped.
std::vector<NeededPlace> programPlaces();

// Refuses a device whose target would wait for itself: when one of `needed`, the root file system,
// /usr, a swap or the hibernation image lies on the origin, on the metadata device, or on the era
// device that a killed server has left waiting, `leftover` ("/dev/ublkb0"; empty: none). That one
// may be a swap: whoever waits for its pages is helped by nothing but a new server. Origins and
// metadata that are regular files rest on a file system that works without us. Errors: Invalid,
// with what lies where and the remedy.
Result<void> checkPlaces(const DeviceConfig& config, const std::string& leftover,
                         const std::vector<NeededPlace>& needed, const BlockStack& stack);

} // namespace blkera
