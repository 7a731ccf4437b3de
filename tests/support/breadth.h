// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

// How broad a randomised test is, and what it says of it.
namespace blkera::test {

// 1 in scripts/test; scripts/soak raises it, sanitizer and coverage runs lower it.
inline double testScale()
{
    const char* text = std::getenv("BLKERA_TEST_SCALE");
    const double scale = text ? std::atof(text) : 1;
    return scale > 0 ? scale : 1;
}

// So many rounds, but one at least.
inline std::uint64_t scaled(std::uint64_t rounds)
{
    const double wanted = static_cast<double>(rounds) * testScale();
    return wanted < 1 ? 1 : static_cast<std::uint64_t>(wanted);
}

// BLKERA_SEED, or another one each time; printed, so that a failure can be repeated.
inline std::uint32_t testSeed()
{
    const char* text = std::getenv("BLKERA_SEED");
    const auto now = std::chrono::system_clock::now().time_since_epoch().count();
    const auto seed = text ? static_cast<std::uint32_t>(std::strtoul(text, nullptr, 10))
                           : static_cast<std::uint32_t>(now / 1000 % 1000000007);
    std::printf("BLKERA_SEED=%u repeats this run\n", seed);
    return seed;
}

// False when the number is below a floor that applies: at full breadth.
inline bool count(const char* what, std::uint64_t number, std::uint64_t floor)
{
    std::printf("COUNT %s: %llu (at least %llu)\n", what, static_cast<unsigned long long>(number),
                static_cast<unsigned long long>(floor));
    std::fflush(stdout);
    return number >= floor || testScale() < 1;
}

} // namespace blkera::test
