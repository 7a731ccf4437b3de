// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/result.h"
#include "base/types.h"
#include "storage/block_device.h"

#include <cstdint>
#include <list>
#include <memory>
#include <optional>
#include <span>
#include <unordered_map>

namespace blkera {

// The five kinds of block; each has its own checksum constant and place for the block's own number.
enum class BlockKind : std::uint8_t { Superblock, BtreeNode, ArrayBlock, Bitmap, Index };

const char* toString(BlockKind kind);

// The kind whose checksum fits the block's content, if any does; for tools that explain what they
// found.
std::optional<BlockKind> recogniseBlock(std::span<const std::byte> bytes);

// What every block that was read has to pass: its checksum, as that of `kind`, and its own number.
// Errors: Corrupt.
Result<void> validateBlock(std::span<const std::byte> bytes, MetadataBlock block, BlockKind kind);

struct CachedBlock;

// A borrowed, pinned block. Movable; must not outlive its BlockManager. A WriteRef's block is dirty
// from the moment it is handed out; checksum and block number are filled in when it is written.
class ReadRef {
public:
    explicit ReadRef(CachedBlock& block);
    ReadRef(ReadRef&& other) noexcept;
    ReadRef& operator=(ReadRef&& other) noexcept;
    ~ReadRef();

    MetadataBlock location() const;
    std::span<const std::byte> bytes() const; // kMetadataBlockBytes

protected:
    CachedBlock* m_block;
};

class WriteRef : public ReadRef {
public:
    using ReadRef::ReadRef;
    std::span<std::byte> bytes() const; // kMetadataBlockBytes
};

// Blocks by number, validated when read (checksum, own number, kind), sealed when written, cached
// in between.
//
// Thread safety: none; owned by one thread.
// Invariants: a dirty block is never reachable from the committed superblock (the transaction
// manager's copy-on-write sees to it), so it may be written at any time before the commit; memory
// stays within `cacheBlocks` plus what is pinned. Errors of all calls: Io from the device; Corrupt
// for wrong checksum, misplaced block, a block used as two kinds (the context names kind and
// number) or one beyond the device.
class BlockManager {
public:
    static constexpr std::size_t kDefaultCacheBlocks = 4096; // 16 MiB

    explicit BlockManager(BlockDevice& device, std::size_t cacheBlocks = kDefaultCacheBlocks);
    ~BlockManager();

    MetadataBlockCount size() const { return m_device.size(); }

    Result<void> refreshSize() { return m_device.refreshSize(); }

    Result<ReadRef> read(MetadataBlock block, BlockKind kind);
    // Neighbours as they are on the device, neither validated nor cached; for BlockBatch.
    Result<void> readPastCache(MetadataBlock first, std::span<std::byte> bytes);
    // For change in place; only for blocks that belong to the open transaction.
    Result<WriteRef> modify(MetadataBlock block, BlockKind kind);
    // Zeroes, without reading what was there before.
    Result<WriteRef> create(MetadataBlock block, BlockKind kind);

    // The commit: writes all dirty blocks, flushes, writes `superblock` (sealed here) to block 0,
    // flushes. After an error nothing of the transaction is reachable, or all of it is (the last
    // flush failed).
    Result<void> commit(std::span<const std::byte> superblock);
    // Forgets all dirty blocks; the next read comes from the device.
    void abort();

    // The device refused to write or flush: what it holds of the transaction is anybody's guess.
    bool writeFailed() const { return m_writeFailed; }

    // Forgets every block, clean ones too, and that writing failed.
    void restart();
    // A block's content is of no more use; its number may come back as any kind.
    void forget(MetadataBlock block);

private:
    Result<CachedBlock*> load(MetadataBlock block, BlockKind kind);
    CachedBlock& insert(std::unique_ptr<CachedBlock> block);
    void drop(CachedBlock& block);
    void markChanged(CachedBlock& block);
    Result<void> makeRoom();
    Result<void> writeDirty();
    Result<void> write(std::span<const BlockWrite> writes);
    Result<void> flush();

    BlockDevice& m_device;
    std::size_t m_cacheBlocks;
    bool m_writeFailed = false;
    std::unordered_map<MetadataBlock, std::unique_ptr<CachedBlock>> m_blocks;
    std::list<CachedBlock*> m_leastRecent; // front is the next to go
    std::list<CachedBlock*> m_uncommitted; // changed since the last commit
};

} // namespace blkera
