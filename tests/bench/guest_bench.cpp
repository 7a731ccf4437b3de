// SPDX-License-Identifier: GPL-2.0-or-later
// guest_bench KERNEL-DISK OUR-DISK REPETITIONS FIGURE...
//
// The engine beside the kernel's dm-era, in a guest that has both: each repetition runs the
// kernel's, then ours, on metadata disks of their own and origins that swallow what is written
// (dm-zero). Prints lines "FIGURE kernel|ours VALUE"; scripts/bench makes medians and ratios of
// them.
#include "device_mapper.h"
#include "machine_counters.h"
#include "must.h"
#include "our_era.h"
#include "write_load.h"

#include <cinttypes>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <functional>
#include <map>
#include <random>
#include <sstream>

#include <fcntl.h>
#include <unistd.h>

using namespace blkera;
using namespace blkera::bench;

namespace {

constexpr std::uint32_t kBlockSectors = 8;
constexpr std::size_t kBlockBytes = kBlockSectors * kSectorBytes;
constexpr double kSectorsPerMetadataBlock = 8;

struct Setting {
    std::string kernelDisk;
    std::string ourDisk;
    int repetitions = 0;
};

void print(const std::string& figure, const char* side, double value)
{
    std::printf("%s %s %.9g\n", figure.c_str(), side, value);
    std::fflush(stdout);
}

// The disk's name in /sys/class/block, also if the path is a link.
std::string diskName(const std::string& path)
{
    return std::filesystem::canonical(path).filename();
}

void wipe(const std::string& disk)
{
    UniqueFd fd(::open(disk.c_str(), O_WRONLY | O_CLOEXEC));
    const std::vector<std::byte> zeros(kMetadataBlockBytes);
    if (!fd || ::pwrite(fd.get(), zeros.data(), zeros.size(), 0) != std::ssize(zeros)
        || ::fsync(fd.get()) != 0)
        must(Result<void>(ioError(errno, disk)));
}

std::uint64_t sectorsOf(std::uint32_t nrBlocks)
{
    return std::uint64_t { nrBlocks } * kBlockSectors;
}

std::unique_ptr<DmDevice> makeOrigin(std::uint32_t nrBlocks)
{
    return must(DmDevice::create("bench-origin", sectorsOf(nrBlocks), "zero", ""));
}

std::unique_ptr<DmDevice> makeKernelEra(const Setting& setting, const DmDevice& origin,
                                        std::uint32_t nrBlocks)
{
    return must(DmDevice::create("bench-era", sectorsOf(nrBlocks), "era",
                                 setting.kernelDisk + " " + origin.path() + " "
                                     + std::to_string(kBlockSectors)));
}

std::unique_ptr<OurEra> makeOurEra(const Setting& setting, std::uint32_t nrBlocks,
                                   std::uint16_t depth)
{
    return std::make_unique<OurEra>(
        OurEra::format(setting.ourDisk, kBlockSectors, BlockCount(nrBlocks)), kBlockSectors,
        BlockCount(nrBlocks), depth);
}

// "8 17626/524288 2 -"
std::uint64_t usedBlocks(DmDevice& era)
{
    std::istringstream line(must(era.status()));
    std::uint64_t blockSize = 0;
    std::uint64_t used = 0;
    line >> blockSize >> used;
    return used;
}

// Returns when the kernel's workers rest: digesting has ended. The processor time they took by
// then.
double kernelSettled(const KernelWorkerTimes& since)
{
    constexpr double kRest = 0.3;
    constexpr double kIdleShare = 0.01;
    for (double last = -1;;) {
        const double taken = KernelWorkerTimes::now().secondsSince(since);
        if (last >= 0 && taken - last < kRest * kIdleShare)
            return taken;
        last = taken;
        sleepSeconds(kRest);
    }
}

std::vector<BlockIndex> distinctBlocks(std::size_t count, std::uint32_t nrBlocks,
                                       std::mt19937& random)
{
    std::vector<bool> taken(nrBlocks);
    std::vector<BlockIndex> blocks;
    while (blocks.size() < count) {
        const auto block = static_cast<std::uint32_t>(random() % nrBlocks);
        if (!taken[block]) {
            taken[block] = true;
            blocks.emplace_back(block);
        }
    }
    return blocks;
}

// Format, load and first activation of so many blocks; the kernel's only so often.
void activation(const Setting& setting, std::uint32_t nrBlocks, const std::string& name,
                int kernelRepetitions)
{
    const auto origin = makeOrigin(nrBlocks);
    for (int i = 0; i < setting.repetitions; ++i) {
        double start = nowSeconds();
        if (i < kernelRepetitions) {
            wipe(setting.kernelDisk);
            start = nowSeconds();
            const auto era = makeKernelEra(setting, *origin, nrBlocks);
            print(name + "-seconds", "kernel", nowSeconds() - start);
            print(name + "-blocks", "kernel", static_cast<double>(usedBlocks(*era)));
        }
        wipe(setting.ourDisk);
        auto device = must(FileDevice::open(setting.ourDisk, FileDevice::Access::Exclusive));
        start = nowSeconds();
        must(Metadata::format(*device, kBlockSectors, BlockCount(nrBlocks)));
        auto metadata = must(Metadata::open(*device, kBlockSectors));
        must(metadata->activate(BlockCount(nrBlocks)));
        print(name + "-seconds", "ours", nowSeconds() - start);
        print(name + "-blocks", "ours", static_cast<double>(metadata->usage().used.raw()));
    }
}

// A checkpoint after an era that touched 1,000 blocks.
void checkpoint(const Setting& setting)
{
    constexpr std::uint32_t kBlocks = 1U << 24;
    constexpr std::size_t kTouched = 1000;
    constexpr std::uint16_t kDepth = 32;
    const auto origin = makeOrigin(kBlocks);
    wipe(setting.kernelDisk);
    wipe(setting.ourDisk);
    const auto kernel = makeKernelEra(setting, *origin, kBlocks);
    const auto ours = makeOurEra(setting, kBlocks, kDepth);
    WriteLoad kernelLoad(kernel->path(), kBlockBytes, kDepth);
    std::mt19937 random(20261125);
    for (int i = 0; i < setting.repetitions; ++i) {
        const auto touched = distinctBlocks(kTouched, kBlocks, random);
        kernelLoad.run(touched);
        (void)kernelSettled(KernelWorkerTimes::now());
        const auto before = DiskCounters::of(diskName(setting.kernelDisk));
        const double start = nowSeconds();
        must(kernel->message("checkpoint"));
        print("checkpoint-seconds", "kernel", nowSeconds() - start);
        const auto cost = DiskCounters::of(diskName(setting.kernelDisk)) - before;
        print("checkpoint-blocks", "kernel",
              static_cast<double>(cost.sectorsWritten) / kSectorsPerMetadataBlock);
        must(kernel->status()); // see digest()
        (void)kernelSettled(KernelWorkerTimes::now());

        ours->write(touched);
        ours->settle();
        const OurEra::Checkpoint done = ours->checkpoint();
        print("checkpoint-seconds", "ours", done.seconds);
        print("checkpoint-blocks", "ours", static_cast<double>(done.cost.blocksWritten));
        ours->settle();
    }
}

// Every block, in big writes: the target splits them at its blocks.
void writeAll(const std::string& device, std::uint32_t nrBlocks)
{
    constexpr std::uint32_t kAtOnce = 256;
    std::vector<BlockIndex> chunks;
    for (std::uint32_t chunk = 0; chunk < nrBlocks / kAtOnce; ++chunk)
        chunks.emplace_back(chunk);
    WriteLoad(device, kAtOnce * kBlockBytes, 8).run(chunks);
}

// The processor time from the checkpoint that archives a full writeset of 2^20 blocks until it is
// digested. The kernel works in its worker threads, ours is measured on one thread of its own.
void digest(const Setting& setting)
{
    constexpr std::uint32_t kBlocks = 1U << 20;
    const auto origin = makeOrigin(kBlocks);
    wipe(setting.kernelDisk);
    wipe(setting.ourDisk);
    const auto kernel = makeKernelEra(setting, *origin, kBlocks);
    auto device = OurEra::format(setting.ourDisk, kBlockSectors, BlockCount(kBlocks));
    auto metadata = must(Metadata::open(*device, kBlockSectors));
    must(metadata->activate(BlockCount(kBlocks)));
    for (int i = 0; i < setting.repetitions; ++i) {
        writeAll(kernel->path(), kBlocks);
        (void)kernelSettled(KernelWorkerTimes::now());
        const auto before = KernelWorkerTimes::now();
        must(kernel->message("checkpoint"));
        must(kernel->status()); // digesting begins when the worker is woken next
        print("digest-cpu-seconds", "kernel", kernelSettled(before));

        must(metadata->mark(std::vector { BlockRange { BlockIndex(0), BlockIndex(kBlocks) } }));
        const double start = threadCpuSeconds();
        must(metadata->rollover({}));
        while (must(metadata->digestStep())) { }
        must(metadata->commit());
        print("digest-cpu-seconds", "ours", threadCpuSeconds() - start);
    }
}

// The same for an empty writeset.
void digestEmpty(const Setting& setting)
{
    constexpr std::uint32_t kBlocks = 1U << 24;
    const auto origin = makeOrigin(kBlocks);
    wipe(setting.kernelDisk);
    wipe(setting.ourDisk);
    const auto kernel = makeKernelEra(setting, *origin, kBlocks);
    auto device = OurEra::format(setting.ourDisk, kBlockSectors, BlockCount(kBlocks));
    auto metadata = must(Metadata::open(*device, kBlockSectors));
    must(metadata->activate(BlockCount(kBlocks)));
    for (int i = 0; i < setting.repetitions; ++i) {
        (void)kernelSettled(KernelWorkerTimes::now());
        const auto before = KernelWorkerTimes::now();
        must(kernel->message("checkpoint"));
        must(kernel->status());
        print("digest-empty-cpu-seconds", "kernel", kernelSettled(before));

        const double start = threadCpuSeconds();
        must(metadata->rollover({}));
        while (must(metadata->digestStep())) { }
        must(metadata->commit());
        print("digest-empty-cpu-seconds", "ours", threadCpuSeconds() - start);
    }
}

// Random first writes of an era, `depth` in flight: how many share a commit, and what each costs.
void groupCommit(const Setting& setting, std::uint16_t depth, std::size_t writes)
{
    constexpr std::uint32_t kBlocks = 1U << 20;
    const std::string name = "group-commit-" + std::to_string(depth);
    const auto origin = makeOrigin(kBlocks);
    wipe(setting.kernelDisk);
    wipe(setting.ourDisk);
    const auto kernel = makeKernelEra(setting, *origin, kBlocks);
    const auto ours = makeOurEra(setting, kBlocks, depth);
    WriteLoad kernelLoad(kernel->path(), kBlockBytes, depth);
    WriteLoad ourLoad(origin->path(), kBlockBytes, depth, ours.get());
    std::mt19937 random(20261125);
    const auto count = static_cast<double>(writes);
    for (int i = 0; i < setting.repetitions; ++i) {
        const auto blocks = distinctBlocks(writes, kBlocks, random);
        const auto report = [&](const char* side, const DiskCounters& cost, double commits,
                                double seconds) {
            print(name + "-writes-per-commit", side, count / commits);
            print(name + "-flushes-per-commit", side, static_cast<double>(cost.flushes) / commits);
            print(name + "-sectors-per-write", side,
                  static_cast<double>(cost.sectorsWritten) / count);
            print(name + "-writes-per-second", side, count / seconds);
        };
        must(kernel->message("checkpoint"));
        must(kernel->status()); // see digest()
        (void)kernelSettled(KernelWorkerTimes::now());
        auto before = DiskCounters::of(diskName(setting.kernelDisk));
        double start = nowSeconds();
        kernelLoad.run(blocks);
        double seconds = nowSeconds() - start;
        auto cost = DiskCounters::of(diskName(setting.kernelDisk)) - before;
        // The kernel counts no commits, but each flushes twice (dm_tm_commit), nothing else does.
        report("kernel", cost, static_cast<double>(cost.flushes) / 2, seconds);

        (void)ours->checkpoint();
        ours->settle();
        before = DiskCounters::of(diskName(setting.ourDisk));
        const std::uint64_t commitsBefore = ours->commits();
        start = nowSeconds();
        ourLoad.run(blocks);
        seconds = nowSeconds() - start;
        cost = DiskCounters::of(diskName(setting.ourDisk)) - before;
        report("ours", cost, static_cast<double>(ours->commits() - commitsBefore), seconds);
    }
}

} // namespace

