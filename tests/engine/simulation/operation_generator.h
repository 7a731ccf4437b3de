// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "simulation/operation.h"

#include <cstdint>
#include <random>

namespace blkera::simulation {

// What a random sequence may contain beside writes and verbs.
struct Menu {
    std::uint32_t originBlocks = 8;
    std::uint32_t blockSizeSectors = 8;
    bool inFlight = true; // writes that stay in flight, and interruptions
    bool crashes = false; // and kills
    bool growth = false; // by one to a few blocks
};

Operation randomOperation(const Menu& menu, std::minstd_rand& random);
Sequence randomSequence(const Menu& menu, std::size_t length, std::minstd_rand& random);

} // namespace blkera::simulation
