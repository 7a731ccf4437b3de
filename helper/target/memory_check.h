// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/result.h"
#include "base/types.h"
#include "block_stack.h"
#include "config/device_config.h"

#include <cstdint>
#include <optional>

namespace blkera {

// What a process can lock, in bytes; nothing where there is no limit.
struct MemoryLimits {
    std::optional<std::uint64_t> available; // MemAvailable, proc_meminfo(5)
    std::optional<std::uint64_t> lockable; // RLIMIT_MEMLOCK, which binds only without CAP_IPC_LOCK
};

MemoryLimits memoryLimits(const BlockStack& stack);

// Refuses a start that would not fit, before anything is locked: locking it would take the memory
// of everybody else. `config` is complete (see withDefaults()); `processors`: the ublk driver makes
// no more queues than there are, and with `zeroCopy` one buffer for each. What is counted:
// otherwise a buffer for each request, two bits for each era block, and the program itself. Errors:
// NoSpace, with the number and the remedy.
Result<void> checkMemory(const DeviceConfig& config, BlockCount blocks, unsigned processors,
                         bool zeroCopy, const MemoryLimits& limits);

} // namespace blkera
