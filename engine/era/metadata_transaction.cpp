// SPDX-License-Identifier: GPL-2.0-or-later
#include "era/metadata_transaction.h"

#include <algorithm>
#include <vector>

namespace blkera {

namespace {

// What a digest step copies at most for each block of eras: the block and a path to it.
constexpr std::uint64_t kCopiesPerEraBlock = 4;
constexpr std::uint64_t kDigestStepBlocks = Digest::kBlocksPerStep * kCopiesPerEraBlock;

} // namespace

MetadataBlockCount MetadataTransaction::reserveOf(MetadataBlockCount size)
{
    return MetadataBlockCount(
        std::min(std::max<std::uint64_t>(64, size.raw() / 50), size.raw() / 8));
}

MetadataTransaction::MetadataTransaction(BlockDevice& device, const Superblock& committed,
                                         DiskSpaceMap::Loaded loaded)
    : m_blocks(device)
    , m_space(std::move(loaded.counts))
    , m_manager(m_blocks, m_space)
    , m_diskSpaceMap(std::move(loaded.disk))
    , m_superblock(committed)
    , m_committed(committed)
    , m_reserve(reserveOf(m_space.size()))
{
}

Result<void> MetadataTransaction::run(Reserve reserve, const std::function<Result<void>()>& change)
{
    if (m_failed)
        return ioError(EIO, "metadata: it could not be written earlier; restart the device");
    bool digestRides = m_manager.dirty() && reserve != Reserve::UseForDigest;
    std::optional<Error> firstFailure; // of writing; this is the retry
    for (;;) {
        Result<void> done = change();
        if (done)
            done = commit(reserve);
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

Result<void> MetadataTransaction::commit(Reserve reserve)
{
    // What was asked for is durable already. After a failed attempt nothing is sure of that.
    if (!m_manager.dirty() && m_superblock == m_committed && !m_attempt)
        return {};
    auto root = m_diskSpaceMap.save(m_manager);
    if (!root)
        return root.error();
    if (reserve == Reserve::Keep && m_space.allocatableAfterCommit() < m_reserve)
        return noRoom();
    m_superblock.spaceMap = *root;
    std::vector<std::byte> bytes(kMetadataBlockBytes);
    m_superblock.pack(bytes);
    if (auto committed = m_manager.commit(bytes); !committed)
        return committed;
    m_diskSpaceMap.committed();
    m_committed = m_superblock;
    m_committedDigest = m_digest;
    m_reserve = reserveOf(m_space.size());
    m_attempt.reset(); // both flushes succeeded
    return {};
}

void MetadataTransaction::rollBack()
{
    m_manager.abort();
    m_diskSpaceMap.abort();
    m_superblock = m_committed;
    m_digest = m_committedDigest;
}

// After a failed write or flush: memory returns to the last commit, of which every block is still
// as it was, and the attempt is kept from being overwritten: the disk may hold it.
Result<void> MetadataTransaction::prepareRetry()
{
    m_attempt = Attempt { m_superblock, m_space.pinAttempt() };
    rollBack();
    m_blocks.restart();
    return reload();
}

// Reads the last commit anew. Errors: Corrupt when the superblock is neither that nor the attempt.
Result<void> MetadataTransaction::reload()
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

Error MetadataTransaction::noRoom() const
{
    return { ErrorKind::NoSpace, 0,
             "the metadata device is full: of its " + std::to_string(m_space.size().raw())
                 + " blocks " + std::to_string(m_reserve.raw())
                 + " are kept for making room: drop the metadata snapshot or enlarge the device" };
}

// The superblock that was read may be in the disk's cache only: the process before this one may
// have ended, or failed, between writing and flushing it. A transaction on top of it overwrites
// what the one before it uses, so until it is durable a power cut would leave neither. Flushing is
// not enough, for after an error nobody knows what a flush covers. Its blocks are durable: it was
// written after they were flushed. What was digested since is not part of it, and begins anew.
Result<void> MetadataTransaction::makeDurable()
{
    rollBack();
    std::vector<std::byte> bytes(kMetadataBlockBytes);
    m_committed.pack(bytes);
    auto written = m_manager.commit(bytes);
    if (!written) {
        m_blocks.restart();
        written = m_manager.commit(bytes);
    }
    m_failed = !written;
    return written;
}

Result<MetadataBlockCount> MetadataTransaction::growSpace()
{
    if (auto refreshed = m_blocks.refreshSize(); !refreshed)
        return refreshed.error();
    const MetadataBlockCount size = std::min(m_blocks.size(), kMaxMetadataBlocks);
    if (size <= m_space.size())
        return m_space.size();
    auto grown = run(Reserve::Use, [&]() -> Result<void> {
        m_space.grow(size);
        m_superblock.spaceMap.nrBlocks = size; // where no bitmap is new, all that changes
        return m_diskSpaceMap.grow(m_manager);
    });
    if (!grown)
        return grown.error();
    return m_space.size();
}

Result<bool> MetadataTransaction::digestStep()
{
    if (m_failed)
        return false;
    // Half of the reserve stays: dropping the snapshot must be possible whatever digesting took.
    const std::uint64_t kept = m_reserve.raw() / 2;
    std::uint64_t room = m_space.allocatable().raw();
    if (room < kept + kDigestStepBlocks) {
        if (auto committed = commitDigested(); !committed)
            return committed.error();
        room = this->room().raw();
    }
    // On a nearly full device in smaller steps.
    const std::uint64_t maxBlocks = room > kept ? (room - kept) / kCopiesPerEraBlock : 0;
    auto more = m_digest.step(m_manager, m_superblock,
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

Result<void> MetadataTransaction::commitDigested()
{
    return run(Reserve::UseForDigest, [] { return Result<void>(); });
}

bool MetadataTransaction::spaceShort() const
{
    return m_space.allocatable().raw() < m_space.size().raw() / 4;
}

MetadataBlockCount MetadataTransaction::room()
{
    m_space.dropExpiredPins();
    return m_space.allocatable();
}

bool MetadataTransaction::hasRoom()
{
    // A mark copies a path, a leaf and its share of the space map.
    return room().raw() >= m_reserve.raw() + std::max<std::uint64_t>(8, m_reserve.raw() / 8);
}

} // namespace blkera
