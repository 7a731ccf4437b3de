// SPDX-License-Identifier: GPL-2.0-or-later
#include "raw_image.h"

#include "base/types.h"
#include "base/unique_fd.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <span>

#include <fcntl.h>
#include <linux/fs.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace blkera::twin {

namespace {

constexpr std::size_t kChunkBytes = 1 << 20;

struct Free {
    void operator()(std::byte* bytes) const { std::free(bytes); }
};

// Direct I/O wants aligned memory.
std::unique_ptr<std::byte, Free> alignedChunk()
{
    return std::unique_ptr<std::byte, Free>(
        static_cast<std::byte*>(std::aligned_alloc(kMetadataBlockBytes, kChunkBytes)));
}

Result<UniqueFd> openDirect(const std::string& path, int flags)
{
    UniqueFd fd(::open(path.c_str(), flags | O_DIRECT | O_CLOEXEC));
    if (!fd)
        return ioError(errno, path);
    return fd;
}

Result<std::vector<std::byte>> readFrom(const UniqueFd& fd, const std::string& path,
                                        std::size_t length)
{
    std::vector<std::byte> image(length);
    const auto chunk = alignedChunk();
    for (std::size_t at = 0; at < length; at += kChunkBytes) {
        const std::size_t part = std::min(kChunkBytes, length - at);
        if (::pread(fd.get(), chunk.get(), part, static_cast<off_t>(at))
            != static_cast<ssize_t>(part))
            return ioError(errno, path + ": read");
        std::memcpy(image.data() + at, chunk.get(), part);
    }
    return image;
}

} // namespace

Result<std::size_t> deviceBytes(const std::string& path)
{
    auto fd = openDirect(path, O_RDONLY);
    if (!fd)
        return fd.error();
    std::uint64_t bytes = 0;
    if (::ioctl(fd->get(), BLKGETSIZE64, &bytes) != 0)
        return ioError(errno, path + ": size");
    return static_cast<std::size_t>(bytes);
}

Result<std::vector<std::byte>> readDevice(const std::string& path)
{
    auto bytes = deviceBytes(path);
    if (!bytes)
        return bytes.error();
    auto fd = openDirect(path, O_RDONLY);
    if (!fd)
        return fd.error();
    return readFrom(*fd, path, *bytes);
}

Result<void> writeDevice(const std::string& path, const std::vector<std::byte>& image)
{
    auto fd = openDirect(path, O_WRONLY);
    if (!fd)
        return fd.error();
    const auto chunk = alignedChunk();
    for (std::size_t at = 0; at < image.size(); at += kChunkBytes) {
        const std::size_t part = std::min(kChunkBytes, image.size() - at);
        std::memcpy(chunk.get(), image.data() + at, part);
        if (::pwrite(fd->get(), chunk.get(), part, static_cast<off_t>(at))
            != static_cast<ssize_t>(part))
            return ioError(errno, path + ": write");
    }
    return {};
}

Result<std::vector<std::byte>> readCommitted(const std::string& path)
{
    auto fd = openDirect(path, O_RDONLY);
    if (!fd)
        return fd.error();
    for (;;) {
        auto before = readFrom(*fd, path, kMetadataBlockBytes);
        if (!before)
            return before;
        auto image = readDevice(path);
        if (!image)
            return image;
        auto after = readFrom(*fd, path, kMetadataBlockBytes);
        if (!after)
            return after;
        if (*before == *after)
            return image;
    }
}

Result<void> saveSparse(const std::string& path, const std::vector<std::byte>& image)
{
    UniqueFd fd(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
    if (!fd || ::ftruncate(fd.get(), static_cast<off_t>(image.size())) != 0)
        return ioError(errno, path);
    for (std::size_t at = 0; at < image.size(); at += kMetadataBlockBytes) {
        const auto block = std::span(image).subspan(at, kMetadataBlockBytes);
        if (std::ranges::all_of(block, [](std::byte byte) { return byte == std::byte(0); }))
            continue;
        if (::pwrite(fd.get(), block.data(), block.size(), static_cast<off_t>(at))
            != static_cast<ssize_t>(block.size()))
            return ioError(errno, path + ": write");
    }
    return {};
}

} // namespace blkera::twin
