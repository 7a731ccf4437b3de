// SPDX-License-Identifier: GPL-2.0-or-later
#include "simulation/origin_disk.h"

#include <algorithm>
#include <cassert>

namespace blkera::simulation {

namespace {

void call(const std::function<void()>& hook)
{
    if (hook)
        hook();
}

// Half of the sectors, at least one: what a torn write leaves.
OriginWrite firstHalf(const OriginWrite& write)
{
    const SectorCount half((write.sectors.count().raw() + 1) / 2);
    return { { write.sectors.begin, write.sectors.begin + half }, write.stamp };
}

} // namespace

void OriginImage::apply(const OriginWrite& write)
{
    for (std::uint64_t s = write.sectors.begin.raw(); s < write.sectors.end.raw(); ++s)
        m_sectors[s] = write.stamp;
}

std::uint64_t OriginImage::hash() const
{
    std::uint64_t hash = m_sectors.size();
    for (const Stamp stamp : m_sectors)
        hash = mixHash(hash, stamp);
    return hash;
}

OriginDisk::OriginDisk(OriginImage image)
    : m_durable(std::move(image))
    , m_live(m_durable)
{
}

void OriginDisk::grow(SectorCount size)
{
    m_durable.grow(size);
    m_live.grow(size);
}

void OriginDisk::submit(const OriginWrite& write)
{
    call(hooks.before);
    m_cached.push_back({ write });
    call(hooks.after);
}

Result<void> OriginDisk::complete(Stamp stamp)
{
    const auto found = std::ranges::find_if(
        m_cached, [&](const CachedWrite& cached) { return cached.write.stamp == stamp; });
    assert(found != m_cached.end() && !found->completed);
    found->completed = true;
    const auto fault = m_faults.next(Io::Write);
    if (fault && *fault != FaultKind::Stall) {
        found->failed = true;
        if (fault == FaultKind::Torn) {
            found->write = firstHalf(found->write);
            m_live.apply(found->write);
        }
        call(hooks.after);
        return ioError(errnoOf(*fault), "simulated origin, write");
    }
    if (fault == FaultKind::Stall)
        call(hooks.stalled);
    m_live.apply(found->write);
    m_completionOrder.push_back(stamp);
    call(hooks.after);
    return {};
}

Result<void> OriginDisk::flush()
{
    call(hooks.before);
    const auto fault = m_faults.next(Io::Flush);
    if (fault && *fault != FaultKind::Stall) {
        for (CachedWrite& cached : m_cached)
            cached.failed = cached.failed || cached.completed;
        m_completionOrder.clear();
        call(hooks.after);
        return ioError(errnoOf(*fault), "simulated origin, flush");
    }
    if (fault == FaultKind::Stall)
        call(hooks.stalled);
    for (const Stamp stamp : m_completionOrder) {
        const auto found = std::ranges::find_if(
            m_cached, [&](const CachedWrite& cached) { return cached.write.stamp == stamp; });
        m_durable.apply(found->write);
        m_cached.erase(found);
    }
    m_completionOrder.clear();
    call(hooks.after);
    return {};
}

Result<void> OriginDisk::read()
{
    call(hooks.before);
    const auto fault = m_faults.next(Io::Read);
    if (fault == FaultKind::Stall)
        call(hooks.stalled);
    else if (fault)
        return ioError(errnoOf(*fault), "simulated origin, read");
    return {};
}

void OriginDisk::crash(OriginImage image)
{
    m_cached.clear();
    m_completionOrder.clear();
    m_durable = std::move(image);
    m_live = m_durable;
}

std::vector<Stamp> OriginDisk::inFlight() const
{
    std::vector<Stamp> stamps;
    for (const CachedWrite& cached : m_cached) {
        if (!cached.completed)
            stamps.push_back(cached.write.stamp);
    }
    return stamps;
}

std::vector<Stamp> OriginDisk::failed() const
{
    std::vector<Stamp> stamps;
    for (const CachedWrite& cached : m_cached) {
        if (cached.failed)
            stamps.push_back(cached.write.stamp);
    }
    return stamps;
}

} // namespace blkera::simulation
