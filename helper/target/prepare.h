// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/result.h"
#include "block/origin.h"
#include "config/device_config.h"
#include "era/geometry.h"
#include "storage/file_device.h"

#include <cstdint>
#include <memory>
#include <string>

namespace blkera {

// The two devices of an era device, claimed for us alone, and found to fit together.
struct CheckedDevices {
    Origin origin;
    std::unique_ptr<FileDevice> metadata;
    Geometry geometry; // with the metadata's block size; if it cannot be read, the configured one
};

// Everything that is looked at before an era device is started. Changes nothing. Errors, each one
// line that names the device and the remedy: NotFound; Busy (mounted or held); Invalid (one device
// twice, not the configured ids, neither device nor file, a file that others may write to, not
// formatted, a block size that is impossible or not the metadata's, too many blocks); Corrupt; Io.
Result<CheckedDevices> openForService(const DeviceConfig& config);

struct Preparation {
    std::uint32_t blockSizeSectors = 0;
    BlockCount blocks;
    bool formatted = false; // otherwise there was era metadata already, and it was kept
    std::string originId; // the best one; empty if the device has none
    std::string metadataId;
};

// Makes the devices ready for openForService(): checks the same, and formats metadata whose device
// is blank. Whatever else is there is refused, and named, unless `forceFormat` says to overwrite
// it, era metadata included. A block size of 0 is the metadata's, or 128 sectors where that is
// formatted. Errors as above, and NoSpace with the size that is needed; nothing has changed then,
// unless it is Io.
Result<Preparation> prepareDevices(const DeviceConfig& config, bool forceFormat);

// The outcome in one line of JSON, for whoever runs `blkera-target --prepare`:
// {"block_size":128,"blocks":2048,"formatted":true,"metadata_id":"","origin_id":"serial:A12"},
// with the block size in sectors, or {"error":"busy","message":"..."}, where the error is io,
// corrupt, no-space, invalid, not-found, busy or unsupported.
std::string outcomeLine(const Result<Preparation>& preparation);
// The second kind of it.
std::string errorLine(const Error& error);

} // namespace blkera
