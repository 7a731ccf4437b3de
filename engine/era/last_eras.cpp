// SPDX-License-Identifier: GPL-2.0-or-later
#include "era/last_eras.h"

#include <algorithm>

namespace blkera {

LastEras::LastEras(const EraView& view)
    : m_nrBlocks(view.nrBlocks.raw())
{
}

void LastEras::beginWindow(std::uint64_t window)
{
    m_firstBlock = window * kBitsPerWindow;
    m_eras.assign(std::min<std::uint64_t>(m_nrBlocks - m_firstBlock, kBitsPerWindow), 0);
}

void LastEras::add(const EraScan::EraBlock& block)
{
    std::ranges::copy(block.eras, m_eras.begin() + block.firstBit);
}

void LastEras::add(const ArchivedWriteset& writeset, const BitWindow& written)
{
    const std::uint32_t era = writeset.era.raw();
    // Bits beyond a device that shrank are nobody's blocks.
    for (std::size_t first = 0; first < m_eras.size(); first += 64) {
        const std::uint64_t word = written[first / 64];
        if (word == 0)
            continue;
        const std::size_t count = std::min<std::size_t>(64, m_eras.size() - first);
        for (std::size_t i = 0; i < count; ++i) {
            if ((word >> i & 1) != 0)
                m_eras[first + i] = std::max(m_eras[first + i], era);
        }
    }
}

Result<void> readWindow(EraScan& scan, std::uint64_t window, LastEras& last)
{
    last.beginWindow(window);
    const auto eraBlocks = scan.eraBlocks(window);
    if (!eraBlocks)
        return eraBlocks.error();
    for (const EraScan::EraBlock& block : *eraBlocks)
        last.add(block);
    return scan.forEachWriteset(window,
                                [&](const ArchivedWriteset& writeset, const BitWindow& written) {
                                    last.add(writeset, written);
                                });
}

} // namespace blkera
