// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/result.h"
#include "base/unique_fd.h"
#include "ublk/ublk_abi.h"

#include <chrono>
#include <cstdint>
#include <vector>

#include <sched.h>

namespace blkera {

// The commands of /dev/ublk-control. Each is run by a helper thread of the kernel's, on a ring of
// its own, and the caller waits for it with a time limit: some kernels never answer one.
//
// Any thread but those of the queues: the driver waits for the queues within StartDevice and
// StopDevice. Errors: NotFound (no such device), Busy, Unsupported, Io (also when time runs out).
class UblkControl {
public:
    // Errors: Unsupported, naming the module to load or the kernel needed.
    static Result<UblkControl> open();

    // What the driver has at the moment, its own devices and other servers'. Needs no control.
    static std::vector<std::uint32_t> deviceIds();

    bool has(std::uint64_t features) const { return (m_features & features) == features; }

    // `wanted.dev_id` -1 lets the driver choose. Returns what it made of the rest.
    Result<ublksrv_ctrl_dev_info> addDevice(ublksrv_ctrl_dev_info wanted);
    Result<ublksrv_ctrl_dev_info> deviceInfo(std::uint32_t id);
    Result<void> setParameters(std::uint32_t id, UblkParameters parameters);
    Result<UblkParameters> parameters(std::uint32_t id);
    // The CPUs whose requests come to that queue.
    Result<cpu_set_t> queueCpus(std::uint32_t id, std::uint16_t queue);
    // Returns when all queues have fetched and the block device exists; the partition table is read
    // through the queues meanwhile.
    Result<void> startDevice(std::uint32_t id);
    // A new server may fetch for the queues of a dead one. Errors: Busy while anything of the dead
    // server is left, its last writes to other devices included.
    Result<void> startRecovery(std::uint32_t id);
    // Returns when all queues have fetched; what was in flight is issued again.
    Result<void> endRecovery(std::uint32_t id);
    // Errors: Unsupported before Linux 6.16.
    Result<void> updateSize(std::uint32_t id, std::uint64_t sectors);
    // The block device goes, requests in flight are waited for, the queues' fetches end.
    Result<void> stopDevice(std::uint32_t id);
    // Success also while somebody still holds a node of it open: the driver then removes the device
    // with the last of them.
    Result<void> deleteDevice(std::uint32_t id);

private:
    explicit UblkControl(UniqueFd control)
        : m_control(std::move(control))
    {
    }

    Result<std::uint64_t> readFeatures();
    Result<void> runAsServer(std::uint32_t operation, const char* name, std::uint32_t id);
    // Runs `operation`; the driver reads or fills `buffer`.
    Result<void> run(std::uint32_t operation, const char* name, ublksrv_ctrl_cmd command,
                     std::chrono::seconds limit);
    template <class Buffer>
    Result<void> runWith(std::uint32_t operation, const char* name, std::uint32_t id,
                         Buffer& buffer);

    UniqueFd m_control;
    std::uint64_t m_features = 0;
};

} // namespace blkera
