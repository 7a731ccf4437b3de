// SPDX-License-Identifier: GPL-2.0-or-later
#include "block/origin.h"

#include "block/origin_io.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cerrno>
#include <fstream>
#include <optional>

#include <fcntl.h>
#include <linux/falloc.h>
#include <linux/fs.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

namespace blkera {

namespace {

using FileStatus = struct stat; // the function hides the type

constexpr std::uint32_t kLargestBlockBytes = 4096;

Error openError(const std::string& path)
{
    switch (errno) {
    case ENOENT:
    case ENXIO:
    case ENODEV:
        return { ErrorKind::NotFound, errno, "origin " + path };
    case EBUSY:
        return { ErrorKind::Busy, errno,
                 "origin " + path + ": unmount it or stop what holds it (lsblk shows it)" };
    case EACCES:
    case EPERM:
    case EROFS:
        return { ErrorKind::Invalid, errno,
                 "origin " + path + " cannot be written: check rights and blockdev --setrw" };
    default:
        return ioError(errno, "opening origin " + path);
    }
}

// File systems without direct I/O refuse the flag with EINVAL; RWF_DSYNC and fsync are as good
// through the page cache.
UniqueFd openDirect(const std::string& path, int flags)
{
    int fd = ::open(path.c_str(), flags | O_DIRECT);
    if (fd < 0 && errno == EINVAL)
        fd = ::open(path.c_str(), flags);
    return UniqueFd(fd);
}

// A number from the device's queue directory; a partition has its disk's.
std::uint64_t queueLimit(dev_t device, const char* name)
{
    std::string base
        = "/sys/dev/block/" + std::to_string(major(device)) + ':' + std::to_string(minor(device));
    for (const char* queue : { "/queue/", "/../queue/" }) {
        std::uint64_t value = 0;
        if (std::ifstream(base + queue + name) >> value)
            return value;
    }
    return 0;
}

// Linux before 6.1 does not say it.
std::uint32_t addressMask(dev_t device, std::uint32_t logicalBlockBytes)
{
    const std::uint64_t mask = queueLimit(device, "dma_alignment");
    const bool usable = mask < kLargestBlockBytes && std::has_single_bit(mask + 1);
    return mask > 0 && usable ? static_cast<std::uint32_t>(mask) : logicalBlockBytes - 1;
}

// The smallest unit that direct I/O takes; nothing but trying tells it on every kernel.
std::optional<std::uint32_t> directBlockBytes(int fd)
{
    alignas(kLargestBlockBytes) std::array<std::byte, kLargestBlockBytes> buffer;
    for (std::uint32_t bytes = kSectorBytes; bytes <= kLargestBlockBytes; bytes *= 2) {
        if (::pread(fd, buffer.data(), bytes, bytes) >= 0)
            return bytes;
    }
    return {};
}

} // namespace

Origin::Origin(UniqueFd fd, std::string path)
    : m_fd(std::move(fd))
    , m_path(std::move(path))
{
}

Result<Origin> Origin::open(const std::string& path)
{
    FileStatus status {};
    if (::stat(path.c_str(), &status) != 0)
        return openError(path);
    bool isBlock = S_ISBLK(status.st_mode);
    if (!isBlock && !S_ISREG(status.st_mode))
        return invalid("origin " + path + " is neither a block device nor a regular file");

    // O_EXCL claims a block device as a mount does; it means nothing for a file without O_CREAT.
    Origin origin(openDirect(path, O_RDWR | O_CLOEXEC | (isBlock ? O_EXCL : 0)), path);
    if (!origin.m_fd || ::fstat(origin.fd(), &status) != 0)
        return openError(path);
    if (isBlock != S_ISBLK(status.st_mode))
        return invalid("origin " + path + " changed while it was opened: try again");
    if (!isBlock && ::flock(origin.fd(), LOCK_EX | LOCK_NB) != 0)
        return Error { ErrorKind::Busy, errno,
                       "origin " + path + " is locked: stop the program that uses it" };

    Result<void> described = isBlock
        ? origin.describeBlockDevice()
        : origin.describeFile(static_cast<std::uint64_t>(status.st_size));
    if (!described)
        return described.error();
    if (origin.m_limits.size == SectorCount())
        return invalid("origin " + path + " is empty: give it a size");
    return origin;
}

Result<void> Origin::describeBlockDevice()
{
    std::uint64_t sizeBytes = 0;
    int logicalBytes = 0;
    unsigned physicalBytes = 0;
    unsigned short rotational = 0;

    int readOnly = 0;
    if (::ioctl(fd(), BLKROGET, &readOnly) == 0 && readOnly != 0) {
        errno = EROFS; // opening does not tell on every kernel
        return openError(m_path);
    }
    FileStatus status {};
    if (::ioctl(fd(), BLKGETSIZE64, &sizeBytes) != 0 || ::ioctl(fd(), BLKSSZGET, &logicalBytes) != 0
        || ::ioctl(fd(), BLKPBSZGET, &physicalBytes) != 0
        || ::ioctl(fd(), BLKROTATIONAL, &rotational) != 0 || ::fstat(fd(), &status) != 0)
        return ioError(errno, "asking origin " + m_path + " for its size and blocks");

    m_limits.size = SectorCount(sizeBytes / kSectorBytes);
    m_limits.logicalBlockBytes = static_cast<std::uint32_t>(logicalBytes);
    m_limits.physicalBlockBytes = std::max(physicalBytes, m_limits.logicalBlockBytes);
    m_limits.rotational = rotational != 0;
    m_limits.addressMask = addressMask(status.st_rdev, m_limits.logicalBlockBytes);
    m_limits.writeZeroes = queueLimit(status.st_rdev, "write_zeroes_max_bytes") > 0;
    if (queueLimit(status.st_rdev, "discard_max_bytes") > 0) {
        if (haveDiscardCommand(fd()))
            m_discardMethod = DiscardMethod::BlockCommand;
        else if (m_limits.writeZeroes)
            m_discardMethod = DiscardMethod::PunchHole;
    }
    m_limits.discard = m_discardMethod != DiscardMethod::None;
    m_limits.discardGranularityBytes
        = static_cast<std::uint32_t>(queueLimit(status.st_rdev, "discard_granularity"));
    return {};
}

Result<void> Origin::describeFile(std::uint64_t sizeBytes)
{
    std::optional<std::uint32_t> blockBytes = directBlockBytes(fd());
    if (!blockBytes)
        return ioError(errno, "reading origin " + m_path);
    if (Result<void> even = checkFileSize(sizeBytes, *blockBytes); !even)
        return even;
    m_limits.size = SectorCount(sizeBytes / kSectorBytes);
    m_limits.logicalBlockBytes = *blockBytes;
    m_limits.addressMask = *blockBytes - 1;
    m_limits.physicalBlockBytes = kLargestBlockBytes;
    m_limits.discardGranularityBytes = kLargestBlockBytes;
    // Beyond the end there is nothing to lose: only the ability is tried.
    if (::fallocate(fd(), FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, static_cast<off_t>(sizeBytes),
                    kLargestBlockBytes)
        == 0) {
        m_discardMethod = DiscardMethod::PunchHole;
        m_limits.discard = true;
        m_limits.writeZeroes = true;
    }
    return {};
}

Result<void> Origin::checkFileSize(std::uint64_t sizeBytes, std::uint32_t blockBytes) const
{
    if (sizeBytes % blockBytes == 0)
        return {};
    return invalid("origin " + m_path + " has " + std::to_string(sizeBytes)
                   + " bytes: make its size a multiple of " + std::to_string(blockBytes)
                   + " (truncate -s %" + std::to_string(blockBytes) + ')');
}

Result<SectorCount> Origin::currentSize() const
{
    FileStatus status {};
    std::uint64_t sizeBytes = 0;
    if (::fstat(fd(), &status) != 0
        || (S_ISBLK(status.st_mode) && ::ioctl(fd(), BLKGETSIZE64, &sizeBytes) != 0))
        return ioError(errno, "asking origin " + m_path + " for its size");
    if (!S_ISBLK(status.st_mode)) {
        sizeBytes = static_cast<std::uint64_t>(status.st_size);
        if (Result<void> even = checkFileSize(sizeBytes, m_limits.logicalBlockBytes); !even)
            return even.error();
    }
    if (sizeBytes < kSectorBytes)
        return invalid("origin " + m_path + " is empty: give it a size");
    return SectorCount(sizeBytes / kSectorBytes);
}

} // namespace blkera
