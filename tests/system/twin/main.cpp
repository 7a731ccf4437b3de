// SPDX-License-Identifier: GPL-2.0-or-later
// Runs in the guest (see README.md here), as root: our engine beside the kernel's dm-era.
#include "engine_server.h"
#include "full_metadata.h"
#include "kernel_server.h"
#include "mapped_device.h"
#include "raw_image.h"
#include "recorder.h"
#include "twin.h"

#include <cinttypes>
#include <cstdio>
#include <cstdlib>
#include <optional>

#include <unistd.h>

namespace blkera::twin {

namespace {

constexpr const char* kUsage = "Usage: kernel_twin compare DISK DISK SEED COUNT [FOLDER]\n"
                               "       kernel_twin grow DISK DISK SEED COUNT [FOLDER]\n"
                               "       kernel_twin full DISK SEED COUNT\n"
                               "       kernel_twin make-images DISK FOLDER SEED COUNT\n"
                               "       kernel_twin cut DISK DISK SEED COUNT\n"
                               "       kernel_twin after-cut DISK DISK SEED COUNT [FOLDER]\n";

// One sequence's servers and devices, the kernel's metadata on one disk and ours on another.
// Several worlds may share the disks: each has a slot there.
class World {
public:
    World(Sequence sequence, std::uint64_t slot)
        : m_sequence(std::move(sequence))
        , m_slot(slot)
    {
    }

    // Without a disk for ours the kernel is alone.
    Result<void> build(const std::string& kernelDisk, const std::string& engineDisk,
                       Recorder* recorder)
    {
        const std::string name = "twin" + std::to_string(m_slot);
        auto kernel = KernelServer::make(name, SectorCount(kLargestDeviceSectors));
        if (!kernel)
            return kernel.error();
        m_kernel = std::move(*kernel);
        std::vector<Twin::Side> sides;
        if (auto mapped = mapMetadata(name + "-kernel", kernelDisk); !mapped)
            return mapped;
        sides.push_back({ *m_kernel, true, m_metadata[0]->path(), [this] { return grow(0); } });
        if (!engineDisk.empty()) {
            if (auto mapped = mapMetadata(name + "-engine", engineDisk); !mapped)
                return mapped;
            sides.push_back({ m_engine, false, m_metadata[1]->path(), [this] { return grow(1); } });
        }
        m_twin.emplace(m_sequence, sides, recorder);
        return {};
    }

    // For a sequence that goes on at that operation: its metadata may have grown before.
    void beginAt(std::size_t operation)
    {
        for (std::size_t i = 0; i < operation; ++i) {
            if (m_sequence.operations[i].kind == Operation::Kind::GrowMetadata)
                m_mappedBlocks = m_sequence.grownMetadataBlocks;
        }
    }

    const Sequence& sequence() const { return m_sequence; }

    std::size_t length() const { return m_sequence.operations.size(); }

    Twin& twin() { return *m_twin; }

    Result<void> report(const Result<void>& outcome) const
    {
        if (outcome)
            return outcome;
        std::printf("FAILED %s\n%s\n", m_sequence.text().c_str(),
                    outcome.error().message().c_str());
        for (std::size_t i = 0; i < length(); ++i)
            std::printf("  %zu: %s\n", i, m_sequence.operations[i].text().c_str());
        return outcome;
    }

private:
    // Its part of the disk, as large as the sequence wants it.
    Result<void> mapMetadata(const std::string& name, const std::string& disk)
    {
        m_disks.push_back(disk);
        auto device = MappedDevice::create(name, table(disk, m_mappedBlocks));
        if (!device)
            return device.error();
        m_metadata.push_back(std::move(*device));
        return m_metadata.back()->resume();
    }

    Result<void> grow(std::size_t device)
    {
        MappedDevice& mapped = *m_metadata[device];
        if (auto loaded = mapped.load(table(m_disks[device], m_sequence.grownMetadataBlocks));
            !loaded)
            return loaded;
        if (auto suspended = mapped.suspend(); !suspended)
            return suspended;
        return mapped.resume();
    }

