// SPDX-License-Identifier: GPL-2.0-or-later
// memory_bench FILE BLOCKS: what a device of so many blocks adds to a process. FILE is made, used
// and removed. Prints "memory BYTES" and "memory-peak BYTES": resident memory above what the
// program has before it opens the metadata, after every block was marked and digested, and the most
// it ever was.
#include "era/metadata.h"
#include "era/tracker.h"
#include "must.h"
#include "storage/file_device.h"

#include <cerrno>
#include <cstdlib>
#include <fstream>
#include <random>
#include <string>

#include <fcntl.h>
#include <unistd.h>

using namespace blkera;
using namespace blkera::bench;

namespace {

constexpr std::uint32_t kBlockSectors = 8;

class NoQueue : public QueueWaker {
    void wake(QueueId) override { }
};

// "VmRSS:   12345 kB"
std::uint64_t statusBytes(const std::string& field)
{
    std::ifstream file("/proc/self/status");
    std::string name;
    std::uint64_t kib = 0;
    while (file >> name) {
        if (name == field && file >> kib)
            return kib * 1024;
    }
    must(Result<void>(invalid("/proc/self/status has no " + field)));
    return 0;
}

void writeAll(Tracker& tracker, BlockCount nrBlocks)
{
    PendingWrite write;
    write.blocks = { BlockIndex(0), BlockIndex(0) + nrBlocks };
    while (!tracker.submit(write)) {
        tracker.step();
        const PendingWrite* ready = tracker.takeReady(0);
        if (!ready || ready->error != 0)
            must(Result<void>(ioError(ready ? ready->error : EIO, "marking")));
    }
    tracker.completed(write);
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 3) {
        std::fprintf(stderr, "usage: memory_bench FILE BLOCKS\n");
        return 2;
    }
    const BlockCount nrBlocks(static_cast<std::uint32_t>(std::strtoul(argv[2], nullptr, 10)));
    UniqueFd fd(::open(argv[1], O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
    const std::uint64_t bytes
        = (2 * Metadata::blocksNeeded(nrBlocks).raw() + 4096) * kMetadataBlockBytes;
    if (!fd || ::ftruncate(fd.get(), static_cast<off_t>(bytes)) != 0)
        must(Result<void>(ioError(errno, argv[1])));
    fd.reset();

    auto device = must(FileDevice::open(argv[1], FileDevice::Access::Exclusive));
    ::unlink(argv[1]);
    const std::uint64_t before = statusBytes("VmRSS:");
    must(Metadata::format(*device, kBlockSectors, nrBlocks));
    auto metadata = must(Metadata::open(*device, kBlockSectors));
    must(metadata->activate(nrBlocks));
    NoQueue waker;
    Tracker tracker(std::move(metadata), 1, 128, waker);
    writeAll(tracker, nrBlocks);
    tracker.checkpoint([](const Result<Era>& begun) {
        must(begun ? Result<void>() : Result<void>(begun.error()));
    });
    while (tracker.step()) { }
    writeAll(tracker, nrBlocks); // into the other set of bits
    std::printf("memory %llu\nmemory-peak %llu\n",
                static_cast<unsigned long long>(statusBytes("VmRSS:") - before),
                static_cast<unsigned long long>(statusBytes("VmHWM:") - before));
    return 0;
}
