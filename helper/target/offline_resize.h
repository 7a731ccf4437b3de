// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/result.h"
#include "config/device_config.h"
#include "control/resize_report.h"
#include "era/metadata.h"
#include "era/tracker_state.h"

#include <string>

namespace blkera {

// Takes the sizes that both devices have now into the metadata of a device that nobody serves: one
// start and one clean stop without a block device. Errors: those of openForService() and of
// activateMetadata(), Invalid for an origin that has shrunk and may not, NoSpace, and Io where the
// metadata cannot be used.
Result<ResizeReport> resizeStopped(const DeviceConfig& config, Shrink shrink, StateRecord* record);

// The error of a start that refused a smaller origin, with the remedy; others as they are.
Error explainShrink(const DeviceConfig& config, const Error& refused);

// The outcome in one line of JSON, as outcomeLine() of a preparation:
// {"size":131072,"old_blocks":512,"blocks":1024,"old_metadata_blocks":1024,"metadata_blocks":1024}
std::string outcomeLine(const Result<ResizeReport>& resized);

} // namespace blkera
