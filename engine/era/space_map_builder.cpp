// SPDX-License-Identifier: GPL-2.0-or-later
#include "era/space_map_builder.h"

#include <algorithm>

namespace blkera {

namespace {

// Counts from here on do not fit a bitmap and have an entry in the ref-count tree.
constexpr std::uint32_t kLargeCount = 3;
constexpr std::size_t kMapHeaderBytes = 16; // of index and bitmap blocks

// struct disk_index_entry
struct IndexEntryDisk {
    Le64 blocknr;
    Le32 nrFree; // nr_free
    Le32 noneFreeBefore; // none_free_before
};

static_assert(sizeof(IndexEntryDisk) == 16);

// Two bits a count, the first of them the high one.
void storeCount(std::span<std::byte> bitmap, std::uint64_t i, std::uint32_t count)
{
    std::byte& byte = bitmap[kMapHeaderBytes + i / 4];
    const auto shift = static_cast<int>(i % 4 * 2);
    byte &= ~(std::byte { 3 } << shift);
    byte |= static_cast<std::byte>(count >> 1 | (count & 1) << 1) << shift;
}

Result<MetadataBlock> buildLargeCounts(BlockSequence& sequence,
                                       const std::vector<SharedCount>& shared)
{
    const auto large = static_cast<std::uint64_t>(std::ranges::count_if(
        shared, [](const SharedCount& entry) { return entry.second >= kLargeCount; }));
    TreeBuilder tree(sequence, sizeof(Le32), large);
    for (const auto& [block, count] : shared) {
        if (count < kLargeCount)
            continue;
        const Le32 value(count);
        if (auto appended = tree.append(block.raw(), std::as_bytes(std::span(&value, 1)));
            !appended)
            return appended.error();
    }
    return tree.finish();
}

// The counts of one bitmap, when the first `used` blocks of the device are in use. The kernel
// counts a full bitmap's worth as free in the last one too.
IndexEntryDisk fillBitmap(const WriteRef& bitmap, std::uint64_t number, std::uint64_t used,
                          const std::vector<SharedCount>& shared)
{
    const std::uint64_t first = number * kCountsPerBitmap;
    const std::uint64_t here = used > first ? std::min(used - first, kCountsPerBitmap) : 0;
    for (std::uint64_t i = 0; i < here; ++i)
        storeCount(bitmap.bytes(), i, 1);
    for (const auto& [block, count] : shared) {
        if (block.raw() >= first && block.raw() - first < here)
            storeCount(bitmap.bytes(), block.raw() - first, std::min(count, kLargeCount));
    }
    return { bitmap.location().raw(), static_cast<std::uint32_t>(kCountsPerBitmap - here),
             static_cast<std::uint32_t>(here) };
}

} // namespace

Result<SpaceMapRoot> buildSpaceMap(BlockSequence& sequence, std::vector<SharedCount> shared)
{
    std::ranges::sort(shared);
    auto refCountRoot = buildLargeCounts(sequence, shared);
    if (!refCountRoot)
        return refCountRoot.error();
    auto index = sequence.create(BlockKind::Index);
    if (!index)
        return index.error();
    // The bitmaps describe themselves too, so their number must be known before one is filled.
    const std::uint64_t bitmaps
        = (sequence.total().raw() + kCountsPerBitmap - 1) / kCountsPerBitmap;
    const MetadataBlockCount used = sequence.used() + MetadataBlockCount(bitmaps);
    for (std::uint64_t i = 0; i < bitmaps; ++i) {
        auto bitmap = sequence.create(BlockKind::Bitmap);
        if (!bitmap)
            return bitmap.error();
        storeDisk(index->bytes().subspan(kMapHeaderBytes + i * sizeof(IndexEntryDisk)),
                  fillBitmap(*bitmap, i, used.raw(), shared));
    }
    return SpaceMapRoot { sequence.total(), used, index->location(), *refCountRoot };
}

} // namespace blkera
