// SPDX-License-Identifier: GPL-2.0-or-later
// The engine's figures that need no peer, as Google Benchmarks. Metadata lies in files of
// $BLKERA_BENCH_DIR (default: the working directory), through direct I/O where the file system has
// it.
#include "../support/allocation_count.h"
#include "counting_device.h"
#include "era/metadata.h"
#include "era/tracker.h"
#include "must.h"
#include "storage/file_device.h"
#include "storage/memory_device.h"

#include <cerrno>
#include <cstdlib>
#include <random>
#include <utility>

#include <benchmark/benchmark.h>
#include <fcntl.h>
#include <unistd.h>

namespace blkera::bench {

namespace {

constexpr std::uint32_t kBlockSectors = 8;

class NoQueue : public QueueWaker {
    void wake(QueueId) override { }
};

// A new sparse file for the metadata of so many blocks, gone with the object.
class ScratchFile {
public:
    explicit ScratchFile(BlockCount nrBlocks)
    {
        const char* folder = std::getenv("BLKERA_BENCH_DIR");
        m_path = std::string(folder ? folder : ".") + "/scratch-XXXXXX";
        UniqueFd fd(::mkostemp(m_path.data(), O_CLOEXEC));
        const std::uint64_t bytes
            = (2 * Metadata::blocksNeeded(nrBlocks).raw() + 4096) * kMetadataBlockBytes;
        if (!fd || ::ftruncate(fd.get(), static_cast<off_t>(bytes)) != 0)
            must(Result<void>(ioError(errno, m_path)));
        fd.reset();
        m_device = must(FileDevice::open(m_path, FileDevice::Access::Exclusive));
    }

    ~ScratchFile() { ::unlink(m_path.c_str()); }

    FileDevice& device() { return *m_device; }

private:
    std::string m_path;
    std::unique_ptr<FileDevice> m_device;
};

// Formatted, opened and activated.
struct World {
    explicit World(BlockCount nrBlocks)
        : file(nrBlocks)
        , device(file.device())
    {
        must(Metadata::format(device, kBlockSectors, nrBlocks));
        metadata = must(Metadata::open(device, kBlockSectors));
        must(metadata->activate(nrBlocks));
    }

