// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "era/era_scan.h"

namespace blkera {

// Which blocks of a window have, by the era array, an era from `lowest` to `highest` (both
// inclusive).
class EraBits {
public:
    EraBits(Era lowest, Era highest)
        : m_lowest(lowest.raw())
        , m_span(highest.raw() - lowest.raw())
    {
    }

    // Adds (ors) to `window` what `block` has.
    void add(const EraScan::EraBlock& block, BitWindow& window);

private:
    static constexpr std::uint32_t kWords = (EraScan::kErasPerBlock + 63) / 64;

    void compare(EraScan::Eras eras);

    std::uint32_t m_lowest;
    std::uint32_t m_span;
    // Of the last block looked at: never-written parts of a device are one block, over and over.
    MetadataBlock m_location;
    std::size_t m_count = 0;
    std::array<std::uint64_t, kWords> m_words {};
    bool m_any = false;
};

} // namespace blkera
