// SPDX-License-Identifier: GPL-2.0-or-later
#include "prepare.h"

#include "block/device_users.h"
#include "config/file_rights.h"
#include "content_probe.h"
#include "device_identity.h"
#include "era/metadata.h"

#include <cerrno>
#include <chrono>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>
#include <sys/stat.h>
#include <sys/sysmacros.h>

namespace blkera {

namespace {

using namespace std::chrono_literals;

constexpr std::uint32_t kDefaultBlockSizeSectors = 128;

// Where sysfs has a block device; a partition lies below its disk.
std::filesystem::path sysfsPath(dev_t device)
{
    std::error_code failed;
    return std::filesystem::canonical("/sys/dev/block/" + std::to_string(major(device)) + ":"
                                          + std::to_string(minor(device)),
                                      failed);
}

// Errors: Invalid if the two share a byte, whatever names they go by; what does not exist is left
// to whoever opens it.
Result<void> checkDistinct(const DeviceConfig& config)
{
    struct stat origin { };

    struct stat metadata { };

    if (stat(config.origin.c_str(), &origin) != 0 || stat(config.metadata.c_str(), &metadata) != 0)
        return {};
    const std::string both = "origin " + config.origin + " and metadata " + config.metadata;
    if (S_ISBLK(origin.st_mode) && S_ISBLK(metadata.st_mode)) {
        if (origin.st_rdev == metadata.st_rdev)
            return invalid(both + " are the same device: the metadata needs one of its own");
        std::filesystem::path originPath = sysfsPath(origin.st_rdev);
        std::filesystem::path metadataPath = sysfsPath(metadata.st_rdev);
        if (!originPath.empty() && !metadataPath.empty()
            && (originPath.parent_path() == metadataPath
                || metadataPath.parent_path() == originPath))
            return invalid(both + ": one is a partition of the other; use two partitions");
    } else if (origin.st_dev == metadata.st_dev && origin.st_ino == metadata.st_ino) {
        return invalid(both + " are the same file: the metadata needs one of its own");
    }
    return {};
}

// Opens a device for us alone. The last writes of a server that was killed keep its claim for a
// moment after the process is gone, so a claim of nobody is waited for; a user who is seen is
// named.
template <class T> Result<T> claim(const std::string& path, const std::function<Result<T>()>& open)
{
    auto end = std::chrono::steady_clock::now() + 3s;
    for (;;) {
        Result<T> opened = open();
        if (opened || opened.error().kind != ErrorKind::Busy)
            return opened;
        if (std::string users = usersOfDevice(path); !users.empty())
            return Error { ErrorKind::Busy, 0,
                           path + " is in use (" + users + "): unmount it or stop what holds it" };
        if (std::chrono::steady_clock::now() > end)
            return opened;
        std::this_thread::sleep_for(50ms);
    }
}

// Of a regular file: neither rights nor a lock keep out who may write to it as he likes, or a loop
// device on it. Errors: Invalid, Busy.
Result<void> checkFile(const std::string& what, const std::string& path, int fd)
{
    struct stat status { };

    if (::fstat(fd, &status) != 0)
        return ioError(errno, what + path);
    if (!S_ISREG(status.st_mode))
        return {};
    if (!isOnlyOurs(status))
        return invalid(what + path
                       + ": others than root may write to it; make it root's (chown root) and "
                         "writable by nobody else (chmod go-w)");
    if (const std::string users = usersOfDevice(path); !users.empty())
        return Error { ErrorKind::Busy, 0,
                       what + path + " is in use (" + users + "): detach it (losetup -d)" };
    return {};
}

struct Claimed {
    Origin origin;
    std::unique_ptr<FileDevice> metadata;
    MetadataContent content;
};

// Of a block device; a file has none.
dev_t deviceOf(int fd)
{
    struct stat status { };

    return ::fstat(fd, &status) == 0 && S_ISBLK(status.st_mode) ? status.st_rdev : 0;
}

std::string bestIdentityOf(int fd)
{
    std::vector<std::string> identities = identitiesOf(deviceOf(fd), BlockStack());
    return identities.empty() ? std::string() : identities.front();
}

Result<void> checkIdentities(const DeviceConfig& config, const Claimed& claimed)
{
    if (auto same = checkIdentity("origin " + config.origin, deviceOf(claimed.origin.fd()),
                                  "origin-id", config.originId, BlockStack());
        !same)
        return same;
    return checkIdentity("metadata " + config.metadata, deviceOf(claimed.metadata->fd()),
                         "metadata-id", config.metadataId, BlockStack());
}

Result<Claimed> claimBoth(const DeviceConfig& config)
{
    if (auto distinct = checkDistinct(config); !distinct)
        return distinct.error();
    auto origin = claim<Origin>(config.origin, [&] { return Origin::open(config.origin); });
    if (!origin)
        return origin.error();
    using Metadata = std::unique_ptr<FileDevice>;
    auto metadata = claim<Metadata>(config.metadata, [&] {
        return FileDevice::open(config.metadata, FileDevice::Access::Exclusive);
    });
    if (!metadata)
        return Error { metadata.error().kind, metadata.error().errnoValue,
                       "metadata " + metadata.error().context };
    if ((*metadata)->size() == MetadataBlockCount(0))
        return Error { ErrorKind::NoSpace, 0,
                       "metadata " + config.metadata
                           + " has less than 4 KiB: use a larger device" };
    if (auto ours = checkFile("origin ", config.origin, origin->fd()); !ours)
        return ours.error();
    if (auto ours = checkFile("metadata ", config.metadata, (*metadata)->fd()); !ours)
        return ours.error();
    Claimed claimed { std::move(*origin), std::move(*metadata), MetadataContent::Blank };
    if (auto same = checkIdentities(config, claimed); !same)
        return same.error();
    Result<MetadataContent> content = probeMetadata(*claimed.metadata);
    if (!content)
        return content.error();
    claimed.content = *content;
    return claimed;
}

// The block size of the metadata, which has to be the configured one.
Result<std::uint32_t> blockSizeOf(const DeviceConfig& config, FileDevice& metadata)
{
    BlockManager blocks(metadata);
    Result<Superblock> superblock = Superblock::read(blocks);
    if (!superblock)
        return Error { superblock.error().kind, superblock.error().errnoValue,
                       "metadata " + config.metadata + ": " + superblock.error().context };
    std::uint32_t found = superblock->dataBlockSizeSectors;
    if (config.blockSizeSectors != 0 && config.blockSizeSectors != found)
        return invalid("block size of " + std::to_string(config.blockSizeSectors)
                       + " sectors is wanted, metadata " + config.metadata + " is for "
                       + std::to_string(found) + ": use that, or format another device");
    return found;
}

Result<Geometry> geometryOf(const DeviceConfig& config, const Origin& origin,
                            std::uint32_t blockSizeSectors)
{
    Result<Geometry> geometry = Geometry::make(origin.limits().size, blockSizeSectors);
    if (!geometry)
        return invalid("origin " + config.origin + ": " + geometry.error().context);
    return geometry;
}

// Errors: Invalid if something is there that formatting would destroy.
Result<void> checkBlank(const DeviceConfig& config, MetadataContent content)
{
    // Some signatures lie behind the first block, so zeros there are not all there is to ask for.
    std::string seen = describeContent(config.metadata);
    if (content == MetadataContent::Blank && seen.empty())
        return {};
    return invalid("metadata " + config.metadata + " is neither blank nor era metadata, it holds "
                   + (seen.empty() ? "unknown data" : seen)
                   + ": use another device, or --force-format to overwrite it");
}

Result<void> checkRoom(const DeviceConfig& config, const FileDevice& metadata,
                       const Geometry& geometry)
{
    MetadataBlockCount needed = Metadata::blocksNeeded(geometry.blocks());
    if (metadata.size() >= needed)
        return {};
    constexpr std::uint64_t kKiB = kMetadataBlockBytes / 1024;
    return Error { ErrorKind::NoSpace, 0,
                   "metadata " + config.metadata + " has "
                       + std::to_string(metadata.size().raw() * kKiB) + " KiB, "
                       + std::to_string(geometry.blocks().raw()) + " blocks need "
                       + std::to_string(needed.raw() * kKiB)
                       + " KiB: use a larger device or larger blocks" };
}

const char* word(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Io:
        return "io";
    case ErrorKind::Corrupt:
        return "corrupt";
    case ErrorKind::NoSpace:
        return "no-space";
    case ErrorKind::Invalid:
        return "invalid";
    case ErrorKind::NotFound:
        return "not-found";
    case ErrorKind::Busy:
        return "busy";
    case ErrorKind::Unsupported:
        return "unsupported";
    }
    return "io";
}

} // namespace

