// SPDX-License-Identifier: GPL-2.0-or-later
#include "pdata/space_map.h"

#include <algorithm>
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
    : m_counts(size.raw())
{
}

SpaceMap::SpaceMap(std::vector<std::uint32_t> counts)
    : m_counts(std::move(counts))
    , m_allocated(static_cast<std::uint64_t>(
          std::ranges::count_if(m_counts, [](std::uint32_t count) { return count > 0; })))
{
}

std::uint32_t SpaceMap::count(MetadataBlock block) const
{
    return block.raw() < m_counts.size() ? m_counts[block.raw()] : 0;
}

Result<MetadataBlock> SpaceMap::allocate()
{
    dropExpiredPins();
    const std::uint64_t total = m_counts.size();
    std::uint64_t looked = allocatable() == MetadataBlockCount(0) ? total : 0;
    for (; looked < total; ++looked) {
        const std::uint64_t candidate = m_cursor;
        m_cursor = m_cursor + 1 < total ? m_cursor + 1 : 0;
        if (m_counts[candidate] != 0 || isPinned(candidate))
            continue;
        const MetadataBlock block(candidate);
        const auto before = m_changed.find(block);
        if (before != m_changed.end() && before->second != 0)
            continue;
        set(block, 1);
        return block;
    }
    return Error { ErrorKind::NoSpace, 0,
                   "the metadata device is full, all of its " + std::to_string(total)
                       + " blocks are in use: drop the metadata snapshot or move to a larger one" };
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
}

void SpaceMap::rollback()
{
    for (const auto& [block, before] : m_changed) {
        std::uint32_t& now = m_counts[block.raw()];
        if (before > 0 && now == 0)
            m_allocated += MetadataBlockCount(1);
        if (before == 0 && now > 0)
            m_allocated -= MetadataBlockCount(1);
        now = before;
    }
    m_changed.clear();
    m_freed = {};
}

SpaceMap::Pin SpaceMap::pin()
{
    if (Pin shared = m_pinOfThisCommit.lock())
        return shared;
    std::vector<bool> inUse(m_counts.size());
    for (std::size_t i = 0; i < m_counts.size(); ++i)
        inUse[i] = m_counts[i] > 0;
    for (const auto& [block, before] : m_changed)
        inUse[block.raw()] = before > 0;
    // Shared with whoever reads the committed state; the map itself keeps no more than a look.
    auto pin = std::make_shared<const std::vector<bool>>(std::move(inUse));
    m_pins.push_back(pin);
    m_pinOfThisCommit = pin;
    return pin;
}

bool SpaceMap::isPinned(std::uint64_t block) const
{
    return std::ranges::any_of(m_pins, [block](const auto& weak) {
        const Pin pin = weak.lock();
        return pin && (*pin)[block];
    });
}

void SpaceMap::dropExpiredPins()
{
    if (std::erase_if(m_pins, [](const auto& pin) { return pin.expired(); }) == 0)
        return;
    m_pinnedOnly = {};
    if (m_pins.empty())
        return;
    for (std::uint64_t i = 0; i < m_counts.size(); ++i) {
        if (m_counts[i] != 0 || !isPinned(i))
            continue;
        const auto before = m_changed.find(MetadataBlock(i));
        if (before == m_changed.end() || before->second == 0)
            m_pinnedOnly += MetadataBlockCount(1);
    }
}

void SpaceMap::set(MetadataBlock block, std::uint32_t count)
{
    std::uint32_t& now = m_counts[block.raw()];
    const std::uint32_t before = m_changed.try_emplace(block, now).first->second;
    if (now == 0 && count > 0)
        m_allocated += MetadataBlockCount(1);
    if (now > 0 && count == 0) {
        m_allocated -= MetadataBlockCount(1);
        if (before > 0)
            m_freed += MetadataBlockCount(1);
    }
    now = count;
}

} // namespace blkera
