// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

namespace blkera {

// Has screen readers see an EraTimelineView as a chart, whose description is the range that is
// chosen and whose value is the era under the cursor. Calling it again is fine.
void installTimelineAccessibility();

} // namespace blkera
