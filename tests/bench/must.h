// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/result.h"

#include <cstdio>
#include <cstdlib>

namespace blkera::bench {

// A benchmark that meets an error has nothing to say but that.
inline void must(const Result<void>& result)
{
    if (!result) {
        std::fprintf(stderr, "benchmark: %s\n", result.error().message().c_str());
        std::exit(1);
    }
}

template <class T> T must(Result<T> result)
{
    if (!result)
        must(Result<void>(result.error()));
    return std::move(*result);
}

} // namespace blkera::bench
