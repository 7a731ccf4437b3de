// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/result.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

namespace blkera {

// Owns pages mapped into memory; page aligned.
class Mapping {
public:
    Mapping() = default;

    // Zeroed memory that is never paged out: a device under pressure must not wait for memory.
    // Errors: NoSpace (the limit on locked memory).
    static Result<Mapping> lockedMemory(std::size_t bytes);
    // What a driver shows at `offset`, for reading. Errors: Io.
    static Result<Mapping> readOnly(int fd, std::uint64_t offset, std::size_t bytes);

    Mapping(Mapping&& other) noexcept
        : m_bytes(std::exchange(other.m_bytes, {}))
    {
    }

    Mapping& operator=(Mapping&& other) noexcept
    {
        std::swap(m_bytes, other.m_bytes);
        return *this;
    }

    ~Mapping();

    std::span<std::byte> bytes() const { return m_bytes; }

private:
    explicit Mapping(std::span<std::byte> bytes)
        : m_bytes(bytes)
    {
    }

    std::span<std::byte> m_bytes;
};

} // namespace blkera