Result<CheckedDevices> openForService(const DeviceConfig& config)
{
    Result<Claimed> claimed = claimBoth(config);
    if (!claimed)
        return claimed.error();
    if (claimed->content != MetadataContent::EraMetadata)
        return invalid("metadata " + config.metadata
                       + " is not formatted: run blkera-target "
                         "--prepare, which starting never does");
    Result<std::uint32_t> blockSize = blockSizeOf(config, *claimed->metadata);
    // Damaged metadata is for whoever activates it to judge: there may be reads to serve.
    if (!blockSize && blockSize.error().kind != ErrorKind::Invalid && config.blockSizeSectors != 0)
        blockSize = config.blockSizeSectors;
    if (!blockSize)
        return blockSize.error();
    Result<Geometry> geometry = geometryOf(config, claimed->origin, *blockSize);
    if (!geometry)
        return geometry.error();
    return CheckedDevices { std::move(claimed->origin), std::move(claimed->metadata), *geometry };
}

Result<Preparation> prepareDevices(const DeviceConfig& config, bool forceFormat)
{
    Result<Claimed> claimed = claimBoth(config);
    if (!claimed)
        return claimed.error();
    bool keep = claimed->content == MetadataContent::EraMetadata && !forceFormat;
    Result<std::uint32_t> blockSize
        = config.blockSizeSectors != 0 ? config.blockSizeSectors : kDefaultBlockSizeSectors;
    if (keep)
        blockSize = blockSizeOf(config, *claimed->metadata);
    else if (auto blank = checkBlank(config, claimed->content); !blank && !forceFormat)
        return blank.error();
    if (!blockSize)
        return blockSize.error();
    Result<Geometry> geometry = geometryOf(config, claimed->origin, *blockSize);
    if (!geometry)
        return geometry.error();
    if (auto room = checkRoom(config, *claimed->metadata, *geometry); !room && !keep)
        return room.error();
    if (!keep) {
        auto formatted = Metadata::format(*claimed->metadata, *blockSize, geometry->blocks());
        if (!formatted)
            return formatted.error();
    }
    return Preparation { *blockSize, geometry->blocks(), !keep,
                         bestIdentityOf(claimed->origin.fd()),
                         bestIdentityOf(claimed->metadata->fd()) };
}

std::string outcomeLine(const Result<Preparation>& preparation)
{
    if (!preparation)
        return errorLine(preparation.error());
    const nlohmann::json outcome = { { "block_size", preparation->blockSizeSectors },
                                     { "blocks", preparation->blocks.raw() },
                                     { "formatted", preparation->formatted },
                                     { "metadata_id", preparation->metadataId },
                                     { "origin_id", preparation->originId } };
    return outcome.dump();
}

std::string errorLine(const Error& error)
{
    const nlohmann::json outcome
        = { { "error", word(error.kind) }, { "message", error.message() } };
    // A path may be no UTF-8.
    return outcome.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

} // namespace blkera
