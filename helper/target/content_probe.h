// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>

namespace blkera {

// What libblkid knows of the content of the device or file at `path`, in words for a message: "a
// file system (ext4)", "a partition table (gpt)". Empty if it knows nothing.
std::string describeContent(const std::string& path);

} // namespace blkera
