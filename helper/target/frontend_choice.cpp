// SPDX-License-Identifier: GPL-2.0-or-later
#include "frontend_choice.h"

#include "fuse/fuse_frontend.h"

#include <algorithm>
#include <thread>

#include <unistd.h>

namespace blkera {

namespace {

constexpr unsigned kDefaultMaxQueues = 4;
constexpr std::uint16_t kDefaultQueueDepth = 128;
constexpr const char* kUblkControl = "/dev/ublk-control";

// Names the device on this machine: whoever serves it has its control socket there.
std::string ownerOf(const std::string& name, const std::string& runtimeDirectory)
{
    return runtimeDirectory + "/" + name;
}

} // namespace

Result<std::optional<UblkLeftover>> findLeftover(const std::string& name,
                                                 const std::string& runtimeDirectory)
{
    return UblkFrontend::findLeftover(ownerOf(name, runtimeDirectory));
}

DeviceConfig withDefaults(DeviceConfig config, const std::optional<UblkLeftover>& leftover)
{
    if (leftover) {
        config.frontend = FrontendKind::Ublk;
        config.queues = leftover->queues;
        config.queueDepth = leftover->queueDepth;
    }
    if (config.frontend == FrontendKind::Auto)
        config.frontend
            = ::access(kUblkControl, F_OK) == 0 ? FrontendKind::Ublk : FrontendKind::Fuse;
    if (config.queues == 0)
        config.queues = static_cast<std::uint16_t>(
            std::clamp(std::thread::hardware_concurrency(), 1U, kDefaultMaxQueues));
    if (config.queueDepth == 0)
        config.queueDepth = kDefaultQueueDepth;
    return config;
}

std::unique_ptr<Frontend> makeFrontend(const DeviceConfig& config, const DeviceLimits& limits,
                                       const std::string& runtimeDirectory,
                                       const std::optional<UblkLeftover>& leftover, Log& log)
{
    if (config.frontend == FrontendKind::Fuse)
        return std::make_unique<FuseFrontend>(limits,
                                              FuseFrontend::Options { config.name, runtimeDirectory,
                                                                      config.queues,
                                                                      config.queueDepth },
                                              log);
    return std::make_unique<UblkFrontend>(
        limits,
        UblkFrontend::Options { ownerOf(config.name, runtimeDirectory), config.queues,
                                config.queueDepth, leftover },
        log);
}

} // namespace blkera
