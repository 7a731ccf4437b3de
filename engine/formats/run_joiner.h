// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/result.h"
#include "base/types.h"

#include <cstdint>
#include <functional>
#include <utility>

namespace blkera {

// Joins equal neighbours, so that a writer sees one run where the metadata has several blocks.
template <class Value> class RunJoiner {
public:
    using Write = std::function<Result<void>(BlockRange, Value)>;

    explicit RunJoiner(Write write)
        : m_write(std::move(write))
    {
    }

    // Of the `count` blocks after the last one.
    Result<void> add(Value value, std::uint32_t count)
    {
        if (m_value != value && !m_range.empty()) {
            if (auto written = finish(); !written)
                return written;
            m_range.begin = m_range.end;
        }
        m_value = value;
        m_range.end = m_range.end + BlockCount(count);
        return {};
    }

    Result<void> finish() { return m_range.empty() ? Result<void>() : m_write(m_range, m_value); }

private:
    Write m_write;
    BlockRange m_range {};
    Value m_value {};
};

} // namespace blkera
