// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/unique_fd.h"
#include "block/frontend.h"
#include "ublk/ublk_control.h"
#include "ublk/ublk_queue.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace blkera {

// A block device made by the kernel's ublk driver, in copying mode: /dev/ublkbN.
//
// Thread safety: start() and stop() on one thread at a time, none of the queues'; complete() on the
// request's queue. Memory: queues * queueDepth * kMaxIoBytes, locked.
class UblkFrontend : public Frontend {
public:
    static constexpr std::uint32_t kMaxIoBytes = 512 << 10;
    static constexpr std::uint16_t kMaxQueueDepth = 1024;

    struct Options {
        std::string name; // of the era device; tells its leftovers from other servers' devices
        std::uint16_t queues = 1; // the driver makes no more than there are CPUs
        std::uint16_t queueDepth = 128; // at most kMaxQueueDepth
    };

    UblkFrontend(const DeviceLimits& limits, Options options);
    ~UblkFrontend() override; // after stop(), or after a start() that failed

    Result<void> start(BlockTarget& target) override;
    void complete(BlockRequest& request, int result) override;
    Result<void> stop() override;
    // Unsupported: the driver can do it from Linux 6.16 on only.
    Result<void> resize(SectorCount size) override;
    std::string devicePath() const override;

    // The N of the nodes, to be remembered for removeLeftover(); valid after start().
    std::uint32_t deviceId() const { return m_id.value_or(0); }

    // Removes what a killed server of the era device `name` left of the ublk device `id`. Does
    // nothing if the id is free or another's by now. Errors: Busy while a server is alive; those of
    // UblkControl.
    static Result<void> removeLeftover(std::uint32_t id, const std::string& name);

private:
    Result<void> addDevice(UblkControl& control);
    Result<void> startQueues(BlockTarget& target);
    Result<void> waitForNode(UblkControl& control) const;
    void removeDevice(UblkControl& control);

    const DeviceLimits m_limits;
    const Options m_options;

    std::optional<std::uint32_t> m_id; // while the driver has our device
    UniqueFd m_charDevice;
    std::uint16_t m_queueCount = 0; // what the driver gave us
    std::uint16_t m_queueDepth = 0;
    std::uint32_t m_bufferBytes = 0;
    std::vector<std::unique_ptr<UblkQueue>> m_queues;
};

} // namespace blkera
