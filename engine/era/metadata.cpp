// SPDX-License-Identifier: GPL-2.0-or-later
#include "era/metadata.h"

#include <array>
#include <string>

namespace blkera {

namespace {

using EraArray = Array<std::uint32_t>;

Btree writesetTree(TransactionManager& transaction)
{
    return Btree(transaction, writesetValues());
}

} // namespace

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

Metadata::Metadata(BlockDevice& device, const Superblock& superblock, DiskSpaceMap::Loaded loaded)
    : m_transaction(device, superblock, std::move(loaded))
    , m_manager(m_transaction.manager())
    , m_superblock(m_transaction.superblock())
    , m_nrBlocks(superblock.nrBlocks)
{
}

Result<void> Metadata::archiveCurrent()
{
    if (!m_superblock.currentWriteset)
        return {};
    auto root = writesetTree(m_manager).insert(m_superblock.writesetTreeRoot,
                                               m_superblock.currentEra.raw(),
                                               packWriteset(*m_superblock.currentWriteset));
    if (!root)
        return root.error();
    m_superblock.writesetTreeRoot = *root;
    m_superblock.currentWriteset.reset();
    return {};
}

Result<void> Metadata::startWriteset(std::span<const BlockRange> carried)
{
    Bitset bitset(m_manager);
    const std::uint32_t nrBits = m_superblock.nrBlocks.raw();
    auto root = bitset.create(nrBits);
    if (root && !carried.empty())
        root = bitset.set(*root, nrBits, carried);
    if (!root)
        return root.error();
    m_superblock.currentWriteset = Writeset { nrBits, *root };
    return {};
}

Result<void> Metadata::startNextEra(std::span<const BlockRange> carried)
{
    if (m_superblock.currentEra == kLastEra)
        return invalid("no era is left after 4294967295: restore the metadata with lower eras");
    if (auto archived = archiveCurrent(); !archived)
        return archived;
    if (auto started = startWriteset(carried); !started)
        return started;
    ++m_superblock.currentEra;
    return {};
}

// No era may repeat and none is left, yet the device must stay usable: the last era just goes on,
// over stops and starts, and only what needs a new one is refused.
Result<void> Metadata::continueLastEra(std::span<const BlockRange> carried)
{
    auto writeset = reopenLastWriteset();
    if (!writeset)
        return writeset.error();
    const std::uint32_t nrBits = m_superblock.nrBlocks.raw();
    if (writeset->root == MetadataBlock(0))
        return startWriteset(carried);
    Bitset bitset(m_manager);
    Result<MetadataBlock> root = writeset->root;
    if (writeset->nrBits != nrBits)
        root = bitset.resize(*root, writeset->nrBits, nrBits);
    if (root)
        root = bitset.set(*root, nrBits, carried);
    if (!root)
        return root.error();
    m_superblock.currentWriteset = Writeset { nrBits, *root };
    return {};
}

// The last era's writeset, no longer archived; root 0 if it has been digested.
Result<Writeset> Metadata::reopenLastWriteset()
{
    if (m_superblock.currentWriteset)
        return *m_superblock.currentWriteset;
    std::array<std::byte, kWritesetValueBytes> value {};
    auto found = BtreeReader(m_manager.blocks(), kWritesetValueBytes)
                     .find(m_superblock.writesetTreeRoot, kLastEra.raw(), value);
    if (!found)
        return found.error();
    if (!*found)
        return Writeset {};
    const Writeset writeset = unpackWriteset(value);
    // The tree lets go of the pointer that the superblock takes over.
    if (auto shared = m_manager.share(writeset.root); !shared)
        return shared.error();
    auto root = writesetTree(m_manager).remove(m_superblock.writesetTreeRoot, kLastEra.raw());
    if (!root)
        return root.error();
    m_superblock.writesetTreeRoot = *root;
    m_transaction.beginDigestAnew(); // it may have begun with this writeset
    return writeset;
}

Result<void> Metadata::resizeArray(BlockCount nrBlocks)
{
    if (nrBlocks == m_superblock.nrBlocks)
        return {};
    auto root = EraArray(m_manager).resize(m_superblock.eraArrayRoot, m_superblock.nrBlocks.raw(),
                                           nrBlocks.raw());
    if (!root)
        return root.error();
    m_superblock.eraArrayRoot = *root;
    m_superblock.nrBlocks = nrBlocks;
    return {};
}

Result<void> Metadata::activate(BlockCount nrBlocks, Shrink shrink)
{
    if (nrBlocks < m_superblock.nrBlocks && shrink == Shrink::Refuse)
        return invalid("the origin has " + std::to_string(nrBlocks.raw())
                       + " blocks, its metadata knows "
                       + std::to_string(m_superblock.nrBlocks.raw()) + ": is it the right origin?");
    m_nrBlocks = nrBlocks;
    m_wasLeftOpen = m_superblock.currentWriteset.has_value();
    if (auto durable = m_transaction.makeDurable(); !durable)
        return durable;
    const auto full
        = [](const Result<void>& done) { return !done && done.error().kind == ErrorKind::NoSpace; };
    if (auto grown = m_transaction.growSpace(); !grown && grown.error().kind != ErrorKind::NoSpace)
        return grown.error();
    Result<void> begun = beginEra();
    if (!full(begun))
        return begun;
    if (auto digested = digestEverything(); !digested && !full(digested))
        return digested;
    begun = beginEra();
    return full(begun) ? Result<void>() : begun;
}

Result<void> Metadata::beginEra()
{
    auto begun = m_transaction.run(Reserve::Keep, [&]() -> Result<void> {
        if (auto resized = resizeArray(m_nrBlocks); !resized)
            return resized;
        return m_superblock.currentEra == kLastEra ? continueLastEra({}) : startNextEra({});
    });
    m_active = begun.has_value();
    return begun;
}

// As much room as there can be made: what a crash left is archived, all that is archived digested.
Result<void> Metadata::digestEverything()
{
    if (m_superblock.currentEra != kLastEra) {
        auto archived = m_transaction.run(Reserve::Use, [&] { return archiveCurrent(); });
        if (!archived && archived.error().kind != ErrorKind::NoSpace)
            return archived;
    }
    for (bool more = true; more;) {
        auto step = m_transaction.digestStep();
        if (!step)
            return step.error();
        more = *step;
    }
    return m_transaction.commitDigested();
}

Result<void> Metadata::deactivate()
{
    auto archived = m_transaction.run(Reserve::Use, [&] { return archiveCurrent(); });
    if (archived)
        m_active = false;
    return archived;
}

Result<void> Metadata::mark(std::span<const BlockRange> ranges)
{
    return m_transaction.run(Reserve::Keep, [&]() -> Result<void> {
        if (!m_active)
            return m_transaction.noRoom();
        Writeset& current = *m_superblock.currentWriteset;
        auto root = Bitset(m_manager).set(current.root, current.nrBits, ranges);
        if (!root)
            return root.error();
        current.root = *root;
        return {};
    });
}

Result<Era> Metadata::rollover(std::span<const BlockRange> carried)
{
    auto done = m_transaction.run(Reserve::Keep, [&]() -> Result<void> {
        if (!m_active)
            return m_transaction.noRoom();
        return startNextEra(carried);
    });
    if (!done)
        return done.error();
    return m_superblock.currentEra;
}

Result<Era> Metadata::takeSnapshot(std::span<const BlockRange> carried)
{
    auto done = m_transaction.run(Reserve::Keep, [&]() -> Result<void> {
        if (m_superblock.metadataSnapshot)
            return Error { ErrorKind::Busy, 0,
                           "a metadata snapshot is held already: drop it with drop_metadata_snap" };
        if (!m_active)
            return m_transaction.noRoom();
        if (auto started = startNextEra(carried); !started)
            return started;
        return holdSnapshot();
    });
    if (!done)
        return done.error();
    return m_superblock.currentEra;
}

Result<void> Metadata::holdSnapshot()
{
    auto clone = m_manager.create(BlockKind::Superblock);
    if (!clone)
        return clone.error();
    // Only the two roots count in a clone; the new era's writeset is not its business, so it names
    // none.
    Superblock copy = m_superblock;
    copy.currentWriteset.reset();
    copy.pack(clone->bytes());
    for (const MetadataBlock root : { copy.writesetTreeRoot, copy.eraArrayRoot }) {
        if (auto shared = m_manager.share(root); !shared)
            return shared;
    }
    m_superblock.metadataSnapshot = clone->location();
    return {};
}

Result<void> Metadata::dropSnapshot()
{
    return m_transaction.run(Reserve::Use, [&]() -> Result<void> {
        if (!m_superblock.metadataSnapshot)
            return Error { ErrorKind::NotFound, 0, "no metadata snapshot is held" };
        return releaseSnapshot();
    });
}

Result<void> Metadata::releaseSnapshot()
{
    auto clone = Superblock::read(m_manager.blocks(), *m_superblock.metadataSnapshot);
    if (!clone)
        return clone.error();
    if (auto gone = writesetTree(m_manager).destroy(clone->writesetTreeRoot); !gone)
        return gone;
    if (auto gone = EraArray(m_manager).destroy(clone->eraArrayRoot); !gone)
        return gone;
    auto last = m_manager.release(*m_superblock.metadataSnapshot);
    if (!last)
        return last.error();
    if (!*last)
        return corrupt("metadata snapshot: block "
                       + std::to_string(m_superblock.metadataSnapshot->raw())
                       + " is in use elsewhere");
    m_superblock.metadataSnapshot.reset();
    return {};
}

Result<Era> Metadata::resize(BlockCount nrBlocks, std::span<const BlockRange> carried,
                             Shrink shrink)
{
    if (nrBlocks < m_superblock.nrBlocks && shrink == Shrink::Refuse)
        return invalid("the origin has shrunk from " + std::to_string(m_superblock.nrBlocks.raw())
                       + " blocks to " + std::to_string(nrBlocks.raw())
                       + ": that loses the history of its end, and has to be forced");
    auto done = m_transaction.run(Reserve::Keep, [&]() -> Result<void> {
        if (auto resized = resizeArray(nrBlocks); !resized)
            return resized;
        return m_superblock.currentEra == kLastEra ? continueLastEra(carried)
                                                   : startNextEra(carried);
    });
    if (!done)
        return done.error();
    m_nrBlocks = nrBlocks;
    m_active = true;
    return m_superblock.currentEra;
}

Metadata::Usage Metadata::usage() const
{
    return { m_transaction.used(), m_transaction.size(), m_superblock.currentEra,
             m_superblock.metadataSnapshot };
}

Metadata::PinnedView Metadata::pinCommitted()
{
    return { EraView::live(m_transaction.committed()), m_transaction.pin() };
}

} // namespace blkera
