// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "era/digest.h"
#include "era/era_view.h"
#include "era/superblock.h"
#include "pdata/bitset.h"
#include "pdata/disk_space_map.h"
#include "pdata/transaction_manager.h"

#include <memory>
#include <optional>
#include <span>

namespace blkera {

// Whether a device may lose blocks at its end.
enum class Shrink { Refuse, Allow };

// The metadata of one era device: the transactions behind every verb.
//
// Thread safety: none; owned by the metadata worker.
// Invariants: each mutating call is one transaction, durable when it returns success. A call that
// fails leaves nothing of itself behind: memory returns to the last commit. A transaction whose
// writing failed is tried once more as a whole, on blocks that neither the old state nor the
// attempted one uses; if that fails too, failed() is true and every further change is refused with
// Io until the device is opened anew: the disk holds one of the states that were tried.
// Errors: those of TransactionManager; NoSpace when the metadata device is full, or has no more
// than its reserve where the verb must leave that.
class Metadata {
public:
    // Writes fresh metadata over whatever is there: era 0, all blocks never written. The caller has
    // asked probeMetadata(). Errors: NoSpace, with the size needed; Io.
    static Result<void> format(BlockDevice& device, std::uint32_t dataBlockSizeSectors,
                               BlockCount nrBlocks);
    // The metadata blocks that format, a first activation and a life without a snapshot need at
    // least, the reserve included.
    static MetadataBlockCount blocksNeeded(BlockCount nrBlocks);
    // What marks, new eras and snapshots leave untouched on a metadata device of that size, so that
    // digesting, dropping the snapshot, growing and the clean stop have room: a fiftieth, at least
    // 64 blocks, at most an eighth.
    static MetadataBlockCount reserveOf(MetadataBlockCount size);
    // Reads superblock and space map. Errors: Corrupt; Invalid if the data block size differs from
    // what the metadata says.
    static Result<std::unique_ptr<Metadata>> open(BlockDevice& device,
                                                  std::uint32_t dataBlockSizeSectors);

    // The start of service: what the metadata device has grown by is taken in, the array grows (or
    // shrinks) to nrBlocks, what a crash left as current writeset is archived, a new era begins.
    // Full metadata is digested first. If there is no room for an era even then, this succeeds
    // without one: active() is false, nothing can be marked, and beginEra() is to be tried when
    // there is room. After the last era, 4294967295, no new one begins: that one goes on.
    // Errors: Invalid when the device shrank and may not.
    Result<void> activate(BlockCount nrBlocks, Shrink shrink = Shrink::Refuse);
    // The rest of an activation for which there was no room.
    Result<void> beginEra();

    // activate() found an era without its end: whoever served the device before did not stop it.
    bool wasLeftOpen() const { return m_wasLeftOpen; }

    // An era is current whose writeset takes marks.
    bool active() const { return m_active; }

    // The clean stop: the current writeset is archived under the current era, so that offline tools
    // see it.
    Result<void> deactivate();

    // Marks blocks as written in the current era. `ranges` ascend and do not overlap. Writes
    // nothing if all are marked already.
    Result<void> mark(std::span<const BlockRange> ranges);
    // A new era begins, with `carried` (as for mark) already written in it. Errors: Invalid when
    // eras have run out.
    Result<Era> rollover(std::span<const BlockRange> carried);
    // Rolls over likewise and holds a copy of what was before. Errors: Busy if one is held.
    Result<Era> takeSnapshot(std::span<const BlockRange> carried);
    // Errors: NotFound if none is held.
    Result<void> dropSnapshot();
    // The origin has another size: rolls over likewise, to writesets of that size. Errors: Invalid
    // when it shrank and may not.
    Result<Era> resize(BlockCount nrBlocks, std::span<const BlockRange> carried, Shrink shrink);
    // Takes in what the metadata device has grown by, up to the format's 255 bitmaps, and returns
    // the size in use.
    Result<MetadataBlockCount> growSpace();

    // Folds a bounded part of the oldest archived writeset into the era array, uncommitted: it
    // rides on the next commit. Returns false when there was nothing to do.
    Result<bool> digestStep();
    // Commits what digestStep() did; nothing is written if nothing changed.
    Result<void> commit();

    // Less than a quarter of the device is free: digest before anything that adds to the backlog.
    bool spaceShort() const;
    // Blocks that can be allocated; and whether a mark can be expected to find enough of them.
    MetadataBlockCount room();
    bool hasRoom();

    Era currentEra() const { return m_superblock.currentEra; }

    // Of the origin, as the last activate() or resize() was told.
    BlockCount nrBlocks() const { return m_nrBlocks; }

    bool failed() const { return m_failed; }

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

    // Of the reserve; and whether digest work that waits for a commit may be given up for room.
    enum class Reserve { Keep, Use, UseForDigest };

    // Runs `change`, then commits; an error of either rolls everything back.
    template <class Change> Result<void> transact(Reserve reserve, Change change);
    Result<void> commitTransaction(Reserve reserve);
    void rollBack();
    Result<void> makeDurable();
    Result<void> prepareRetry();
    Result<void> reload();
    Error noRoom() const;

    Result<void> archiveCurrent();
    Result<void> startWriteset(std::span<const BlockRange> carried);
    Result<void> startNextEra(std::span<const BlockRange> carried);
    Result<void> continueLastEra(std::span<const BlockRange> carried);
    Result<Writeset> reopenLastWriteset();
    Result<void> resizeArray(BlockCount nrBlocks);
    Result<void> holdSnapshot();
    Result<void> releaseSnapshot();
    Result<void> digestEverything();

    BlockManager m_blocks;
    SpaceMap m_space;
    TransactionManager m_transaction;
    DiskSpaceMap m_diskSpaceMap;
    Superblock m_superblock; // of the open transaction
    Superblock m_committed;
    Digest m_digest;
    Digest m_committedDigest;
    MetadataBlockCount m_reserve;
    BlockCount m_nrBlocks;
    bool m_active = false;
    bool m_wasLeftOpen = false;

    // A commit that failed, and that the disk may hold all the same: nothing of it is overwritten
    // until another one has succeeded.
    struct Attempt {
        Superblock superblock;
        SpaceMap::Pin blocks;
    };

    std::optional<Attempt> m_attempt;
    bool m_failed = false;
};

} // namespace blkera
