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

// A block device that a server which was killed has left. It lives on: whoever uses it waits for
// the next server, and what was in flight is issued to that one again.
struct UblkLeftover {
    std::uint32_t id = 0; // the N of the nodes
    // As they were; they stay so for the device's life.
    std::uint16_t queues = 0;
    std::uint16_t queueDepth = 0;
    std::uint32_t bufferBytes = 0;
    bool zeroCopy = false;
    SectorCount size;

    std::string devicePath() const;
};

// A block device made by the kernel's ublk driver: /dev/ublkbN. Where the driver can (Linux 6.16),
// the origin reads and writes the pages of whoever uses the device; before, the driver copies.
//
// Thread safety: start(), stop() and resize() on one thread at a time, none of the queues';
// complete() on the request's queue. Memory: queues * queueDepth * kMaxIoBytes, locked; where
// nothing is copied, queues * kMaxIoBytes.
class UblkFrontend : public Frontend {
public:
    static constexpr std::uint32_t kMaxIoBytes = 256 << 10;
    static constexpr std::uint16_t kMaxQueueDepth = 1024;

    struct Options {
        std::string owner; // tells its devices from other servers'; the control path serves
        std::uint16_t queues = 1; // the driver makes no more than there are CPUs
        std::uint16_t queueDepth = 128; // at most kMaxQueueDepth
        // Serve this one instead of a new one; has the queues and the depth above.
        std::optional<UblkLeftover> leftover = std::nullopt;
        // Tests take fewer, to be served as if the kernel were short of memory.
        std::uint16_t zeroCopyTags = kMaxQueueDepth;
    };

    // `log` is borrowed and outlives it.
    UblkFrontend(const DeviceLimits& limits, Options options, Log& log);
    ~UblkFrontend() override; // after stop() or leave(), or after a start() that failed

    // After an error a leftover is what it was before.
    Result<void> start(BlockTarget& target) override;
    void complete(BlockRequest& request, int result) override;
    Result<void> stop() override;

    bool outlivesServer() const override { return true; }

    void leave() override;
    Result<void> resize(SectorCount size) override;
    std::string devicePath() const override;

    // Whether a new device would be served without copying.
    static bool copiesNothing();
    // The device of a killed server of this owner that is to be served further. One that never
    // lived is removed on the way. None also where there is no driver. Errors: Busy while a server
    // is alive; those of UblkControl.
    static Result<std::optional<UblkLeftover>> findLeftover(const std::string& owner);
    // Ends a device that has no server; what waits for it gets errors. Errors: Busy if somebody
    // uses it and `evenInUse` is not set; those of UblkControl.
    static Result<void> removeLeftover(const UblkLeftover& leftover, bool evenInUse);

private:
    Result<void> addDevice(UblkControl& control);
    Result<void> create(UblkControl& control, BlockTarget& target);
    Result<void> recover(UblkControl& control, const UblkLeftover& leftover, BlockTarget& target);
    Result<void> prime();
    Result<void> openCharDevice();
    Result<void> startQueues(UblkControl& control, BlockTarget& target);
    Result<void> waitForNode(UblkControl& control) const;
    void noticeDeathSoon() const;
    void removeDevice(UblkControl& control);
    void endQueues();

    const DeviceLimits m_limits;
    const Options m_options;
    Log& m_log;
    std::optional<UblkLeftover> m_leftover; // until start()

    std::optional<std::uint32_t> m_id; // while the driver has our device
    UniqueFd m_charDevice;
    std::uint16_t m_queueCount = 0; // what the driver gave us
    std::uint16_t m_queueDepth = 0;
    std::uint32_t m_bufferBytes = 0;
    bool m_zeroCopy = false;
    std::vector<std::unique_ptr<UblkQueue>> m_queues;
};

} // namespace blkera
