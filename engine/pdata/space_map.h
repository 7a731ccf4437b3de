// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/result.h"
#include "base/types.h"
#include "pdata/count_table.h"

#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

namespace blkera {

// How often each metadata block is pointed to, in memory: one byte a block. DiskSpaceMap brings it
// to and from the disk.
//
// Thread safety: none; owned by the metadata worker.
// Invariants: a block is allocatable only if its count is 0 now, was 0 at the last commit, and is
// not pinned. So nothing that the committed superblock, or a pinned earlier one, can reach is ever
// overwritten.
class SpaceMap {
public:
    // All blocks free.
    explicit SpaceMap(MetadataBlockCount size);
    // As committed: one count a block.
    explicit SpaceMap(CountTable counts);

    MetadataBlockCount size() const { return MetadataBlockCount(m_counts.size()); }

    std::uint32_t count(MetadataBlock block) const; // 0 beyond the end

    // The first block at or above `from` with a count of 0, or above 0; the end if there is none.
    MetadataBlock nextFree(MetadataBlock from) const
    {
        return MetadataBlock(m_counts.nextZero(from.raw()));
    }

    MetadataBlock nextCounted(MetadataBlock from) const
    {
        return MetadataBlock(m_counts.nextNonZero(from.raw()));
    }

    // Takes the lowest allocatable block at or above the last one that the transaction took,
    // wrapping round; its count becomes 1. Each transaction begins at the lowest run of free blocks
    // that is as long as what the one before took: what is in use stays together, so that few
    // bitmaps change, and what a transaction writes are neighbours. Errors: NoSpace.
    Result<MetadataBlock> allocate();
    // Errors: Corrupt if the block is free or beyond the end, or its count would not fit: the
    // pointers to it came from damaged metadata.
    Result<void> increment(MetadataBlock block, std::uint32_t by = 1);
    // Returns the count that remains. Errors: Corrupt if it was 0 already.
    Result<std::uint32_t> decrement(MetadataBlock block);

    // Blocks with a count above 0, now; and as the kernel reports them: in use now or at the last
    // commit.
    MetadataBlockCount allocated() const { return m_allocated; }

    MetadataBlockCount used() const { return m_allocated + m_freed; }

    // How many allocate() calls will succeed at least before the next commit.
    MetadataBlockCount allocatable() const { return size() - used() - m_pinnedOnly; }

    // How many it will be at least after a commit of what is so now.
    MetadataBlockCount allocatableAfterCommit() const;

    // The blocks whose count differs, or differed for a while, from the last commit, with the count
    // they had then.
    const std::unordered_map<MetadataBlock, std::uint32_t>& changed() const { return m_changed; }

    // More blocks, all free; part of the transaction.
    void grow(MetadataBlockCount size);

    void commit();
    void rollback();
    // What is known of the last commit is read from the disk anew; pins stay.
    void reset(CountTable committed);

    // While it lives, no block in use at the commit that was last when it was made is allocated. It
    // may be let go on any thread, and may outlive the map.
    using Pin = std::shared_ptr<const std::vector<bool>>;
    Pin pin();
    // The same for what is in use now as well: a commit of it was tried, and may be what the disk
    // says.
    Pin pinAttempt();

    // Makes what pins that are gone have held allocatable; allocate() and commit() do it too.
    void dropExpiredPins();

private:
    bool isPinned(std::uint64_t block) const;
    void countPinnedOnly();
    bool wasInUse(MetadataBlock block) const; // at the last commit
    void beginTransaction();
    std::uint64_t lowestRun(std::uint64_t length) const;
    void set(MetadataBlock block, std::uint32_t count);

    CountTable m_counts;
    std::uint64_t m_committedSize;
    std::unordered_map<MetadataBlock, std::uint32_t> m_changed;
    std::vector<std::weak_ptr<const std::vector<bool>>> m_pins;
    std::weak_ptr<const std::vector<bool>> m_pinOfThisCommit; // one for all who ask
    MetadataBlockCount m_allocated;
    MetadataBlockCount m_freed; // in use at the last commit, count 0 now
    MetadataBlockCount m_pinnedOnly; // pinned, and in use neither now nor at the last commit
    std::uint64_t m_cursor = 0; // allocate() looks from here on
    std::uint64_t m_taken = 0; // by the transaction
};

} // namespace blkera
