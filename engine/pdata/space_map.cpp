// SPDX-License-Identifier: GPL-2.0-or-later
#include "pdata/space_map.h"

#include <algorithm>
#include <cassert>
#include <limits>

namespace blkera {

namespace {

Error damaged(MetadataBlock block, const char* what)
{
    return corrupt("metadata block " + std::to_string(block.raw()) + " " + what
                   + ": check the metadata");
}

} // namespace

SpaceMap::SpaceMap(MetadataBlockCount size)
    : SpaceMap(CountTable(size.raw()))
{
}

SpaceMap::SpaceMap(CountTable counts)
    : m_counts(std::move(counts))
    , m_committedSize(m_counts.size())
    , m_allocated(m_counts.countNonZero())
{
}

std::uint32_t SpaceMap::count(MetadataBlock block) const
{
    return block.raw() < m_counts.size() ? m_counts.get(block.raw()) : 0;
}

Result<MetadataBlock> SpaceMap::allocate()
{
    dropExpiredPins();
    const std::uint64_t total = m_counts.size();
    const auto takeFrom = [&](std::uint64_t from, std::uint64_t end) {
        std::uint64_t i = m_counts.nextZero(from);
        while (i < end && (isPinned(i) || wasInUse(MetadataBlock(i))))
            i = m_counts.nextZero(i + 1);
        return i < end ? i : total;
    };
    std::uint64_t found = total;
    if (allocatable() > MetadataBlockCount(0)) {
        found = takeFrom(m_cursor, total);
        if (found == total)
            found = takeFrom(0, m_cursor);
    }
    if (found == total)
        return Error {
            ErrorKind::NoSpace, 0,
            "the metadata device is full, all of its " + std::to_string(total)
                + " blocks are in use: drop the metadata snapshot or enlarge the device"
        };
    m_cursor = found + 1;
    ++m_taken;
    set(MetadataBlock(found), 1);
    return MetadataBlock(found);
}

MetadataBlockCount SpaceMap::allocatableAfterCommit() const
{
    // What readers pin of the freed blocks is not worth finding out.
    return m_pins.empty() ? size() - m_allocated : allocatable();
}

Result<void> SpaceMap::increment(MetadataBlock block, std::uint32_t by)
{
    const std::uint32_t now = count(block);
    if (now == 0)
        return damaged(block, "is free, yet something points to it");
    if (now > std::numeric_limits<std::uint32_t>::max() - by)
        return damaged(block, "has too many pointers to it");
    set(block, now + by);
    return {};
}

Result<std::uint32_t> SpaceMap::decrement(MetadataBlock block)
{
    const std::uint32_t now = count(block);
    if (now == 0)
        return damaged(block, "is free, yet something points to it");
    set(block, now - 1);
    return now - 1;
}

void SpaceMap::commit()
{
    dropExpiredPins();
    for (const auto& [block, before] : m_changed) {
        if (before > 0 && count(block) == 0 && isPinned(block.raw()))
            m_pinnedOnly += MetadataBlockCount(1);
    }
    m_changed.clear();
    m_freed = {};
    m_pinOfThisCommit.reset();
    m_committedSize = m_counts.size();
    beginTransaction();
}

void SpaceMap::grow(MetadataBlockCount size)
{
    assert(size >= this->size());
    m_counts.resize(size.raw());
}

void SpaceMap::rollback()
{
    for (const auto& [block, before] : m_changed) {
        const std::uint32_t now = count(block);
        if (before > 0 && now == 0)
            m_allocated += MetadataBlockCount(1);
        if (before == 0 && now > 0)
            m_allocated -= MetadataBlockCount(1);
        m_counts.set(block.raw(), before);
    }
    m_counts.resize(m_committedSize);
    m_changed.clear();
    m_freed = {};
    beginTransaction();
}

void SpaceMap::reset(CountTable committed)
{
    m_counts = std::move(committed);
    m_committedSize = m_counts.size();
    m_changed.clear();
    m_allocated = MetadataBlockCount(m_counts.countNonZero());
    m_freed = {};
    beginTransaction();
    m_pinOfThisCommit.reset();
    countPinnedOnly();
}

SpaceMap::Pin SpaceMap::pin()
{
    if (Pin shared = m_pinOfThisCommit.lock())
        return shared;
    std::vector<bool> inUse(m_committedSize);
    for (std::size_t i = 0; i < m_committedSize; ++i)
        inUse[i] = m_counts.get(i) > 0;
    for (const auto& [block, before] : m_changed) {
        if (block.raw() < m_committedSize)
            inUse[block.raw()] = before > 0;
    }
    // Shared with whoever reads the committed state; the map itself keeps no more than a look.
    auto pin = std::make_shared<const std::vector<bool>>(std::move(inUse));
    m_pins.push_back(pin);
    m_pinOfThisCommit = pin;
    return pin;
}

SpaceMap::Pin SpaceMap::pinAttempt()
{
    std::vector<bool> inUse(m_counts.size());
    for (std::size_t i = 0; i < m_counts.size(); ++i)
        inUse[i] = m_counts.get(i) > 0 || wasInUse(MetadataBlock(i));
    // Shared with nobody yet, but let go by whoever asked.
    auto pin = std::make_shared<const std::vector<bool>>(std::move(inUse));
    m_pins.push_back(pin);
    countPinnedOnly();
    return pin;
}

bool SpaceMap::isPinned(std::uint64_t block) const
{
    return std::ranges::any_of(m_pins, [block](const auto& weak) {
        const Pin pin = weak.lock();
        return pin && block < pin->size() && (*pin)[block];
    });
}

void SpaceMap::dropExpiredPins()
{
    if (std::erase_if(m_pins, [](const auto& pin) { return pin.expired(); }) > 0)
        countPinnedOnly();
}

void SpaceMap::countPinnedOnly()
{
    m_pinnedOnly = {};
    if (m_pins.empty())
        return;
    for (std::uint64_t i = m_counts.nextZero(0); i < m_counts.size();
         i = m_counts.nextZero(i + 1)) {
        if (isPinned(i) && !wasInUse(MetadataBlock(i)))
            m_pinnedOnly += MetadataBlockCount(1);
    }
}

void SpaceMap::beginTransaction()
{
    constexpr std::uint64_t kLongestRun = 64;
    m_cursor = lowestRun(std::min(m_taken, kLongestRun));
    m_taken = 0;
}

// Where the lowest run of so many free blocks begins; 0 if there is none, or none among the first
// gaps, which are all that is worth looking at.
std::uint64_t SpaceMap::lowestRun(std::uint64_t length) const
{
    std::uint64_t begin = m_counts.nextZero(0);
    for (int gaps = 256; gaps > 0 && begin + length <= m_counts.size(); --gaps) {
        std::uint64_t end = begin;
        while (end < begin + length && m_counts.get(end) == 0)
            ++end;
        if (end == begin + length)
            return begin;
        begin = m_counts.nextZero(end);
    }
    return 0;
}

bool SpaceMap::wasInUse(MetadataBlock block) const
{
    const auto before = m_changed.find(block);
    return before != m_changed.end() ? before->second != 0 : count(block) != 0;
}

void SpaceMap::set(MetadataBlock block, std::uint32_t count)
{
    const std::uint32_t now = this->count(block);
    const std::uint32_t before = m_changed.try_emplace(block, now).first->second;
    if (now == 0 && count > 0)
        m_allocated += MetadataBlockCount(1);
    if (now > 0 && count == 0) {
        m_allocated -= MetadataBlockCount(1);
        if (before > 0)
            m_freed += MetadataBlockCount(1);
    }
    m_counts.set(block.raw(), count);
}

} // namespace blkera
