// SPDX-License-Identifier: GPL-2.0-or-later
#include "era/metadata.h"

#include <algorithm>
#include <vector>

namespace blkera {

namespace {

using EraArray = Array<std::uint32_t>;

// What a digest step copies at most for each block of eras: the block and a path to it.
constexpr std::uint64_t kCopiesPerEraBlock = 4;
constexpr std::uint64_t kDigestStepBlocks = Digest::kBlocksPerStep * kCopiesPerEraBlock;

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

Metadata::Metadata(BlockDevice& device, Superblock superblock, DiskSpaceMap::Loaded loaded)
    : m_blocks(device)
    , m_space(std::move(loaded.counts))
    , m_transaction(m_blocks, m_space)
    , m_diskSpaceMap(std::move(loaded.disk))
    , m_superblock(superblock)
    , m_committed(superblock)
    , m_reserve(reserveOf(m_space.size()))
    , m_nrBlocks(superblock.nrBlocks)
{
}

template <class Change> Result<void> Metadata::transact(Reserve reserve, Change change)
{
    if (m_failed)
        return ioError(EIO, "metadata: it could not be written earlier; restart the device");
    bool digestRides = m_transaction.dirty() && reserve != Reserve::UseForDigest;
    std::optional<Error> firstFailure; // of writing; this is the retry
    for (;;) {
        Result<void> done = change();
        if (done)
            done = commitTransaction(reserve);
        if (done)
            return done;
        const bool writeFailed = m_blocks.writeFailed();
        // Digesting may have taken what this needs; it can be done again.
        if (done.error().kind == ErrorKind::NoSpace && digestRides && !writeFailed) {
            rollBack();
            digestRides = false;
            continue;
        }
        // One retry, and that of the whole transaction; m_attempt: the last one failed so, too.
        if (!writeFailed || m_attempt) {
            m_failed = writeFailed || firstFailure;
            rollBack();
            // The disk may hold what was tried first: no refusal, whatever the retry lacked.
            return firstFailure ? Result<void>(*firstFailure) : done;
        }
        firstFailure = done.error();
        if (auto ready = prepareRetry(); !ready) {
            m_failed = true;
            return done;
        }
        digestRides = false;
    }
}

Result<void> Metadata::commitTransaction(Reserve reserve)
{
    // What was asked for is durable already. After a failed attempt nothing is sure of that.
    if (!m_transaction.dirty() && m_superblock == m_committed && !m_attempt)
        return {};
    auto root = m_diskSpaceMap.save(m_transaction);
    if (!root)
        return root.error();
    if (reserve == Reserve::Keep && m_space.allocatableAfterCommit() < m_reserve)
        return noRoom();
    m_superblock.spaceMap = *root;
    std::vector<std::byte> bytes(kMetadataBlockBytes);
    m_superblock.pack(bytes);
    if (auto committed = m_transaction.commit(bytes); !committed)
        return committed;
    m_diskSpaceMap.committed();
    m_committed = m_superblock;
    m_committedDigest = m_digest;
    m_reserve = reserveOf(m_space.size());
    m_attempt.reset(); // both flushes succeeded
    return {};
}

void Metadata::rollBack()
{
    m_transaction.abort();
    m_diskSpaceMap.abort();
    m_superblock = m_committed;
    m_digest = m_committedDigest;
}

// After a failed write or flush: memory returns to the last commit, of which every block is still
// as it was, and the attempt is kept from being overwritten: the disk may hold it.
Result<void> Metadata::prepareRetry()
{
    m_attempt = Attempt { m_superblock, m_space.pinAttempt() };
    rollBack();
    m_blocks.restart();
    return reload();
}

// Reads the last commit anew. Errors: Corrupt when the superblock is neither that nor the attempt.
Result<void> Metadata::reload()
{
    auto onDisk = Superblock::read(m_blocks);
    if (!onDisk)
        return onDisk.error();
    if (*onDisk != m_committed && *onDisk != m_attempt->superblock)
        return corrupt("superblock: neither the last commit's nor that of the one that failed");
    auto loaded = DiskSpaceMap::load(m_blocks, m_committed.spaceMap);
    if (!loaded)
        return loaded.error();
    m_space.reset(std::move(loaded->counts));
    m_diskSpaceMap = std::move(loaded->disk);
    return {};
}

Error Metadata::noRoom() const
{
    return { ErrorKind::NoSpace, 0,
             "the metadata device is full: of its " + std::to_string(m_space.size().raw())
                 + " blocks " + std::to_string(m_reserve.raw())
                 + " are kept for making room: drop the metadata snapshot or enlarge the device" };
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

Result<void> Metadata::startWriteset(std::span<const BlockRange> carried)
{
    Bitset bitset(m_transaction);
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
    Bitset bitset(m_transaction);
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
    auto found = BtreeReader(m_blocks, kWritesetValueBytes)
                     .find(m_superblock.writesetTreeRoot, kLastEra.raw(), value);
    if (!found)
        return found.error();
    if (!*found)
        return Writeset {};
    const Writeset writeset = unpackWriteset(value);
    // The tree lets go of the pointer that the superblock takes over.
    if (auto shared = m_transaction.share(writeset.root); !shared)
        return shared.error();
    auto root = writesetTree(m_transaction).remove(m_superblock.writesetTreeRoot, kLastEra.raw());
    if (!root)
        return root.error();
    m_superblock.writesetTreeRoot = *root;
    m_digest = {}; // it may have begun with this writeset
    return writeset;
}

Result<void> Metadata::resizeArray(BlockCount nrBlocks)
{
    if (nrBlocks == m_superblock.nrBlocks)
        return {};
    auto root = EraArray(m_transaction)
                    .resize(m_superblock.eraArrayRoot, m_superblock.nrBlocks.raw(), nrBlocks.raw());
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
    if (auto durable = makeDurable(); !durable)
        return durable;
    const auto full
        = [](const Result<void>& done) { return !done && done.error().kind == ErrorKind::NoSpace; };
    if (auto grown = growSpace(); !grown && grown.error().kind != ErrorKind::NoSpace)
        return grown.error();
    Result<void> begun = beginEra();
    if (!full(begun))
        return begun;
    if (auto digested = digestEverything(); !digested && !full(digested))
        return digested;
    begun = beginEra();
    return full(begun) ? Result<void>() : begun;
}

// The superblock that open() has read may be in the disk's cache only: the process before this one
// may have ended, or failed, between writing and flushing it. A transaction on top of it overwrites
// what the one before it uses, so until it is durable a power cut would leave neither. Flushing is
// not enough, for after an error nobody knows what a flush covers. Its blocks are durable: it was
// written after they were flushed. What was digested since is not part of it, and begins anew.
Result<void> Metadata::makeDurable()
{
    rollBack();
    std::vector<std::byte> bytes(kMetadataBlockBytes);
    m_committed.pack(bytes);
    auto written = m_transaction.commit(bytes);
    if (!written) {
        m_blocks.restart();
        written = m_transaction.commit(bytes);
    }
    m_failed = !written;
    return written;
}

Result<void> Metadata::beginEra()
{
    auto begun = transact(Reserve::Keep, [&]() -> Result<void> {
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
        auto archived = transact(Reserve::Use, [&] { return archiveCurrent(); });
        if (!archived && archived.error().kind != ErrorKind::NoSpace)
            return archived;
    }
    for (bool more = true; more;) {
        auto step = digestStep();
        if (!step)
            return step.error();
        more = *step;
    }
    return commit();
}

Result<void> Metadata::deactivate()
{
    auto archived = transact(Reserve::Use, [&] { return archiveCurrent(); });
    if (archived)
        m_active = false;
    return archived;
}

Result<void> Metadata::mark(std::span<const BlockRange> ranges)
{
    return transact(Reserve::Keep, [&]() -> Result<void> {
        if (!m_active)
            return noRoom();
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
    auto done = transact(Reserve::Keep, [&]() -> Result<void> {
        if (!m_active)
            return noRoom();
        return startNextEra(carried);
    });
    if (!done)
        return done.error();
    return m_superblock.currentEra;
}

Result<Era> Metadata::takeSnapshot(std::span<const BlockRange> carried)
{
    auto done = transact(Reserve::Keep, [&]() -> Result<void> {
        if (m_superblock.metadataSnapshot)
            return Error { ErrorKind::Busy, 0,
                           "a metadata snapshot is held already: drop it with drop_metadata_snap" };
        if (!m_active)
            return noRoom();
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
    auto clone = m_transaction.create(BlockKind::Superblock);
    if (!clone)
        return clone.error();
    // Only the two roots count in a clone; the new era's writeset is not its business, so it names
    // none.
    Superblock copy = m_superblock;
    copy.currentWriteset.reset();
    copy.pack(clone->bytes());
    for (const MetadataBlock root : { copy.writesetTreeRoot, copy.eraArrayRoot }) {
        if (auto shared = m_transaction.share(root); !shared)
            return shared;
    }
    m_superblock.metadataSnapshot = clone->location();
    return {};
}

Result<void> Metadata::dropSnapshot()
{
    return transact(Reserve::Use, [&]() -> Result<void> {
        if (!m_superblock.metadataSnapshot)
            return Error { ErrorKind::NotFound, 0, "no metadata snapshot is held" };
        return releaseSnapshot();
    });
}

Result<void> Metadata::releaseSnapshot()
{
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
}

Result<Era> Metadata::resize(BlockCount nrBlocks, std::span<const BlockRange> carried,
                             Shrink shrink)
{
    if (nrBlocks < m_superblock.nrBlocks && shrink == Shrink::Refuse)
        return invalid("the origin has shrunk from " + std::to_string(m_superblock.nrBlocks.raw())
                       + " blocks to " + std::to_string(nrBlocks.raw())
                       + ": that loses the history of its end, and has to be forced");
    auto done = transact(Reserve::Keep, [&]() -> Result<void> {
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

Result<MetadataBlockCount> Metadata::growSpace()
{
    if (auto refreshed = m_blocks.refreshSize(); !refreshed)
        return refreshed.error();
    const MetadataBlockCount size = std::min(m_blocks.size(), kMaxMetadataBlocks);
    if (size <= m_space.size())
        return m_space.size();
    auto grown = transact(Reserve::Use, [&]() -> Result<void> {
        m_space.grow(size);
        m_superblock.spaceMap.nrBlocks = size; // where no bitmap is new, all that changes
        return m_diskSpaceMap.grow(m_transaction);
    });
    if (!grown)
        return grown.error();
    return m_space.size();
}

Result<bool> Metadata::digestStep()
{
    if (m_failed)
        return false;
    // Half of the reserve stays: dropping the snapshot must be possible whatever digesting took.
    const std::uint64_t kept = m_reserve.raw() / 2;
    std::uint64_t room = m_space.allocatable().raw();
    if (room < kept + kDigestStepBlocks) {
        if (auto committed = commit(); !committed)
            return committed.error();
        room = this->room().raw();
    }
    // On a nearly full device in smaller steps.
    const std::uint64_t maxBlocks = room > kept ? (room - kept) / kCopiesPerEraBlock : 0;
    auto more = m_digest.step(m_transaction, m_superblock,
                              static_cast<std::uint32_t>(
                                  std::clamp<std::uint64_t>(maxBlocks, 1, Digest::kBlocksPerStep)));
    if (more && m_space.allocatable().raw() < kept)
        more = noRoom();
    if (more)
        return more;
    if (!m_blocks.writeFailed()) {
        rollBack();
        return more;
    }
    // What digesting had done is lost with its transaction; the next step begins it anew.
    if (auto ready = m_attempt ? more.error() : prepareRetry(); !ready) {
        rollBack();
        m_failed = true;
        return more;
    }
    return true;
}

Result<void> Metadata::commit()
{
    return transact(Reserve::UseForDigest, [] { return Result<void>(); });
}

bool Metadata::spaceShort() const
{
    return m_space.allocatable().raw() < m_space.size().raw() / 4;
}

MetadataBlockCount Metadata::room()
{
    m_space.dropExpiredPins();
    return m_space.allocatable();
}

bool Metadata::hasRoom()
{
    // A mark copies a path, a leaf and its share of the space map.
    return room().raw() >= m_reserve.raw() + std::max<std::uint64_t>(8, m_reserve.raw() / 8);
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
