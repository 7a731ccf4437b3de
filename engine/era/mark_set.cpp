// SPDX-License-Identifier: GPL-2.0-or-later
#include "era/mark_set.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <new>

#include <sys/mman.h>
#include <unistd.h>

namespace blkera {

namespace {

constexpr std::uint64_t kMaxBlocks = std::uint64_t { 1 } << 31;
constexpr std::uint64_t kMappedBytes = kMaxBlocks / 8;
constexpr std::uint64_t kWordsPerRegion = 64;
constexpr std::uint64_t kRegionsPerClearStep = 1024; // half a mebibyte

static_assert(sizeof(std::atomic<std::uint64_t>) == sizeof(std::uint64_t)
              && std::atomic<std::uint64_t>::is_always_lock_free);

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

// Pages that are only readable cost no memory and count against no limit: all of them are the
// kernel's page of zeros.
MarkSet::MarkSet(BlockCount blocks)
    : m_touched(1)
{
    void* mapped = ::mmap(nullptr, kMappedBytes, PROT_READ,
                          MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (mapped == MAP_FAILED)
        throw std::bad_alloc();
    m_words.reset(static_cast<Word*>(mapped));
    grow(blocks);
}

MarkSet::~MarkSet() = default;

void MarkSet::Unmap::operator()(Word* words) const
{
    ::munmap(words, kMappedBytes);
}

bool MarkSet::contains(BlockRange blocks) const
{
    const std::uint64_t begin = blocks.begin.raw();
    const std::uint64_t end = blocks.end.raw();
    assert(end <= kMaxBlocks);
    for (std::uint64_t word = begin / 64; word * 64 < end; ++word) {
        const std::uint64_t wanted = maskIn(word, begin, end);
        // Acquire: what the commit before add() made durable happened before this.
        if ((m_words[word].load(std::memory_order_acquire) & wanted) != wanted)
            return false;
    }
    return true;
}

std::uint64_t MarkSet::add(BlockRange blocks)
{
    const std::uint64_t begin = blocks.begin.raw();
    const std::uint64_t end = blocks.end.raw();
    if (begin == end)
        return 0;
    assert((end + 7) / 8 <= m_writableBytes);
    std::uint64_t added = 0;
    for (std::uint64_t word = begin / 64; word * 64 < end; ++word) {
        const std::uint64_t mask = maskIn(word, begin, end);
        const std::uint64_t before = m_words[word].fetch_or(mask, std::memory_order_release);
        added += static_cast<std::uint64_t>(std::popcount(mask & ~before));
    }
    constexpr std::uint64_t kBlocksPerRegion = kWordsPerRegion * 64;
    for (std::uint64_t region = begin / kBlocksPerRegion; region * kBlocksPerRegion < end; ++region)
        m_touched[region / 64] |= std::uint64_t { 1 } << (region % 64);
    m_firstTouched = std::min(m_firstTouched, begin / kBlocksPerRegion / 64);
    return added;
}

void MarkSet::grow(BlockCount blocks)
{
    const auto page = static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
    const std::uint64_t bytes = (std::uint64_t { blocks.raw() } + 8 * page - 1) / (8 * page) * page;
    if (bytes <= m_writableBytes)
        return;
    if (::mprotect(m_words.get(), bytes, PROT_READ | PROT_WRITE) != 0)
        throw std::bad_alloc();
    m_writableBytes = bytes;
    m_touched.resize(bytes / (kWordsPerRegion * sizeof(Word)) / 64 + 1);
}

bool MarkSet::clearStep()
{
    std::uint64_t due = kRegionsPerClearStep;
    for (; m_firstTouched < m_touched.size(); ++m_firstTouched) {
        for (std::uint64_t& regions = m_touched[m_firstTouched]; regions != 0; --due) {
            if (due == 0)
                return true;
            clearRegion(m_firstTouched * 64
                        + static_cast<std::uint64_t>(std::countr_zero(regions)));
            regions &= regions - 1;
        }
    }
    return false;
}

void MarkSet::clearRegion(std::uint64_t region)
{
    Word* const words = m_words.get() + region * kWordsPerRegion;
    for (std::uint64_t i = 0; i < kWordsPerRegion; ++i)
        words[i].store(0, std::memory_order_relaxed);
}

} // namespace blkera
