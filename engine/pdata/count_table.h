// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace blkera {

// A count for each metadata block in one byte, since nearly all are below 3; the few that do not
// fit, those of shared blocks of zeros, lie beside.
class CountTable {
public:
    explicit CountTable(std::uint64_t size = 0);
    CountTable(const std::vector<std::uint32_t>& counts);

    std::uint64_t size() const { return m_small.size(); }

    std::uint32_t get(std::uint64_t i) const; // i < size()
    void set(std::uint64_t i, std::uint32_t count);
    // New counts are 0.
    void resize(std::uint64_t size);

    // The first i at or above `from` with count 0; size() if there is none.
    std::uint64_t nextZero(std::uint64_t from) const;
    // The same for a count above 0.
    std::uint64_t nextNonZero(std::uint64_t from) const;
    std::uint64_t countNonZero() const;

    bool operator==(const CountTable&) const = default;

private:
    std::vector<std::uint8_t> m_small; // kLarge: see m_large
    std::unordered_map<std::uint64_t, std::uint32_t> m_large;
};

} // namespace blkera
