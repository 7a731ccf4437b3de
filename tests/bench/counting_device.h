// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "storage/block_device.h"

#include <cstdint>

namespace blkera::bench {

// Passes everything to another device and counts it. The counters belong to the thread that uses
// the device: read them in a callback of the tracker, or when its worker rests.
class CountingDevice : public BlockDevice {
public:
    struct Counters {
        std::uint64_t blocksRead = 0;
        std::uint64_t blocksWritten = 0;
        std::uint64_t flushes = 0;

        Counters operator-(const Counters& earlier) const
        {
            return { blocksRead - earlier.blocksRead, blocksWritten - earlier.blocksWritten,
                     flushes - earlier.flushes };
        }
    };

    explicit CountingDevice(BlockDevice& below)
        : m_below(below)
    {
    }

    const Counters& counters() const { return m_counters; }

    MetadataBlockCount size() const override { return m_below.size(); }

    Result<void> read(MetadataBlock first, std::span<std::byte> bytes) override
    {
        m_counters.blocksRead += bytes.size() / kMetadataBlockBytes;
        return m_below.read(first, bytes);
    }

    Result<void> write(std::span<const BlockWrite> writes) override
    {
        m_counters.blocksWritten += writes.size();
        return m_below.write(writes);
    }

    Result<void> flush() override
    {
        ++m_counters.flushes;
        return m_below.flush();
    }

private:
    BlockDevice& m_below;
    Counters m_counters;
};

} // namespace blkera::bench
