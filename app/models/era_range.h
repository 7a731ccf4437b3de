// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <QtGlobal>

namespace blkera {

// The eras that a person looks at, both inclusive: what the timeline selects, and what map and
// regions show.
struct EraRange {
    quint32 since = 1;
    quint32 until = 0; // 0: up to now

    bool operator==(const EraRange&) const = default;
};

} // namespace blkera
