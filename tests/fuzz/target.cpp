// SPDX-License-Identifier: GPL-2.0-or-later
#include "target.h"

#include <cstdio>
#include <cstdlib>

#include <sys/resource.h>

namespace blkera::fuzz {

void require(bool holds, const char* claim)
{
    if (holds)
        return;
    std::fprintf(stderr, "This does not hold: %s\n", claim);
    std::abort();
}

} // namespace blkera::fuzz

namespace {

double secondsUsed()
{
    rusage usage {};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_utime.tv_sec)
        + static_cast<double>(usage.ru_utime.tv_usec) / 1e6;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    // libFuzzer's own limit is one of wall clock time, which a busy machine exceeds.
    const double begin = secondsUsed();
    blkera::fuzz::runInput({ data, size });
    blkera::fuzz::require(secondsUsed() - begin < 1.0, "no input takes a second");
    return 0;
}
