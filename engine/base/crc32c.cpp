// SPDX-License-Identifier: GPL-2.0-or-later
#include "base/crc32c.h"

#include <isa-l/crc.h>

namespace blkera {

std::uint32_t crc32cRaw(std::span<const std::byte> bytes)
{
    // ISA-L's signature predates const; it only reads.
    auto* data = reinterpret_cast<unsigned char*>(const_cast<std::byte*>(bytes.data()));
    return crc32_iscsi(data, static_cast<int>(bytes.size()), 0xFFFFFFFFU);
}

} // namespace blkera
