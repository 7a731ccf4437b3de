// SPDX-License-Identifier: GPL-2.0-or-later
#include "pdata/count_table.h"

#include <algorithm>
#include <cstring>
#include <limits>

namespace blkera {

namespace {

constexpr std::uint8_t kLarge = std::numeric_limits<std::uint8_t>::max();

} // namespace

CountTable::CountTable(std::uint64_t size)
    : m_small(size)
{
}

CountTable::CountTable(const std::vector<std::uint32_t>& counts)
    : m_small(counts.size())
{
    for (std::uint64_t i = 0; i < counts.size(); ++i)
        set(i, counts[i]);
}

std::uint32_t CountTable::get(std::uint64_t i) const
{
    return m_small[i] < kLarge ? m_small[i] : m_large.at(i);
}

void CountTable::set(std::uint64_t i, std::uint32_t count)
{
    if (m_small[i] == kLarge)
        m_large.erase(i);
    if (count < kLarge) {
        m_small[i] = static_cast<std::uint8_t>(count);
    } else {
        m_small[i] = kLarge;
        m_large[i] = count;
    }
}

void CountTable::resize(std::uint64_t size)
{
    std::erase_if(m_large, [size](const auto& entry) { return entry.first >= size; });
    m_small.resize(size);
}

std::uint64_t CountTable::nextZero(std::uint64_t from) const
{
    if (from >= size())
        return size();
    const void* found = std::memchr(m_small.data() + from, 0, size() - from);
    if (!found)
        return size();
    return static_cast<std::uint64_t>(static_cast<const std::uint8_t*>(found) - m_small.data());
}

std::uint64_t CountTable::nextNonZero(std::uint64_t from) const
{
    // Most of a large device is free: eight at once, as long as all of them are.
    for (std::uint64_t eight = 0; from + sizeof eight <= size(); from += sizeof eight) {
        std::memcpy(&eight, m_small.data() + from, sizeof eight);
        if (eight != 0)
            break;
    }
    while (from < size() && m_small[from] == 0)
        ++from;
    return std::min(from, size());
}

std::uint64_t CountTable::countNonZero() const
{
    return size() - static_cast<std::uint64_t>(std::ranges::count(m_small, std::uint8_t { 0 }));
}

} // namespace blkera
