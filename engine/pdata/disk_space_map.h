// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "pdata/btree.h"
#include "pdata/space_map.h"
#include "pdata/transaction_manager.h"

#include <functional>
#include <vector>

namespace blkera {

// The 32 bytes of the superblock that lead to the counts (format.md, "Metadata space map").
struct SpaceMapRoot {
    MetadataBlockCount nrBlocks;
    MetadataBlockCount nrAllocated;
    MetadataBlock bitmapRoot; // the index block
    MetadataBlock refCountRoot;

    bool operator==(const SpaceMapRoot&) const = default;
};

// One index block has room for 255 bitmaps: 16256 MiB of metadata. A larger device is used up to
// there.
inline constexpr std::uint64_t kMaxBitmaps = 255;
inline constexpr std::uint64_t kCountsPerBitmap = (kMetadataBlockBytes - 16) * 4;
inline constexpr MetadataBlockCount kMaxMetadataBlocks { kMaxBitmaps * kCountsPerBitmap };

// The space map as it lies on disk: bitmaps of two-bit counts, the index block, the tree of counts
// of 3 and more.
//
// save() is called once per transaction, after all other changes. It brings the tree up to date,
// copies each changed bitmap and the index, and repeats for what that copying itself changed until
// nothing is left; every bitmap is copied at most once per transaction, so it ends.
class DiskSpaceMap {
public:
    struct Loaded;

    // For a device without metadata: writes an empty map of `space.size()` blocks. The superblock's
    // count is the caller's. Errors: NoSpace.
    static Result<DiskSpaceMap> create(TransactionManager& transaction);
    // Reads all counts. Errors: Corrupt for anything that format.md forbids, a root larger than the
    // device among it.
    static Result<Loaded> load(BlockManager& blocks, const SpaceMapRoot& root);

    // Bitmaps for what the space map has grown by since the last commit.
    Result<void> grow(TransactionManager& transaction);

    Result<SpaceMapRoot> save(TransactionManager& transaction);
    // Returns to the blocks that the last committed save() named. Call together with
    // TransactionManager::abort().
    void abort();
    void committed();

    // Visits every block of the map itself, for checkers: each has exactly one pointer to it.
    Result<void> visitBlocks(BlockManager& blocks,
                             const std::function<Result<void>(MetadataBlock)>& visit) const;

private:
    Result<void> saveLargeCounts(TransactionManager& transaction);
    Result<std::vector<std::size_t>> copyChangedBitmaps(TransactionManager& transaction);

    struct State {
        MetadataBlock index;
        MetadataBlock refCountRoot;
        std::vector<MetadataBlock> bitmaps;
    };

    State m_state;
    State m_committed;
};

struct DiskSpaceMap::Loaded {
    DiskSpaceMap disk;
    CountTable counts; // for SpaceMap
};

} // namespace blkera
