// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "era/digest.h"
#include "era/superblock.h"
#include "pdata/disk_space_map.h"
#include "pdata/transaction_manager.h"

#include <functional>
#include <optional>

namespace blkera {

// The open transaction of an era device's metadata, the committed state that it is on top of, and
// what is done when either has no room or cannot be written.
//
// Thread safety: none; owned by the metadata worker.
// Invariants: a transaction is durable when it returned success. One that fails leaves nothing of
// itself behind: memory returns to the last commit. One whose writing failed is tried once more as
// a whole, on blocks that neither the old state nor the attempted one uses; if that fails too,
// failed() is true and every further one is refused with Io until the device is opened anew: the
// disk holds one of the states that were tried.
// Errors: those of TransactionManager; NoSpace when the metadata device is full, or has no more
// than its reserve where a transaction must leave that.
class MetadataTransaction {
public:
    // What marks, new eras and snapshots leave untouched on a metadata device of that size, so that
    // digesting, dropping the snapshot, growing and the clean stop have room: a fiftieth, at least
    // 64 blocks, at most an eighth.
    static MetadataBlockCount reserveOf(MetadataBlockCount size);

    // `committed` and `loaded` are what `device` says.
    MetadataTransaction(BlockDevice& device, const Superblock& committed,
                        DiskSpaceMap::Loaded loaded);

    // What becomes of the reserve; and whether digest work that waits for a commit may be given up
    // for room.
    enum class Reserve { Keep, Use, UseForDigest };

    // Runs `change`, which changes superblock() and blocks by manager(), then commits; an error of
    // either rolls everything back. `change` runs again after a failed write, or with less digested
    // before.
    Result<void> run(Reserve reserve, const std::function<Result<void>()>& change);
    // The committed state is written and flushed once more, before anything is done on top of it;
    // what has been digested since begins anew.
    Result<void> makeDurable();

    TransactionManager& manager() { return m_manager; }

    Superblock& superblock() { return m_superblock; } // of the open transaction

    const Superblock& superblock() const { return m_superblock; }

    const Superblock& committed() const { return m_committed; }

    // Takes in what the metadata device has grown by, up to the format's 255 bitmaps, and returns
    // the size in use.
    Result<MetadataBlockCount> growSpace();

    // Folds a bounded part of the oldest archived writeset into the era array, uncommitted: it
    // rides on the next commit. Returns false when there was nothing to do.
    Result<bool> digestStep();
    // Commits what digestStep() did; nothing is written if nothing changed.
    Result<void> commitDigested();

    // A writeset is no longer archived: where the digest was in it does not count.
    void beginDigestAnew() { m_digest = {}; }

    // Less than a quarter of the device is free: digest before anything that adds to the backlog.
    bool spaceShort() const;
    // Blocks that can be allocated; and whether a mark can be expected to find enough of them.
    MetadataBlockCount room();
    bool hasRoom();
    Error noRoom() const;

    MetadataBlockCount used() const { return m_space.used(); }

    MetadataBlockCount size() const { return m_space.size(); }

    // While it lives, what committed() can reach is not overwritten.
    SpaceMap::Pin pin() { return m_space.pin(); }

    bool failed() const { return m_failed; }

private:
    Result<void> commit(Reserve reserve);
    void rollBack();
    Result<void> prepareRetry();
    Result<void> reload();

    BlockManager m_blocks;
    SpaceMap m_space;
    TransactionManager m_manager;
    DiskSpaceMap m_diskSpaceMap;
    Superblock m_superblock;
    Superblock m_committed;
    Digest m_digest;
    Digest m_committedDigest;
    MetadataBlockCount m_reserve;

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
