// SPDX-License-Identifier: GPL-2.0-or-later
#include "memory_check.h"

#include "fuse/fuse_session.h"
#include "ublk/ublk_frontend.h"

#include <algorithm>
#include <charconv>
#include <string>
#include <string_view>

#include <sys/resource.h>

#include <cap-ng.h>

namespace blkera {

namespace {

constexpr std::uint64_t kMiB = 1 << 20;
constexpr std::uint64_t kProgramBytes = 8 * kMiB;
constexpr std::uint64_t kBitsPerBlock = 2;

// "MemAvailable:     123456 kB"
std::optional<std::uint64_t> availableBytes(const BlockStack& stack)
{
    constexpr std::string_view kKey = "MemAvailable:";
    for (const std::string& line : stack.linesOf("/proc/meminfo")) {
        if (!line.starts_with(kKey))
            continue;
        const std::size_t digits = line.find_first_not_of(' ', kKey.size());
        if (digits == std::string::npos)
            return std::nullopt;
        std::uint64_t kib = 0;
        const char* end = line.data() + line.size();
        if (std::from_chars(line.data() + digits, end, kib).ec != std::errc())
            return std::nullopt;
        return kib << 10;
    }
    return std::nullopt;
}

std::string inMiB(std::uint64_t bytes, std::uint64_t roundUp)
{
    return std::to_string((bytes + roundUp) / kMiB) + " MiB";
}

} // namespace

MemoryLimits memoryLimits(const BlockStack& stack)
{
    MemoryLimits limits;
    limits.available = availableBytes(stack);
    rlimit lockable {};
    if (capng_get_caps_process() == 0 && capng_have_capability(CAPNG_EFFECTIVE, CAP_IPC_LOCK) == 0
        && ::getrlimit(RLIMIT_MEMLOCK, &lockable) == 0 && lockable.rlim_cur != RLIM_INFINITY)
        limits.lockable = lockable.rlim_cur;
    return limits;
}

Result<void> checkMemory(const DeviceConfig& config, BlockCount blocks, unsigned processors,
                         bool zeroCopy, const MemoryLimits& limits)
{
    const bool isUblk = config.frontend == FrontendKind::Ublk;
    const std::uint64_t queues
        = isUblk ? std::min<std::uint64_t>(config.queues, std::max(1U, processors)) : config.queues;
    const std::uint64_t requestBytes
        = isUblk ? UblkFrontend::kMaxIoBytes : FuseSession::kMaxIoBytes;
    const std::uint64_t buffers = isUblk && zeroCopy ? 1 : config.queueDepth;
    const std::uint64_t needed
        = queues * buffers * requestBytes + blocks.raw() / (8 / kBitsPerBlock) + kProgramBytes;
    std::string than;
    if (limits.available && needed > *limits.available)
        than = "there are " + inMiB(*limits.available, 0);
    else if (limits.lockable && needed > *limits.lockable)
        than = "the limit is " + inMiB(*limits.lockable, 0) + " (LimitMEMLOCK=, ulimit -l)";
    else
        return {};
    return Error { ErrorKind::NoSpace, 0,
                   std::to_string(queues) + " queues of " + std::to_string(config.queueDepth)
                       + " requests lock " + inMiB(needed, kMiB - 1) + " of memory, " + than
                       + ": lower queues or queue-depth in " + config.name + ".conf" };
}

} // namespace blkera
