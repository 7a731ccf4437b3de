// SPDX-License-Identifier: GPL-2.0-or-later
#include "era/changed_bits.h"

#include <cassert>

namespace blkera {

// Nothing was written after the current era; and before era 1 every block was unwritten.
ChangedBits::ChangedBits(const EraView& view, std::span<const ArchivedWriteset> undigested,
                         Era since, Era until)
    : m_since(since)
    , m_until(until >= view.currentEra || since == Era(0) ? kLastEra : until)
{
    assert(since <= until);
    const bool allUndigested = !undigested.empty() && since >= undigested.front().era;
    if (allUndigested && m_until != kLastEra)
        return;
    m_inRange.emplace(m_since, m_until);
    if (m_until != kLastEra)
        m_afterRange.emplace(m_until + EraCount(1), kLastEra);
}

void ChangedBits::beginWindow()
{
    m_certain = {};
    m_later = {};
}

void ChangedBits::add(const EraScan::EraBlock& block)
{
    m_inRange->add(block, m_certain);
    if (m_afterRange)
        m_afterRange->add(block, m_later);
}

void ChangedBits::add(const BitWindow& written)
{
    for (std::size_t i = 0; i < m_certain.size(); ++i)
        m_certain[i] |= written[i];
}

} // namespace blkera
