// SPDX-License-Identifier: GPL-2.0-or-later
#include "era/checker.h"

#include "era/era_view.h"
#include "era/superblock.h"
#include "era/tree_census.h"
#include "pdata/bitset.h"

#include <algorithm>
#include <bit>
#include <unordered_map>

namespace blkera {

namespace {

constexpr std::size_t kMapHeaderBytes = 16; // of index and bitmap blocks
constexpr std::uint64_t kMaxNrBlocks = std::uint64_t { 1 } << 31;

struct IndexEntryDisk {
    Le64 blocknr;
    Le32 nrFree; // nr_free
    Le32 noneFreeBefore; // none_free_before
};

static_assert(sizeof(IndexEntryDisk) == 16);

std::string number(std::uint64_t value)
{
    return std::to_string(value);
}

// A two-bit count of a bitmap; the even bit is the high one.
std::uint32_t bitmapCount(std::span<const std::byte> bitmap, std::uint64_t entry)
{
    const auto byte = std::to_integer<unsigned>(bitmap[kMapHeaderBytes + entry / 4]);
    const unsigned pair = byte >> (entry % 4 * 2) & 3;
    return (pair & 1) << 1 | pair >> 1;
}

std::uint32_t highestEra(std::span<const std::byte> eras)
{
    std::uint32_t highest = 0;
    for (std::size_t at = 0; at < eras.size(); at += sizeof(Le32))
        highest = std::max<std::uint32_t>(highest, loadDisk<Le32>(eras.subspan(at)));
    return highest;
}

bool allZero(std::span<const std::byte> bytes)
{
    return std::ranges::all_of(bytes, [](std::byte b) { return b == std::byte { 0 }; });
}

enum class Depth { Everything, Pointers };

class Checker {
public:
    Checker(BlockManager& blocks, Depth depth)
        : m_depth(depth)
        , m_census(blocks, m_report)
        , m_deviceSize(blocks.size())
    {
    }

    Result<CheckReport> run()
    {
        if (m_census.point(MetadataBlock(0), BlockUse::Superblock, "superblock"))
            checkAll();
        if (m_census.failure())
            return *m_census.failure();
        m_census.closeReport();
        return std::move(m_report);
    }

private:
    void checkAll();
    void checkSnapshot(const Superblock& live);
    void checkView(const EraView& view, const std::string& name, bool isSnapshot);
    void checkBitset(const Writeset& writeset, const std::string& name);
    void checkEraArray(const EraView& view, const std::string& name, std::uint32_t limit,
                       std::optional<ArchivedWriteset> digesting);
    void checkRefCountTree(const SpaceMapRoot& root);
    void checkSpaceMap(const SpaceMapRoot& root);
    std::vector<IndexEntryDisk> readIndex(const SpaceMapRoot& root);
    // False if it could not be read.
    bool checkBitmap(std::uint64_t bitmapNumber, const IndexEntryDisk& entry);
    void compareCount(MetadataBlock block, std::uint32_t recorded);
    void reportWrongCounts();

    // Neighbours whose count is wrong in the same way.
    struct WrongCounts {
        std::uint64_t first = 0;
        std::uint64_t end = 0;
        std::uint32_t recorded = 0;
        std::uint32_t reached = 0;
    };

    struct BigCount {
        std::uint32_t block;
        std::uint32_t count;
    };

