// SPDX-License-Identifier: GPL-2.0-or-later
#include "era/metadata.h"

#include "pdata/btree_node.h"

#include <algorithm>
#include <limits>
#include <vector>

namespace blkera {

namespace {

using EraArray = Array<std::uint32_t>;

Btree writesetTree(TransactionManager& transaction)
{
    return Btree(transaction, writesetValues());
}

MetadataBlockCount usableSize(const BlockDevice& device)
{
    return std::min(device.size(), kMaxMetadataBlocks);
}

// What a digest step copies at most: a window's blocks of eras, and the paths to them.
constexpr std::uint64_t kDigestStepBlocks = 48;

// Nodes of a btree over so many array blocks, at worst: leaves of 84 of 252 entries never come from
// appending, so half full.
std::uint64_t treeNodes(std::uint64_t entries)
{
    std::uint64_t nodes = 1;
    for (std::uint64_t level = entries; level > maxNodeEntries(8);) {
        level = (level + 125) / 126;
        nodes += level;
    }
    return nodes;
}

} // namespace

MetadataBlockCount Metadata::blocksNeeded(BlockCount nrBlocks)
{
    const std::uint64_t eraBlocks = (nrBlocks.raw() + 1017) / 1018;
    const std::uint64_t bitBlocks = windowsFor(nrBlocks.raw());
    const std::uint64_t writeset = bitBlocks + treeNodes(bitBlocks);
    // Once every block has been written: the whole array, the current and one archived writeset,
    // the path that a transaction copies, superblock, index and tree roots; then the bitmaps that
    // describe it all, twice.
    constexpr std::uint64_t kFixed = 10;
    std::uint64_t needed = eraBlocks + treeNodes(eraBlocks) + 2 * writeset + kFixed
        + std::min(eraBlocks, kDigestStepBlocks);
    needed += 2 * ((needed + kCountsPerBitmap - 1) / kCountsPerBitmap);
    return MetadataBlockCount(needed);
}

Result<void> Metadata::format(BlockDevice& device, std::uint32_t dataBlockSizeSectors,
                              BlockCount nrBlocks)
{
    const MetadataBlockCount needed = blocksNeeded(nrBlocks);
    if (usableSize(device) < needed)
        return Error { ErrorKind::NoSpace, 0,
                       "the metadata device has " + std::to_string(device.size().raw() * 4)
                           + " KiB, " + std::to_string(nrBlocks.raw()) + " era blocks need "
                           + std::to_string(needed.raw() * 4)
                           + " KiB: use a larger device or larger era blocks" };

    BlockManager blocks(device);
    SpaceMap space(usableSize(device));
    TransactionManager transaction(blocks, space);
    auto superblockPlace = space.allocate();
    if (!superblockPlace)
        return superblockPlace.error();
    assert(*superblockPlace == MetadataBlock(0));
    auto diskSpaceMap = DiskSpaceMap::create(transaction);
    if (!diskSpaceMap)
        return diskSpaceMap.error();

    Superblock superblock;
    superblock.dataBlockSizeSectors = dataBlockSizeSectors;
    superblock.nrBlocks = nrBlocks;
    auto tree = writesetTree(transaction).createEmpty();
    if (!tree)
        return tree.error();
    superblock.writesetTreeRoot = *tree;
    auto array = EraArray(transaction).create(nrBlocks.raw());
    if (!array)
        return array.error();
    superblock.eraArrayRoot = *array;

    auto root = diskSpaceMap->save(transaction);
    if (!root)
        return root.error();
    superblock.spaceMap = *root;
    std::vector<std::byte> bytes(kMetadataBlockBytes);
    superblock.pack(bytes);
    return transaction.commit(bytes);
}

Result<std::unique_ptr<Metadata>> Metadata::open(BlockDevice& device,
                                                 std::uint32_t dataBlockSizeSectors)
{
    BlockManager blocks(device);
    auto superblock = Superblock::read(blocks);
    if (!superblock)
        return superblock.error();
    if (superblock->dataBlockSizeSectors != dataBlockSizeSectors)
        return invalid("the metadata is for blocks of "
                       + std::to_string(superblock->dataBlockSizeSectors) + " sectors, not "
                       + std::to_string(dataBlockSizeSectors)
                       + ": the block size of a device cannot change");
    auto loaded = DiskSpaceMap::load(blocks, superblock->spaceMap);
    if (!loaded)
        return loaded.error();
    return std::unique_ptr<Metadata>(new Metadata(device, *superblock, std::move(*loaded)));
}

Metadata::Metadata(BlockDevice& device, Superblock superblock, DiskSpaceMap::Loaded loaded)
    : m_blocks(device)
    , m_space(std::move(loaded.counts))
    , m_transaction(m_blocks, m_space)
    , m_diskSpaceMap(std::move(loaded.disk))
    , m_superblock(superblock)
    , m_committed(superblock)
{
}

template <class Change> Result<void> Metadata::transact(Change change)
{
    if (m_inDoubt)
        return ioError(EIO, "metadata: an earlier commit failed; restart the device");
    if (Result<void> changed = change(); !changed) {
        rollBack();
        return changed;
    }
    return finishTransaction();
}

Result<void> Metadata::finishTransaction()
{
    auto root = m_diskSpaceMap.save(m_transaction);
    if (!root) {
        rollBack();
        return root.error();
    }
    m_superblock.spaceMap = *root;
    std::vector<std::byte> bytes(kMetadataBlockBytes);
    m_superblock.pack(bytes);
    if (auto committed = m_transaction.commit(bytes); !committed) {
        m_inDoubt = true;
        rollBack();
        return committed;
    }
    m_diskSpaceMap.committed();
    m_committed = m_superblock;
    m_committedDigest = m_digest;
    return {};
}

void Metadata::rollBack()
{
    m_transaction.abort();
    m_diskSpaceMap.abort();
    m_superblock = m_committed;
    m_digest = m_committedDigest;
}

Result<void> Metadata::archiveCurrent()
{
    if (!m_superblock.currentWriteset)
        return {};
    auto root = writesetTree(m_transaction)
                    .insert(m_superblock.writesetTreeRoot, m_superblock.currentEra.raw(),
                            packWriteset(*m_superblock.currentWriteset));
    if (!root)
        return root.error();
    m_superblock.writesetTreeRoot = *root;
    m_superblock.currentWriteset.reset();
    return {};
}

Result<void> Metadata::beginEra(std::span<const BlockRange> carried)
{
    if (m_superblock.currentEra.raw() == std::numeric_limits<std::uint32_t>::max())
        return invalid("no era is left after 4294967295: restore the metadata with lower eras");
    Bitset bitset(m_transaction);
    const std::uint32_t nrBits = m_superblock.nrBlocks.raw();
    auto root = bitset.create(nrBits);
    if (!root)
        return root.error();
    if (!carried.empty()) {
        root = bitset.set(*root, nrBits, carried);
        if (!root)
            return root.error();
    }
    m_superblock.currentWriteset = Writeset { nrBits, *root };
    ++m_superblock.currentEra;
    return {};
}

Result<void> Metadata::activate(BlockCount nrBlocks)
{
    return transact([&]() -> Result<void> {
        if (nrBlocks < m_superblock.nrBlocks)
            return invalid(
                "the origin has " + std::to_string(nrBlocks.raw()) + " blocks, its metadata knows "
                + std::to_string(m_superblock.nrBlocks.raw()) + ": is it the right origin?");
        if (auto archived = archiveCurrent(); !archived)
            return archived;
        if (nrBlocks != m_superblock.nrBlocks) {
            auto root = EraArray(m_transaction)
                            .resize(m_superblock.eraArrayRoot, m_superblock.nrBlocks.raw(),
                                    nrBlocks.raw());
            if (!root)
                return root.error();
            m_superblock.eraArrayRoot = *root;
            m_superblock.nrBlocks = nrBlocks;
        }
        return beginEra({});
    });
}

Result<void> Metadata::deactivate()
{
    return transact([&] { return archiveCurrent(); });
}

Result<void> Metadata::mark(std::span<const BlockRange> ranges)
{
    return transact([&]() -> Result<void> {
        if (!m_superblock.currentWriteset)
            return invalid("metadata: the device is not active");
        Writeset& current = *m_superblock.currentWriteset;
        auto root = Bitset(m_transaction).set(current.root, current.nrBits, ranges);
        if (!root)
            return root.error();
        current.root = *root;
        return {};
    });
}

Result<Era> Metadata::rollover(std::span<const BlockRange> carried)
{
    auto done = transact([&]() -> Result<void> {
        if (auto archived = archiveCurrent(); !archived)
            return archived;
        return beginEra(carried);
    });
    if (!done)
        return done.error();
    return m_superblock.currentEra;
}

Result<Era> Metadata::takeSnapshot(std::span<const BlockRange> carried)
{
    auto done = transact([&]() -> Result<void> {
        if (m_superblock.metadataSnapshot)
            return Error { ErrorKind::Busy, 0,
                           "a metadata snapshot is held already: drop it with drop_metadata_snap" };
        if (auto archived = archiveCurrent(); !archived)
            return archived;
        if (auto begun = beginEra(carried); !begun)
            return begun;
        auto clone = m_transaction.create(BlockKind::Superblock);
        if (!clone)
            return clone.error();
        // Only the two roots count in a clone; the new era's writeset is not its business, so it
        // names none.
        Superblock copy = m_superblock;
        copy.currentWriteset.reset();
        copy.pack(clone->bytes());
        for (const MetadataBlock root : { copy.writesetTreeRoot, copy.eraArrayRoot }) {
            if (auto shared = m_transaction.share(root); !shared)
                return shared;
        }
        m_superblock.metadataSnapshot = clone->location();
        return {};
    });
    if (!done)
        return done.error();
    return m_superblock.currentEra;
}

Result<void> Metadata::dropSnapshot()
{
    return transact([&]() -> Result<void> {
        if (!m_superblock.metadataSnapshot)
            return Error { ErrorKind::NotFound, 0, "no metadata snapshot is held" };
        auto clone = Superblock::read(m_blocks, *m_superblock.metadataSnapshot);
        if (!clone)
            return clone.error();
        if (auto gone = writesetTree(m_transaction).destroy(clone->writesetTreeRoot); !gone)
            return gone;
        if (auto gone = EraArray(m_transaction).destroy(clone->eraArrayRoot); !gone)
            return gone;
        auto last = m_transaction.release(*m_superblock.metadataSnapshot);
        if (!last)
            return last.error();
        if (!*last)
            return corrupt("metadata snapshot: block "
                           + std::to_string(m_superblock.metadataSnapshot->raw())
                           + " is in use elsewhere");
        m_superblock.metadataSnapshot.reset();
        return {};
    });
}

Result<bool> Metadata::digestStep()
{
    if (m_inDoubt)
        return false;
    if (m_space.allocatable().raw() < kDigestStepBlocks) {
        if (auto committed = commit(); !committed)
            return committed.error();
    }
    auto more = m_digest.step(m_transaction, m_superblock);
    if (!more)
        rollBack();
    return more;
}

Result<void> Metadata::commit()
{
    if (!m_transaction.dirty())
        return {};
    return transact([] { return Result<void>(); });
}

bool Metadata::spaceShort() const
{
    return m_space.allocatable().raw() < m_space.size().raw() / 4;
}

Metadata::Usage Metadata::usage() const
{
    return { m_space.used(), m_space.size(), m_superblock.currentEra,
             m_superblock.metadataSnapshot };
}

Metadata::PinnedView Metadata::pinCommitted()
{
    return { EraView::live(m_committed), m_space.pin() };
}

} // namespace blkera
