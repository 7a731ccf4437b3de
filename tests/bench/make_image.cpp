// SPDX-License-Identifier: GPL-2.0-or-later
// make_image FILE BLOCKS PERCENT SEED: metadata as a device of BLOCKS blocks of 64 KiB leaves it
// that was wholly written in era 1, then PERCENT % of it, at random, in era 2. Both eras are
// digested and the device was stopped cleanly, in era 3, so that every era tool sees all of it:
// "written since 2" is the random part. FILE must not exist; it is sparse and has room to spare.
#include "era/metadata.h"
#include "storage/file_device.h"

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include <fcntl.h>
#include <unistd.h>

using namespace blkera;

namespace {

constexpr std::uint32_t kBlockSectors = 128;

// metadata-format: two generations of the era array, a few writesets, room for the space map.
std::uint64_t roomBytes(std::uint32_t nrBlocks)
{
    return (3 * Metadata::blocksNeeded(BlockCount(nrBlocks)).raw() + nrBlocks / 300 + 1024)
        * kMetadataBlockBytes;
}

// Each block is taken with the same chance, as long as `wanted` are in the end: Knuth's algorithm
// S.
std::vector<BlockRange> randomBlocks(std::uint32_t nrBlocks, std::uint32_t wanted,
                                     std::mt19937_64& random)
{
    std::vector<BlockRange> ranges;
    ranges.reserve(wanted);
    for (std::uint32_t block = 0; wanted != 0; ++block) {
        if (random() % (nrBlocks - block) >= wanted)
            continue;
        ranges.push_back({ BlockIndex(block), BlockIndex(block + 1) });
        --wanted;
    }
    return ranges;
}

Result<void> digestAll(Metadata& metadata)
{
    for (;;) {
        auto more = metadata.digestStep();
        if (!more)
            return more.error();
        if (!*more)
            return metadata.commit();
    }
}

Result<void> makeImage(BlockDevice& device, std::uint32_t nrBlocks, std::uint32_t changed,
                       std::uint64_t seed)
{
    if (auto formatted = Metadata::format(device, kBlockSectors, BlockCount(nrBlocks)); !formatted)
        return formatted;
    auto opened = Metadata::open(device, kBlockSectors);
    if (!opened)
        return opened.error();
    Metadata& metadata = **opened;
    if (auto active = metadata.activate(BlockCount(nrBlocks)); !active)
        return active;
    std::mt19937_64 random(seed);
    const std::vector<std::vector<BlockRange>> eras {
        { { BlockIndex(0), BlockIndex(nrBlocks) } },
        randomBlocks(nrBlocks, changed, random),
    };
    for (const std::vector<BlockRange>& written : eras) {
        if (auto marked = metadata.mark(written); !marked)
            return marked;
        if (auto next = metadata.rollover({}); !next)
            return next.error();
        if (auto digested = digestAll(metadata); !digested)
            return digested;
    }
    return metadata.deactivate();
}

Result<std::unique_ptr<FileDevice>> createFile(const std::string& path, std::uint64_t bytes)
{
    UniqueFd fd(::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
    if (!fd || ::ftruncate(fd.get(), static_cast<off_t>(bytes)) != 0)
        return ioError(errno, path);
    return FileDevice::adopt(std::move(fd), path);
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 5) {
        std::fprintf(stderr, "usage: make_image FILE BLOCKS PERCENT SEED\n");
        return 2;
    }
    const auto nrBlocks = static_cast<std::uint32_t>(std::strtoul(argv[2], nullptr, 10));
    const double percent = std::strtod(argv[3], nullptr);
    const auto changed = static_cast<std::uint32_t>(std::lround(nrBlocks / 100.0 * percent));
    if (nrBlocks == 0 || percent < 0 || changed > nrBlocks) {
        std::fprintf(stderr, "make_image: BLOCKS from 1 on, PERCENT from 0 to 100\n");
        return 2;
    }
    auto device = createFile(argv[1], roomBytes(nrBlocks));
    const Result<void> made = device
        ? makeImage(**device, nrBlocks, changed, std::strtoull(argv[4], nullptr, 10))
        : Result<void>(device.error());
    if (made)
        return 0;
    std::fprintf(stderr, "make_image: %s\n", made.error().message().c_str());
    return 1;
}
