// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "block/frontend.h"
#include "fuse/fuse_queue.h"
#include "fuse/fuse_session.h"
#include "fuse/loop_device.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace blkera {

// A block device where the kernel has no ublk: a loop device over a file that we serve with FUSE.
//
// If this process is killed, the loop device stays and answers everything with an error; the next
// start takes it away. Buffered writes that were not yet synced are lost then, as in any crash.
//
// Thread safety: start() and stop() on one thread at a time, none of the queues'; complete() on the
// request's queue. Memory: queues * queueDepth * (FuseSession::kMaxIoBytes + 4 KiB), locked.
class FuseFrontend : public Frontend {
public:
    struct Options {
        std::string name; // of the era device
        std::string runtimeDirectory; // together with the name: tells its leftovers from others'
        std::uint16_t queues = 1;
        std::uint16_t queueDepth = 128;
    };

    // `log` is borrowed and outlives it.
    FuseFrontend(const DeviceLimits& limits, Options options, Log& log);
    ~FuseFrontend() override; // after stop(), or after a start() that failed

    Result<void> start(BlockTarget& target) override;
    void complete(BlockRequest& request, int result) override;
    Result<void> stop() override;

    // The loop device's users would see errors.
    bool outlivesServer() const override { return false; }

    void leave() override { }

    Result<void> resize(SectorCount size) override;
    std::string devicePath() const override;

private:
    Result<void> startQueues(BlockTarget& target);
    Result<void> attachLoop();
    void endConnection();

    const DeviceLimits m_limits;
    const Options m_options;
    Log& m_log;
    std::unique_ptr<FuseSession> m_session;
    std::vector<std::unique_ptr<FuseQueue>> m_queues;
    std::optional<LoopDevice> m_loop;
    UniqueFd m_file; // what the loop device has, for resize(); ends with this process
};

} // namespace blkera
