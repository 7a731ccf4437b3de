// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "block/frontend.h"
#include "ublk/ublk_abi.h"

#include <cstdint>

namespace blkera {

// What the driver is told about a device of these limits whose requests carry at most `maxIoBytes`,
// with `zeroCopy` in the pages of whoever sends them.
UblkParameters ublkParameters(const DeviceLimits& limits, std::uint32_t maxIoBytes, bool zeroCopy);

} // namespace blkera