    ScratchFile file;
    CountingDevice device;
    std::unique_ptr<Metadata> metadata;
};

BlockCount blocksOf(const benchmark::State& state)
{
    return BlockCount(1U << state.range(0));
}

void digestAll(Metadata& metadata)
{
    while (must(metadata.digestStep())) { }
    must(metadata.commit());
}

// Format, open and first activation of 2^range blocks.
void formatAndActivate(benchmark::State& state)
{
    const BlockCount nrBlocks = blocksOf(state);
    for (auto _ : state) {
        state.PauseTiming();
        ScratchFile file(nrBlocks);
        state.ResumeTiming();
        must(Metadata::format(file.device(), kBlockSectors, nrBlocks));
        auto metadata = must(Metadata::open(file.device(), kBlockSectors));
        must(metadata->activate(nrBlocks));
        state.PauseTiming();
        state.counters["blocks"] = static_cast<double>(metadata->usage().used.raw());
        metadata.reset();
        state.ResumeTiming();
    }
}

// Iterations are given where preparing one takes longer than measuring it.
BENCHMARK(formatAndActivate)
    ->Arg(20)
    ->Arg(28)
    ->Iterations(3)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

// Each write is to one block; returns when the worker has nothing left to do.
void writeAnywhere(Tracker& tracker, std::vector<PendingWrite>& writes, BlockCount nrBlocks,
                   std::mt19937& random)
{
    for (std::size_t tag = 0; tag < writes.size(); ++tag) {
        const BlockIndex block(static_cast<std::uint32_t>(random() % nrBlocks.raw()));
        writes[tag].tag = static_cast<RequestTag>(tag);
        writes[tag].blocks = { block, block + BlockCount(1) };
        if (tracker.submit(writes[tag]))
            tracker.completed(writes[tag]);
    }
    while (tracker.step()) { }
}

// A commit of 32 random marks in an era of which next to nothing is marked: what a queue of that
// depth waits for.
void firstWrites(benchmark::State& state)
{
    const BlockCount nrBlocks = blocksOf(state);
    World world(nrBlocks);
    NoQueue waker;
    Tracker tracker(std::move(world.metadata), 1, 32, waker);
    std::mt19937 random(20261125);
    std::vector<PendingWrite> writes(32);
    const auto before = world.device.counters();
    for (auto _ : state) {
        writeAnywhere(tracker, writes, nrBlocks, random);
        for (PendingWrite* ready = tracker.takeReady(0); ready;) {
            PendingWrite& write = *std::exchange(ready, ready->next);
            if (!tracker.submit(write))
                must(Result<void>(invalid("a write was held twice")));
            tracker.completed(write);
        }
    }
    const auto cost = world.device.counters() - before;
    state.counters["blocks"] = benchmark::Counter(static_cast<double>(cost.blocksWritten),
                                                  benchmark::Counter::kAvgIterations);
}

BENCHMARK(firstWrites)->Arg(20)->Iterations(500)->Unit(benchmark::kMicrosecond);

// Tracker::checkpoint on the worker's thread, after an era that touched 1,000 blocks.
void checkpoint(benchmark::State& state)
{
    const BlockCount nrBlocks = blocksOf(state);
    World world(nrBlocks);
    NoQueue waker;
    Tracker tracker(std::move(world.metadata), 1, 1024, waker);
    std::mt19937 random(20261125);
    CountingDevice::Counters cost;
    for (auto _ : state) {
        state.PauseTiming();
        std::vector<PendingWrite> writes(1000);
        writeAnywhere(tracker, writes, nrBlocks, random);
        (void)tracker.takeReady(0);
        const auto before = world.device.counters();
        bool answered = false;
        state.ResumeTiming();
        tracker.checkpoint([&](const Result<Era>& era) {
            state.PauseTiming(); // the step goes on with digesting, for which nobody waits
            must(era ? Result<void>() : Result<void>(era.error()));
            cost = world.device.counters() - before;
            answered = true;
        });
        (void)tracker.step();
        if (!answered)
            must(Result<void>(invalid("a checkpoint was not answered in one step")));
        while (tracker.step()) { }
        state.ResumeTiming();
    }
    state.counters["blocks"] = static_cast<double>(cost.blocksWritten);
    state.counters["flushes"] = static_cast<double>(cost.flushes);
}

BENCHMARK(checkpoint)
    ->Arg(20)
    ->Arg(24)
    ->Arg(28)
    ->Iterations(10)
    ->Unit(benchmark::kMicrosecond)
    ->UseRealTime();

// From a full writeset of 2^range blocks to its end; processor time is what counts.
void digestFull(benchmark::State& state)
{
    const BlockCount nrBlocks = blocksOf(state);
    World world(nrBlocks);
    const std::vector<BlockRange> all { { BlockIndex(0), BlockIndex(0) + nrBlocks } };
    for (auto _ : state) {
        state.PauseTiming();
        must(world.metadata->mark(all));
        must(world.metadata->rollover({}));
        state.ResumeTiming();
        digestAll(*world.metadata);
    }
}

BENCHMARK(digestFull)->Arg(20)->Iterations(3)->Unit(benchmark::kMillisecond);

// An empty writeset: one look a leaf of the bitset, whatever the number of blocks.
void digestEmpty(benchmark::State& state)
{
    const BlockCount nrBlocks = blocksOf(state);
    World world(nrBlocks);
    std::uint64_t steps = 0;
    CountingDevice::Counters cost;
    for (auto _ : state) {
        state.PauseTiming();
        must(world.metadata->rollover({}));
        steps = 0;
        const auto before = world.device.counters();
        state.ResumeTiming();
        while (must(world.metadata->digestStep()))
            ++steps;
        must(world.metadata->commit());
        state.PauseTiming();
        cost = world.device.counters() - before;
        state.ResumeTiming();
    }
    state.counters["steps"] = static_cast<double>(steps);
    state.counters["blocks"] = static_cast<double>(cost.blocksWritten);
}

BENCHMARK(digestEmpty)->Arg(20)->Arg(28)->Iterations(3)->Unit(benchmark::kMicrosecond);

// A write to marked blocks, from admission to completion, at random places.
void admitMarked(benchmark::State& state)
{
    constexpr std::uint32_t kBlocks = 1U << 24;
    constexpr std::uint32_t kPlaces = 1U << 10; // of a working set that lies in the cache
    WriteGate gate(BlockCount(kBlocks), 1, 128);
    gate.setMarked(std::vector { BlockRange { BlockIndex(0), BlockIndex(kBlocks) } });
    std::mt19937 random(20261125);
    std::vector<BlockRange> places;
    for (std::uint32_t i = 0; i < kPlaces; ++i) {
        const BlockIndex block(static_cast<std::uint32_t>(random() % kBlocks));
        places.push_back({ block, block + BlockCount(1) });
    }
    std::uint32_t next = 0;
    const std::uint64_t before = test::allocationCount();
    for (auto _ : state) {
        const auto tag = static_cast<RequestTag>(next % 128);
        const bool admitted = gate.admit(0, tag, places[next % kPlaces]);
        benchmark::DoNotOptimize(admitted);
        gate.release(0, tag);
        ++next;
    }
    state.counters["allocations"] = static_cast<double>(test::allocationCount() - before);
}

BENCHMARK(admitMarked)->Unit(benchmark::kNanosecond);

// The same through the tracker, as a frontend does it.
void submitMarked(benchmark::State& state)
{
    World world(BlockCount(1U << 20));
    must(world.metadata->mark(std::vector { BlockRange { BlockIndex(0), BlockIndex(1024) } }));
    NoQueue waker;
    Tracker tracker(std::move(world.metadata), 1, 128, waker);
    PendingWrite write;
    write.blocks = { BlockIndex(5), BlockIndex(6) };
    while (!tracker.submit(write)) { // the gate learns the mark from a write
        tracker.step();
        (void)tracker.takeReady(0);
    }
    tracker.completed(write);
    const std::uint64_t before = test::allocationCount();
    for (auto _ : state) {
        const bool admitted = tracker.submit(write);
        benchmark::DoNotOptimize(admitted);
        tracker.completed(write);
    }
    state.counters["allocations"] = static_cast<double>(test::allocationCount() - before);
}

BENCHMARK(submitMarked)->Unit(benchmark::kNanosecond);

} // namespace

} // namespace blkera::bench

BENCHMARK_MAIN();
