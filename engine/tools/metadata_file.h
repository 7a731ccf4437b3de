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

// Refuses metadata from whose lists blocks could be missing, though all that is read is sound:
// every metadata block in use, by the space map, must be where its pointers say
// (checkPointers). Errors: Corrupt, Io.
Result<void> refuseLoss(BlockManager& blocks);
// The same for metadata that may be in use, whose held snapshot is to be read: what was read while
// a commit came in between is no evidence, and tried again. If commits always come in between,
// nothing is refused.
Result<void> refuseLossInUse(BlockDevice& device);

} // namespace blkera::tools
