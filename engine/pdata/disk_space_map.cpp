// SPDX-License-Identifier: GPL-2.0-or-later
#include "pdata/disk_space_map.h"

#include "base/little_endian.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <utility>

namespace blkera {

namespace {

// Counts from here on do not fit a bitmap and have an entry in the ref-count tree.
constexpr std::uint32_t kLargeCount = 3;
constexpr std::size_t kIndexHeaderBytes = 16;
constexpr std::size_t kBitmapHeaderBytes = 16;

// struct disk_index_entry
struct IndexEntryDisk {
    Le64 blocknr;
    Le32 nrFree; // nr_free
    Le32 noneFreeBefore; // none_free_before
};

static_assert(sizeof(IndexEntryDisk) == 16);
static_assert(kIndexHeaderBytes + kMaxBitmaps * sizeof(IndexEntryDisk) == kMetadataBlockBytes);

class CountValues : public BtreeValueType {
public:
    std::size_t size() const override { return sizeof(Le32); }

    Result<void> share(TransactionManager&, std::span<const std::byte>) const override
    {
        return {};
    }

    Result<void> release(TransactionManager&, std::span<const std::byte>) const override
    {
        return {};
    }
};

const CountValues kCountValues;

std::uint64_t bitmapsFor(MetadataBlockCount blocks)
{
    return (blocks.raw() + kCountsPerBitmap - 1) / kCountsPerBitmap;
}

std::size_t indexEntryOffset(std::size_t bitmap)
{
    return kIndexHeaderBytes + bitmap * sizeof(IndexEntryDisk);
}

// Two bits a count, the first of them the high one.
std::uint32_t countAt(std::span<const std::byte> bitmap, std::uint64_t i)
{
    const auto byte = std::to_integer<unsigned>(bitmap[kBitmapHeaderBytes + i / 4]);
    const unsigned pair = byte >> (i % 4 * 2);
    return (pair & 1) << 1 | (pair >> 1 & 1);
}

// What a bitmap says of a count.
std::uint32_t inBitmap(std::uint32_t count)
{
    return std::min(count, kLargeCount);
}

void setCountAt(std::span<std::byte> bitmap, std::uint64_t i, std::uint32_t count)
{
    std::byte& four = bitmap[kBitmapHeaderBytes + i / 4];
    const auto shift = static_cast<unsigned>(i % 4 * 2);
    four &= ~(std::byte { 3 } << shift);
    four |= static_cast<std::byte>((count >> 1 | (count & 1) << 1) << shift);
}

// How many counts of a bitmap are not 0.
std::uint32_t countedIn(std::span<const std::byte> bitmap)
{
    constexpr std::uint64_t kFirstOfPairs = 0x5555555555555555;
    int counted = 0;
    for (std::size_t at = kBitmapHeaderBytes; at < bitmap.size(); at += sizeof(std::uint64_t)) {
        std::uint64_t pairs = 0;
        std::memcpy(&pairs, bitmap.data() + at, sizeof pairs);
        if (pairs != 0) // as most are
            counted += std::popcount((pairs | pairs >> 1) & kFirstOfPairs);
    }
    return static_cast<std::uint32_t>(counted);
}

// Brings one bitmap, which is as it was at the last commit, up to date; returns what the index says
// of it. The kernel counts a full bitmap's worth as free in the last one too, so blocks that do not
// exist stay free here.
IndexEntryDisk updateBitmap(WriteRef& bitmap, const SpaceMap& space, std::size_t number)
{
    const std::span<std::byte> bytes = bitmap.bytes();
    std::ranges::fill(bytes.first(kBitmapHeaderBytes), std::byte { 0 });
    const MetadataBlock first(number * kCountsPerBitmap);
    const MetadataBlockCount length = std::min(MetadataBlockCount(kCountsPerBitmap),
                                               space.size() - MetadataBlockCount(first.raw()));
    const MetadataBlock end = first + length;
    for (const auto& [block, before] : space.changed()) {
        if (first <= block && block < end)
            setCountAt(bytes, (block - first).raw(), inBitmap(space.count(block)));
    }
    const auto firstFree
        = static_cast<std::uint32_t>((std::min(space.nextFree(first), end) - first).raw());
    return { bitmap.location().raw(),
             static_cast<std::uint32_t>(kCountsPerBitmap) - countedIn(bytes), firstFree };
}

Error badCount(MetadataBlock block, const std::string& what)
{
    return corrupt("space map: metadata block " + std::to_string(block.raw()) + " " + what);
}

// `counts` are 0 from `first` on.
Result<void> readBitmap(BlockManager& blocks, MetadataBlock bitmap, std::uint64_t first,
                        CountTable& counts)
{
    auto ref = blocks.read(bitmap, BlockKind::Bitmap);
    if (!ref)
        return ref.error();
    // Most blocks of a large device are free: their counts are there already.
    std::uint64_t eight = 0;
    constexpr std::uint64_t kCountsInEight = sizeof eight * 4;
    for (std::uint64_t i = 0; i < kCountsPerBitmap; ++i) {
        if (i % kCountsInEight == 0) {
            std::memcpy(&eight, ref->bytes().data() + kBitmapHeaderBytes + i / 4, sizeof eight);
            if (eight == 0) {
                i += kCountsInEight - 1;
                continue;
            }
        }
        const std::uint32_t count = countAt(ref->bytes(), i);
        if (count == 0)
            continue;
        if (first + i >= counts.size())
            return badCount(MetadataBlock(first + i), "has a count, but is beyond the end");
        counts.set(first + i, count);
    }
    return {};
}

// Replaces each count of "3 or more" by the number in the tree, which has entries for no other.
Result<void> readLargeCounts(BlockManager& blocks, MetadataBlock root, CountTable& counts)
{
    std::uint64_t missing = 0;
    for (std::uint64_t i = counts.nextNonZero(0); i < counts.size(); i = counts.nextNonZero(i + 1))
        missing += counts.get(i) == kLargeCount ? 1 : 0;
    BtreeReader tree(blocks, kCountValues.size());
    auto walked = tree.walk(root, [&](const BtreeReader::Entry& entry) -> Result<void> {
        const std::uint32_t count = loadDisk<Le32>(entry.value);
        if (entry.key >= counts.size() || counts.get(entry.key) != kLargeCount
            || count < kLargeCount)
            return badCount(MetadataBlock(entry.key),
                            "has a count of " + std::to_string(count)
                                + " in the tree of large counts that its bitmap denies");
        counts.set(entry.key, count);
        --missing;
        return {};
    });
    if (!walked)
        return walked;
    if (missing != 0)
        return corrupt("space map: the tree of large counts lacks " + std::to_string(missing)
                       + " entries");
    return {};
}

} // namespace

Result<DiskSpaceMap> DiskSpaceMap::create(TransactionManager& transaction)
{
    DiskSpaceMap map;
    auto index = transaction.create(BlockKind::Index);
    if (!index)
        return index.error();
    map.m_state.index = index->location();
    auto counts = Btree(transaction, kCountValues).createEmpty();
    if (!counts)
        return counts.error();
    map.m_state.refCountRoot = *counts;
    for (std::size_t i = 0; i < bitmapsFor(transaction.space().size()); ++i) {
        auto bitmap = transaction.create(BlockKind::Bitmap);
        if (!bitmap)
            return bitmap.error();
        map.m_state.bitmaps.push_back(bitmap->location());
        // What was in use before; save() brings what has changed since the last commit.
        const SpaceMap& space = transaction.space();
        const MetadataBlock first(i * kCountsPerBitmap);
        const MetadataBlock end = first + MetadataBlockCount(kCountsPerBitmap);
        for (MetadataBlock block = space.nextCounted(first);
             block < end && block.raw() < space.size().raw();
             block = space.nextCounted(block + MetadataBlockCount(1)))
            setCountAt(bitmap->bytes(), (block - first).raw(), inBitmap(space.count(block)));
        storeDisk(index->bytes().subspan(indexEntryOffset(i)),
                  IndexEntryDisk { bitmap->location().raw(), std::uint32_t { kCountsPerBitmap },
                                   std::uint32_t { 0 } });
    }
    map.m_committed = map.m_state;
    return map;
}

Result<DiskSpaceMap::Loaded> DiskSpaceMap::load(BlockManager& blocks, const SpaceMapRoot& root)
{
    if (root.nrBlocks > std::min(blocks.size(), kMaxMetadataBlocks)
        || root.nrBlocks == MetadataBlockCount(0))
        return corrupt("space map: it is for " + std::to_string(root.nrBlocks.raw())
                       + " blocks, the device has " + std::to_string(blocks.size().raw()));
    Loaded loaded;
    loaded.counts.resize(root.nrBlocks.raw());
    State& state = loaded.disk.m_state;
    state.index = root.bitmapRoot;
    state.refCountRoot = root.refCountRoot;
    auto index = blocks.read(root.bitmapRoot, BlockKind::Index);
    if (!index)
        return index.error();
    for (std::size_t i = 0; i < bitmapsFor(root.nrBlocks); ++i) {
        const auto entry = loadDisk<IndexEntryDisk>(index->bytes().subspan(indexEntryOffset(i)));
        state.bitmaps.emplace_back(entry.blocknr);
        if (auto read
            = readBitmap(blocks, state.bitmaps.back(), i * kCountsPerBitmap, loaded.counts);
            !read)
            return read.error();
    }
    if (auto read = readLargeCounts(blocks, root.refCountRoot, loaded.counts); !read)
        return read.error();

    // Were one of these counted as free, or twice in use, the next transaction would overwrite it.
    std::vector<MetadataBlock> own = state.bitmaps;
    own.insert(own.end(), { MetadataBlock(0), state.index, state.refCountRoot });
    std::ranges::sort(own);
    if (const auto twice = std::ranges::adjacent_find(own); twice != own.end())
        return badCount(*twice, "has two uses");
    for (const MetadataBlock block : own) {
        if (block.raw() >= loaded.counts.size() || loaded.counts.get(block.raw()) != 1)
            return badCount(block, "belongs to the space map itself, but is not counted once");
    }
    loaded.disk.m_committed = state;
    return loaded;
}

Result<void> DiskSpaceMap::grow(TransactionManager& transaction)
{
    while (m_state.bitmaps.size() < bitmapsFor(transaction.space().size())) {
        auto bitmap = transaction.create(BlockKind::Bitmap);
        if (!bitmap)
            return bitmap.error();
        m_state.bitmaps.push_back(bitmap->location());
    }
    return {};
}

Result<SpaceMapRoot> DiskSpaceMap::save(TransactionManager& transaction)
{
    const SpaceMap& space = transaction.space();
    const bool changed = std::ranges::any_of(space.changed(), [&](const auto& entry) {
        return entry.second != space.count(entry.first);
    });
    if (changed) {
        if (auto saved = saveLargeCounts(transaction); !saved)
            return saved.error();
        auto index = transaction.shadow(m_state.index, BlockKind::Index);
        if (!index)
            return index.error();
        m_state.index = index->block.location();
        auto copied = copyChangedBitmaps(transaction);
        if (!copied)
            return copied.error();
        // From here on nothing is allocated, so the counts stand.
        for (const std::size_t i : *copied) {
            auto bitmap = transaction.blocks().modify(m_state.bitmaps[i], BlockKind::Bitmap);
            if (!bitmap)
                return bitmap.error();
            storeDisk(index->block.bytes().subspan(indexEntryOffset(i)),
                      updateBitmap(*bitmap, space, i));
        }
    }
    return SpaceMapRoot { space.size(), space.allocated(), m_state.index, m_state.refCountRoot };
}

// Changing the tree allocates and frees blocks of its own, but never gives one a large count: one
// pass does.
Result<void> DiskSpaceMap::saveLargeCounts(TransactionManager& transaction)
{
    const SpaceMap& space = transaction.space();
    std::vector<MetadataBlock> due;
    for (const auto& [block, before] : space.changed()) {
        const std::uint32_t now = space.count(block);
        if (now != before && std::max(now, before) >= kLargeCount)
            due.push_back(block);
    }
    std::ranges::sort(due);
    Btree tree(transaction, kCountValues);
    for (const MetadataBlock block : due) {
        const std::uint32_t count = space.count(block);
        std::array<std::byte, sizeof(Le32)> value {};
        storeDisk(std::span<std::byte>(value), Le32(count));
        auto root = count >= kLargeCount ? tree.insert(m_state.refCountRoot, block.raw(), value)
                                         : tree.remove(m_state.refCountRoot, block.raw());
        if (!root)
            return root.error();
        m_state.refCountRoot = *root;
    }
    return {};
}

// Copies each bitmap that says something else of a count than at the last commit, until the copying
// itself changes no others; returns their numbers, those of new bitmaps among them.
Result<std::vector<std::size_t>> DiskSpaceMap::copyChangedBitmaps(TransactionManager& transaction)
{
    const SpaceMap& space = transaction.space();
    std::vector<bool> seen(m_state.bitmaps.size());
    std::vector<std::size_t> all;
    for (std::size_t i = m_committed.bitmaps.size(); i < m_state.bitmaps.size(); ++i) {
        seen[i] = true;
        all.push_back(i);
    }
    for (;;) {
        const std::size_t before = all.size();
        for (const auto& [block, count] : space.changed()) {
            const std::size_t number = block.raw() / kCountsPerBitmap;
            if (inBitmap(count) != inBitmap(space.count(block)) && !seen[number]) {
                seen[number] = true;
                all.push_back(number);
            }
        }
        if (all.size() == before)
            return all;
        for (std::size_t i = before; i < all.size(); ++i) {
            MetadataBlock& bitmap = m_state.bitmaps[all[i]];
            auto shadow = transaction.shadow(bitmap, BlockKind::Bitmap);
            if (!shadow)
                return shadow.error();
            bitmap = shadow->block.location();
        }
    }
}

void DiskSpaceMap::abort()
{
    m_state = m_committed;
}

void DiskSpaceMap::committed()
{
    m_committed = m_state;
}

Result<void>
DiskSpaceMap::visitBlocks(BlockManager& blocks,
                          const std::function<Result<void>(MetadataBlock)>& visit) const
{
    if (auto visited = visit(m_state.index); !visited)
        return visited;
    for (const MetadataBlock bitmap : m_state.bitmaps) {
        if (auto visited = visit(bitmap); !visited)
            return visited;
    }
    BtreeReader tree(blocks, kCountValues.size());
    const auto node = [&](MetadataBlock block) -> Result<bool> {
        if (auto visited = visit(block); !visited)
            return visited.error();
        return true;
    };
    return tree.walkStrictly(m_state.refCountRoot, node,
                             [](const auto&) { return Result<void>(); });
}

} // namespace blkera
