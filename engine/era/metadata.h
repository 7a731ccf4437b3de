// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "era/era_view.h"
#include "era/metadata_transaction.h"

#include <memory>
#include <optional>
#include <span>

namespace blkera {

// Whether a device may lose blocks at its end.
enum class Shrink { Refuse, Allow };

// The metadata of one era device: what each verb changes.
//
// Thread safety: none; owned by the metadata worker.
// Invariants: each mutating call is one transaction; see MetadataTransaction for what is left by
// one that fails, and for the errors that all of them have.
class Metadata {
public:
    // Writes fresh metadata over whatever is there: era 0, all blocks never written. The caller has
    // asked probeMetadata(). Errors: NoSpace, with the size needed; Io.
    static Result<void> format(BlockDevice& device, std::uint32_t dataBlockSizeSectors,
                               BlockCount nrBlocks);
    // The metadata blocks that format, a first activation and a life without a snapshot need at
    // least, the reserve included.
    static MetadataBlockCount blocksNeeded(BlockCount nrBlocks);
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

    // These, and failed(), are the transaction's.
    Result<MetadataBlockCount> growSpace() { return m_transaction.growSpace(); }

    Result<bool> digestStep() { return m_transaction.digestStep(); }

    Result<void> commit() { return m_transaction.commitDigested(); }

    bool spaceShort() const { return m_transaction.spaceShort(); }

    MetadataBlockCount room() { return m_transaction.room(); }

    bool hasRoom() { return m_transaction.hasRoom(); }

    Era currentEra() const { return m_superblock.currentEra; }

    // Of the origin, as the last activate() or resize() was told.
    BlockCount nrBlocks() const { return m_nrBlocks; }

    bool failed() const { return m_transaction.failed(); }

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
    Metadata(BlockDevice& device, const Superblock& superblock, DiskSpaceMap::Loaded loaded);

    using Reserve = MetadataTransaction::Reserve;

    Result<void> archiveCurrent();
    Result<void> startWriteset(std::span<const BlockRange> carried);
    Result<void> startNextEra(std::span<const BlockRange> carried);
    Result<void> continueLastEra(std::span<const BlockRange> carried);
    Result<Writeset> reopenLastWriteset();
    Result<void> resizeArray(BlockCount nrBlocks);
    Result<void> holdSnapshot();
    Result<void> releaseSnapshot();
    Result<void> digestEverything();

    MetadataTransaction m_transaction;
    TransactionManager& m_manager; // of m_transaction
    Superblock& m_superblock; // of m_transaction
    BlockCount m_nrBlocks;
    bool m_active = false;
    bool m_wasLeftOpen = false;
};

} // namespace blkera
