// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>

// A program that links allocation_count.cpp has its own operators new.
namespace blkera::test {

// How often the program has called operator new.
std::uint64_t allocationCount();

// From now on the number-th allocation (0 is the next one) fails, once.
void failAllocation(std::uint64_t number);
// No allocation fails any more. True: the one that was to fail has.
bool stopFailing();

} // namespace blkera::test
