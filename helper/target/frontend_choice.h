// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "block/frontend.h"
#include "config/device_config.h"
#include "ublk/ublk_frontend.h"

#include <memory>
#include <optional>
#include <string>

namespace blkera {

// The block device that a server of this name which was killed has left waiting, if there is one.
// Errors: those of UblkFrontend::findLeftover().
Result<std::optional<UblkLeftover>> findLeftover(const std::string& name,
                                                 const std::string& runtimeDirectory);

// The configuration with its defaults filled in: frontend (never Auto then), queues, queue depth.
// A leftover's are taken as they are, whatever the configuration says by now.
DeviceConfig withDefaults(DeviceConfig config, const std::optional<UblkLeftover>& leftover);

// The frontend that a complete configuration names; not started. It serves `leftover` further, and
// borrows `log`.
std::unique_ptr<Frontend> makeFrontend(const DeviceConfig& config, const DeviceLimits& limits,
                                       const std::string& runtimeDirectory,
                                       const std::optional<UblkLeftover>& leftover, Log& log);

} // namespace blkera