int main(int argc, char** argv)
{
    const std::map<std::string, std::function<void(const Setting&)>> figures {
        { "activation-24",
          [](const Setting& s) { activation(s, 1U << 24, "activation-24", s.repetitions); } },
        { "activation-28",
          [](const Setting& s) {
              activation(s, 1U << 28, "activation-28", 1);
          } }, // it takes minutes
        { "checkpoint", checkpoint },
        { "digest", digest },
        { "digest-empty", digestEmpty },
        { "group-commit-32", [](const Setting& s) { groupCommit(s, 32, 10'000); } },
        { "group-commit-1", [](const Setting& s) { groupCommit(s, 1, 1'000); } },
    };
    bool known = argc >= 5;
    for (int i = 4; i < argc; ++i)
        known = known && figures.contains(argv[i]);
    if (!known) {
        std::fprintf(stderr,
                     "usage: guest_bench KERNEL-DISK OUR-DISK REPETITIONS FIGURE...\nfigures:");
        for (const auto& [name, run] : figures)
            std::fprintf(stderr, " %s", name.c_str());
        std::fprintf(stderr, "\n");
        return 2;
    }
    for (int i = 4; i < argc; ++i)
        figures.at(argv[i])({ argv[1], argv[2], std::atoi(argv[3]) });
    return 0;
}
