// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/result.h"

#include <cstddef>
#include <string>
#include <vector>

namespace blkera::twin {

// A block device's bytes, around the page cache, whoever has it open.
Result<std::vector<std::byte>> readDevice(const std::string& path);
// From the first byte on; a shorter image leaves the rest as it is.
Result<void> writeDevice(const std::string& path, const std::vector<std::byte>& image);
Result<std::size_t> deviceBytes(const std::string& path);

// A consistent state of metadata that is in use: no commit came in between, so nothing that its
// superblock reaches was overwritten while it was read.
Result<std::vector<std::byte>> readCommitted(const std::string& path);

// A file of the image's size with holes where it has zeros.
Result<void> saveSparse(const std::string& path, const std::vector<std::byte>& image);

} // namespace blkera::twin
