// SPDX-License-Identifier: GPL-2.0-or-later
#include "era/write_gate.h"

#include <algorithm>
#include <cassert>

namespace blkera {

namespace {

constexpr std::uint64_t published(BlockRange blocks)
{
    return std::uint64_t { blocks.begin.raw() } << 32 | blocks.end.raw();
}

} // namespace

WriteGate::WriteGate(BlockCount blocks, std::uint16_t queues, std::uint16_t queueDepth)
    : m_sets { MarkSet(blocks), MarkSet(blocks) }
    , m_queueDepth(queueDepth)
{
    constexpr std::size_t kPerLine = std::tuple_size_v<decltype(SlotLine::ranges)>;
    for (unsigned queue = 0; queue < queues; ++queue)
        m_inFlight.push_back(std::make_unique<SlotLine[]>((queueDepth + kPerLine - 1) / kPerLine));
}

WriteGate::Slot& WriteGate::slot(QueueId queue, RequestTag tag)
{
    constexpr std::size_t kPerLine = std::tuple_size_v<decltype(SlotLine::ranges)>;
    return m_inFlight[queue][tag / kPerLine].ranges[tag % kPerLine];
}

bool WriteGate::admit(QueueId queue, RequestTag tag, BlockRange blocks)
{
    assert(queue < m_inFlight.size() && tag < m_queueDepth && !blocks.empty());
    // Published before the set is chosen, both sequentially consistent: either flip() sees these
    // blocks, or this thread sees the set that flip() has made current (invariant 2).
    slot(queue, tag).store(published(blocks), std::memory_order_seq_cst);
    if (isMarked(blocks))
        return true;
    release(queue, tag);
    return false;
}

void WriteGate::release(QueueId queue, RequestTag tag)
{
    slot(queue, tag).store(0, std::memory_order_release);
}

void WriteGate::grow(BlockCount blocks)
{
    for (MarkSet& set : m_sets)
        set.grow(blocks);
}

std::uint64_t WriteGate::setMarked(std::span<const BlockRange> blocks)
{
    std::uint64_t marked = 0;
    for (const BlockRange& range : blocks)
        marked += current().add(range);
    return marked;
}

bool WriteGate::isMarked(BlockRange blocks) const
{
    return m_sets[m_current.load(std::memory_order_seq_cst)].contains(blocks);
}

std::vector<BlockRange> WriteGate::flip()
{
    while (clearStep()) { }
    m_current.store(1 - m_current.load(std::memory_order_relaxed), std::memory_order_seq_cst);
    std::vector<BlockRange> inFlight;
    for (QueueId queue = 0; queue < m_inFlight.size(); ++queue) {
        for (RequestTag tag = 0; tag < m_queueDepth; ++tag) {
            const std::uint64_t blocks = slot(queue, tag).load(std::memory_order_seq_cst);
            if (blocks != 0)
                inFlight.push_back({ BlockIndex(static_cast<std::uint32_t>(blocks >> 32)),
                                     BlockIndex(static_cast<std::uint32_t>(blocks)) });
        }
    }
    mergeRanges(inFlight);
    return inFlight;
}

void WriteGate::flipBack()
{
    m_current.store(1 - m_current.load(std::memory_order_relaxed), std::memory_order_seq_cst);
}

bool WriteGate::clearStep()
{
    return other().clearStep();
}

MarkSet& WriteGate::current()
{
    return m_sets[m_current.load(std::memory_order_relaxed)];
}

MarkSet& WriteGate::other()
{
    return m_sets[1 - m_current.load(std::memory_order_relaxed)];
}

void mergeRanges(std::vector<BlockRange>& ranges)
{
    std::ranges::sort(ranges, {}, &BlockRange::begin);
    std::size_t kept = 0;
    for (const BlockRange& range : ranges) {
        if (kept > 0 && range.begin <= ranges[kept - 1].end)
            ranges[kept - 1].end = std::max(ranges[kept - 1].end, range.end);
        else
            ranges[kept++] = range;
    }
    ranges.resize(kept);
}

} // namespace blkera
