// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>
#include <bit>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

namespace blkera {

// An integer as it lies on disk: little-endian bytes of alignment 1, so that structures made of it
// have no padding. Packing and unpacking are the only crossing between disk and memory.
template <std::unsigned_integral T> class LittleEndian {
public:
    constexpr LittleEndian() = default;

    constexpr LittleEndian(T value)
        : m_bytes(std::bit_cast<Bytes>(toDisk(value)))
    {
    }

    constexpr operator T() const { return toDisk(std::bit_cast<T>(m_bytes)); }

private:
    using Bytes = std::array<std::byte, sizeof(T)>;

    static constexpr T toDisk(T value)
    {
        if constexpr (std::endian::native == std::endian::little)
            return value;
        T swapped = 0;
        for (std::size_t i = 0; i < sizeof(T); ++i)
            swapped |= static_cast<T>((value >> (8 * i)) & 0xff) << (8 * (sizeof(T) - 1 - i));
        return swapped;
    }

    Bytes m_bytes {};
};

using Le32 = LittleEndian<std::uint32_t>;
using Le64 = LittleEndian<std::uint64_t>;

static_assert(sizeof(Le32) == 4 && alignof(Le32) == 1);
static_assert(sizeof(Le64) == 8 && alignof(Le64) == 1);

// The structure at the start of `bytes`, by copy. `bytes` must be at least as long.
template <class Disk> Disk loadDisk(std::span<const std::byte> bytes)
{
    static_assert(std::is_trivially_copyable_v<Disk>);
    Disk disk;
    std::memcpy(&disk, bytes.first(sizeof(Disk)).data(), sizeof(Disk));
    return disk;
}

template <class Disk> void storeDisk(std::span<std::byte> bytes, const Disk& disk)
{
    static_assert(std::is_trivially_copyable_v<Disk>);
    std::memcpy(bytes.first(sizeof(Disk)).data(), &disk, sizeof(Disk));
}

} // namespace blkera
