// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "era/era_scan.h"

#include <span>
#include <vector>

namespace blkera {

// The era in which each block was last written, whatever structure says so: the highest of the era
// array, the archived writesets and the current one. A window at a time.
class LastEras {
public:
    explicit LastEras(const EraView& view);

    void beginWindow(std::uint64_t window);
    void add(const EraScan::EraBlock& block);
    void add(const ArchivedWriteset& writeset, const BitWindow& written);

    // One for each block of the window.
    std::span<const std::uint32_t> eras() const { return m_eras; }

private:
    std::uint32_t m_nrBlocks;
    std::uint64_t m_firstBlock = 0;
    std::vector<std::uint32_t> m_eras;
};

// Fills `last` with a window of the scan, which must have the writesets that are to count.
Result<void> readWindow(EraScan& scan, std::uint64_t window, LastEras& last);

} // namespace blkera
