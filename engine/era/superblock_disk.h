// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/little_endian.h"
#include "base/types.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace blkera {

// Layout: engine/doc/format.md, "Superblock".
inline constexpr std::uint64_t kSuperblockMagic = 2126579579;
inline constexpr std::uint32_t kSuperblockVersion = 1;
inline constexpr std::uint32_t kMetadataBlockSectors = kMetadataBlockBytes / kSectorBytes;

struct SpaceMapRootDisk {
    Le64 nrBlocks; // nr_blocks
    Le64 nrAllocated; // nr_allocated
    Le64 bitmapRoot; // bitmap_root
    Le64 refCountRoot; // ref_count_root
};

static_assert(sizeof(SpaceMapRootDisk) == 32);

// struct superblock_disk of dm-era-target.c; everything lies in the first 512-byte sector, so that
// even a write torn at sectors is atomic.
struct SuperblockDisk {
    Le32 csum;
    Le32 flags;
    Le64 blocknr;
    std::array<std::byte, 16> uuid;
    Le64 magic;
    Le32 version;
    SpaceMapRootDisk spaceMapRoot; // metadata_space_map_root: 32 of 128 bytes
    std::array<std::byte, 96> spaceMapRest;
    Le32 dataBlockSize; // data_block_size, sectors
    Le32 metadataBlockSize; // metadata_block_size, sectors
    Le32 nrBlocks; // nr_blocks
    Le32 currentEra; // current_era
    Le32 currentWritesetBits; // current_writeset.nr_bits
    Le64 currentWritesetRoot; // current_writeset.root, 0: none
    Le64 writesetTreeRoot; // writeset_tree_root
    Le64 eraArrayRoot; // era_array_root
    Le64 metadataSnap; // metadata_snap, 0: none
};

static_assert(sizeof(SuperblockDisk) == 224 && alignof(SuperblockDisk) == 1);

} // namespace blkera
