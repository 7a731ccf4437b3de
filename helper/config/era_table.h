// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/result.h"
#include "base/types.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace blkera {

// A dm-era table line: "0 LENGTH era METADATA ORIGIN BLOCKSIZE", lengths in sectors. Devices may be
// given as MAJOR:MINOR, as `dmsetup table` prints them; they come back as /dev/block/MAJOR:MINOR.
struct EraTable {
    SectorCount length;
    std::string metadata;
    std::string origin;
    std::uint32_t blockSizeSectors = 0;

    bool operator==(const EraTable&) const = default;
};

// Errors: Invalid, naming the field. Whether the length is the origin's is left to
// checkTableLength().
Result<EraTable> parseEraTable(std::string_view line);

// A device of ours is always as long as its origin: refuses a table that maps only a part of it.
// Needs no rights on the device. Errors: NotFound, Invalid.
Result<void> checkTableLength(const EraTable& table);

} // namespace blkera
