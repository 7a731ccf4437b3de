// SPDX-License-Identifier: GPL-2.0-or-later
#include "target.h"

#include <cstdio>
#include <cstdlib>
#include <ctime>

namespace blkera::fuzz {

void require(bool holds, const char* claim)
{
    if (holds)
        return;
    std::fprintf(stderr, "This does not hold: %s\n", claim);
    std::abort();
}

} // namespace blkera::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    // libFuzzer's own limit is one of wall clock time, which a busy machine exceeds.
    const std::clock_t begin = std::clock();
    blkera::fuzz::runInput({ data, size });
    blkera::fuzz::require(std::clock() - begin < CLOCKS_PER_SEC, "no input takes a second");
    return 0;
}
