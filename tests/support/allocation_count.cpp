// SPDX-License-Identifier: GPL-2.0-or-later
#include "allocation_count.h"

#include <atomic>
#include <cstdlib>
#include <limits>
#include <new>

namespace {

constexpr std::uint64_t kNever = std::numeric_limits<std::uint64_t>::max();

std::atomic<std::uint64_t> g_allocations { 0 };
std::atomic<std::uint64_t> g_failing { kNever };

void* allocate(std::size_t bytes, std::size_t alignment)
{
    const std::uint64_t number = g_allocations.fetch_add(1, std::memory_order_relaxed);
    if (number == g_failing.load(std::memory_order_relaxed))
        throw std::bad_alloc();
    void* const memory = alignment == 0
        ? std::malloc(bytes)
        : std::aligned_alloc(alignment, (bytes + alignment - 1) / alignment * alignment);
    if (!memory)
        throw std::bad_alloc();
    return memory;
}

} // namespace

std::uint64_t blkera::test::allocationCount()
{
    return g_allocations.load(std::memory_order_relaxed);
}

void blkera::test::failAllocation(std::uint64_t number)
{
    g_failing = g_allocations + number;
}

bool blkera::test::stopFailing()
{
    return g_failing.exchange(kNever) < g_allocations;
}

// The other forms of new and delete come down to these.
void* operator new(std::size_t bytes)
{
    return allocate(bytes, 0);
}

void* operator new(std::size_t bytes, std::align_val_t alignment)
{
    return allocate(bytes, static_cast<std::size_t>(alignment));
}

void operator delete(void* memory) noexcept
{
    std::free(memory);
}

void operator delete(void* memory, std::size_t) noexcept
{
    std::free(memory);
}

void operator delete(void* memory, std::align_val_t) noexcept
{
    std::free(memory);
}

void operator delete(void* memory, std::size_t, std::align_val_t) noexcept
{
    std::free(memory);
}