    MappedDevice::Table table(const std::string& disk, std::uint64_t metadataBlocks) const
    {
        constexpr std::uint64_t kBlockSectors = kMetadataBlockBytes / kSectorBytes;
        const std::uint64_t begin = m_slot * kLargestMetadataBlocks * kBlockSectors;
        return { SectorCount(metadataBlocks * kBlockSectors), "linear",
                 disk + " " + std::to_string(begin) };
    }

    const Sequence m_sequence;
    const std::uint64_t m_slot;
    std::uint64_t m_mappedBlocks = m_sequence.metadataBlocks; // at first
    std::vector<std::string> m_disks;
    // Servers go before the devices that they have open.
    std::vector<std::unique_ptr<MappedDevice>> m_metadata;
    std::unique_ptr<KernelServer> m_kernel;
    EngineServer m_engine;
    std::optional<Twin> m_twin;
};

struct Arguments {
    std::string kernelDisk;
    std::string engineDisk;
    std::uint64_t seed = 0;
    std::uint64_t count = 0;
    std::optional<Recorder> recorder;

    Recorder* recorderOrNull() { return recorder ? &*recorder : nullptr; }
};

int compare(Arguments& arguments, Sequence (*sequence)(std::uint64_t))
{
    std::uint64_t failures = 0;
    std::uint64_t comparisons = 0;
    for (std::uint64_t i = 0; i < arguments.count; ++i) {
        World world(sequence(arguments.seed + i), 0);
        auto done
            = world.build(arguments.kernelDisk, arguments.engineDisk, arguments.recorderOrNull());
        if (done)
            done = world.twin().begin();
        if (done)
            done = world.twin().run(0, world.length());
        if (done)
            done = world.twin().end(true);
        if (!world.report(done))
            ++failures;
        else
            comparisons += world.twin().comparisons();
    }
    std::printf("%" PRIu64 " sequences, %" PRIu64 " comparisons, %" PRIu64 " failures\n",
                arguments.count, comparisons, failures);
    return failures == 0 ? 0 : 1;
}

int makeImages(Arguments& arguments)
{
    for (std::uint64_t i = 0; i < arguments.count; ++i) {
        World world(imageSequence(arguments.seed + i), 0);
        auto done = world.build(arguments.kernelDisk, {}, arguments.recorderOrNull());
        if (done)
            done = world.twin().begin();
        if (done)
            done = world.twin().run(0, world.length());
        if (done)
            done = world.twin().end(i % 2 == 0);
        if (!world.report(done))
            return 1;
    }
    std::printf("%" PRIu64 " sequences, %u images\n", arguments.count,
                arguments.recorder->images());
    return 0;
}

int full(Arguments& arguments)
{
    constexpr std::uint64_t kBlockSectors = kMetadataBlockBytes / kSectorBytes;
    std::uint64_t refused = 0;
    std::uint64_t inPlace = 0;
    std::uint64_t filled = 0;
    for (std::uint64_t seed = arguments.seed; filled < arguments.count; ++seed) {
        const Sequence sequence = imageSequence(seed); // for its sizes
        const std::uint64_t blocks
            = (sequence.size.raw() + sequence.blockSizeSectors - 1) / sequence.blockSizeSectors;
        const auto table = [&](std::uint64_t metadataBlocks) {
            return MappedDevice::Table { SectorCount(metadataBlocks * kBlockSectors), "linear",
                                         arguments.kernelDisk + " 0" };
        };
        const std::uint64_t scant = scantMetadata(blocks, seed);
        auto metadata = MappedDevice::create("twin-full", table(scant));
        auto kernel = KernelServer::make("twin", SectorCount(kLargestDeviceSectors));
        if (!metadata || !kernel || !(*metadata)->resume())
            return 1;
        const std::string path = (*metadata)->path();
        if (!writeDevice(path, std::vector<std::byte>(scant * kMetadataBlockBytes)))
            return 1;
        const auto grow = [&]() -> Result<void> {
            if (auto loaded = (*metadata)->load(table(scant + 512)); !loaded)
                return loaded;
            if (auto suspended = (*metadata)->suspend(); !suspended)
                return suspended;
            return (*metadata)->resume();
        };
        EngineServer engine;
        auto outcome = fillAndHeal({ path, grow, seed, sequence.size, sequence.blockSizeSectors },
                                   **kernel, engine);
        if (!outcome) {
            std::printf("FAILED seed %" PRIu64 ": %" PRIu64 " blocks, %" PRIu64
                        " metadata blocks\n%s\n",
                        seed, blocks, scant, outcome.error().message().c_str());
            return 1;
        }
        if (!outcome->full)
            continue;
        ++filled;
        refused += outcome->kernelActivates ? 0 : 1;
        inPlace += outcome->healedInPlace ? 1 : 0;
    }
    std::printf("%" PRIu64 " times full; the kernel could not start again on %" PRIu64
                ", we did on all, on %" PRIu64 " without growing the metadata\n",
                arguments.count, refused, inPlace);
    return 0;
}

// All sequences are half-way when the guest dies, and go on where it left them in the next.
std::size_t cutPoint(const World& world)
{
    return world.length() / 2;
}

int cut(Arguments& arguments)
{
    std::vector<std::unique_ptr<World>> worlds;
    for (std::uint64_t i = 0; i < arguments.count; ++i) {
        worlds.push_back(std::make_unique<World>(twinSequence(arguments.seed + i), i));
        World& world = *worlds.back();
        auto done = world.build(arguments.kernelDisk, arguments.engineDisk, nullptr);
        if (done)
            done = world.twin().begin();
        if (done)
            done = world.twin().run(0, cutPoint(world));
        if (!world.report(done))
            return 1;
    }
    std::printf("%" PRIu64 " sequences are cut\n", arguments.count);
    std::fflush(stdout);
    // In place of this process, so that no destructor ends anything.
    ::execlp("vm-cut", "vm-cut", "0", nullptr);
    return 1;
}

int afterCut(Arguments& arguments)
{
    for (std::uint64_t i = 0; i < arguments.count; ++i) {
        World world(twinSequence(arguments.seed + i), i);
        world.beginAt(cutPoint(world));
        auto done
            = world.build(arguments.kernelDisk, arguments.engineDisk, arguments.recorderOrNull());
        if (done)
            done = world.twin().continueAfterCut(cutPoint(world));
        if (done)
            done = world.twin().run(cutPoint(world), world.length());
        if (done)
            done = world.twin().end(true);
        if (!world.report(done))
            return 1;
    }
    std::printf("%" PRIu64 " sequences went on\n", arguments.count);
    return 0;
}

int run(const std::string& verb, const std::vector<std::string>& words)
{
    const bool images = verb == "make-images";
    if (verb == "full" && words.size() == 3) {
        Arguments arguments;
        arguments.kernelDisk = words[0];
        arguments.seed = std::strtoull(words[1].c_str(), nullptr, 10);
        arguments.count = std::strtoull(words[2].c_str(), nullptr, 10);
        return full(arguments);
    }
    if (words.size() < 4 || words.size() > (images ? 4U : 5U))
        return -1;
    Arguments arguments;
    arguments.kernelDisk = words[0];
    arguments.seed = std::strtoull(words[2].c_str(), nullptr, 10);
    arguments.count = std::strtoull(words[3].c_str(), nullptr, 10);
    if (images) {
        arguments.recorder.emplace(words[1]);
        return makeImages(arguments);
    }
    arguments.engineDisk = words[1];
    if (words.size() == 5)
        arguments.recorder.emplace(words[4]);
    if (verb == "compare")
        return compare(arguments, twinSequence);
    if (verb == "grow")
        return compare(arguments, growthSequence);
    if (verb == "cut")
        return cut(arguments);
    if (verb == "after-cut")
        return afterCut(arguments);
    return -1;
}

} // namespace

} // namespace blkera::twin

int main(int argc, char** argv)
{
    const int status = argc < 2
        ? -1
        : blkera::twin::run(argv[1], std::vector<std::string>(argv + 2, argv + argc));
    if (status >= 0)
        return status;
    std::fputs(blkera::twin::kUsage, stderr);
    return 2;
}
