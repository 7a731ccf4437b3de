// SPDX-License-Identifier: GPL-2.0-or-later
#include "ublk/ublk_parameters.h"

#include <algorithm>
#include <bit>

namespace blkera {

namespace {

// Bounds what one request marks and how long the origin works on it.
constexpr std::uint32_t kMaxDiscardSectors = (1U << 30) / kSectorBytes;

// The exponent of the largest power of two that is not above `bytes`.
std::uint8_t shiftOf(std::uint32_t bytes)
{
    return static_cast<std::uint8_t>(std::bit_width(bytes) - 1);
}

} // namespace

UblkParameters ublkParameters(const DeviceLimits& limits, std::uint32_t maxIoBytes, bool zeroCopy)
{
    UblkParameters parameters;
    parameters.types = UBLK_PARAM_TYPE_BASIC;
    ublk_param_basic& basic = parameters.basic;
    // Whether the origin caches is the origin's business: every flush is passed on.
    basic.attrs = UBLK_ATTR_VOLATILE_CACHE | UBLK_ATTR_FUA;
    basic.attrs |= limits.readOnly ? UBLK_ATTR_READ_ONLY : 0U;
    basic.attrs |= limits.rotational ? UBLK_ATTR_ROTATIONAL : 0U;
    basic.logical_bs_shift = shiftOf(limits.logicalBlockBytes);
    basic.physical_bs_shift = shiftOf(limits.physicalBlockBytes);
    basic.io_min_shift = basic.physical_bs_shift;
    // Read-ahead follows the optimal size, so that of large era blocks would be absurd.
    basic.io_opt_shift = std::max(shiftOf(std::clamp(limits.eraBlockBytes, 1U, maxIoBytes)),
                                  basic.physical_bs_shift);
    basic.max_sectors = maxIoBytes / kSectorBytes;
    basic.dev_sectors = limits.size.raw();

    if (limits.discard || limits.writeZeroes) {
        parameters.types |= UBLK_PARAM_TYPE_DISCARD;
        ublk_param_discard& discard = parameters.discard;
        discard.discard_granularity
            = std::max(limits.discardGranularityBytes, limits.logicalBlockBytes);
        discard.max_discard_sectors = limits.discard ? kMaxDiscardSectors : 0;
        discard.max_discard_segments = limits.discard ? 1 : 0;
        discard.max_write_zeroes_sectors = limits.writeZeroes ? kMaxDiscardSectors : 0;
    }
    if (zeroCopy) { // the origin gets the pages as they are
        parameters.types |= kUblkParameterDmaAlignment;
        parameters.dma.mask = limits.addressMask;
    }
    return parameters;
}

} // namespace blkera
