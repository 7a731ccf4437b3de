// SPDX-License-Identifier: GPL-2.0-or-later
#include "era/geometry.h"

namespace blkera {

Result<Geometry> Geometry::make(SectorCount size, std::uint32_t blockSizeSectors)
{
    // The kernel refuses the same sizes (engine/doc/format.md, "Limits").
    constexpr std::uint64_t kBlockLimit = std::uint64_t { 1 } << 31;
    if (blockSizeSectors == 0 || blockSizeSectors % 8 != 0)
        return invalid("block size of " + std::to_string(blockSizeSectors)
                       + " sectors: it must be a multiple of 8 sectors (4 KiB)");
    if (size.raw() == 0)
        return invalid("the origin is empty");
    const std::uint64_t blocks = (size.raw() + blockSizeSectors - 1) / blockSizeSectors;
    if (blocks >= kBlockLimit)
        return invalid("block size of " + std::to_string(blockSizeSectors) + " sectors makes "
                       + std::to_string(blocks)
                       + " blocks of the origin, the limit is 2147483647: use larger blocks");
    return Geometry(size, blockSizeSectors, BlockCount(static_cast<std::uint32_t>(blocks)));
}

Geometry::Geometry(SectorCount size, std::uint32_t blockSizeSectors, BlockCount blocks)
    : m_size(size)
    , m_blockSizeSectors(blockSizeSectors)
    , m_blocks(blocks)
{
}

BlockRange Geometry::blocksOf(SectorRange sectors) const
{
    assert(!sectors.empty() && sectors.end.raw() <= m_size.raw());
    const auto block = [this](std::uint64_t sector) {
        return BlockIndex(static_cast<std::uint32_t>(sector / m_blockSizeSectors));
    };
    return { block(sectors.begin.raw()), block(sectors.end.raw() - 1) + BlockCount(1) };
}

} // namespace blkera
