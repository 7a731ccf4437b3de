// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "storage/block_device.h"

#include <vector>

namespace blkera {

// Blocks in memory, zero at first. Counts what was done to it, so that tests can state costs.
class MemoryDevice : public BlockDevice {
public:
    explicit MemoryDevice(MetadataBlockCount size);
    explicit MemoryDevice(std::vector<std::byte> image); // rounded down to whole blocks

    MetadataBlockCount size() const override { return m_size; }

    Result<void> refreshSize() override;
    Result<void> read(MetadataBlock first, std::span<std::byte> bytes) override;
    Result<void> write(std::span<const BlockWrite> writes) override;
    Result<void> flush() override;

    // Adds blocks of zeros, which refreshSize() then sees.
    void enlarge(MetadataBlockCount size);

    const std::vector<std::byte>& image() const { return m_image; }

    std::span<std::byte>
    block(MetadataBlock block); // the bytes themselves, for tests that damage them

    struct Counters {
        std::uint64_t blocksRead = 0;
        std::uint64_t blocksWritten = 0;
        std::uint64_t flushes = 0;
    };

    const Counters& counters() const { return m_counters; }

private:
    std::vector<std::byte> m_image;
    MetadataBlockCount m_size;
    Counters m_counters;
};

} // namespace blkera
