// SPDX-License-Identifier: GPL-2.0-or-later
#include "simulation/crash_images.h"

#include <vector>

namespace blkera::simulation {

namespace {

using Subset = std::vector<bool>;

// Visits subsets of `size` writes; the empty one first, all of them second.
void forEachSubset(std::size_t size, const CrashLimits& limits, std::minstd_rand& random,
                   const std::function<void(const Subset&)>& visit)
{
    Subset subset(size);
    visit(subset);
    if (size == 0)
        return;
    subset.assign(size, true);
    visit(subset);
    if (size <= limits.allSubsetsUpTo) {
        for (std::uint64_t bits = 1; bits + 1 < std::uint64_t { 1 } << size; ++bits) {
            for (std::size_t i = 0; i < size; ++i)
                subset[i] = (bits >> i & 1) != 0;
            visit(subset);
        }
        return;
    }
    for (const bool kept : { true, false }) {
        for (std::size_t i = 0; i < size; ++i) {
            subset.assign(size, kept);
            subset[i] = !kept;
            visit(subset);
        }
    }
    for (std::size_t round = 0; round < limits.randomSubsets; ++round) {
        for (std::size_t i = 0; i < size; ++i)
            subset[i] = (random() >> 8 & 1) != 0;
        visit(subset);
    }
}

Subset randomSubset(std::size_t size, std::minstd_rand& random)
{
    // All and none are the likeliest ends of a crash.
    Subset subset(size, random() % 4 == 0);
    if (random() % 3 != 0) {
        for (std::size_t i = 0; i < size; ++i)
            subset[i] = (random() >> 8 & 1) != 0;
    }
    return subset;
}

BlockImage imageAfter(const MetadataDisk& disk, const Subset& subset)
{
    BlockImage image = disk.durable();
    for (std::size_t i = 0; i < subset.size(); ++i) {
        if (subset[i])
            image.set(disk.cached()[i].block, disk.cached()[i].content);
    }
    return image;
}

OriginImage imageAfter(const OriginDisk& disk, const Subset& subset)
{
    OriginImage image = disk.durable();
    for (std::size_t i = 0; i < subset.size(); ++i) {
        if (subset[i])
            image.apply(disk.cached()[i].write);
    }
    return image;
}

constexpr unsigned kSectorsPerBlock = kMetadataBlockBytes / kSectorBytes;

} // namespace

void forEachCrashImage(const MetadataDisk& disk, const CrashLimits& limits,
                       std::minstd_rand& random,
                       const std::function<void(const BlockImage&)>& visit)
{
    const std::size_t size = disk.cached().size();
    forEachSubset(size, limits, random, [&](const Subset& s) { visit(imageAfter(disk, s)); });
    if (!limits.torn || size == 0)
        return;
    const MetadataDisk::CachedWrite& last = disk.cached().back();
    for (const bool others : { false, true }) {
        Subset subset(size, others);
        subset.back() = false;
        BlockImage image = imageAfter(disk, subset);
        const ImageBlockRef old = image.block(last.block);
        // A torn block mixes in what was there before.
        if (disk.trace)
            disk.trace->note(last.block, old, ReadTrace::Transfer::One);
        for (unsigned sectors = 1; sectors < kSectorsPerBlock; ++sectors) {
            image.set(last.block, tornBlock(*last.content, *old, sectors));
            visit(image);
        }
        if (size == 1)
            return;
    }
}

void forEachCrashImage(const OriginDisk& disk, const CrashLimits& limits, std::minstd_rand& random,
                       const std::function<void(const OriginImage&)>& visit)
{
    const std::size_t size = disk.cached().size();
    forEachSubset(size, limits, random, [&](const Subset& s) { visit(imageAfter(disk, s)); });
    if (!limits.torn || size == 0)
        return;
    const OriginWrite& last = disk.cached().back().write;
    const std::uint64_t length = last.sectors.count().raw();
    for (const bool others : { false, true }) {
        Subset subset(size, others);
        subset.back() = false;
        const OriginImage image = imageAfter(disk, subset);
        // At each sector; of a long write, at eight of them.
        const std::uint64_t step = std::max<std::uint64_t>(1, length / kSectorsPerBlock);
        for (std::uint64_t sectors = step; sectors < length; sectors += step) {
            OriginImage torn = image;
            torn.apply(
                { { last.sectors.begin, last.sectors.begin + SectorCount(sectors) }, last.stamp });
            visit(torn);
        }
        if (size == 1)
            return;
    }
}

std::size_t crashImageCount(const MetadataDisk& disk, const CrashLimits& limits)
{
    const std::size_t size = disk.cached().size();
    if (size == 0)
        return 1;
    const std::size_t subsets = size <= limits.allSubsetsUpTo ? std::size_t { 1 } << size
                                                              : 2 + 2 * size + limits.randomSubsets;
    const std::size_t torn = (kSectorsPerBlock - 1) * (size == 1 ? 1 : 2);
    return subsets + (limits.torn ? torn : 0);
}

BlockImage randomCrashImage(const MetadataDisk& disk, std::minstd_rand& random)
{
    return imageAfter(disk, randomSubset(disk.cached().size(), random));
}

OriginImage randomCrashImage(const OriginDisk& disk, std::minstd_rand& random)
{
    return imageAfter(disk, randomSubset(disk.cached().size(), random));
}

} // namespace blkera::simulation
