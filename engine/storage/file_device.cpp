// SPDX-License-Identifier: GPL-2.0-or-later
#include "storage/file_device.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <new>

#include <fcntl.h>
#include <linux/fs.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace blkera {

namespace {

constexpr std::size_t kStagingBytes = std::size_t { 1 } << 20;
constexpr std::align_val_t kStagingAlignment { kMetadataBlockBytes };

Error busy(const std::string& path)
{
    return { ErrorKind::Busy, 0,
             path + " is in use: unmount it or stop the program that holds it" };
}

Error openError(int errnoValue, const std::string& path)
{
    if (errnoValue == EBUSY)
        return busy(path);
    if (errnoValue == ENOENT || errnoValue == ENOTDIR || errnoValue == ENXIO)
        return { ErrorKind::NotFound, errnoValue, path };
    return ioError(errnoValue, path);
}

Result<std::uint64_t> sizeBytes(int fd, const std::string& name)
{
    struct stat info { };

    if (::fstat(fd, &info) != 0)
        return ioError(errno, name);
    if (S_ISREG(info.st_mode))
        return static_cast<std::uint64_t>(info.st_size);
    if (!S_ISBLK(info.st_mode))
        return invalid(name + " is neither a block device nor a regular file");
    std::uint64_t bytes = 0;
    if (::ioctl(fd, BLKGETSIZE64, &bytes) != 0)
        return ioError(errno, name + ": size");
    return bytes;
}

// Direct I/O, unless the file system refuses it: some when the flag is set, some at the first
// transfer.
void preferDirect(int fd, std::byte* staging)
{
    const int flags = ::fcntl(fd, F_GETFL);
    if (flags < 0 || ::fcntl(fd, F_SETFL, flags | O_DIRECT) != 0)
        return;
    if (::pread(fd, staging, kMetadataBlockBytes, 0) < 0 && errno == EINVAL)
        ::fcntl(fd, F_SETFL, flags);
}

// For reading through the page cache; empty if another file has taken the name meanwhile.
UniqueFd openAgain(const std::string& path, int fd)
{
    struct stat first { };

    struct stat second { };

    UniqueFd again(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    const bool same = again && ::fstat(fd, &first) == 0 && ::fstat(again.get(), &second) == 0
        && first.st_dev == second.st_dev && first.st_ino == second.st_ino;
    return same ? std::move(again) : UniqueFd();
}

std::string place(const std::string& name, const char* what, MetadataBlock block)
{
    return name + ": " + what + " metadata block " + std::to_string(block.raw());
}

} // namespace

Result<std::unique_ptr<FileDevice>> FileDevice::open(const std::string& path, Access access)
{
    struct stat info { };

    if (::stat(path.c_str(), &info) != 0)
        return openError(errno, path);
    const bool blockDevice = S_ISBLK(info.st_mode);
    if (!blockDevice && !S_ISREG(info.st_mode))
        return invalid(path + " is neither a block device nor a regular file");

    int flags = O_CLOEXEC | (access == Access::Exclusive ? O_RDWR : O_RDONLY);
    if (blockDevice && access != Access::ReadOnly)
        flags |= O_EXCL;
    UniqueFd fd(::open(path.c_str(), flags));
    if (!fd)
        return openError(errno, path);
    if (!blockDevice && access != Access::ReadOnly) {
        // Readers may share a file with each other, never with a writer.
        const int lock = access == Access::Exclusive ? LOCK_EX : LOCK_SH;
        if (::flock(fd.get(), lock | LOCK_NB) != 0)
            return errno == EWOULDBLOCK ? busy(path) : ioError(errno, path + ": lock");
    }
    auto device = adopt(std::move(fd), path);
    // A block device has a writer whose transfers the page cache never sees, the kernel's target.
    if (device && !blockDevice && access == Access::ExclusiveReadOnly)
        (*device)->m_cachedFd = openAgain(path, (*device)->fd());
    return device;
}

Result<std::unique_ptr<FileDevice>> FileDevice::adopt(UniqueFd fd, std::string name)
{
    auto bytes = sizeBytes(fd.get(), name);
    if (!bytes)
        return bytes.error();
    auto* staging = static_cast<std::byte*>(::operator new(kStagingBytes, kStagingAlignment));
    preferDirect(fd.get(), staging);
    return std::unique_ptr<FileDevice>(new FileDevice(
        std::move(fd), std::move(name), MetadataBlockCount(*bytes / kMetadataBlockBytes), staging));
}

FileDevice::FileDevice(UniqueFd fd, std::string name, MetadataBlockCount size, std::byte* staging)
    : m_fd(std::move(fd))
    , m_name(std::move(name))
    , m_size(size)
    , m_staging(staging)
{
}

FileDevice::~FileDevice()
{
    ::operator delete(m_staging, kStagingAlignment);
}

Result<void> FileDevice::refreshSize()
{
    auto bytes = sizeBytes(m_fd.get(), m_name);
    if (!bytes)
        return bytes.error();
    m_size = std::max(m_size, MetadataBlockCount(*bytes / kMetadataBlockBytes));
    return {};
}

int FileDevice::readFd(MetadataBlockCount length) const
{
    return m_cachedFd && length.raw() > 1 ? m_cachedFd.get() : m_fd.get();
}

Result<void> FileDevice::read(MetadataBlock first, std::span<std::byte> bytes)
{
    const MetadataBlockCount length(bytes.size() / kMetadataBlockBytes);
    if (length > m_size || first.raw() > (m_size - length).raw())
        return invalid(place(m_name, "no", first + length));
    auto position = static_cast<off_t>(first.raw() * kMetadataBlockBytes);
    const int fd = readFd(length);
    const bool aligned = reinterpret_cast<std::uintptr_t>(bytes.data()) % kMetadataBlockBytes == 0;
    while (!bytes.empty()) {
        const std::size_t wanted = aligned ? bytes.size() : std::min(bytes.size(), kStagingBytes);
        std::byte* const into = aligned ? bytes.data() : m_staging;
        const ssize_t got = ::pread(fd, into, wanted, position);
        if (got < 0 && errno == EINTR)
            continue;
        // Nothing where the size promised something: the file was cut behind our back.
        if (got <= 0)
            return ioError(got < 0 ? errno : EIO, place(m_name, "reading", first));
        if (!aligned)
            std::memcpy(bytes.data(), m_staging, static_cast<std::size_t>(got));
        bytes = bytes.subspan(static_cast<std::size_t>(got));
        position += got;
    }
    return {};
}

Result<void> FileDevice::write(std::span<const BlockWrite> writes)
{
    for (const BlockWrite& write : writes) {
        if (write.block.raw() >= m_size.raw())
            return invalid(place(m_name, "no", write.block));
    }
    constexpr std::size_t kMostBlocks = kStagingBytes / kMetadataBlockBytes;
    while (!writes.empty()) {
        const MetadataBlock first = writes.front().block;
        std::size_t run = 0;
        while (run < std::min(writes.size(), kMostBlocks)
               && writes[run].block == first + MetadataBlockCount(run)) {
            std::memcpy(m_staging + run * kMetadataBlockBytes, writes[run].bytes.data(),
                        kMetadataBlockBytes);
            ++run;
        }
        if (auto written = writeStaging(first, run * kMetadataBlockBytes); !written)
            return written;
        writes = writes.subspan(run);
    }
    return {};
}

Result<void> FileDevice::writeStaging(MetadataBlock first, std::size_t length)
{
    const auto position = static_cast<off_t>(first.raw() * kMetadataBlockBytes);
    std::size_t done = 0;
    while (done < length) {
        const ssize_t put = ::pwrite(m_fd.get(), m_staging + done, length - done,
                                     position + static_cast<off_t>(done));
        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0)
            return ioError(put < 0 ? errno : EIO, place(m_name, "writing", first));
        done += static_cast<std::size_t>(put);
    }
    return {};
}

Result<void> FileDevice::flush()
{
    while (::fdatasync(m_fd.get()) != 0) {
        if (errno != EINTR)
            return ioError(errno, m_name + ": flush");
    }
    return {};
}

} // namespace blkera
