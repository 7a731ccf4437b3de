// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/result.h"

namespace blkera {

// Tells the kernel that the calling thread serves a block device: memory it needs is never got by
// writing back pages to a device, which might be its own. To be called first thing on every thread
// in the path of I/O, before its ring exists: the ring's helper threads inherit it.
// Errors: Unsupported (CAP_SYS_RESOURCE is missing).
Result<void> becomeIoFlusher();

} // namespace blkera
