// SPDX-License-Identifier: GPL-2.0-or-later
#include "era/metadata.h"
#include "pdata/array.h"
#include "pdata/btree_node.h"

#include <algorithm>
#include <vector>

namespace blkera {

namespace {

// What a digest step copies at most: a window's blocks of eras, and the paths to them.
constexpr std::uint64_t kDigestStepBlocks = 48;

// Nodes of a btree over so many array blocks, at worst: leaves of 84 of 252 entries never come from
// appending, so half full.
std::uint64_t treeNodes(std::uint64_t entries)
{
    std::uint64_t nodes = 1;
    for (std::uint64_t level = entries; level > maxNodeEntries(8);) {
        level = (level + 125) / 126;
        nodes += level;
    }
    return nodes;
}

} // namespace

MetadataBlockCount Metadata::blocksNeeded(BlockCount nrBlocks)
{
    const std::uint64_t eraBlocks = (nrBlocks.raw() + 1017) / 1018;
    const std::uint64_t bitBlocks = windowsFor(nrBlocks.raw());
    const std::uint64_t writeset = bitBlocks + treeNodes(bitBlocks);
    // Once every block has been written: the whole array, the current and one archived writeset,
    // the path that a transaction copies, superblock, index and tree roots; then the bitmaps that
    // describe it all, twice.
    constexpr std::uint64_t kFixed = 10;
    std::uint64_t used = eraBlocks + treeNodes(eraBlocks) + 2 * writeset + kFixed
        + std::min(eraBlocks, kDigestStepBlocks);
    used += 2 * ((used + kCountsPerBitmap - 1) / kCountsPerBitmap);
    MetadataBlockCount needed(used);
    while (needed - MetadataTransaction::reserveOf(needed) < MetadataBlockCount(used))
        needed = MetadataBlockCount(used) + MetadataTransaction::reserveOf(needed);
    return needed;
}

Result<void> Metadata::format(BlockDevice& device, std::uint32_t dataBlockSizeSectors,
                              BlockCount nrBlocks)
{
    const MetadataBlockCount size = std::min(device.size(), kMaxMetadataBlocks);
    const MetadataBlockCount needed = blocksNeeded(nrBlocks);
    if (size < needed)
        return Error { ErrorKind::NoSpace, 0,
                       "the metadata device has " + std::to_string(device.size().raw() * 4)
                           + " KiB, " + std::to_string(nrBlocks.raw()) + " era blocks need "
                           + std::to_string(needed.raw() * 4)
                           + " KiB: use a larger device or larger era blocks" };

    BlockManager blocks(device);
    SpaceMap space(size);
    TransactionManager transaction(blocks, space);
    auto superblockPlace = space.allocate();
    if (!superblockPlace)
        return superblockPlace.error();
    assert(*superblockPlace == MetadataBlock(0));
    auto diskSpaceMap = DiskSpaceMap::create(transaction);
    if (!diskSpaceMap)
        return diskSpaceMap.error();

    Superblock superblock;
    superblock.dataBlockSizeSectors = dataBlockSizeSectors;
    superblock.nrBlocks = nrBlocks;
    auto tree = Btree(transaction, writesetValues()).createEmpty();
    if (!tree)
        return tree.error();
    superblock.writesetTreeRoot = *tree;
    auto array = Array<std::uint32_t>(transaction).create(nrBlocks.raw());
    if (!array)
        return array.error();
    superblock.eraArrayRoot = *array;

    auto root = diskSpaceMap->save(transaction);
    if (!root)
        return root.error();
    superblock.spaceMap = *root;
    std::vector<std::byte> bytes(kMetadataBlockBytes);
    superblock.pack(bytes);
    return transaction.commit(bytes);
}

} // namespace blkera
