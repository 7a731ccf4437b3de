// SPDX-License-Identifier: GPL-2.0-or-later
#include "era/superblock.h"

#include "era/superblock_disk.h"

#include <algorithm>
#include <cstring>
#include <vector>

namespace blkera {

namespace {

// The newer era tools set bit 0 after a clean shutdown; the kernel writes 0 and ignores the field.
constexpr std::uint32_t kKnownFlags = 1;

bool allZero(std::span<const std::byte> bytes)
{
    return std::ranges::all_of(bytes, [](std::byte b) { return b == std::byte { 0 }; });
}

} // namespace

Result<Superblock> Superblock::unpack(std::span<const std::byte> bytes)
{
    const auto disk = loadDisk<SuperblockDisk>(bytes);
    const auto wrong = [](const char* what, std::uint64_t value) {
        return corrupt(std::string("superblock: ") + what + " is " + std::to_string(value));
    };
    if (disk.magic != kSuperblockMagic)
        return wrong("magic", disk.magic);
    if (disk.version != kSuperblockVersion)
        return wrong("version", disk.version);
    if (disk.flags & ~kKnownFlags)
        return wrong("flags", disk.flags);
    if (disk.metadataBlockSize != kMetadataBlockSectors)
        return wrong("metadata block size", disk.metadataBlockSize);
    if (disk.dataBlockSize == 0 || disk.dataBlockSize % 8 != 0)
        return wrong("data block size", disk.dataBlockSize);
    if (disk.nrBlocks >> 31 != 0)
        return wrong("number of blocks", disk.nrBlocks);
    if (!allZero(disk.spaceMapRest) || !allZero(bytes.subspan(sizeof(SuperblockDisk))))
        return corrupt("superblock: bytes that must be zero are not");

    Superblock sb;
    sb.uuid = disk.uuid;
    sb.spaceMap = { MetadataBlockCount(disk.spaceMapRoot.nrBlocks),
                    MetadataBlockCount(disk.spaceMapRoot.nrAllocated),
                    MetadataBlock(disk.spaceMapRoot.bitmapRoot),
                    MetadataBlock(disk.spaceMapRoot.refCountRoot) };
    sb.dataBlockSizeSectors = disk.dataBlockSize;
    sb.nrBlocks = BlockCount(disk.nrBlocks);
    sb.currentEra = Era(disk.currentEra);
    // After a clean stop the root is 0 and nr_bits keeps its last value.
    if (disk.currentWritesetRoot != 0)
        sb.currentWriteset
            = Writeset { disk.currentWritesetBits, MetadataBlock(disk.currentWritesetRoot) };
    sb.writesetTreeRoot = MetadataBlock(disk.writesetTreeRoot);
    sb.eraArrayRoot = MetadataBlock(disk.eraArrayRoot);
    if (disk.metadataSnap != 0)
        sb.metadataSnapshot = MetadataBlock(disk.metadataSnap);

    std::vector<MetadataBlock> roots { sb.spaceMap.bitmapRoot, sb.spaceMap.refCountRoot,
                                       sb.writesetTreeRoot, sb.eraArrayRoot, MetadataBlock(0) };
    if (sb.currentWriteset)
        roots.push_back(sb.currentWriteset->root);
    if (sb.metadataSnapshot)
        roots.push_back(*sb.metadataSnapshot);
    std::ranges::sort(roots);
    if (const auto same = std::ranges::adjacent_find(roots); same != roots.end())
        return corrupt("superblock: metadata block " + std::to_string(same->raw())
                       + " is the root of two structures");
    return sb;
}

void Superblock::pack(std::span<std::byte> bytes) const
{
    assert(bytes.size() == kMetadataBlockBytes);
    std::ranges::fill(bytes, std::byte { 0 });
    SuperblockDisk disk {};
    disk.uuid = uuid;
    disk.magic = kSuperblockMagic;
    disk.version = kSuperblockVersion;
    disk.spaceMapRoot = { spaceMap.nrBlocks.raw(), spaceMap.nrAllocated.raw(),
                          spaceMap.bitmapRoot.raw(), spaceMap.refCountRoot.raw() };
    disk.dataBlockSize = dataBlockSizeSectors;
    disk.metadataBlockSize = kMetadataBlockSectors;
    disk.nrBlocks = nrBlocks.raw();
    disk.currentEra = currentEra.raw();
    disk.currentWritesetBits = currentWriteset ? currentWriteset->nrBits : nrBlocks.raw();
    disk.currentWritesetRoot = currentWriteset ? currentWriteset->root.raw() : 0;
    disk.writesetTreeRoot = writesetTreeRoot.raw();
    disk.eraArrayRoot = eraArrayRoot.raw();
    disk.metadataSnap = metadataSnapshot ? metadataSnapshot->raw() : 0;
    storeDisk(bytes, disk);
}

Result<Superblock> Superblock::read(BlockManager& blocks, MetadataBlock location)
{
    auto block = blocks.read(location, BlockKind::Superblock);
    if (!block)
        return block.error();
    return unpack(block->bytes());
}

Result<MetadataContent> probeMetadata(BlockDevice& device)
{
    std::vector<std::byte> first(kMetadataBlockBytes);
    if (auto read = device.read(MetadataBlock(0), first); !read)
        return read.error();
    if (allZero(first))
        return MetadataContent::Blank;
    return loadDisk<SuperblockDisk>(first).magic == kSuperblockMagic ? MetadataContent::EraMetadata
                                                                     : MetadataContent::Foreign;
}

} // namespace blkera
