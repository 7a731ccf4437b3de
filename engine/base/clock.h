// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>

namespace blkera {

// Time as the engine may know it: how much has passed, not what day it is. Injected, so that a
// stall of minutes is a test of microseconds.
//
// Thread safety: now() on any thread.
class Clock {
public:
    virtual ~Clock() = default;
    virtual std::chrono::milliseconds now() const = 0; // never goes back
};

} // namespace blkera
