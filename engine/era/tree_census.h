// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/types.h"
#include "era/checker.h"
#include "pdata/block_batch.h"
#include "pdata/block_manager.h"

#include <functional>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace blkera {

class NodeView;

// What a metadata block is to the structure that points to it. A block has one use for ever.
enum class BlockUse : std::uint8_t {
    Nothing,
    Superblock,
    SnapshotClone,
    Index,
    Bitmap,
    RefCountNode,
    WritesetNode,
    BitsetNode,
    BitsetBlock,
    EraNode,
    EraBlock,
};

// What lies at and below a block, so that a further pointer to it is judged without a further walk.
struct Subtree {
    std::uint32_t firstKey = 1; // above lastKey: no entry at all
    std::uint32_t lastKey = 0;
    // Era arrays: the highest era. Bitsets: in the last block, the bits up to the last one set.
    std::uint32_t top = 0;
    std::uint16_t lastEntries = 0; // arrays: values in the last block
    std::uint8_t height = 0; // levels above the leaves
    bool underfull = false; // allowed for a root only

    bool empty() const { return firstKey > lastKey; }
};

struct BlockRecord {
    enum class State : std::uint8_t { Unread, Open, Sound, Damaged };

    std::uint32_t pointers = 0;
    BlockUse use = BlockUse::Nothing;
    State state = State::Unread;
    Subtree subtree;
};

static_assert(sizeof(BlockRecord) == 24);

// The rules of one tree, or of one array and its tree.
struct TreeRules {
    std::string name; // for messages: "live era array"
    BlockUse nodes = BlockUse::Nothing;
    std::size_t valueSize = 0; // bytes, in leaves
    bool gapless = false; // every key is its predecessor plus 1
    // Looks at a leaf's entry. False: what lies below it is damaged.
    std::function<bool(std::uint64_t key, std::span<const std::byte> value, Subtree& below)> entry;

    // Arrays only.
    BlockUse leaves = BlockUse::Nothing;
    std::uint32_t fullBlock = 0; // values in every block but the last
    bool topIsHighest = false; // else a subtree's top is that of its last block
    std::uint32_t topLimit = std::numeric_limits<std::uint32_t>::max();
    // Looks at a block's values, `fullBlock` or fewer; sets below.top. Without it blocks are
    // pointed to and not read.
    std::function<void(MetadataBlock, std::uint64_t key, std::span<const std::byte> values,
                       Subtree& below)>
        values;
};

// Visits each reachable metadata block once, judges it, and counts the pointers to all of them.
//
// Invariants: a block that was walked is never read again, whatever points to it, so the work is
// bounded by the device's size even if everything is shared with everything; a block that leads
// back to itself is reported, not followed. The report holds a bounded number of lines.
class TreeCensus {
public:
    TreeCensus(BlockManager& blocks, CheckReport& report);

    BlockManager& blocks() { return m_blocks; }

    void error(std::string text);
    void unreadable(std::string text); // the same, of a block that cannot be read
    void wasted(std::string text); // an error that is not fatal
    void warning(std::string text);
    // Says how many lines the report had no room for.
    void closeReport();

    // Counts a pointer. Returns nothing, and reports, if the block cannot be what it is pointed to
    // as.
    BlockRecord* point(MetadataBlock block, BlockUse use, const std::string& from);
    // Reports what is wrong with the block itself: checksum, place, kind.
    std::optional<ReadRef> read(MetadataBlock block, BlockKind kind, const std::string& from);

    // Counts a pointer to a root and walks what is below it. Returns nothing if any of it is
    // damaged, which is in the report then.
    const Subtree* walkTree(const TreeRules& rules, MetadataBlock root);
    // The same for an array, which must have exactly `size` values.
    const Subtree* walkArray(TreeRules rules, MetadataBlock root, std::uint64_t size);

    // Counts of the blocks that a space map can manage on this device.
    const std::vector<BlockRecord>& records() const { return m_records; }

    // Something could not be followed, so blocks may be in use that were not reached.
    bool incomplete() const { return m_incomplete; }

    // The first error of the device itself; from then on nothing is read.
    const std::optional<Error>& failure() const { return m_failure; }

private:
    void add(std::string text);
    const Subtree* node(const TreeRules& rules, MetadataBlock location, unsigned depth);
    bool readNode(const TreeRules& rules, MetadataBlock location, unsigned depth, Subtree& all);
    void fetchArrayBlocks(const TreeRules& rules, const NodeView& leaf);
    std::optional<std::span<const std::byte>> readArrayBlock(MetadataBlock location,
                                                             const std::string& from);
    const Subtree* arrayBlock(const TreeRules& rules, MetadataBlock location, std::uint64_t key);
    bool judgeArrayBlock(const TreeRules& rules, MetadataBlock location, std::uint64_t key,
                         Subtree& below);
    bool withinLimit(const TreeRules& rules, MetadataBlock location, const Subtree& subtree);

    BlockManager& m_blocks;
    // The array blocks of the leaf that is being looked at, in its order; those before
    // m_nextFetched are done with.
    BlockBatch m_batch;
    std::vector<MetadataBlock> m_fetched;
    std::size_t m_nextFetched = 0;
    CheckReport& m_report;
    std::vector<BlockRecord> m_records;
    std::optional<Error> m_failure;
    std::uint64_t m_leftOut = 0;
    bool m_incomplete = false;
};

} // namespace blkera
