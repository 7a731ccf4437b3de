// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "packed_image.h"

namespace blkera::fuzz {

// Makes the space map say what is pointed to how often, as far as its one bitmap can. Without it
// hardly any mutated image would be sound enough for what comes behind the space map.
void recount(PackedImage& image);

} // namespace blkera::fuzz
