// SPDX-License-Identifier: GPL-2.0-or-later
#include "era/write_gate.h"

#include <algorithm>
#include <cassert>

namespace blkera {

namespace {

constexpr std::uint64_t kWordsPerClearStep = 1 << 16;

std::uint64_t wordsFor(BlockCount blocks)
{
    return (std::uint64_t { blocks.raw() } + 63) / 64;
}

constexpr std::uint64_t published(BlockRange blocks)
{
    return std::uint64_t { blocks.begin.raw() } << 32 | blocks.end.raw();
}

// The bits of [begin, end) that lie in word `word`.
constexpr std::uint64_t maskIn(std::uint64_t word, std::uint64_t begin, std::uint64_t end)
{
    std::uint64_t mask = ~std::uint64_t { 0 };
    if (begin > word * 64)
        mask &= ~std::uint64_t { 0 } << (begin % 64);
    if (end < (word + 1) * 64)
        mask &= ~(~std::uint64_t { 0 } << (end % 64));
    return mask;
}

} // namespace

WriteGate::WriteGate(BlockCount blocks, std::uint16_t queues, std::uint16_t queueDepth)
    : m_wordCount(wordsFor(blocks))
    , m_clearedWords(m_wordCount)
    , m_queueDepth(queueDepth)
{
    for (Words& words : m_sets)
        words = std::make_unique<std::atomic<std::uint64_t>[]>(m_wordCount);
    constexpr std::size_t kPerLine = std::tuple_size_v<decltype(SlotLine::slots)>;
    for (unsigned queue = 0; queue < queues; ++queue)
        m_inFlight.push_back(std::make_unique<SlotLine[]>((queueDepth + kPerLine - 1) / kPerLine));
}

WriteGate::Slot& WriteGate::slot(QueueId queue, RequestTag tag)
{
    constexpr std::size_t kPerLine = std::tuple_size_v<decltype(SlotLine::slots)>;
    return m_inFlight[queue][tag / kPerLine].slots[tag % kPerLine];
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

void WriteGate::setMarked(std::span<const BlockRange> blocks)
{
    const Words& marks = m_sets[m_current.load(std::memory_order_relaxed)];
    for (const BlockRange& range : blocks) {
        const std::uint64_t begin = range.begin.raw();
        const std::uint64_t end = range.end.raw();
        for (std::uint64_t word = begin / 64; word * 64 < end; ++word)
            marks[word].fetch_or(maskIn(word, begin, end), std::memory_order_release);
    }
}

bool WriteGate::isMarked(BlockRange blocks) const
{
    const Words& marks = m_sets[m_current.load(std::memory_order_seq_cst)];
    const std::uint64_t begin = blocks.begin.raw();
    const std::uint64_t end = blocks.end.raw();
    for (std::uint64_t word = begin / 64; word * 64 < end; ++word) {
        const std::uint64_t wanted = maskIn(word, begin, end);
        // Acquire: what the commit before setMarked() made durable happened before this.
        if ((marks[word].load(std::memory_order_acquire) & wanted) != wanted)
            return false;
    }
    return true;
}

std::vector<BlockRange> WriteGate::flip()
{
    while (clearStep()) { }
    m_current.store(1 - m_current.load(std::memory_order_relaxed), std::memory_order_seq_cst);
    m_clearedWords = 0;
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
    assert(m_clearedWords == 0);
    m_current.store(1 - m_current.load(std::memory_order_relaxed), std::memory_order_seq_cst);
    // What was current a moment ago has never had a bit set.
    m_clearedWords = m_wordCount;
}

bool WriteGate::clearStep()
{
    const Words& old = m_sets[1 - m_current.load(std::memory_order_relaxed)];
    const std::uint64_t end = std::min(m_wordCount, m_clearedWords + kWordsPerClearStep);
    for (; m_clearedWords < end; ++m_clearedWords)
        old[m_clearedWords].store(0, std::memory_order_relaxed);
    return m_clearedWords < m_wordCount;
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
