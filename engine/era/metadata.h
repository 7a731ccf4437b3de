// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "era/digest.h"
#include "era/era_view.h"
#include "era/superblock.h"
#include "pdata/bitset.h"
#include "pdata/disk_space_map.h"
#include "pdata/transaction_manager.h"

#include <memory>
#include <span>

namespace blkera {

// The metadata of one era device: the transactions behind every verb.
//
// Thread safety: none; owned by the metadata worker.
// Invariants: each mutating call is one transaction, durable when it returns success. A call that
// fails leaves nothing of itself behind: memory returns to the last commit. If the commit itself
// failed, the disk holds the old state or the new one; inDoubt() is then true and every further
// change is refused with Io until the device is opened anew. Errors: those of TransactionManager;
// NoSpace when the metadata device is full.
class Metadata {
public:
    // Writes fresh metadata over whatever is there: era 0, all blocks never written. The caller has
    // asked probeMetadata(). Errors: NoSpace, with the size needed; Io.
    static Result<void> format(BlockDevice& device, std::uint32_t dataBlockSizeSectors,
                               BlockCount nrBlocks);
    // The metadata blocks that format and a first activation need at least; the smallest useful
    // device has a few more.
    static MetadataBlockCount blocksNeeded(BlockCount nrBlocks);
    // Reads superblock and space map. Errors: Corrupt; Invalid if the data block size differs from
    // what the metadata says.
    static Result<std::unique_ptr<Metadata>> open(BlockDevice& device,
                                                  std::uint32_t dataBlockSizeSectors);

    // The start of service: the array grows (or shrinks) to nrBlocks, what a crash left as current
    // writeset is archived, a new era begins.
    Result<void> activate(BlockCount nrBlocks);
    // The clean stop: the current writeset is archived under the current era, so that offline tools
    // see it.
    Result<void> deactivate();

    // Marks blocks as written in the current era. `ranges` ascend and do not overlap.
    Result<void> mark(std::span<const BlockRange> ranges);
    // A new era begins, with `carried` (as for mark) already written in it. Errors: Invalid when
    // eras have run out.
    Result<Era> rollover(std::span<const BlockRange> carried);
    // Rolls over likewise and holds a copy of what was before. Errors: Busy if one is held.
    Result<Era> takeSnapshot(std::span<const BlockRange> carried);
    // Errors: NotFound if none is held.
    Result<void> dropSnapshot();

    // Folds a bounded part of the oldest archived writeset into the era array, uncommitted: it
    // rides on the next commit. Returns false when there was nothing to do.
    Result<bool> digestStep();
    // Commits what digestStep() did; nothing is written if nothing changed.
    Result<void> commit();

    // Less than a quarter of the device is free: digest before anything that adds to the backlog.
    bool spaceShort() const;

    Era currentEra() const { return m_superblock.currentEra; }

    BlockCount nrBlocks() const { return m_superblock.nrBlocks; }

    bool inDoubt() const { return m_inDoubt; }

    struct Usage {
        MetadataBlockCount used;
        MetadataBlockCount total;
        Era currentEra;
        std::optional<MetadataBlock> metadataSnapshot;
    };

    Usage usage() const;

    // The committed state, readable by another thread through a device and block manager of its own
    // while `pin` lives.
    struct PinnedView {
        EraView view;
        SpaceMap::Pin pin;
    };

    PinnedView pinCommitted();

private:
    Metadata(BlockDevice& device, Superblock superblock, DiskSpaceMap::Loaded loaded);

    // Runs `change`, then commits; an error of either rolls everything back.
    template <class Change> Result<void> transact(Change change);
    Result<void> finishTransaction();
    void rollBack();
    Result<void> archiveCurrent();
    Result<void> beginEra(std::span<const BlockRange> carried);

    BlockManager m_blocks;
    SpaceMap m_space;
    TransactionManager m_transaction;
    DiskSpaceMap m_diskSpaceMap;
    Superblock m_superblock; // of the open transaction
    Superblock m_committed;
    Digest m_digest;
    Digest m_committedDigest;
    bool m_inDoubt = false;
};

} // namespace blkera
