// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

namespace blkera {

// From now on screen readers are told of the map as a chart whose value is what the cursor is on,
// and of the strip as a scroll bar over the device. Calling it again is fine.
void installMapAccessibility();

} // namespace blkera
