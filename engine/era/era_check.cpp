// SPDX-License-Identifier: GPL-2.0-or-later
#include "era/era_check.h"

#include "era/era_view.h"
#include "era/superblock_disk.h"
#include "pdata/array.h"
#include "pdata/block_batch.h"
#include "pdata/btree_node.h"

#include <functional>
#include <optional>
#include <unordered_set>

namespace blkera {

namespace {

// Far more lines than anybody reads.
constexpr std::size_t kMostErrors = 1000;

std::string number(std::uint64_t value)
{
    return std::to_string(value);
}

// A node as era_check reads it: any number of entries that fits, so that the values begin where
// max_entries says. A header that cannot be read so is the error `wrong`.
struct LooseNode {
    LooseNode(std::span<const std::byte> node, std::size_t leafValueSize, bool isRoot)
        : bytes(node)
    {
        const auto header = loadDisk<NodeHeaderDisk>(bytes);
        const std::uint32_t kind = header.flags & (kInternalNode | kLeafNode);
        leaf = kind == kLeafNode;
        count = header.nrEntries;
        capacity = header.maxEntries;
        valueSize = leaf ? leafValueSize : sizeof(Le64);
        if (kind != kLeafNode && kind != kInternalNode)
            wrong = "flags " + number(header.flags);
        else if (header.valueSize != valueSize)
            wrong = "value_size " + number(header.valueSize);
        else if ((sizeof(Le64) + valueSize) * capacity + sizeof(NodeHeaderDisk)
                     > kMetadataBlockBytes
                 || capacity % 3 != 0)
            wrong = "max_entries " + number(capacity);
        else if (count > capacity || (!isRoot && count < capacity / 3)
                 || (count == 0 && !(isRoot && leaf)))
            wrong = "nr_entries " + number(count) + " of " + number(capacity);
    }

    std::uint64_t key(std::uint32_t i) const
    {
        return loadDisk<Le64>(bytes.subspan(sizeof(NodeHeaderDisk) + std::size_t { i } * 8));
    }

    std::span<const std::byte> value(std::uint32_t i) const
    {
        const std::size_t values = sizeof(NodeHeaderDisk) + std::size_t { capacity } * 8;
        return bytes.subspan(values + i * valueSize, valueSize);
    }

    std::span<const std::byte> bytes;
    bool leaf = false;
    std::uint32_t count = 0;
    std::uint32_t capacity = 0;
    std::size_t valueSize = 0;
    std::string wrong; // empty: nothing
};

// An array of era_check: blocks of any header, whose highest index has to be the array's last one.
struct ArrayRules {
    std::string name;
    std::uint32_t size = 0; // values
    // Looks at an era. None for bitsets, whose bits may be any.
    std::function<void(std::uint32_t block, std::uint32_t era)> era;
};

class EraCheck {
public:
    explicit EraCheck(BlockDevice& device)
        : m_device(device)
        , m_blocks(device)
        , m_batch(m_blocks)
        , m_mostVisits(kVisitsPerBlock * device.size().raw())
    {
    }

    Result<CheckReport> run()
    {
        checkAll();
        if (m_failure)
            return *m_failure;
        return std::move(m_report);
    }

private:
    // Trees that share their nodes could be walked for ages.
    static constexpr std::uint64_t kVisitsPerBlock = 256;
    // And no tree that anybody made is a chain.
    static constexpr unsigned kMostLevels = 200;

    using LeafVisitor = std::function<void(const LooseNode& leaf)>;

    // One walk of one tree: a node that comes again is passed over in silence.
    struct Walk {
        std::string name;
        std::size_t valueSize = 0;
        LeafVisitor visit;
        std::unordered_set<MetadataBlock> seen;
        std::optional<std::uint64_t> lastKey;
    };

