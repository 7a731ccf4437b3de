// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <compare>
#include <concepts>
#include <cstddef>
#include <functional>

namespace blkera {

// A number with a meaning: explicit to make, ordered, free at run time. Two kinds of quantity never
// mix.
//   Count: adds and subtracts with itself, scales by plain numbers.
//   Index: index + count is an index, index - index is a count, nothing else compiles.
template <class Tag, std::unsigned_integral Rep> class Count {
public:
    using Raw = Rep;

    constexpr Count() = default;

    constexpr explicit Count(Rep raw)
        : m_raw(raw)
    {
    }

    constexpr Rep raw() const { return m_raw; }

    constexpr auto operator<=>(const Count&) const = default;

    constexpr Count operator+(Count other) const
    {
        return Count(static_cast<Rep>(m_raw + other.m_raw));
    }

    constexpr Count operator-(Count other) const
    {
        return Count(static_cast<Rep>(m_raw - other.m_raw));
    }

    constexpr Count& operator+=(Count other) { return *this = *this + other; }

    constexpr Count& operator-=(Count other) { return *this = *this - other; }

private:
    Rep m_raw = 0;
};

template <class CountType> class Index {
public:
    using Raw = typename CountType::Raw;

    constexpr Index() = default;

    constexpr explicit Index(Raw raw)
        : m_raw(raw)
    {
    }

    constexpr Raw raw() const { return m_raw; }

    constexpr auto operator<=>(const Index&) const = default;

    constexpr Index operator+(CountType count) const
    {
        return Index(static_cast<Raw>(m_raw + count.raw()));
    }

    constexpr Index operator-(CountType count) const
    {
        return Index(static_cast<Raw>(m_raw - count.raw()));
    }

    constexpr CountType operator-(Index other) const
    {
        return CountType(static_cast<Raw>(m_raw - other.m_raw));
    }

    constexpr Index& operator++()
    {
        ++m_raw;
        return *this;
    }

private:
    Raw m_raw = 0;
};

// A half-open run of indices.
template <class CountType> struct Range {
    Index<CountType> begin;
    Index<CountType> end;

    constexpr CountType count() const { return end - begin; }

    constexpr bool empty() const { return begin == end; }

    constexpr bool contains(Index<CountType> index) const { return begin <= index && index < end; }

    constexpr bool operator==(const Range&) const = default;
};

} // namespace blkera

template <class CountType> struct std::hash<blkera::Index<CountType>> {
    std::size_t operator()(blkera::Index<CountType> index) const noexcept
    {
        return std::hash<typename CountType::Raw>()(index.raw());
    }
};
