// SPDX-License-Identifier: GPL-2.0-or-later
#include "tools/metadata_file.h"

#include "era/checker.h"
#include "tools/console.h"

#include <algorithm>
#include <vector>

namespace blkera::tools {

namespace {

Result<std::vector<std::byte>> firstBlock(BlockDevice& device)
{
    std::vector<std::byte> first(kMetadataBlockBytes);
    if (auto read = device.read(MetadataBlock(0), first); !read)
        return read.error();
    return first;
}

// Whoever names the dump instead of the metadata has a small text, or a large one.
bool beginsLikeXml(std::span<const std::byte> bytes)
{
    const auto first = std::ranges::find_if_not(bytes, [](std::byte b) {
        const auto c = std::to_integer<char>(b);
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    });
    return first != bytes.end() && *first == std::byte { '<' };
}

// What a first block is that neither the kernel nor we would write there.
Result<std::string> describeFirstBlock(BlockDevice& device)
{
    const auto first = firstBlock(device);
    if (!first)
        return first.error();
    const auto kind = recogniseBlock(*first);
    if (!kind)
        return std::string(beginsLikeXml(*first)
                               ? "text (this looks like XML: 'restore' makes metadata of it)"
                               : "no block of era metadata");
    return std::string("a ") + toString(*kind) + " block from the middle of era metadata";
}

Error explained(Error error)
{
    if (error.kind == ErrorKind::Busy)
        error.context = "in use (resource busy): stop the device first, or list the changes of a "
                        "metadata snapshot with 'invalidate --metadata-snapshot'";
    else if (error.kind == ErrorKind::Invalid)
        error.context = "not a block device or regular file: name the metadata device";
    return error;
}

Result<OpenView> openSnapshot(const std::string& path)
{
    auto file = openMetadata(path, FileDevice::Access::ReadOnly);
    if (!file)
        return damaged(path, file.error());
    const auto view = EraView::snapshot(*file->blocks, file->superblock);
    if (!view)
        return damaged(path, view.error());
    return OpenView { std::move(*file), *view };
}

} // namespace

Result<std::unique_ptr<FileDevice>> openDevice(const std::string& path, FileDevice::Access access)
{
    auto device = FileDevice::open(path, access);
    if (!device)
        return explained(device.error());
    return device;
}

Result<void> refuseForeign(BlockDevice& device)
{
    if (device.size().raw() == 0)
        return invalid("too small, smaller than one block of 4096 bytes, so this is no era "
                       "metadata: name the metadata device");
    const auto content = probeMetadata(device);
    if (!content)
        return content.error();
    if (*content == MetadataContent::Blank)
        return invalid("no era metadata yet, its first block is all zeros: it is formatted when "
                       "the device is first started");
    if (*content == MetadataContent::EraMetadata)
        return {};
    const auto found = describeFirstBlock(device);
    if (!found)
        return found.error();
    return invalid("not era metadata, its first block is " + *found + ": name the metadata device");
}

Result<std::unique_ptr<FileDevice>> openMetadataDevice(const std::string& path,
                                                       FileDevice::Access access)
{
    auto device = openDevice(path, access);
    if (!device)
        return device;
    if (auto ours = refuseForeign(**device); !ours)
        return ours.error();
    return device;
}

Result<MetadataFile> openMetadata(const std::string& path, FileDevice::Access access)
{
    auto device = openMetadataDevice(path, access);
    if (!device)
        return device.error();
    auto blocks = std::make_unique<BlockManager>(**device);
    auto superblock = Superblock::read(*blocks);
    if (!superblock)
        return superblock.error();
    return MetadataFile { std::move(*device), std::move(blocks), *superblock };
}

Result<OpenView> openDamagedView(const std::string& path)
{
    auto file = openMetadata(path, FileDevice::Access::ExclusiveReadOnly);
    if (!file)
        return damaged(path, file.error());
    const EraView view = EraView::live(file->superblock);
    return OpenView { std::move(*file), view };
}

Result<OpenView> openWholeView(const std::string& path, bool metadataSnapshot)
{
    auto opened = metadataSnapshot ? openSnapshot(path) : openDamagedView(path);
    if (!opened)
        return opened;
    const auto whole = metadataSnapshot ? refuseLossInUse(*opened->file.device)
                                        : refuseLoss(*opened->file.blocks);
    if (!whole)
        return damaged(path, whole.error());
    return opened;
}

Result<void> refuseLoss(BlockManager& blocks)
{
    const auto report = checkPointers(blocks);
    if (!report)
        return report.error();
    if (report->clean())
        return {};
    const std::size_t more = report->errors.size() - 1;
    return corrupt(report->errors.front()
                   + (more == 0 ? "" : " (" + std::to_string(more) + " errors more)"));
}

Result<void> refuseLossInUse(BlockDevice& device)
{
    constexpr int kAttempts = 8;
    for (int attempt = 0; attempt < kAttempts; ++attempt) {
        const auto before = firstBlock(device);
        if (!before)
            return before.error();
        BlockManager blocks(device);
        auto whole = refuseLoss(blocks);
        const auto after = firstBlock(device);
        if (!after)
            return after.error();
        if (whole || *before == *after)
            return whole;
    }
    return {};
}

} // namespace blkera::tools
