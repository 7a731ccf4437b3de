// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/result.h"
#include "base/types.h"

#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

namespace blkera {

// How often each metadata block is pointed to, in memory: four bytes a block. DiskSpaceMap brings
// it to and from the disk.
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
    explicit SpaceMap(std::vector<std::uint32_t> counts);

    MetadataBlockCount size() const { return MetadataBlockCount(m_counts.size()); }

    std::uint32_t count(MetadataBlock block) const; // 0 beyond the end

    // Takes the lowest allocatable block at or above the last one taken, wrapping round; its count
    // becomes 1. Errors: NoSpace.
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

    // The blocks whose count differs, or differed for a while, from the last commit, with the count
    // they had then.
    const std::unordered_map<MetadataBlock, std::uint32_t>& changed() const { return m_changed; }

    void commit();
    void rollback();

    // While it lives, no block in use at the commit that was last when it was made is allocated. It
    // may be let go on any thread, and may outlive the map.
    using Pin = std::shared_ptr<const std::vector<bool>>;
    Pin pin();

private:
    bool isPinned(std::uint64_t block) const;
    void dropExpiredPins();
    void set(MetadataBlock block, std::uint32_t count);

    std::vector<std::uint32_t> m_counts;
    std::unordered_map<MetadataBlock, std::uint32_t> m_changed;
    std::vector<std::weak_ptr<const std::vector<bool>>> m_pins;
    std::weak_ptr<const std::vector<bool>> m_pinOfThisCommit; // one for all who ask
    MetadataBlockCount m_allocated;
    MetadataBlockCount m_freed; // in use at the last commit, count 0 now
    MetadataBlockCount m_pinnedOnly; // pinned, and in use neither now nor at the last commit
    std::uint64_t m_cursor = 0;
};

} // namespace blkera
