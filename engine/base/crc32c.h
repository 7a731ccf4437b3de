// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace blkera {

// CRC-32C (Castagnoli), reflected, started with 0xFFFFFFFF and *not* inverted at the end, as the
// kernel's persistent-data code wants it: "123456789" gives 0x1CF96D7C. Any thread.
std::uint32_t crc32cRaw(std::span<const std::byte> bytes);

} // namespace blkera
