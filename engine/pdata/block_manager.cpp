// SPDX-License-Identifier: GPL-2.0-or-later
#include "pdata/block_manager.h"

#include "base/crc32c.h"
#include "base/little_endian.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <vector>

namespace blkera {

struct CachedBlock {
    CachedBlock(MetadataBlock where, BlockKind what)
        : location(where)
        , kind(what)
    {
    }

    MetadataBlock location;
    BlockKind kind;
    std::array<std::byte, kMetadataBlockBytes> bytes {};
    std::uint32_t pins = 0;
    bool dirty = false; // differs from the device
    bool uncommitted = false; // changed since the last commit, perhaps written already
    std::list<CachedBlock*>::iterator age; // in m_leastRecent
    std::list<CachedBlock*>::iterator change; // in m_uncommitted, if it is
};

namespace {

constexpr MetadataBlock kSuperblockPlace(0);
constexpr std::size_t kChecksumBytes = 4;

struct KindTraits {
    BlockKind kind;
    const char* name;
    std::uint32_t checksumXor;
    std::size_t blocknrOffset;
};

constexpr std::array kKinds {
    KindTraits { BlockKind::Superblock, "superblock", 146538381, 8 },
    KindTraits { BlockKind::BtreeNode, "btree node", 121107, 8 },
    KindTraits { BlockKind::ArrayBlock, "array block", 595846735, 16 },
    KindTraits { BlockKind::Bitmap, "bitmap", 240779, 8 },
    KindTraits { BlockKind::Index, "index block", 160478, 8 },
};

const KindTraits& traits(BlockKind kind)
{
    const auto& found = kKinds[static_cast<std::size_t>(kind)];
    assert(found.kind == kind);
    return found;
}

std::string describe(MetadataBlock block, BlockKind kind)
{
    return std::string(toString(kind)) + " at metadata block " + std::to_string(block.raw());
}

void seal(std::span<std::byte> bytes, MetadataBlock block, BlockKind kind)
{
    storeDisk(bytes.subspan(traits(kind).blocknrOffset), Le64(block.raw()));
    storeDisk(bytes, Le32(crc32cRaw(bytes.subspan(kChecksumBytes)) ^ traits(kind).checksumXor));
}

} // namespace

const char* toString(BlockKind kind)
{
    return traits(kind).name;
}

Result<void> validateBlock(std::span<const std::byte> bytes, MetadataBlock block, BlockKind kind)
{
    const std::uint32_t checksum = loadDisk<Le32>(bytes);
    if (checksum != (crc32cRaw(bytes.subspan(kChecksumBytes)) ^ traits(kind).checksumXor)) {
        const auto actual = recogniseBlock(bytes);
        return corrupt(describe(block, kind)
                       + (actual ? std::string(": it is of kind ") + toString(*actual)
                                 : std::string(": wrong checksum")));
    }
    const std::uint64_t blocknr = loadDisk<Le64>(bytes.subspan(traits(kind).blocknrOffset));
    if (blocknr != block.raw())
        return corrupt(describe(block, kind) + ": it claims to be block "
                       + std::to_string(blocknr));
    return {};
}

std::optional<BlockKind> recogniseBlock(std::span<const std::byte> bytes)
{
    const std::uint32_t difference
        = loadDisk<Le32>(bytes) ^ crc32cRaw(bytes.subspan(kChecksumBytes));
    for (const KindTraits& candidate : kKinds) {
        if (candidate.checksumXor == difference)
            return candidate.kind;
    }
    return std::nullopt;
}

ReadRef::ReadRef(CachedBlock& block)
    : m_block(&block)
{
    ++m_block->pins;
}

ReadRef::ReadRef(ReadRef&& other) noexcept
    : m_block(std::exchange(other.m_block, nullptr))
{
}

ReadRef& ReadRef::operator=(ReadRef&& other) noexcept
{
    std::swap(m_block, other.m_block);
    return *this;
}

ReadRef::~ReadRef()
{
    if (m_block)
        --m_block->pins;
}

MetadataBlock ReadRef::location() const
{
    return m_block->location;
}

std::span<const std::byte> ReadRef::bytes() const
{
    return m_block->bytes;
}

std::span<std::byte> WriteRef::bytes() const
{
    return m_block->bytes;
}

BlockManager::BlockManager(BlockDevice& device, std::size_t cacheBlocks)
    : m_device(device)
    , m_cacheBlocks(cacheBlocks)
{
}

BlockManager::~BlockManager() = default;

Result<ReadRef> BlockManager::read(MetadataBlock block, BlockKind kind)
{
    auto cached = load(block, kind);
    if (!cached)
        return cached.error();
    return ReadRef(**cached);
}

Result<void> BlockManager::readPastCache(MetadataBlock first, std::span<std::byte> bytes)
{
    const std::uint64_t count = bytes.size() / kMetadataBlockBytes;
    if (count > size().raw() || first.raw() > size().raw() - count)
        return invalid("metadata block " + std::to_string(first.raw() + count - 1)
                       + ": beyond the end of the device");
    return m_device.read(first, bytes);
}

Result<WriteRef> BlockManager::modify(MetadataBlock block, BlockKind kind)
{
    if (block == kSuperblockPlace)
        return invalid("metadata block 0 is written by a commit only");
    auto cached = load(block, kind);
    if (!cached)
        return cached.error();
    markChanged(**cached);
    return WriteRef(**cached);
}

Result<WriteRef> BlockManager::create(MetadataBlock block, BlockKind kind)
{
    if (block == kSuperblockPlace)
        return invalid("metadata block 0 is written by a commit only");
    if (block.raw() >= size().raw())
        return corrupt(describe(block, kind) + ": beyond the end of the device");
    forget(block);
    // Only damaged metadata brings us here with a block that is still being looked at.
    if (m_blocks.contains(block))
        return corrupt(describe(block, kind) + ": it was free, yet is in use");
    if (auto room = makeRoom(); !room)
        return room.error();
    CachedBlock& cached = insert(std::make_unique<CachedBlock>(block, kind));
    markChanged(cached);
    return WriteRef(cached);
}

Result<void> BlockManager::commit(std::span<const std::byte> superblock)
{
    assert(superblock.size() == kMetadataBlockBytes);
    assert(std::ranges::none_of(m_uncommitted,
                                [](const auto* block) { return block->dirty && block->pins > 0; }));
    if (auto written = writeDirty(); !written)
        return written;
    if (auto flushed = flush(); !flushed)
        return flushed;

    // What was read of block 0 before is no longer so, whether the write succeeds or not.
    forget(kSuperblockPlace);
    std::vector<std::byte> sealed(superblock.begin(), superblock.end());
    seal(sealed, kSuperblockPlace, BlockKind::Superblock);
    const BlockWrite last { kSuperblockPlace, sealed };
    if (auto written = write(std::span(&last, 1)); !written)
        return written;
    if (auto flushed = flush(); !flushed)
        return flushed;
    for (CachedBlock* block : m_uncommitted)
        block->uncommitted = false;
    m_uncommitted.clear();
    return {};
}

void BlockManager::abort()
{
    while (!m_uncommitted.empty()) {
        assert(m_uncommitted.back()->pins == 0);
        drop(*m_uncommitted.back());
    }
}

void BlockManager::restart()
{
    assert(
        std::ranges::none_of(m_blocks, [](const auto& entry) { return entry.second->pins > 0; }));
    m_uncommitted.clear();
    m_leastRecent.clear();
    m_blocks.clear();
    m_writeFailed = false;
}

void BlockManager::forget(MetadataBlock block)
{
    const auto found = m_blocks.find(block);
    if (found != m_blocks.end() && found->second->pins == 0)
        drop(*found->second);
}

Result<CachedBlock*> BlockManager::load(MetadataBlock block, BlockKind kind)
{
    if (const auto found = m_blocks.find(block); found != m_blocks.end()) {
        CachedBlock& cached = *found->second;
        if (cached.kind != kind)
            return corrupt(describe(block, kind) + ": it is in use as " + toString(cached.kind));
        m_leastRecent.splice(m_leastRecent.end(), m_leastRecent, cached.age);
        return &cached;
    }
    if (block.raw() >= size().raw())
        return corrupt(describe(block, kind) + ": beyond the end of the device");
    if (auto room = makeRoom(); !room)
        return room.error();
    auto fresh = std::make_unique<CachedBlock>(block, kind);
    if (auto read = m_device.read(block, fresh->bytes); !read)
        return read.error();
    if (auto valid = validateBlock(fresh->bytes, block, kind); !valid)
        return valid.error();
    return &insert(std::move(fresh));
}

CachedBlock& BlockManager::insert(std::unique_ptr<CachedBlock> block)
{
    CachedBlock& cached = *block;
    cached.age = m_leastRecent.insert(m_leastRecent.end(), &cached);
    m_blocks.emplace(cached.location, std::move(block));
    return cached;
}

void BlockManager::drop(CachedBlock& block)
{
    if (block.uncommitted)
        m_uncommitted.erase(block.change);
    m_leastRecent.erase(block.age);
    m_blocks.erase(MetadataBlock(block.location));
}

void BlockManager::markChanged(CachedBlock& block)
{
    block.dirty = true;
    if (!std::exchange(block.uncommitted, true))
        block.change = m_uncommitted.insert(m_uncommitted.end(), &block);
}

Result<void> BlockManager::makeRoom()
{
    while (m_blocks.size() >= m_cacheBlocks) {
        const auto oldest
            = std::ranges::find_if(m_leastRecent, [](auto* block) { return block->pins == 0; });
        if (oldest == m_leastRecent.end())
            break; // all are pinned: a few more than asked for, then
        if ((*oldest)->dirty) {
            if (auto written = writeDirty(); !written)
                return written;
        }
        drop(**oldest);
    }
    return {};
}

Result<void> BlockManager::writeDirty()
{
    std::vector<CachedBlock*> dirty;
    for (CachedBlock* block : m_uncommitted) {
        // A pinned block may be about to change; it is written later.
        if (block->dirty && block->pins == 0)
            dirty.push_back(block);
    }
    if (dirty.empty())
        return {};
    std::ranges::sort(dirty, {}, &CachedBlock::location);
    std::vector<BlockWrite> writes;
    writes.reserve(dirty.size());
    for (CachedBlock* block : dirty) {
        seal(block->bytes, block->location, block->kind);
        writes.push_back({ block->location, block->bytes });
    }
    if (auto written = write(writes); !written)
        return written;
    for (CachedBlock* block : dirty)
        block->dirty = false;
    return {};
}

Result<void> BlockManager::write(std::span<const BlockWrite> writes)
{
    auto written = m_device.write(writes);
    m_writeFailed = m_writeFailed || !written;
    return written;
}

Result<void> BlockManager::flush()
{
    auto flushed = m_device.flush();
    m_writeFailed = m_writeFailed || !flushed;
    return flushed;
}

} // namespace blkera
