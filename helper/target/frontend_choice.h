// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "block/frontend.h"
#include "config/device_config.h"

#include <memory>
#include <string>

namespace blkera {

// The configuration with its defaults filled in: frontend (never Auto then), queues, queue depth.
DeviceConfig withDefaults(DeviceConfig config);

// The frontend that a complete configuration names; not started.
std::unique_ptr<Frontend> makeFrontend(const DeviceConfig& config, const DeviceLimits& limits,
                                       const std::string& runtimeDirectory);

} // namespace blkera
