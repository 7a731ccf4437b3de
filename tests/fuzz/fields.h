// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

// Fields of metadata blocks by their place (metadata format: engine/doc/format.md), written down
// here once more so that the fuzzers' idea of the format is not the engine's.
namespace blkera::fuzz {

inline std::uint64_t readField(std::span<const std::byte> bytes, std::size_t at, std::size_t width)
{
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < width; ++i)
        value |= std::to_integer<std::uint64_t>(bytes[at + i]) << (8 * i);
    return value;
}

inline void writeField(std::span<std::byte> bytes, std::size_t at, std::size_t width,
                       std::uint64_t value)
{
    for (std::size_t i = 0; i < width; ++i)
        bytes[at + i] = std::byte(value >> (8 * i) & 0xff);
}

// A btree node's header, and where its entries lie.
struct NodeFields {
    explicit NodeFields(std::span<const std::byte> bytes)
        : internal(readField(bytes, 4, 4) == 1)
        , count(readField(bytes, 16, 4))
        , room(readField(bytes, 20, 4))
        , valueSize(readField(bytes, 24, 4))
    {
    }

    // Everything that the header promises lies within the block.
    bool sane() const
    {
        return (valueSize == 4 || valueSize == 8 || valueSize == 12) && count <= room
            && room <= (4096 - 32) / (8 + valueSize);
    }

    std::size_t keyAt(std::uint64_t i) const { return 32 + i * 8; }

    std::size_t valueAt(std::uint64_t i) const { return 32 + room * 8 + i * valueSize; }

    bool internal;
    std::uint64_t count;
    std::uint64_t room;
    std::uint64_t valueSize;
};

} // namespace blkera::fuzz
