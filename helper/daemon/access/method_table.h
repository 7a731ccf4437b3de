// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "access/argument_limits.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace blkera {

// What a call costs its user, see RateLimiter.
enum class RateClass : std::uint8_t {
    Light, // answered from memory, or by a short question to a target
    Heavy, // starts processes, formats, reads the metadata
};

// A verb that the bus offers. One without a row is refused: see Gatekeeper.
struct MethodRow {
    std::string_view interface;
    // The method's name; where what it does depends on its first argument, that follows after a
    // space, and every value has a row.
    std::string_view verb;
    // The polkit action; empty: changes nothing and tells nothing that properties do not.
    std::string_view action;
    RateClass rate = RateClass::Light;
    ArgumentLimits arguments = {};
};

std::span<const MethodRow> methodTable();
// Null if there is none.
const MethodRow* findMethod(std::string_view interface, std::string_view verb);

} // namespace blkera
