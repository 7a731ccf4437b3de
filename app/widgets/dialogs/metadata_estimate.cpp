// SPDX-License-Identifier: GPL-2.0-or-later
#include "widgets/dialogs/metadata_estimate.h"

#include <algorithm>

namespace blkera {
namespace {

// The sums of Metadata::blocksNeeded(), in the metadata's blocks of 4 KiB; a test compares them.
constexpr quint64 kBlockBytes = 4'096;
constexpr quint64 kErasPerBlock = 1'018;
constexpr quint64 kBitsPerBlock = 509 * 64;
constexpr quint64 kNodeEntries = 252;
constexpr quint64 kWorstNodeEntries = 126;
constexpr quint64 kFixedBlocks = 10;
constexpr quint64 kDigestStepBlocks = 48;
constexpr quint64 kCountsPerBitmap = (kBlockBytes - 16) * 4;

quint64 over(quint64 count, quint64 each)
{
    return count / each + (count % each == 0 ? 0 : 1);
}

quint64 treeNodes(quint64 entries)
{
    quint64 nodes = 1;
    for (quint64 level = entries; level > kNodeEntries;) {
        level = over(level, kWorstNodeEntries);
        nodes += level;
    }
    return nodes;
}

quint64 reserveOf(quint64 blocks)
{
    return std::min(std::max<quint64>(64, blocks / 50), blocks / 8);
}

} // namespace

quint64 metadataBytesNeeded(quint64 originSectors, quint32 blockSizeSectors)
{
    if (originSectors == 0 || blockSizeSectors == 0)
        return 0;
    const quint64 blocks = over(originSectors, blockSizeSectors);
    const quint64 eraBlocks = over(blocks, kErasPerBlock);
    const quint64 bitBlocks = over(blocks, kBitsPerBlock);
    const quint64 writeset = bitBlocks + treeNodes(bitBlocks);
    quint64 used = eraBlocks + treeNodes(eraBlocks) + 2 * writeset + kFixedBlocks
        + std::min(eraBlocks, kDigestStepBlocks);
    used += 2 * over(used, kCountsPerBitmap);
    quint64 needed = used;
    while (needed - reserveOf(needed) < used)
        needed = used + reserveOf(needed);
    return needed * kBlockBytes;
}

} // namespace blkera
