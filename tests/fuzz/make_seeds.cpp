// SPDX-License-Identifier: GPL-2.0-or-later
// Makes the first inputs of the image targets: small devices with something of everything, and the
// raw images that are named, cut to what they use. make_seeds OUT RAW...
#include "era/metadata.h"
#include "packed_image.h"
#include "recount.h"
#include "storage/file_device.h"
#include "storage/memory_device.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>

using namespace blkera;
using namespace blkera::fuzz;

namespace {

constexpr std::uint64_t kLargestDevice = 256;

// The blocks that are in use, on the smallest device that leaves some room.
Result<PackedImage> packDevice(BlockDevice& device)
{
    BlockManager blocks(device);
    const auto superblock = Superblock::read(blocks);
    if (!superblock)
        return superblock.error();
    const auto loaded = DiskSpaceMap::load(blocks, superblock->spaceMap);
    if (!loaded)
        return loaded.error();
    PackedImage image;
    std::uint64_t last = 0;
    for (std::uint64_t number = 0; number < device.size().raw(); ++number) {
        if (loaded->counts.get(number) == 0)
            continue;
        if (number >= kLargestDevice)
            return invalid("block " + std::to_string(number) + " is in use: too large an image");
        PackedBlock block;
        if (auto read = device.read(MetadataBlock(number), block.bytes); !read)
            return read.error();
        const auto kind = recogniseBlock(block.bytes);
        if (!kind)
            return corrupt("block " + std::to_string(number) + " is of no kind");
        block.number = static_cast<std::uint8_t>(number);
        block.kind = *kind;
        image.blocks.push_back(block);
        last = number;
    }
    image.size = static_cast<std::uint16_t>(std::min((last / 16 + 2) * 16, kLargestDevice));
    recount(image);
    image.script = { 0, 3, 1, 0, 5, 9, 3, 0, 0, 7, 1, 6, 9, 1, 1, 0, 20, 4, 2, 0, 1, 3, 6, 5, 8 };
    return image;
}

bool save(const std::filesystem::path& out, const Result<PackedImage>& image)
{
    if (!image) {
        std::fprintf(stderr, "%s: %s\n", out.c_str(), image.error().message().c_str());
        return false;
    }
    const std::vector<std::uint8_t> packed = image->pack();
    std::ofstream file(out, std::ios::binary);
    file.write(reinterpret_cast<const char*>(packed.data()),
               static_cast<std::streamsize>(packed.size()));
    return file.good();
}

// A device of two windows of bits, with `eras` of which each marked something; digested or not, a
// snapshot held or not.
Result<PackedImage> ownDevice(std::uint32_t eras, bool digested, bool held)
{
    constexpr std::uint32_t kSectors = 8;
    constexpr BlockCount kBlocks(34'000);
    MemoryDevice device(MetadataBlockCount(128));
    if (auto formatted = Metadata::format(device, kSectors, kBlocks); !formatted)
        return formatted.error();
    auto metadata = Metadata::open(device, kSectors);
    if (!metadata)
        return metadata.error();
    Result<void> done = eras == 0 ? Result<void>() : (*metadata)->activate(kBlocks);
    for (std::uint32_t era = 1; done && era <= eras; ++era) {
        const std::array ranges { BlockRange { BlockIndex(era * 7), BlockIndex(era * 7 + 9) },
                                  BlockRange { BlockIndex(32'560 + era), BlockIndex(32'600) } };
        done = (*metadata)->mark(ranges);
        if (done && era < eras) {
            const auto begun = (*metadata)->rollover({});
            done = begun ? Result<void>() : Result<void>(begun.error());
        }
    }
    while (done && digested) {
        const auto more = (*metadata)->digestStep();
        done = more ? (*metadata)->commit() : Result<void>(more.error());
        digested = done && *more;
    }
    if (done && held) {
        const auto taken = (*metadata)->takeSnapshot({});
        done = taken ? Result<void>() : Result<void>(taken.error());
    }
    if (!done)
        return done.error();
    metadata->reset();
    return packDevice(device);
}

} // namespace

int main(int argc, char** argv)
{
    const std::span arguments(argv, static_cast<std::size_t>(argc));
    const std::filesystem::path out = arguments[1];
    bool good = save(out / "fresh", ownDevice(0, false, false))
        && save(out / "eras", ownDevice(5, false, false))
        && save(out / "digested", ownDevice(4, true, false))
        && save(out / "held", ownDevice(3, false, true));
    for (const std::filesystem::path path : arguments.subspan(2)) {
        auto device = FileDevice::open(path, FileDevice::Access::ReadOnly);
        good = save(out / path.stem(),
                    device ? packDevice(**device) : Result<PackedImage>(device.error()))
            && good;
    }
    return good ? 0 : 1;
}
