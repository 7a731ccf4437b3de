// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/quantity.h"

#include <cstddef>
#include <cstdint>

namespace blkera {

inline constexpr std::size_t kSectorBytes = 512;
// The metadata device is an array of blocks of this size, whatever the device's own.
inline constexpr std::size_t kMetadataBlockBytes = 4096;

// A block of the metadata device.
using MetadataBlockCount = Count<struct MetadataBlockTag, std::uint64_t>;
using MetadataBlock = Index<MetadataBlockCount>;

// An era block of the origin: the unit of tracking.
using BlockCount = Count<struct OriginBlockTag, std::uint32_t>;
using BlockIndex = Index<BlockCount>;
using BlockRange = Range<BlockCount>;

// 512 bytes of the origin.
using SectorCount = Count<struct SectorTag, std::uint64_t>;
using Sector = Index<SectorCount>;
using SectorRange = Range<SectorCount>;

// Eras are numbered from 1; 0 means "never written".
using EraCount = Count<struct EraTag, std::uint32_t>;
using Era = Index<EraCount>;

} // namespace blkera
