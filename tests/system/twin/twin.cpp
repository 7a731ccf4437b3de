// SPDX-License-Identifier: GPL-2.0-or-later
#include "twin.h"

#include "raw_image.h"
#include "storage/memory_device.h"

#include <chrono>
#include <thread>

namespace blkera::twin {

namespace {

using Kind = Operation::Kind;

constexpr auto kDigestPatience = std::chrono::seconds(120);

Error in(const std::string& place, const Error& error)
{
    return { error.kind, error.errnoValue, place + ": " + error.context };
}

// What the kernel uses once everything is digested, with neither snapshot nor shared blocks
// (engine/doc/format.md): superblock, index, ref-count tree, bitmaps, writeset tree, and the era
// array and one writeset with a tree node each.
std::uint64_t usedWithoutSharing(std::uint64_t metadataBlocks, std::uint64_t blocks)
{
    const std::uint64_t eraBlocks = (blocks + 1017) / 1018;
    const std::uint64_t bitBlocks = ((blocks + 63) / 64 + 508) / 509;
    return 3 + (metadataBlocks + 16319) / 16320 + 1 + (eraBlocks + 1) + (bitBlocks + 1);
}

} // namespace

Twin::Twin(const Sequence& sequence, const std::vector<Side>& sides, Recorder* recorder)
    : m_sequence(sequence)
    , m_recorder(recorder)
{
    for (const Side& side : sides) {
        m_servers.push_back({ side.server, side.isKernel, m_devices.size() });
        m_devices.push_back({ side.metadata, side.growMetadata, {}, false, false });
    }
}

BlockCount Twin::blocksOf(SectorCount size) const
{
    const std::uint64_t blockSectors = m_sequence.blockSizeSectors;
    return BlockCount(static_cast<std::uint32_t>((size.raw() + blockSectors - 1) / blockSectors));
}

BlockRange Twin::blocksOf(SectorRange sectors) const
{
    const auto block = [this](std::uint64_t sector) {
        return BlockIndex(static_cast<std::uint32_t>(sector / m_sequence.blockSizeSectors));
    };
    return { block(sectors.begin.raw()), block(sectors.end.raw() - 1) + BlockCount(1) };
}

Service Twin::service(const Server& server, SectorCount size) const
{
    return { m_devices[server.device].metadata, size, m_sequence.blockSizeSectors };
}

Result<void> Twin::begin()
{
    for (Server& server : m_servers) {
        const std::string& metadata = m_devices[server.device].metadata;
        auto bytes = deviceBytes(metadata);
        if (!bytes)
            return bytes.error();
        if (auto erased = writeDevice(metadata, std::vector<std::byte>(*bytes)); !erased)
            return erased;
    }
    if (m_sequence.formattedByOther && m_servers.size() == 2) {
        for (std::size_t i = 0; i < 2; ++i) {
            auto formatted = m_servers[1 - i].server.format(service(m_servers[i], m_sequence.size));
            if (!formatted)
                return in("format", formatted.error());
            Device& device = m_devices[m_servers[i].device];
            (m_servers[1 - i].isKernel ? device.kernelServed : device.engineServed) = true;
        }
    }
    for (Server& server : m_servers) {
        if (auto started = start(server, m_sequence.size); !started)
            return in("start", started.error());
    }
    startModels(m_sequence.size);
    return {};
}

Result<void> Twin::start(Server& server, SectorCount size)
{
    Device& device = m_devices[server.device];
    (server.isKernel ? device.kernelServed : device.engineServed) = true;
    return server.server.start(service(server, size));
}

void Twin::startModels(SectorCount size)
{
    for (Device& device : m_devices) {
        device.model.resize(blocksOf(size));
        device.model.beginEra();
    }
}

Result<void> Twin::run(std::size_t from, std::size_t to)
{
    for (std::size_t i = from; i < to; ++i) {
        const Operation& operation = m_sequence.operations[i];
        if (auto done = runOne(operation); !done)
            return in("operation " + std::to_string(i) + " (" + operation.text() + ")",
                      done.error());
    }
    return {};
}

Result<void> Twin::runOne(const Operation& operation)
{
    if (operation.kind == Kind::Settle)
        return compareSettled();
    if (operation.kind == Kind::Restart || operation.kind == Kind::Crash)
        return restart(operation);
    if (operation.kind == Kind::GrowMetadata)
        return growMetadata();
    for (Server& server : m_servers) {
        if (operation.kind == Kind::Compare) {
            if (auto same = compare(server); !same)
                return same;
            continue;
        }
        if (auto served = serve(server, operation); !served)
            return in(server.isKernel ? "kernel" : "engine", served.error());
        applyToModel(server, operation);
    }
    return {};
}

Result<void> Twin::serve(Server& server, const Operation& operation)
{
    const bool held = m_devices[server.device].model.snapshot.has_value();
    const auto refused = [](const Result<void>& outcome) {
        return outcome ? invalid("a second snapshot, or a drop of none, is not refused")
                       : Result<void>();
    };
    switch (operation.kind) {
    case Kind::Write:
    case Kind::Discard:
        for (const SectorRange& range : operation.sectors) {
            auto done = operation.kind == Kind::Write ? server.server.write(range)
                                                      : server.server.discard(range);
            if (!done)
                return done;
        }
        return {};
    case Kind::Checkpoint:
        return server.server.checkpoint();
    case Kind::TakeSnapshot:
        return held ? refused(server.server.takeSnapshot()) : server.server.takeSnapshot();
    case Kind::DropSnapshot:
        return held ? server.server.dropSnapshot() : refused(server.server.dropSnapshot());
    case Kind::Pause:
        return server.server.pause(operation.size);
    case Kind::GrowMetadata:
    case Kind::Restart:
    case Kind::Crash:
    case Kind::Compare:
    case Kind::Settle:
        break;
    }
    return invalid("not for a server alone");
}

void Twin::applyToModel(const Server& server, const Operation& operation)
{
    EraModel& model = m_devices[server.device].model;
    switch (operation.kind) {
    case Kind::Write:
        for (const SectorRange& range : operation.sectors)
            model.mark(blocksOf(range));
        break;
    case Kind::Discard:
        for (const SectorRange& range : operation.sectors) {
            BlockRange blocks = blocksOf(range);
            // Listed difference 1: the kernel marks the first block of a discard only.
            if (server.isKernel)
                blocks.end = blocks.begin + BlockCount(1);
            model.mark(blocks);
        }
        break;
    case Kind::Checkpoint:
        model.beginEra();
        break;
    case Kind::TakeSnapshot:
        if (!model.snapshot)
            model.takeSnapshot();
        break;
    case Kind::DropSnapshot:
        model.snapshot.reset();
        break;
    case Kind::Pause:
        model.resize(blocksOf(operation.size));
        model.beginEra();
        break;
    case Kind::GrowMetadata:
    case Kind::Restart:
    case Kind::Crash:
    case Kind::Compare:
    case Kind::Settle:
        break;
    }
}

Result<void> Twin::growMetadata()
{
    for (Device& device : m_devices) {
        if (auto grown = device.grow(); !grown)
            return grown;
    }
    for (Server& server : m_servers) {
        if (auto noticed = server.server.growMetadata(); !noticed)
            return in(server.isKernel ? "kernel" : "engine", noticed.error());
    }
    return {};
}

void Twin::swapDevices()
{
    if (m_servers.size() == 2)
        std::swap(m_servers[0].device, m_servers[1].device);
}

Result<void> Twin::restart(const Operation& operation)
{
    if (auto ended = end(operation.kind == Kind::Restart); !ended)
        return ended;
    if (operation.swap)
        swapDevices();
    for (Server& server : m_servers) {
        if (auto started = start(server, operation.size); !started)
            return in(server.isKernel ? "kernel: start" : "engine: start", started.error());
    }
    startModels(operation.size);
    return {};
}

Result<void> Twin::end(bool cleanly)
{
    for (Server& server : m_servers) {
        const char* who = server.isKernel ? "kernel" : "engine";
        auto ended = cleanly ? server.server.stop() : server.server.crash();
        if (!ended)
            return in(who, ended.error());
        auto image = readDevice(m_devices[server.device].metadata);
        if (!image)
            return image.error();
        auto found = compareImage(server, *image);
        if (!found)
            return found.error();
        if (found->stopped != cleanly)
            return in(who, invalid("the current writeset is not as this end leaves it"));
    }
    return {};
}

Result<void> Twin::continueAfterCut(std::size_t to)
{
    startModels(m_sequence.size);
    SectorCount size = m_sequence.size;
    for (std::size_t i = 0; i < to; ++i) {
        const Operation& operation = m_sequence.operations[i];
        if (operation.kind == Kind::Restart || operation.kind == Kind::Crash) {
            if (operation.swap)
                swapDevices();
            startModels(operation.size);
        }
        for (const Server& server : m_servers)
            applyToModel(server, operation);
        size = operation.size;
    }
    for (Server& server : m_servers) {
        Device& device = m_devices[server.device];
        device.kernelServed = device.engineServed = true; // who did is not told any more
        auto image = readDevice(device.metadata);
        if (!image)
            return image.error();
        if (auto found = compareImage(server, *image); !found)
            return found.error();
        if (auto started = start(server, size); !started)
            return in(server.isKernel ? "kernel: start" : "engine: start", started.error());
    }
    startModels(size);
    return {};
}

Result<void> Twin::compare(Server& server)
{
    const char* who = server.isKernel ? "kernel" : "engine";
    const Device& device = m_devices[server.device];
    auto status = server.server.status();
    if (!status)
        return in(who, status.error());
    if (status->currentEra != device.model.live.current)
        return in(who, invalid("its status says era " + std::to_string(status->currentEra.raw())));
    if (status->snapshotHeld != device.model.snapshot.has_value())
        return in(who, invalid("its status is wrong about the snapshot"));
    auto image = readCommitted(device.metadata);
    if (!image)
        return image.error();
    auto found = compareImage(server, *image);
    if (!found)
        return found.error();
    // Listed difference 5: the kernel stays with the size that it finds in the metadata.
    if (!server.isKernel && status->total != image->size() / kMetadataBlockBytes)
        return in(who, invalid("it does not use all of its metadata's device"));
    if (found->total != status->total)
        return in(who, invalid("its status is wrong about the metadata's size"));
    return {};
}

Result<Observation> Twin::compareImage(Server& server, const std::vector<std::byte>& image)
{
    const Device& device = m_devices[server.device];
    const char* who = server.isKernel ? "kernel" : "engine";
    MemoryDevice memory(image);
    auto found = observe(memory);
    if (!found)
        return in(who, found.error());
    if (auto same = compareWithModel(memory, *found, device.model); !same)
        return in(who, same.error());
    ++m_comparisons;
    if (m_recorder) {
        const char* servers = !device.engineServed ? "kernel"
            : device.kernelServed                  ? "both"
                                                   : "engine";
        auto recorded = m_recorder->record(
            image, device.model, { m_sequence.seed, found->stopped ? "clean" : "live", servers });
        if (!recorded)
            return recorded.error();
    }
    return found;
}

Result<void> Twin::compareSettled()
{
    for (Server& server : m_servers) {
        auto found = settle(server);
        if (!found)
            return in(server.isKernel ? "kernel" : "engine", found.error());
        const Device& device = m_devices[server.device];
        if (device.model.snapshot)
            continue;
        // Listed difference 2: what we have written shares blocks of zeros.
        const std::uint64_t unshared
            = usedWithoutSharing(found->total, device.model.live.ofBlock.size());
        if (device.engineServed ? found->used > unshared : found->used != unshared)
            return in(server.isKernel ? "kernel" : "engine",
                      invalid(std::to_string(found->used) + " metadata blocks are used, "
                              + std::to_string(unshared) + " were expected"));
        if (auto same = compare(server); !same)
            return same;
    }
    return {};
}

// Waits for the digest's end; returns what is there then.
Result<Observation> Twin::settle(Server& server)
{
    const auto end = std::chrono::steady_clock::now() + kDigestPatience;
    for (;;) {
        // Makes the kernel commit what it has digested.
        if (auto status = server.server.status(); !status)
            return status.error();
        auto image = readCommitted(m_devices[server.device].metadata);
        if (!image)
            return image.error();
        MemoryDevice memory(std::move(*image));
        auto digested = isDigested(memory);
        if (!digested)
            return digested.error();
        if (*digested)
            return observe(memory);
        if (std::chrono::steady_clock::now() > end)
            return invalid("the digest does not end");
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
}

} // namespace blkera::twin
