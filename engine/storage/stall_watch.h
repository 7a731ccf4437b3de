// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/clock.h"
#include "base/histogram.h"
#include "storage/block_device.h"

#include <atomic>
#include <chrono>

namespace blkera {

// Passes everything to another device and knows how long the call under way has taken, and how much
// was written.
//
// Thread safety: as any device; pending() and the counts on any thread.
class StallWatch : public BlockDevice {
public:
    StallWatch(BlockDevice& below, const Clock& clock);

    MetadataBlockCount size() const override { return m_below.size(); }

    Result<void> refreshSize() override { return m_below.refreshSize(); }

    Result<void> read(MetadataBlock first, std::span<std::byte> bytes) override;
    Result<void> write(std::span<const BlockWrite> writes) override;
    Result<void> flush() override;

    // 0 while the device is idle.
    std::chrono::milliseconds pending() const;

    // Since the start, whatever their outcome.
    std::uint64_t blocksWritten() const { return m_blocksWritten.value(); }

    std::uint64_t flushes() const { return m_flushes.value(); }

private:
    template <class Call> Result<void> timed(Call call);

    static constexpr std::chrono::milliseconds::rep kIdle = -1;

    BlockDevice& m_below;
    const Clock& m_clock;
    std::atomic<std::chrono::milliseconds::rep> m_since { kIdle };
    Counter m_blocksWritten;
    Counter m_flushes;
};

} // namespace blkera
