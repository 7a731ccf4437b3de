// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/result.h"
#include "base/types.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace blkera {

// Digits only, no sign, no blanks; nothing else, and nothing beyond `maximum`.
std::optional<std::uint64_t> parseNumber(std::string_view text, std::uint64_t maximum);

// A size as people write it: a bare number counts sectors of 512 bytes, as in a device-mapper
// table; with KiB, MiB, GiB or TiB it counts bytes. Errors: Invalid, naming the text and what is
// wrong with it (no number, an unknown unit, beyond 2^63 bytes).
Result<SectorCount> parseSize(std::string_view text);

// The same size, so that parseSize() reads it back: "64KiB", or sectors where it is no whole KiB.
std::string formatSize(SectorCount size);

} // namespace blkera
