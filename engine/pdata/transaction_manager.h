// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "pdata/block_manager.h"
#include "pdata/space_map.h"

#include <unordered_set>
#include <vector>

namespace blkera {

// Copy-on-write over a block manager and a space map: a block is copied at its first change in a
// transaction.
//
// Thread safety: none; owned by the metadata worker.
// Errors of all calls: those of BlockManager, and NoSpace. After any error the caller must abort()
// the transaction: the structures in memory may be half changed.
class TransactionManager {
public:
    TransactionManager(BlockManager& blocks, SpaceMap& space);

    BlockManager& blocks() { return m_blocks; }

    SpaceMap& space() { return m_space; }

    Result<ReadRef> read(MetadataBlock block, BlockKind kind) { return m_blocks.read(block, kind); }

    // A new block of zeros with count 1.
    Result<WriteRef> create(BlockKind kind);

    struct Shadow {
        WriteRef block;
        // The original stays in use elsewhere: what the copy points to has one more pointer now,
        // and the caller must count it (only it knows what the content means).
        bool sharesChildren;
    };

    // The block to change instead of `original`, which loses the pointer that the caller is going
    // to move.
    Result<Shadow> shadow(MetadataBlock original, BlockKind kind);

    Result<void> share(MetadataBlock block, std::uint32_t by = 1)
    {
        return m_space.increment(block, by);
    }

    // One pointer less. Returns true when it was the last: the caller then lets go of what the
    // block points to, for which its content can still be read until the next create().
    Result<bool> release(MetadataBlock block);

    // Makes everything since the last commit durable and reachable in one step: `superblock`
    // (kMetadataBlockBytes, all but checksum and block number) must carry the space map root that
    // DiskSpaceMap::save() returned just before.
    Result<void> commit(std::span<const std::byte> superblock);
    void abort();

    // Blocks were changed since the last commit or abort.
    bool dirty() const { return !m_space.changed().empty() || !m_shadows.empty(); }

private:
    void forgetReleased();

    BlockManager& m_blocks;
    SpaceMap& m_space;
    std::unordered_set<MetadataBlock> m_shadows; // may be changed in place while their count is 1
    std::vector<MetadataBlock> m_released; // count 0, content perhaps still cached
};

} // namespace blkera
