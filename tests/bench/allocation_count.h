// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>

namespace blkera::bench {

// How often the program has called operator new. A program that links allocation_count.cpp has its
// own operators for that.
std::uint64_t allocationCount();

} // namespace blkera::bench
