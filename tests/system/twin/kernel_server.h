// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/unique_fd.h"
#include "era_server.h"
#include "mapped_device.h"

#include <memory>

namespace blkera::twin {

// The kernel's dm-era over an origin of zeros of any size (dm-zero), which takes no memory.
class KernelServer : public EraServer {
public:
    // `name` is for its mapped devices; `largest` bounds the size of every device that is served.
    static Result<std::unique_ptr<KernelServer>> make(const std::string& name, SectorCount largest);

    Result<void> format(const Service& service) override;
    Result<void> start(const Service& service) override;
    Result<void> stop() override;
    Result<void> crash() override;
    Result<void> pause(SectorCount size) override;
    Result<void> write(SectorRange sectors) override;
    Result<void> discard(SectorRange sectors) override;
    Result<void> checkpoint() override;
    Result<void> takeSnapshot() override;
    Result<void> dropSnapshot() override;

    Result<void> growMetadata() override { return {}; } // it never notices

    Result<Status> status() override; // commits, as the kernel's does

private:
    MappedDevice::Table table() const;
    Result<void> openDevice();

    std::string m_name;
    std::unique_ptr<MappedDevice> m_origin;
    std::unique_ptr<MappedDevice> m_device;
    Service m_service;
    UniqueFd m_fd; // of m_device, for direct I/O
};

} // namespace blkera::twin
