// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/result.h"
#include "config/device_config.h"
#include "log/log.h"
#include "ublk/ublk_frontend.h"

#include <optional>
#include <string>

namespace blkera {

// Serves the origin with the same frontend as an era device, without an engine and without
// metadata: shows what marking costs. Prints the block device's path once it answers, and returns
// after SIGTERM or SIGINT, which every thread has to block. Whatever it writes is remembered
// nowhere. Errors: those of Origin::open() and of the frontend.
Result<void> servePassThrough(const DeviceConfig& config, const std::string& runtimeDirectory,
                              const std::optional<UblkLeftover>& leftover, Log& log);

} // namespace blkera
