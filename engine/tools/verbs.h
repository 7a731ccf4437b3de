// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/result.h"
#include "base/types.h"

#include <string>

namespace blkera::tools {

// Options are those of the era_* tools. Answers go to standard output, or to `output` where that is
// not empty. An error is what the person is told on standard error, and means exit status 1.

struct CheckOptions {
    std::string file;
    bool quiet = false;
    bool superblockOnly = false;
    bool json = false;
};

struct DumpOptions {
    std::string file;
    std::string output;
    bool logical = false;
    bool json = false;
};

struct InvalidateOptions {
    std::string file;
    std::string output;
    Era writtenSince;
    bool metadataSnapshot = false;
    bool json = false;
};

struct InfoOptions {
    std::string file;
    bool json = false;
};

// Corrupt if anything is wrong, after listing it.
Result<void> check(const CheckOptions& options);
Result<void> dump(const DumpOptions& options);
Result<void> invalidate(const InvalidateOptions& options);
Result<void> info(const InfoOptions& options);

} // namespace blkera::tools
