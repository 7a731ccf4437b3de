// SPDX-License-Identifier: GPL-2.0-or-later
#include "era/tree_census.h"

#include "pdata/array.h"
#include "pdata/btree_node.h"
#include "pdata/disk_space_map.h"

#include <algorithm>

namespace blkera {

namespace {

// A report is for people: a wholly damaged device must not fill memory with what is wrong with it.
constexpr std::size_t kMaxLines = 1000;
// Far above what 2^31 blocks in nodes filled to a third can need.
constexpr unsigned kMaxDepth = 16;

const char* toString(BlockUse use)
{
    switch (use) {
    case BlockUse::Nothing:
        return "nothing";
    case BlockUse::Superblock:
        return "superblock";
    case BlockUse::SnapshotClone:
        return "snapshot's superblock";
    case BlockUse::Index:
        return "space map index";
    case BlockUse::Bitmap:
        return "space map bitmap";
    case BlockUse::RefCountNode:
        return "ref-count tree node";
    case BlockUse::WritesetNode:
        return "writeset tree node";
    case BlockUse::BitsetNode:
        return "bitset node";
    case BlockUse::BitsetBlock:
        return "bitset block";
    case BlockUse::EraNode:
        return "era array node";
    case BlockUse::EraBlock:
        return "era array block";
    }
    return "unknown";
}

std::string place(const std::string& name, const char* what, MetadataBlock block)
{
    return name + ": " + what + " " + std::to_string(block.raw()) + ": ";
}

} // namespace

TreeCensus::TreeCensus(BlockManager& blocks, CheckReport& report)
    : m_blocks(blocks)
    , m_batch(m_blocks)
    , m_report(report)
    , m_records(std::min(blocks.size(), kMaxMetadataBlocks).raw())
{
}

void TreeCensus::error(std::string text)
{
    m_report.contradictory = true;
    unreadable(std::move(text));
}

void TreeCensus::unreadable(std::string text)
{
    m_report.fatal = true;
    add(std::move(text));
}

void TreeCensus::wasted(std::string text)
{
    m_report.contradictory = true;
    add(std::move(text));
}

void TreeCensus::add(std::string text)
{
    if (m_report.errors.size() < kMaxLines)
        m_report.errors.push_back(std::move(text));
    else
        ++m_leftOut;
}

void TreeCensus::warning(std::string text)
{
    if (m_report.warnings.size() < kMaxLines)
        m_report.warnings.push_back(std::move(text));
}

void TreeCensus::closeReport()
{
    if (m_leftOut != 0)
        m_report.errors.push_back("and " + std::to_string(m_leftOut) + " errors more");
}

BlockRecord* TreeCensus::point(MetadataBlock block, BlockUse use, const std::string& from)
{
    if (block.raw() >= m_records.size()) {
        error(from + ": metadata block " + std::to_string(block.raw())
              + " lies beyond the end of the device");
        m_incomplete = true;
        return nullptr;
    }
    BlockRecord& record = m_records[block.raw()];
    ++record.pointers;
    if (record.use == BlockUse::Nothing)
        record.use = use;
    if (record.use == use)
        return &record;
    error(from + ": metadata block " + std::to_string(block.raw()) + " is used as "
          + toString(record.use) + " and as " + toString(use));
    m_incomplete = true;
    return nullptr;
}

std::optional<ReadRef> TreeCensus::read(MetadataBlock block, BlockKind kind,
                                        const std::string& from)
{
    if (!m_failure) {
        auto ref = m_blocks.read(block, kind);
        if (ref)
            return std::move(*ref);
        if (ref.error().kind == ErrorKind::Io)
            m_failure = ref.error();
        else
            unreadable(from + ": " + ref.error().message());
    }
    m_incomplete = true;
    return std::nullopt;
}

const Subtree* TreeCensus::walkTree(const TreeRules& rules, MetadataBlock root)
{
    return node(rules, root, 0);
}

const Subtree* TreeCensus::walkArray(TreeRules rules, MetadataBlock root, std::uint64_t size)
{
    rules.valueSize = sizeof(Le64);
    rules.gapless = true;
    rules.entry = [&](std::uint64_t key, std::span<const std::byte> value, Subtree& below) {
        const Subtree* block = arrayBlock(rules, MetadataBlock(loadDisk<Le64>(value)), key);
        if (block)
            below = *block;
        return block != nullptr;
    };
    const Subtree* all = node(rules, root, 0);
    if (!all)
        return nullptr;
    if (!all->empty() && all->firstKey != 0) {
        error(rules.name + ": array blocks 0 to " + std::to_string(all->firstKey - 1)
              + " are missing");
        return nullptr;
    }
    const std::uint64_t values
        = all->empty() ? 0 : std::uint64_t { all->lastKey } * rules.fullBlock + all->lastEntries;
    // How many are in the last block only reading it tells.
    if (!rules.values)
        size = (size + rules.fullBlock - 1) / rules.fullBlock * rules.fullBlock;
    if (values != size) {
        error(rules.name + ": " + std::to_string(values) + " values, " + std::to_string(size)
              + " are due");
        return nullptr;
    }
    return all;
}

const Subtree* TreeCensus::node(const TreeRules& rules, MetadataBlock location, unsigned depth)
{
    BlockRecord* record = point(location, rules.nodes, rules.name);
    if (!record)
        return nullptr;
    switch (record->state) {
    case BlockRecord::State::Unread:
        record->state = BlockRecord::State::Open;
        record->state = readNode(rules, location, depth, record->subtree)
            ? BlockRecord::State::Sound
            : BlockRecord::State::Damaged;
        break;
    case BlockRecord::State::Open:
        error(place(rules.name, "node", location) + "it lies below itself");
        return nullptr;
    case BlockRecord::State::Sound:
        if (!withinLimit(rules, location, record->subtree))
            return nullptr;
        if (depth > 0 && record->subtree.underfull) {
            wasted(place(rules.name, "node", location) + "underfull, and not only a root");
        }
        break;
    case BlockRecord::State::Damaged:
        break;
    }
    return record->state == BlockRecord::State::Sound ? &record->subtree : nullptr;
}

bool TreeCensus::readNode(const TreeRules& rules, MetadataBlock location, unsigned depth,
                          Subtree& all)
{
    bool sound = true;
    const auto bad = [&](const std::string& what) {
        error(place(rules.name, "node", location) + what);
        sound = false;
    };
    if (depth > kMaxDepth) {
        bad("the tree is deeper than " + std::to_string(kMaxDepth) + " levels");
        m_incomplete = true;
        return false;
    }
    const std::optional<ReadRef> block = read(location, BlockKind::BtreeNode, rules.name);
    if (!block)
        return false;
    const auto view = NodeView::check(block->bytes(), rules.valueSize, location);
    if (!view) {
        error(rules.name + ": " + view.error().message());
        m_incomplete = true;
        return false;
    }
    if (loadDisk<NodeHeaderDisk>(block->bytes()).padding != 0)
        bad("the header's padding is not 0");
    const bool underfull = view->count() < view->capacity() / 3;
    if (depth > 0 && underfull)
        wasted(place(rules.name, "node", location) + "underfull: " + std::to_string(view->count())
               + " entries, at least " + std::to_string(view->capacity() / 3) + " are due");

    if (view->isLeaf() && rules.values)
        fetchArrayBlocks(rules, *view);

    // Whether the entry before this one was sound; otherwise nothing can be said of what is between
    // them.
    bool joined = false;
    for (std::uint32_t i = 0; i < view->count(); ++i) {
        const std::uint64_t key = view->key(i);
        if (i > 0 && key <= view->key(i - 1))
            bad("key " + std::to_string(key) + " follows " + std::to_string(view->key(i - 1)));

        Subtree below;
        bool usable = true;
        if (view->isLeaf()) {
            usable = rules.entry(key, view->value(i), below);
            if (key > std::numeric_limits<std::uint32_t>::max()) {
                bad("key " + std::to_string(key) + " is out of range");
                usable = false;
            }
            below.firstKey = below.lastKey = static_cast<std::uint32_t>(key);
            below.height = 0;
        } else if (const Subtree* child = node(rules, view->child(i), depth + 1)) {
            below = *child;
            ++below.height;
            if (below.firstKey < key
                || (i + 1 < view->count() && below.lastKey >= view->key(i + 1)))
                bad("child " + std::to_string(view->child(i).raw()) + " holds keys "
                    + std::to_string(below.firstKey) + " to " + std::to_string(below.lastKey)
                    + ", outside the bounds of its entry");
        } else {
            usable = false;
        }
        if (!usable) {
            sound = joined = false;
            continue;
        }
        if (joined) {
            if (rules.gapless && below.firstKey != all.lastKey + 1)
                bad("key " + std::to_string(below.firstKey) + " follows "
                    + std::to_string(all.lastKey));
            if (below.height != all.height)
                bad("its leaves are not all at one depth");
            if (all.lastEntries != rules.fullBlock)
                bad("array block " + std::to_string(all.lastKey)
                    + " is short and not the last one");
        }
        if (!all.empty()) {
            below.firstKey = all.firstKey;
            if (rules.topIsHighest)
                below.top = std::max(below.top, all.top);
        }
        all = below;
        joined = true;
    }
    all.underfull = underfull;
    return sound;
}

const Subtree* TreeCensus::arrayBlock(const TreeRules& rules, MetadataBlock location,
                                      std::uint64_t key)
{
    BlockRecord* record = point(location, rules.leaves, rules.name);
    if (!record)
        return nullptr;
    if (!rules.values) {
        record->subtree.lastEntries = static_cast<std::uint16_t>(rules.fullBlock);
        return &record->subtree;
    }
    if (record->state == BlockRecord::State::Unread)
        record->state = judgeArrayBlock(rules, location, key, record->subtree)
            ? BlockRecord::State::Sound
            : BlockRecord::State::Damaged;
    else if (record->state == BlockRecord::State::Sound
             && !withinLimit(rules, location, record->subtree))
        return nullptr;
    return record->state == BlockRecord::State::Sound ? &record->subtree : nullptr;
}

// Those that have not been looked at, in one go.
void TreeCensus::fetchArrayBlocks(const TreeRules& rules, const NodeView& leaf)
{
    m_fetched.clear();
    m_nextFetched = 0;
    if (m_failure)
        return;
    for (std::uint32_t i = 0; i < leaf.count(); ++i) {
        const MetadataBlock location(loadDisk<Le64>(leaf.value(i)));
        if (location.raw() >= m_records.size())
            continue;
        const BlockRecord& record = m_records[location.raw()];
        if (record.state == BlockRecord::State::Unread
            && (record.use == BlockUse::Nothing || record.use == rules.leaves))
            m_fetched.push_back(location);
    }
    if (auto fetched = m_batch.fetch(m_fetched); !fetched) {
        m_failure = fetched.error();
        m_fetched.clear();
    }
}

std::optional<std::span<const std::byte>> TreeCensus::readArrayBlock(MetadataBlock location,
                                                                     const std::string& from)
{
    while (m_nextFetched < m_fetched.size() && m_fetched[m_nextFetched] != location)
        ++m_nextFetched;
    if (m_nextFetched < m_fetched.size()) {
        const auto bytes = m_batch.block(m_nextFetched, BlockKind::ArrayBlock);
        if (bytes)
            return *bytes;
        unreadable(from + ": " + bytes.error().message());
    }
    m_incomplete = true;
    return std::nullopt;
}

bool TreeCensus::judgeArrayBlock(const TreeRules& rules, MetadataBlock location, std::uint64_t key,
                                 Subtree& below)
{
    const auto bytes = readArrayBlock(location, rules.name);
    if (!bytes)
        return false;
    const auto header = loadDisk<ArrayHeaderDisk>(*bytes);
    const auto valueSize = static_cast<std::uint32_t>(
        (kMetadataBlockBytes - sizeof(ArrayHeaderDisk)) / rules.fullBlock);
    if (header.maxEntries != rules.fullBlock || header.valueSize != valueSize
        || header.nrEntries == 0 || header.nrEntries > rules.fullBlock) {
        error(place(rules.name, "array block", location)
              + "bad header: max_entries=" + std::to_string(header.maxEntries)
              + " nr_entries=" + std::to_string(header.nrEntries)
              + " value_size=" + std::to_string(header.valueSize));
        return false;
    }
    below.lastEntries = static_cast<std::uint16_t>(header.nrEntries);
    rules.values(
        location, key,
        bytes->subspan(sizeof(ArrayHeaderDisk), std::size_t { header.nrEntries } * valueSize),
        below);
    return true;
}

bool TreeCensus::withinLimit(const TreeRules& rules, MetadataBlock location, const Subtree& subtree)
{
    if (!rules.topIsHighest || subtree.top <= rules.topLimit)
        return true;
    error(place(rules.name, "shared block", location) + "era " + std::to_string(subtree.top)
          + " is beyond " + std::to_string(rules.topLimit));
    return false;
}

} // namespace blkera
