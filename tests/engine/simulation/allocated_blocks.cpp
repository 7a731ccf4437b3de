// SPDX-License-Identifier: GPL-2.0-or-later
#include "simulation/allocated_blocks.h"

#include "base/little_endian.h"

#include <algorithm>

namespace blkera::simulation {

namespace {

constexpr std::size_t kMagicOffset = 32;
constexpr std::uint64_t kMagic = 2126579579;
constexpr std::size_t kNrBlocksOffset = 44;
constexpr std::size_t kIndexOffset = 60;
constexpr std::size_t kHeaderBytes = 16; // of index blocks and bitmaps
constexpr std::size_t kIndexEntryBytes = 16;
constexpr std::uint64_t kCountsPerByte = 4;
constexpr std::uint64_t kCountsPerBitmap = (kMetadataBlockBytes - kHeaderBytes) * kCountsPerByte;

std::uint64_t numberAt(std::span<const std::byte> bytes, std::size_t offset)
{
    return loadDisk<Le64>(bytes.subspan(offset, sizeof(Le64)));
}

} // namespace

std::vector<bool> allocatedBlocks(const BlockImage& image)
{
    const auto bytesOf = [&](std::uint64_t number) {
        const MetadataBlock block(std::min(number, image.size().raw() - 1));
        return std::span<const std::byte>(image.block(block)->bytes);
    };
    const auto superblock = bytesOf(0);
    if (numberAt(superblock, kMagicOffset) != kMagic)
        return {};
    std::vector<bool> allocated(
        std::min(numberAt(superblock, kNrBlocksOffset), image.size().raw()));
    const auto index = bytesOf(numberAt(superblock, kIndexOffset));
    std::span<const std::byte> bitmap;
    for (std::uint64_t block = 0; block < allocated.size(); ++block) {
        const std::uint64_t place = block % kCountsPerBitmap;
        if (place == 0)
            bitmap = bytesOf(
                numberAt(index, kHeaderBytes + block / kCountsPerBitmap * kIndexEntryBytes));
        const auto counts
            = std::to_integer<unsigned>(bitmap[kHeaderBytes + place / kCountsPerByte]);
        allocated[block] = (counts >> place % kCountsPerByte * 2 & 3) != 0;
    }
    return allocated;
}

} // namespace blkera::simulation
