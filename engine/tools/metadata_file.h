// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/result.h"
#include "era/era_view.h"
#include "era/superblock.h"
#include "storage/file_device.h"

#include <memory>
#include <string>

namespace blkera::tools {

// Opens a device or file that should hold era metadata. Errors, each with its remedy: those of
// FileDevice::open.
Result<std::unique_ptr<FileDevice>> openDevice(const std::string& path, FileDevice::Access access);
// Looks at its first block. Errors: Io; Invalid, with a remedy, if the device is too small,
// unformatted or something else altogether.
Result<void> refuseForeign(BlockDevice& device);
// Both.
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

// The live view, of metadata that is not in use, or that of a held snapshot, which stays as it is.
struct OpenView {
    MetadataFile file;
    EraView view;
};

// A view of which no list leaves anything out. Errors, as a person is told them: all damage that
// could make a list shorter.
Result<OpenView> openWholeView(const std::string& path, bool metadataSnapshot);
// The live view, of which only the superblock has to be sound. Errors: as a person is told them.
Result<OpenView> openDamagedView(const std::string& path);

// Refuses metadata from whose lists blocks could be missing, though all that is read is sound:
// every metadata block in use, by the space map, must be where its pointers say
// (checkPointers). Errors: Corrupt, Io.
Result<void> refuseLoss(BlockManager& blocks);
// The same for metadata that may be in use, whose held snapshot is to be read: what was read while
// a commit came in between is no evidence, and tried again. If commits always come in between,
// nothing is refused.
Result<void> refuseLossInUse(BlockDevice& device);

} // namespace blkera::tools
