// SPDX-License-Identifier: GPL-2.0-or-later
#include "allocation_count.h"

#include <atomic>
#include <cstdlib>
#include <new>

namespace {

std::atomic<std::uint64_t> g_allocations { 0 };

} // namespace

std::uint64_t blkera::bench::allocationCount()
{
    return g_allocations.load(std::memory_order_relaxed);
}

// The other forms of new and delete come down to these.
void* operator new(std::size_t bytes)
{
    g_allocations.fetch_add(1, std::memory_order_relaxed);
    if (void* memory = std::malloc(bytes))
        return memory;
    throw std::bad_alloc();
}

void operator delete(void* memory) noexcept
{
    std::free(memory);
}

void operator delete(void* memory, std::size_t) noexcept
{
    std::free(memory);
}