    Depth m_depth;
    CheckReport m_report;
    TreeCensus m_census;
    MetadataBlockCount m_deviceSize;
    std::uint64_t m_managed = 0; // blocks of the space map
    std::uint64_t m_allocated = 0; // by the bitmaps
    std::vector<BigCount> m_bigCounts; // the ref-count tree; blocks ascend
    std::size_t m_nextBigCount = 0;
    bool m_bigCountsKnown = false;
    WrongCounts m_wrong;
};

void Checker::checkAll()
{
    if (!m_census.read(MetadataBlock(0), BlockKind::Superblock, "superblock"))
        return;
    const auto superblock = Superblock::read(m_census.blocks());
    if (!superblock) {
        m_census.error(superblock.error().message());
        return;
    }
    m_report.size = superblock->spaceMap.nrBlocks;

    if (superblock->currentWriteset) {
        if (superblock->currentEra == Era(0))
            m_census.error("superblock: a current writeset in era 0, which has no writes");
        checkBitset(*superblock->currentWriteset, "current writeset");
    }
    checkView(EraView::live(*superblock), "live", false);
    checkSnapshot(*superblock);
    checkRefCountTree(superblock->spaceMap);
    checkSpaceMap(superblock->spaceMap);

    const auto& records = m_census.records();
    m_report.used = MetadataBlockCount(static_cast<std::uint64_t>(std::ranges::count_if(
        records, [](const BlockRecord& record) { return record.pointers != 0; })));
    if (m_census.incomplete())
        m_census.warning("space map: leaks were not looked for, because not everything that is in "
                         "use could be reached");
}

// Of the clone only the two trees, their sizes and the era are valid; its own pointers to a space
// map and a current writeset are stale (format.md, "Metadata snapshot").
void Checker::checkSnapshot(const Superblock& live)
{
    if (!live.metadataSnapshot)
        return;
    const MetadataBlock location = *live.metadataSnapshot;
    if (!m_census.point(location, BlockUse::SnapshotClone, "superblock: metadata snapshot")
        || !m_census.read(location, BlockKind::Superblock, "metadata snapshot"))
        return;
    const auto clone = Superblock::read(m_census.blocks(), location);
    const auto view = EraView::snapshot(m_census.blocks(), live);
    if (!clone || !view) {
        m_census.error("metadata snapshot, metadata block " + number(location.raw()) + ": "
                       + (clone ? view.error() : clone.error()).message());
        return;
    }
    if (clone->metadataSnapshot)
        m_census.error("metadata snapshot: it names a snapshot itself");
    if (clone->dataBlockSizeSectors != live.dataBlockSizeSectors)
        m_census.error("metadata snapshot: blocks of " + number(clone->dataBlockSizeSectors)
                       + " sectors, the superblock says " + number(live.dataBlockSizeSectors));
    if (clone->currentEra > live.currentEra)
        m_census.error("metadata snapshot: era " + number(clone->currentEra.raw())
                       + " is beyond the current one, " + number(live.currentEra.raw()));
    checkView(*view, "snapshot", true);
}

void Checker::checkView(const EraView& view, const std::string& name, bool isSnapshot)
{
    const std::uint32_t currentEra = view.currentEra.raw();
    TreeRules rules;
    rules.name = name + " writeset tree";
    rules.nodes = BlockUse::WritesetNode;
    rules.valueSize = kWritesetValueBytes;
    rules.gapless = true;
    std::unordered_map<MetadataBlock, std::uint64_t> bitsets; // and whose they are
    if (!isSnapshot && view.currentWriteset)
        bitsets.emplace(view.currentWriteset->root, currentEra);
    rules.entry = [&](std::uint64_t era, std::span<const std::byte> value, Subtree&) {
        const Writeset writeset = unpackWriteset(value);
        const auto [owner, first] = bitsets.try_emplace(writeset.root, era);
        if (!first)
            m_census.error(rules.name + ": eras " + number(owner->second) + " and " + number(era)
                           + " share the bitset at metadata block " + number(writeset.root.raw()));
        checkBitset(writeset, name + " writeset of era " + number(era));
        return true;
    };
    const Subtree* archived = m_census.walkTree(rules, view.writesetTreeRoot);

    // What is not yet in the era array: the archived writesets and the current one, which a
    // snapshot had too when it was taken.
    const bool hasCurrent = isSnapshot || view.currentWriteset;
    std::uint32_t limit = currentEra;
    std::optional<ArchivedWriteset> digesting;
    if (archived && !archived->empty()) {
        const std::uint64_t due = hasCurrent ? std::uint64_t { currentEra } - 1 : currentEra;
        if (archived->lastKey != due)
            m_census.error(rules.name + ": the last archived era is " + number(archived->lastKey)
                           + ", " + number(due) + " is due");
        if (archived->firstKey == 0)
            m_census.error(rules.name + ": a writeset of era 0, which has no writes");
        limit = std::min(limit, archived->firstKey);
        std::array<std::byte, kWritesetValueBytes> value {};
        const auto found = BtreeReader(m_census.blocks(), value.size())
                               .find(view.writesetTreeRoot, archived->firstKey, value);
        // The last era goes on after it was digested: Metadata::continueLastEra().
        if (found && *found && Era(archived->firstKey) != kLastEra)
            digesting = ArchivedWriteset { Era(archived->firstKey), unpackWriteset(value) };
    } else if (archived && hasCurrent && currentEra > 0 && view.currentEra != kLastEra) {
        limit = currentEra - 1;
    }
    checkEraArray(view, name, limit, digesting);
}

void Checker::checkBitset(const Writeset& writeset, const std::string& name)
{
    if (writeset.nrBits >= kMaxNrBlocks)
        m_census.error(name + ": " + number(writeset.nrBits) + " bits are more than a device has");
    TreeRules rules;
    rules.name = name;
    rules.nodes = BlockUse::BitsetNode;
    rules.leaves = BlockUse::BitsetBlock;
    rules.fullBlock = kWordsPerWindow;
    if (m_depth == Depth::Everything)
        rules.values
            = [](MetadataBlock, std::uint64_t, std::span<const std::byte> words, Subtree& below) {
                  for (std::size_t i = words.size() / sizeof(Le64); i-- > 0;) {
                      const std::uint64_t word = loadDisk<Le64>(words.subspan(i * sizeof(Le64)));
                      if (word != 0) {
                          below.top = static_cast<std::uint32_t>(i * 64 + std::bit_width(word));
                          return;
                      }
                  }
              };
    const std::uint64_t words = (std::uint64_t { writeset.nrBits } + 63) / 64;
    const Subtree* all = m_census.walkArray(rules, writeset.root, words);
    if (all && !all->empty()
        && std::uint64_t { all->lastKey } * kBitsPerWindow + all->top > writeset.nrBits)
        m_census.error(name + ": bits are set beyond its " + number(writeset.nrBits));
}

// Eras up to `limit` may be in the array. Those of the writeset being digested are there only for
// blocks that it has.
void Checker::checkEraArray(const EraView& view, const std::string& name, std::uint32_t limit,
                            std::optional<ArchivedWriteset> digesting)
{
    constexpr std::uint32_t kErasPerBlock = kArrayBlockEntries<std::uint32_t>;
    BitsetReader bitsets(m_census.blocks());
    BitWindow window {};
    std::optional<std::uint64_t> windowNumber;
    const auto digested = [&](std::uint64_t block) {
        if (windowNumber != block / kBitsPerWindow) {
            window = {};
            windowNumber = block / kBitsPerWindow;
            // A damaged bitset is in the report already.
            if (!bitsets.addWindow(digesting->writeset.root, digesting->writeset.nrBits,
                                   *windowNumber, window))
                digesting.reset();
        }
        const std::uint64_t bit = block % kBitsPerWindow;
        return !digesting || (window[bit / 64] >> (bit % 64) & 1) != 0;
    };

    // Eras below it are as they should be.
    std::uint64_t suspicious = std::uint64_t { limit } + 1;
    if (digesting)
        suspicious = std::min<std::uint64_t>(suspicious, digesting->era.raw());

    TreeRules rules;
    rules.name = name + " era array";
    rules.nodes = BlockUse::EraNode;
    rules.leaves = BlockUse::EraBlock;
    rules.fullBlock = kErasPerBlock;
    rules.topIsHighest = true;
    rules.topLimit = limit;
    const auto values = [&](MetadataBlock location, std::uint64_t key,
                            std::span<const std::byte> eras, Subtree& below) {
        below.top = highestEra(eras);
        if (below.top < suspicious)
            return;
        for (std::size_t i = 0; i < eras.size() / sizeof(Le32); ++i) {
            const std::uint32_t era = loadDisk<Le32>(eras.subspan(i * sizeof(Le32)));
            const std::uint64_t block = key * kErasPerBlock + i;
            const auto bad = [&](const std::string& what) {
                m_census.error(rules.name + ": array block " + number(location.raw()) + ": block "
                               + number(block) + " has era " + number(era) + what);
            };
            if (era > limit)
                bad(", at most " + number(limit) + " is due");
            else if (digesting && era == digesting->era.raw() && !digested(block))
                bad(", whose archived writeset does not have it");
        }
    };
    if (m_depth == Depth::Everything)
        rules.values = values;
    m_census.walkArray(rules, view.eraArrayRoot, view.nrBlocks.raw());
}

void Checker::checkRefCountTree(const SpaceMapRoot& root)
{
    TreeRules rules;
    rules.name = "ref-count tree";
    rules.nodes = BlockUse::RefCountNode;
    rules.valueSize = sizeof(Le32);
    rules.entry = [&](std::uint64_t block, std::span<const std::byte> value, Subtree&) {
        const std::uint32_t count = loadDisk<Le32>(value);
        if (block >= root.nrBlocks.raw() || block >= m_census.records().size()
            || (!m_bigCounts.empty() && block <= m_bigCounts.back().block)) {
            m_census.error(rules.name + ": stray entry for metadata block " + number(block));
            return true;
        }
        if (count < 3)
            m_census.error(rules.name + ": metadata block " + number(block) + " has a count of "
                           + number(count) + ", which belongs in the bitmap");
        m_bigCounts.push_back({ static_cast<std::uint32_t>(block), count });
        return true;
    };
    m_bigCountsKnown = m_census.walkTree(rules, root.refCountRoot) != nullptr;
}

void Checker::checkSpaceMap(const SpaceMapRoot& root)
{
    const std::vector<IndexEntryDisk> index = readIndex(root);
    bool allRead = true;
    for (std::uint64_t i = 0; i < index.size(); ++i)
        allRead = checkBitmap(i, index[i]) && allRead;
    if (index.empty())
        return;
    for (std::uint64_t block = m_managed; block < m_census.records().size(); ++block)
        compareCount(MetadataBlock(block), 0);
    reportWrongCounts();
    if (allRead && m_allocated != root.nrAllocated.raw())
        m_census.error("superblock: the space map has " + number(m_allocated)
                       + " blocks allocated, nr_allocated says " + number(root.nrAllocated.raw()));
}

// The entries of all bitmaps, each of which gets its pointer counted; none if they cannot be told.
std::vector<IndexEntryDisk> Checker::readIndex(const SpaceMapRoot& root)
{
    const std::string name = "space map";
    if (root.nrBlocks > m_deviceSize || root.nrBlocks > kMaxMetadataBlocks
        || root.nrBlocks.raw() == 0) {
        m_census.error(name + ": " + number(root.nrBlocks.raw()) + " blocks, the device has "
                       + number(m_deviceSize.raw()));
        return {};
    }
    if (!m_census.point(root.bitmapRoot, BlockUse::Index, name))
        return {};
    const auto block = m_census.read(root.bitmapRoot, BlockKind::Index, name);
    if (!block)
        return {};
    m_managed = root.nrBlocks.raw();
    std::vector<IndexEntryDisk> index((m_managed + kCountsPerBitmap - 1) / kCountsPerBitmap);
    for (std::size_t i = 0; i < index.size(); ++i) {
        index[i] = loadDisk<IndexEntryDisk>(
            block->bytes().subspan(kMapHeaderBytes + i * sizeof(IndexEntryDisk)));
        m_census.point(MetadataBlock(index[i].blocknr), BlockUse::Bitmap,
                       name + " index, bitmap " + number(i));
    }
    if (!allZero(block->bytes().subspan(4, 4))
        || !allZero(
            block->bytes().subspan(kMapHeaderBytes + index.size() * sizeof(IndexEntryDisk))))
        m_census.error(name + ": index block " + number(root.bitmapRoot.raw())
                       + " has more entries than the map has bitmaps");
    return index;
}

bool Checker::checkBitmap(std::uint64_t bitmapNumber, const IndexEntryDisk& entry)
{
    const MetadataBlock location { entry.blocknr };
    const std::string name
        = "space map bitmap " + number(bitmapNumber) + ", metadata block " + number(location.raw());
    if (location.raw() >= m_census.records().size()
        || m_census.records()[location.raw()].use != BlockUse::Bitmap)
        return false; // reported when it was pointed to
    const auto block = m_census.read(location, BlockKind::Bitmap, name);
    if (!block)
        return false;
    const std::uint64_t first = bitmapNumber * kCountsPerBitmap;
    const std::uint64_t used = std::min(kCountsPerBitmap, m_managed - first);
    std::uint64_t free = 0;
    std::uint64_t firstFree = used;
    for (std::uint64_t i = 0; i < used; ++i) {
        const MetadataBlock counted(first + i);
        std::uint32_t count = bitmapCount(block->bytes(), i);
        if (count == 0) {
            ++free;
            firstFree = std::min(firstFree, i);
        } else {
            ++m_allocated;
        }
        while (m_nextBigCount < m_bigCounts.size()
               && m_bigCounts[m_nextBigCount].block < counted.raw())
            ++m_nextBigCount;
        const bool big = m_nextBigCount < m_bigCounts.size()
            && m_bigCounts[m_nextBigCount].block == counted.raw();
        if (big && count != 3)
            m_census.error("ref-count tree: stray entry for metadata block " + number(counted.raw())
                           + ", whose count is " + number(count));
        else if (big)
            count = m_bigCounts[m_nextBigCount].count;
        else if (count == 3 && !m_bigCountsKnown)
            count = std::max(count, m_census.records()[counted.raw()].pointers);
        compareCount(counted, count);
    }
    const std::uint64_t beyond = kCountsPerBitmap - used;
    bool strays = !allZero(block->bytes().subspan(4, 4));
    for (std::uint64_t i = used; i < kCountsPerBitmap; ++i)
        strays = strays || bitmapCount(block->bytes(), i) != 0;
    if (strays)
        m_census.error(name + ": bits are set that stand for no block");
    // Kernel and tools differ in whether the last bitmap's surplus counts as free.
    if (entry.nrFree != free && entry.nrFree != free + beyond)
        m_census.warning(name + ": the index says " + number(entry.nrFree) + " free, it has "
                         + number(free));
    if (entry.noneFreeBefore > firstFree)
        m_census.warning(name + ": entry " + number(firstFree)
                         + " is free, the index says none is before "
                         + number(entry.noneFreeBefore));
    return true;
}

void Checker::compareCount(MetadataBlock block, std::uint32_t recorded)
{
    const std::uint32_t reached = m_census.records()[block.raw()].pointers;
    // What could not be followed may hold the missing pointers.
    if (recorded == reached || (recorded > reached && m_census.incomplete()))
        return;
    if (m_wrong.end != block.raw() || m_wrong.recorded != recorded || m_wrong.reached != reached) {
        reportWrongCounts();
        m_wrong = { block.raw(), block.raw(), recorded, reached };
    }
    m_wrong.end = block.raw() + 1;
}

void Checker::reportWrongCounts()
{
    if (m_wrong.first == m_wrong.end)
        return;
    const std::string blocks = m_wrong.end - m_wrong.first == 1
        ? "metadata block " + number(m_wrong.first)
        : "metadata blocks " + number(m_wrong.first) + " to " + number(m_wrong.end - 1);
    std::string text = "space map: " + blocks + ": reference count " + number(m_wrong.recorded)
        + ", " + number(m_wrong.reached) + (m_wrong.reached == 1 ? " pointer" : " pointers")
        + (m_wrong.reached == 0 ? " (leaked)" : "");
    if (m_wrong.recorded > m_wrong.reached)
        m_census.wasted(std::move(text));
    else
        m_census.error(std::move(text));
    m_wrong = {};
}

} // namespace

Result<CheckReport> checkMetadata(BlockDevice& device)
{
    BlockManager blocks(device);
    return Checker(blocks, Depth::Everything).run();
}

Result<CheckReport> checkPointers(BlockManager& blocks)
{
    return Checker(blocks, Depth::Pointers).run();
}

} // namespace blkera
