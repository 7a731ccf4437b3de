// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/result.h"
#include "era/era_view.h"
#include "era/superblock.h"
#include "storage/file_device.h"

#include <memory>
#include <string>

namespace blkera::tools {

// Opens a device or file that should hold era metadata, and looks at its first block. Errors, each
// with its remedy: those of FileDevice::open; Invalid if it is too small, unformatted or something
// else altogether.
Result<std::unique_ptr<FileDevice>> openMetadataDevice(const std::string& path,
                                                       FileDevice::Access access);

// Era metadata, ready to be read.
struct MetadataFile {
    std::unique_ptr<FileDevice> device;
    std::unique_ptr<BlockManager> blocks;
    Superblock superblock;
};

// Errors: those of openMetadataDevice; Corrupt for a damaged superblock.
Result<MetadataFile> openMetadata(const std::string& path, FileDevice::Access access);

} // namespace blkera::tools
