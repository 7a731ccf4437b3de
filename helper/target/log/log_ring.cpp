// SPDX-License-Identifier: GPL-2.0-or-later
#include "log/log_ring.h"

#include <algorithm>

namespace blkera {

LogRing::LogRing()
{
    for (std::size_t i = 0; i < kLines; ++i)
        m_slots[i].turn.store(i, std::memory_order_relaxed);
}

bool LogRing::append(std::string_view text) noexcept
{
    std::uint64_t position = m_next.load(std::memory_order_relaxed);
    Slot* slot = nullptr;
    for (;;) {
        slot = &m_slots[position % kLines];
        const std::uint64_t turn = slot->turn.load(std::memory_order_acquire);
        if (turn == position) {
            if (m_next.compare_exchange_weak(position, position + 1, std::memory_order_acq_rel))
                break;
        } else if (turn < position) {
            m_lost.fetch_add(1, std::memory_order_relaxed);
            return false; // the line of a round ago has not been taken
        } else {
            position = m_next.load(std::memory_order_relaxed); // another was faster
        }
    }
    Line& line = slot->line;
    line.lostBefore = m_lost.exchange(0, std::memory_order_relaxed);
    line.size = static_cast<std::uint32_t>(std::min(text.size(), kLineBytes));
    std::copy_n(text.begin(), line.size, line.bytes.begin());
    slot->turn.store(position + 1, std::memory_order_release);
    return true;
}

bool LogRing::take(Line& line) noexcept
{
    Slot& slot = m_slots[m_taken % kLines];
    if (slot.turn.load(std::memory_order_acquire) != m_taken + 1)
        return false;
    line = slot.line;
    slot.turn.store(m_taken + kLines, std::memory_order_release);
    ++m_taken;
    return true;
}

std::uint32_t LogRing::takeLost() noexcept
{
    return m_lost.exchange(0, std::memory_order_relaxed);
}

} // namespace blkera
