// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/result.h"
#include "base/types.h"
#include "pdata/block_manager.h"
#include "pdata/disk_space_map.h"

#include <array>
#include <limits>
#include <optional>
#include <span>

namespace blkera {

// No era may repeat, so after this one none begins.
inline constexpr Era kLastEra { std::numeric_limits<std::uint32_t>::max() };

// A bitset of the blocks written in one era.
struct Writeset {
    std::uint32_t nrBits = 0;
    MetadataBlock root;

    bool operator==(const Writeset&) const = default;
};

// What block 0, or the clone of it in a metadata snapshot, says (format.md, "Superblock").
struct Superblock {
    std::array<std::byte, 16> uuid {};
    SpaceMapRoot spaceMap {};
    std::uint32_t dataBlockSizeSectors = 0;
    BlockCount nrBlocks;
    Era currentEra;
    std::optional<Writeset> currentWriteset; // none after a clean stop
    MetadataBlock writesetTreeRoot;
    MetadataBlock eraArrayRoot;
    std::optional<MetadataBlock> metadataSnapshot; // where the clone is, if one is held

    bool operator==(const Superblock&) const = default;

    // Errors: Corrupt: magic, version, metadata block size, unknown flags, zero or equal roots, a
    // data block size that is no multiple of 8, anything after byte 224.
    static Result<Superblock> unpack(std::span<const std::byte> bytes);
    // kMetadataBlockBytes; checksum and block number are filled in when the block is written.
    void pack(std::span<std::byte> bytes) const;

    static Result<Superblock> read(BlockManager& blocks, MetadataBlock location = MetadataBlock(0));
};

// What a metadata device holds, by its first block: only zeros may be formatted without asking.
enum class MetadataContent { Blank, EraMetadata, Foreign };
Result<MetadataContent> probeMetadata(BlockDevice& device);

} // namespace blkera
