// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "era/era_bits.h"

#include <limits>
#include <optional>

namespace blkera {

// Which blocks of a window were written in an era from `since` to `until`, both inclusive: the one
// place that knows what the era array and the writesets say about that. What is certain and what
// is not is explained at forEachRangeChangedBetween().
class ChangedBits {
public:
    // `undigested`: all writesets of the view, undigestedWritesets().
    ChangedBits(const EraView& view, std::span<const ArchivedWriteset> undigested, Era since,
                Era until);

    // What add() has to be called with, for every window.
    bool needsEraArray() const { return m_inRange.has_value(); }

    bool needs(const ArchivedWriteset& writeset) const
    {
        return writeset.era >= m_since && writeset.era <= m_until;
    }

    void beginWindow();
    void add(const EraScan::EraBlock& block);
    void add(const BitWindow& written); // of a writeset that is needed

    // Written in the range.
    const BitWindow& certain() const { return m_certain; }

    // Written later, and perhaps in the range too.
    const BitWindow& later() const { return m_later; }

private:
    static constexpr Era kLastEra { std::numeric_limits<std::uint32_t>::max() };

    Era m_since;
    Era m_until; // kLastEra: there is no later
    std::optional<EraBits> m_inRange;
    std::optional<EraBits> m_afterRange;
    BitWindow m_certain {};
    BitWindow m_later {};
};

} // namespace blkera
