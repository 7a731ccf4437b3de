// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/result.h"

#include <cstdint>

namespace blkera {

// Makes a device ready for UblkControl::startRecovery() whose last server was killed while it took
// it over. Linux before 6.15 lets go of each queue's server then, and dereferences a null pointer
// for a queue that had none yet. So a thread fetches for every queue and ends; a queue that had its
// server refuses. `charDevice` is /dev/ublkcN, open, and to be closed afterwards: the recovery can
// begin once the kernel has taken the fetches back.
//
// Errors: those of IoRing.
Result<void> primeQueues(int charDevice, std::uint16_t queues, std::uint16_t queueDepth);

} // namespace blkera
