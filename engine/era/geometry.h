// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/result.h"
#include "base/types.h"

#include <cstdint>

namespace blkera {

// The only place that turns sectors of the origin into era blocks.
class Geometry {
public:
    // Errors: Invalid, with the remedy, for a block size that is 0 or no multiple of 8 sectors, an
    // empty device, or 2^31 blocks and more (the format's limit).
    static Result<Geometry> make(SectorCount size, std::uint32_t blockSizeSectors);

    SectorCount size() const { return m_size; }

    std::uint32_t blockSizeSectors() const { return m_blockSizeSectors; }

    std::uint64_t blockSizeBytes() const
    {
        return std::uint64_t { m_blockSizeSectors } * kSectorBytes;
    }

    BlockCount blocks() const { return m_blocks; } // the last one may be short

    // Every block that the sectors touch; `sectors` lies on the device and is not empty.
    BlockRange blocksOf(SectorRange sectors) const;

private:
    Geometry(SectorCount size, std::uint32_t blockSizeSectors, BlockCount blocks);

    SectorCount m_size;
    std::uint32_t m_blockSizeSectors;
    BlockCount m_blocks;
};

} // namespace blkera
