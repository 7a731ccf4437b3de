// SPDX-License-Identifier: GPL-2.0-or-later
#include "storage/stall_watch.h"

namespace blkera {

StallWatch::StallWatch(BlockDevice& below, const Clock& clock)
    : m_below(below)
    , m_clock(clock)
{
}

template <class Call> Result<void> StallWatch::timed(Call call)
{
    m_since.store(m_clock.now().count(), std::memory_order_relaxed);
    Result<void> done = call();
    m_since.store(kIdle, std::memory_order_relaxed);
    return done;
}

Result<void> StallWatch::read(MetadataBlock first, std::span<std::byte> bytes)
{
    return timed([&] { return m_below.read(first, bytes); });
}

Result<void> StallWatch::write(std::span<const BlockWrite> writes)
{
    for (const BlockWrite& write : writes)
        m_blocksWritten.add(write.bytes.size() / kMetadataBlockBytes);
    return timed([&] { return m_below.write(writes); });
}

Result<void> StallWatch::flush()
{
    m_flushes.add();
    return timed([&] { return m_below.flush(); });
}

std::chrono::milliseconds StallWatch::pending() const
{
    const auto since = m_since.load(std::memory_order_relaxed);
    return since == kIdle ? std::chrono::milliseconds(0)
                          : m_clock.now() - std::chrono::milliseconds(since);
}

} // namespace blkera
