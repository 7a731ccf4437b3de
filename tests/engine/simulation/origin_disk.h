// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/result.h"
#include "base/types.h"
#include "simulation/fault.h"
#include "simulation/metadata_disk.h"

#include <cstdint>
#include <vector>

namespace blkera::simulation {

// Which write a sector's bytes come from; 0: they have always been there. Every write, discard and
// write-zeroes has a stamp of its own, larger than all before: as telling as bytes, and 64 times
// shorter.
using Stamp = std::uint64_t;

struct OriginWrite {
    SectorRange sectors {};
    Stamp stamp = 0;

    bool operator==(const OriginWrite&) const = default;
};

class OriginImage {
public:
    explicit OriginImage(SectorCount size)
        : m_sectors(size.raw())
    {
    }

    void grow(SectorCount size) { m_sectors.resize(size.raw()); }

    const std::vector<Stamp>& sectors() const { return m_sectors; }

    void apply(const OriginWrite& write);
    std::uint64_t hash() const;

    bool operator==(const OriginImage&) const = default;

private:
    std::vector<Stamp> m_sectors;
};

// An origin with a volatile cache; writes are in flight until somebody completes them, in any
// order. Sectors are written wholly or not at all.
class OriginDisk {
public:
    explicit OriginDisk(OriginImage image);

    // A write that no flush has covered, in the order of submission.
    struct CachedWrite {
        OriginWrite write;
        bool completed = false;
        bool failed = false; // an error was reported: see MetadataDisk::CachedWrite
    };

    SectorCount size() const { return SectorCount(m_durable.sectors().size()); }

    void grow(SectorCount size);
    // The power comes back, and this is what is there.
    void crash(OriginImage image);

    void submit(const OriginWrite& write);
    Result<void> complete(Stamp stamp);
    Result<void> flush();
    Result<void> read();

    const OriginImage& durable() const { return m_durable; }

    // All that has been completed, in that order.
    const OriginImage& live() const { return m_live; }

    const std::vector<CachedWrite>& cached() const { return m_cached; }

    std::vector<Stamp> inFlight() const;
    std::vector<Stamp> failed() const;

    FaultSwitch& faults() { return m_faults; }

    const FaultSwitch& faults() const { return m_faults; }

    DiskHooks hooks;

private:
    // The completed writes that a flush would cover come in this order.
    std::vector<Stamp> m_completionOrder;
    OriginImage m_durable;
    OriginImage m_live;
    std::vector<CachedWrite> m_cached;
    FaultSwitch m_faults;
};

} // namespace blkera::simulation
