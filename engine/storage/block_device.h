// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/result.h"
#include "base/types.h"

#include <span>

namespace blkera {

// One block to write; `bytes` is kMetadataBlockBytes long and stays the caller's.
struct BlockWrite {
    MetadataBlock block;
    std::span<const std::byte> bytes;
};

// The engine's one seam to the world below: an array of metadata blocks.
//
// Thread safety: none; one thread at a time uses a device, but two devices on the same bytes may be
// used by two threads (FileDevice::openReadOnly on a live device reads blocks that the writer never
// overwrites while they are pinned). Errors: Io for anything the device refuses; Invalid for blocks
// beyond the end. A block is written wholly or, after an Io error or a crash, not at all or torn:
// nothing is durable before flush() returns.
class BlockDevice {
public:
    virtual ~BlockDevice() = default;

    // The number of whole blocks; changes in refreshSize() only.
    virtual MetadataBlockCount size() const = 0;

    // Looks whether the device has grown. What became smaller keeps its size: its missing end shows
    // when it is used.
    virtual Result<void> refreshSize() { return {}; }

    // Fills `bytes`, a multiple of kMetadataBlockBytes, from `first` on.
    virtual Result<void> read(MetadataBlock first, std::span<std::byte> bytes) = 0;
    // Writes all of them, in any order and in parallel where the device can; returns when all were
    // accepted.
    virtual Result<void> write(std::span<const BlockWrite> writes) = 0;
    // Returns when everything written before is durable.
    virtual Result<void> flush() = 0;
};

} // namespace blkera
