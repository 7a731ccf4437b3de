// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/result.h"

#include <cstdint>

namespace blkera {

// What a target gives up, in the order in which it can. A part that the kernel refuses leaves the
// process as it was, and the device works without. What io_uring does for us passes no filter, so
// IoRing restricts its rings; making another ring stays allowed, for every command to the ublk
// driver has one of its own. Its rights are the process's.

// The memory killer takes any other process first. Without CAP_SYS_RESOURCE nothing changes.
void avoidMemoryKiller();

enum class Rights : std::uint8_t {
    Opening, // those of serving, and the right to open devices that are another user's
    Serving,
};

// Keeps these capabilities, of those there are. Each thread has its own, new ones inherit, and so
// do the kernel's helpers of a ring. So the first step comes before everything else, the second
// when the devices are open and there is no thread yet.
Result<void> dropCapabilities(Rights rights);

// Every thread, also those that run already: no program gains rights by being executed, nobody
// without rights over us reads our memory, and system calls are those of the table in
// system_calls.h: what is not in it fails with EPERM and is logged by the kernel, what would take a
// process over ends it.
Result<void> confineProcess();

} // namespace blkera
