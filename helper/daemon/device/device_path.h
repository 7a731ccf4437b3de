// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/result.h"

#include <string>

#include <sys/types.h>

namespace blkera {

// Whether a path from a caller names a block device under /dev, by a name that only root can lead
// elsewhere; and which device. Nothing outside of /dev is ever looked at. Errors: Invalid, naming
// the path.
Result<dev_t> checkDevicePath(const std::string& path);

} // namespace blkera
