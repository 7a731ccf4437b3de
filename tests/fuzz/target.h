// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <span>

namespace blkera::fuzz {

// What a target does with one input. It returns, whatever the input, within a second.
void runInput(std::span<const std::uint8_t> input);

// Ends the process if a claim does not hold; a fuzzer counts that as a find.
void require(bool holds, const char* claim);

} // namespace blkera::fuzz
