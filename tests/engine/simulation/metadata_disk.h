// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "simulation/block_image.h"
#include "simulation/fault.h"

#include <functional>
#include <string>
#include <vector>

namespace blkera::simulation {

// What the simulated world does when a disk is used.
struct DiskHooks {
    std::function<void()> before; // an I/O begins
    std::function<void()> after; // an I/O, or one block of it, has been done
    std::function<void()> stalled; // an I/O took half a minute
};

// A metadata disk with a volatile cache: what no flush has covered may or may not survive a crash,
// block by block. Writes of one call are separate writes: the device may do them in any order.
class MetadataDisk : public BlockDevice {
public:
    explicit MetadataDisk(BlockImage image);

    // A write that was accepted after the last flush, in order.
    struct CachedWrite {
        MetadataBlock block;
        ImageBlockRef content;
        // An error was reported for it: it may be there, but no later flush promises it (a kernel
        // drops such pages).
        bool failed = false;
    };

    MetadataBlockCount size() const override { return m_live.size(); }

    Result<void> read(MetadataBlock first, std::span<std::byte> bytes) override;
    Result<void> write(std::span<const BlockWrite> writes) override;
    Result<void> flush() override;

    // Larger from the next refreshSize() on.
    void grow(MetadataBlockCount size) { m_grownTo = size; }

    Result<void> refreshSize() override;
    // The power comes back, and this is what is there.
    void crash(BlockImage image);

    const BlockImage& durable() const { return m_durable; }

    const BlockImage& live() const { return m_live; }

    const std::vector<CachedWrite>& cached() const { return m_cached; }

    FaultSwitch& faults() { return m_faults; }

    const FaultSwitch& faults() const { return m_faults; }

    DiskHooks hooks;
    ReadTrace* trace = nullptr;
    // Asked of each block before it is written.
    std::function<void(MetadataBlock)> writing;
    // A fault strikes: the block, or for a flush the one that was written last.
    std::function<void(Io, MetadataBlock)> struck;
    // After a flush has succeeded.
    std::function<void()> flushed;

private:
    Result<void> writeBlock(const BlockWrite& write);
    std::optional<FaultKind> faultOf(Io io, MetadataBlock block);

    BlockImage m_durable;
    BlockImage m_live; // what a read sees
    BlockImage m_before; // of each block, what it was before its last write
    std::vector<CachedWrite> m_cached;
    FaultSwitch m_faults;
    MetadataBlockCount m_grownTo;
    MetadataBlock m_writtenLast;
};

} // namespace blkera::simulation
