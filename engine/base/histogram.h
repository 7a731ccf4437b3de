// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace blkera {

// A number that one thread counts up and any thread reads; no more costly than a plain one.
class Counter {
public:
    void add(std::uint64_t number = 1)
    {
        m_value.store(m_value.load(std::memory_order_relaxed) + number, std::memory_order_relaxed);
    }

    void raiseTo(std::uint64_t value)
    {
        if (value > m_value.load(std::memory_order_relaxed))
            m_value.store(value, std::memory_order_relaxed);
    }

    std::uint64_t value() const { return m_value.load(std::memory_order_relaxed); }

private:
    std::atomic<std::uint64_t> m_value { 0 };
};

// How often which values occurred. A bucket has the values above the previous one's bound and up to
// its own: 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 20 and so on, four to each power of two; the
// last one has the rest.
//
// Thread safety: note() on one thread, counts() on any: what it returns may lack, in part, the
// value that is being noted.
class Histogram {
public:
    static constexpr std::size_t kBuckets = 105;

    struct Counts {
        std::array<std::uint64_t, kBuckets> buckets {};
        std::uint64_t sum = 0; // of the values
        std::uint64_t max = 0;

        Counts& operator+=(const Counts& other)
        {
            for (std::size_t i = 0; i < kBuckets; ++i)
                buckets[i] += other.buckets[i];
            sum += other.sum;
            max = std::max(max, other.max);
            return *this;
        }
    };

    static constexpr std::size_t bucketOf(std::uint64_t value)
    {
        const std::uint64_t below = value == 0 ? 0 : value - 1;
        if (below < 4)
            return below;
        const auto power = static_cast<std::size_t>(std::bit_width(below)) - 3;
        return std::min(4 * power + static_cast<std::size_t>(below >> power), kBuckets - 1);
    }

    // Of all but the last bucket.
    static constexpr std::uint64_t upperBound(std::size_t bucket)
    {
        if (bucket < 4)
            return bucket + 1;
        return (bucket % 4 + 5) << (bucket / 4 - 1);
    }

    void note(std::uint64_t value)
    {
        m_buckets[bucketOf(value)].add();
        m_sum.add(value);
        m_max.raiseTo(value);
    }

    Counts counts() const
    {
        Counts counts;
        for (std::size_t i = 0; i < kBuckets; ++i)
            counts.buckets[i] = m_buckets[i].value();
        counts.sum = m_sum.value();
        counts.max = m_max.value();
        return counts;
    }

private:
    std::array<Counter, kBuckets> m_buckets;
    Counter m_sum;
    Counter m_max;
};

// Times are counted in microseconds, those begun included: no bound is ever below the true value.
constexpr std::uint64_t microsecondsUp(std::uint64_t nanoseconds)
{
    return (nanoseconds + 999) / 1000;
}

} // namespace blkera