    void checkAll();
    bool readSuperblock(SuperblockDisk& superblock);
    void checkArray(MetadataBlock root, const ArrayRules& rules);
    void visitBlocks(const LooseNode& leaf, const ArrayRules& rules, std::uint32_t& highest);
    void visitNode(Walk& walk, MetadataBlock location, unsigned depth,
                   std::optional<std::uint64_t> parentKey);
    std::string wrongOrder(const Walk& walk, const LooseNode& node,
                           std::optional<std::uint64_t> parentKey) const;
    void error(const std::string& text);
    void failed(const std::string& name, const Error& error);

    bool stopped() const { return m_failure || m_visits > m_mostVisits; }

    BlockDevice& m_device;
    BlockManager m_blocks;
    BlockBatch m_batch;
    std::vector<MetadataBlock> m_fetched;
    CheckReport m_report;
    std::optional<Error> m_failure;
    std::uint64_t m_mostVisits;
    std::uint64_t m_visits = 0;
};

void EraCheck::error(const std::string& text)
{
    m_report.fatal = true;
    if (m_report.errors.size() < kMostErrors)
        m_report.errors.push_back(text);
}

void EraCheck::failed(const std::string& name, const Error& failure)
{
    if (failure.kind == ErrorKind::Io)
        m_failure = failure;
    else
        error(name + ": " + failure.message());
}

void EraCheck::checkAll()
{
    SuperblockDisk superblock {};
    if (!readSuperblock(superblock))
        return;
    Walk writesets { "writeset tree", kWritesetValueBytes, {}, {}, {} };
    writesets.visit = [&](const LooseNode& leaf) {
        for (std::uint32_t i = 0; i < leaf.count; ++i) {
            const Era era { static_cast<std::uint32_t>(leaf.key(i)) };
            const Writeset writeset = unpackWriteset(leaf.value(i));
            ArrayRules rules;
            rules.name = "writeset of era " + number(era.raw());
            rules.size = (writeset.nrBits + 63) / 64; // wraps, as there
            checkArray(writeset.root, rules);
        }
    };
    visitNode(writesets, MetadataBlock(superblock.writesetTreeRoot), 0, {});

    ArrayRules eras;
    eras.name = "era array";
    eras.size = superblock.nrBlocks;
    const std::uint32_t currentEra = superblock.currentEra;
    eras.era = [&](std::uint32_t index, std::uint32_t era) {
        if (era > currentEra)
            error("era array: block " + number(index) + " has era " + number(era)
                  + ", the current one is " + number(currentEra));
    };
    checkArray(MetadataBlock(superblock.eraArrayRoot), eras);
    if (m_visits > m_mostVisits)
        error("trees: they share their nodes, it would take for ever to walk them");
}

// Its own number may be any that the device has.
bool EraCheck::readSuperblock(SuperblockDisk& superblock)
{
    std::vector<std::byte> bytes(kMetadataBlockBytes);
    if (auto read = m_device.read(MetadataBlock(0), bytes); !read) {
        m_failure = read.error();
        return false;
    }
    superblock = loadDisk<SuperblockDisk>(bytes);
    const MetadataBlock itself(superblock.blocknr);
    if (auto valid = validateBlock(bytes, itself, BlockKind::Superblock); !valid)
        error("superblock: " + valid.error().message());
    else if (itself.raw() >= m_device.size().raw())
        error("superblock: its own number is " + number(itself.raw()));
    else if (superblock.magic != kSuperblockMagic)
        error("superblock: magic is " + number(superblock.magic));
    else if (superblock.version != kSuperblockVersion)
        error("superblock: version is " + number(superblock.version));
    else if (superblock.metadataBlockSize != kMetadataBlockSectors)
        error("superblock: metadata block size is " + number(superblock.metadataBlockSize));
    else if (superblock.writesetTreeRoot == 0 || superblock.eraArrayRoot == 0
             || superblock.writesetTreeRoot == superblock.eraArrayRoot)
        error("superblock: the roots are metadata blocks " + number(superblock.writesetTreeRoot)
              + " and " + number(superblock.eraArrayRoot));
    return m_report.clean();
}

void EraCheck::checkArray(MetadataBlock root, const ArrayRules& rules)
{
    std::uint32_t highest = 0;
    Walk walk { rules.name, sizeof(Le64), {}, {}, {} };
    walk.visit = [&](const LooseNode& leaf) { visitBlocks(leaf, rules, highest); };
    visitNode(walk, root, 0, {});
    if (!stopped() && highest != rules.size - 1)
        error(rules.name + ": it ends at entry " + number(highest) + ", " + number(rules.size)
              + " are due");
}

void EraCheck::visitBlocks(const LooseNode& leaf, const ArrayRules& rules, std::uint32_t& highest)
{
    m_fetched.clear();
    for (std::uint32_t i = 0; i < leaf.count; ++i) {
        const MetadataBlock location(loadDisk<Le64>(leaf.value(i)));
        if (location.raw() >= m_blocks.size().raw())
            return error(rules.name + ": metadata block " + number(location.raw())
                         + " lies beyond the end of the device");
        m_fetched.push_back(location);
    }
    if (auto fetched = m_batch.fetch(m_fetched); !fetched)
        return failed(rules.name, fetched.error());
    for (std::uint32_t i = 0; i < leaf.count && !stopped(); ++i) {
        ++m_visits;
        const auto block = m_batch.block(i, BlockKind::ArrayBlock);
        if (!block)
            return failed(rules.name, block.error());
        const auto header = loadDisk<ArrayHeaderDisk>(*block);
        // It would read on in another block. Bits are nothing to it, eras have limits.
        if (rules.era && header.nrEntries > kArrayBlockEntries<std::uint32_t>)
            return error(rules.name + ": metadata block " + number(m_fetched[i].raw())
                         + " cannot have " + number(header.nrEntries) + " entries");
        const auto first = static_cast<std::uint32_t>(leaf.key(i) * header.maxEntries);
        highest = std::max(highest, first + (header.nrEntries - 1)); // wraps, as there
        for (std::uint32_t n = 0; rules.era && n < header.nrEntries; ++n)
            rules.era(first + n, loadDisk<Le32>(block->subspan(sizeof(header) + n * sizeof(Le32))));
    }
}

void EraCheck::visitNode(Walk& walk, MetadataBlock location, unsigned depth,
                         std::optional<std::uint64_t> parentKey)
{
    if (stopped() || walk.seen.contains(location))
        return;
    if (depth > kMostLevels)
        return error(walk.name + ": the tree is deeper than " + number(kMostLevels) + " levels");
    ++m_visits;
    const auto block = m_blocks.read(location, BlockKind::BtreeNode);
    if (!block)
        return failed(walk.name, block.error());
    const LooseNode node(block->bytes(), walk.valueSize, !parentKey);
    const std::string wrong = node.wrong.empty() ? wrongOrder(walk, node, parentKey) : node.wrong;
    walk.seen.insert(location);
    if (!wrong.empty())
        return error(walk.name + ": node " + number(location.raw()) + ": " + wrong);
    if (node.leaf) {
        if (node.count > 0)
            walk.lastKey = node.key(node.count - 1);
        return walk.visit(node);
    }
    for (std::uint32_t i = 0; i < node.count; ++i)
        visitNode(walk, MetadataBlock(loadDisk<Le64>(node.value(i))), depth + 1, node.key(i));
}

std::string EraCheck::wrongOrder(const Walk& walk, const LooseNode& node,
                                 std::optional<std::uint64_t> parentKey) const
{
    if (node.count == 0)
        return {};
    for (std::uint32_t i = 1; i < node.count; ++i) {
        if (node.key(i) <= node.key(i - 1))
            return "key " + number(node.key(i)) + " follows " + number(node.key(i - 1));
    }
    if (parentKey && *parentKey > node.key(0))
        return "it begins with key " + number(node.key(0)) + ", its parent says "
            + number(*parentKey);
    if (node.leaf && walk.lastKey && *walk.lastKey >= node.key(0))
        return "key " + number(node.key(0)) + " follows " + number(*walk.lastKey);
    return {};
}

} // namespace

Result<CheckReport> checkAsEraCheck(BlockDevice& device)
{
    return EraCheck(device).run();
}

} // namespace blkera
