// SPDX-License-Identifier: GPL-2.0-or-later
#include "kernel_server.h"

#include "raw_image.h"

#include <array>
#include <cerrno>
#include <chrono>
#include <cinttypes>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

#include <fcntl.h>
#include <linux/fs.h>
#include <sys/ioctl.h>

namespace blkera::twin {

namespace {

// What is written is of no interest; aligned for direct I/O, three of the largest blocks long.
constexpr std::size_t kBufferBytes = 3 * 128 * kSectorBytes;
alignas(4096) const std::array<char, kBufferBytes> kBuffer {};

constexpr auto kPoll = std::chrono::milliseconds(5);
constexpr int kIdlePolls = 20;

// A worker that has something to do is "kworker/u4:1+dm-era", one that had it is
// "kworker/u4:1-dm-era".
bool isWorkerBusy()
{
    std::error_code ignored;
    for (const auto& process : std::filesystem::directory_iterator("/proc", ignored)) {
        std::string name;
        std::getline(std::ifstream(process.path() / "comm"), name);
        if (name.ends_with("+dm-era"))
            return true;
    }
    return false;
}

// A resume that fails leaves the target's worker at its digest, and the removal of the target does
// not stop it: it frees the metadata that the worker goes on with, and the kernel panics.
void waitUntilTheWorkerIsIdle()
{
    for (int idle = 0; idle < kIdlePolls; idle = isWorkerBusy() ? 0 : idle + 1)
        std::this_thread::sleep_for(kPoll);
}

} // namespace

Result<std::unique_ptr<KernelServer>> KernelServer::make(const std::string& name,
                                                         SectorCount largest)
{
    auto server = std::make_unique<KernelServer>();
    server->m_name = name;
    auto origin = MappedDevice::create(name + "-origin", { largest, "zero", "" });
    if (!origin)
        return origin.error();
    server->m_origin = std::move(*origin);
    if (auto resumed = server->m_origin->resume(); !resumed)
        return resumed.error();
    return server;
}

MappedDevice::Table KernelServer::table() const
{
    return { m_service.size, "era",
             m_service.metadata + " " + m_origin->path() + " "
                 + std::to_string(m_service.blockSizeSectors) };
}

Result<void> KernelServer::format(const Service& service)
{
    m_service = service;
    // Loading the table formats; no era begins before the first resume.
    auto device = MappedDevice::create(m_name, table());
    return device ? Result<void>() : device.error();
}

Result<void> KernelServer::start(const Service& service)
{
    m_service = service;
    auto device = MappedDevice::create(m_name, table());
    if (!device)
        return device.error();
    if (auto resumed = (*device)->resume(); !resumed) {
        waitUntilTheWorkerIsIdle();
        return resumed;
    }
    m_device = std::move(*device);
    return openDevice();
}

Result<void> KernelServer::openDevice()
{
    m_fd.reset(::open(m_device->path().c_str(), O_RDWR | O_DIRECT | O_CLOEXEC));
    if (!m_fd)
        return ioError(errno, m_device->path());
    return {};
}

Result<void> KernelServer::stop()
{
    m_fd.reset();
    m_device.reset();
    return {};
}

Result<void> KernelServer::crash()
{
    // Removal commits, so the state of before comes back afterwards.
    auto image = readCommitted(m_service.metadata);
    if (!image)
        return image.error();
    if (auto stopped = stop(); !stopped)
        return stopped;
    return writeDevice(m_service.metadata, *image);
}

Result<void> KernelServer::pause(SectorCount size)
{
    // Loading before the suspend would lose marks (metadata-format.md, section 14).
    if (auto suspended = m_device->suspend(); !suspended)
        return suspended;
    if (size != m_service.size) {
        m_service.size = size;
        if (auto loaded = m_device->load(table()); !loaded)
            return loaded;
    }
    return m_device->resume();
}

Result<void> KernelServer::write(SectorRange sectors)
{
    const auto length = static_cast<std::size_t>(sectors.count().raw()) * kSectorBytes;
    assert(length <= kBuffer.size());
    if (::pwrite(m_fd.get(), kBuffer.data(), length,
                 static_cast<off_t>(sectors.begin.raw() * kSectorBytes))
        != static_cast<ssize_t>(length))
        return ioError(errno, "dm-era: write");
    return {};
}

Result<void> KernelServer::discard(SectorRange sectors)
{
    std::uint64_t range[2]
        = { sectors.begin.raw() * kSectorBytes, sectors.count().raw() * kSectorBytes };
    if (::ioctl(m_fd.get(), BLKDISCARD, range) != 0)
        return ioError(errno, "dm-era: discard");
    return {};
}

Result<void> KernelServer::checkpoint()
{
    return m_device->message("checkpoint");
}

Result<void> KernelServer::takeSnapshot()
{
    return m_device->message("take_metadata_snap");
}

Result<void> KernelServer::dropSnapshot()
{
    return m_device->message("drop_metadata_snap");
}

Result<EraServer::Status> KernelServer::status()
{
    auto text = m_device->status();
    if (!text)
        return text.error();
    Status status;
    std::uint32_t era = 0;
    char held = 0;
    if (std::sscanf(text->c_str(), "8 %" SCNu64 "/%" SCNu64 " %" SCNu32 " %c", &status.used,
                    &status.total, &era, &held)
        != 4)
        return ioError(EIO, "dm-era: status '" + *text + "'");
    status.currentEra = Era(era);
    status.snapshotHeld = held != '-';
    return status;
}

} // namespace blkera::twin
