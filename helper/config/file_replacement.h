// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/result.h"

#include <string>
#include <string_view>

namespace blkera {

// Replaces NAME.conf in `directory`, or makes it, by a complete new file, mode 0644, durable when
// this returns. Errors: Io; the old file is untouched then.
Result<void> replaceConfigFile(const std::string& directory, const std::string& name,
                               std::string_view text);

} // namespace blkera
