// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string_view>

namespace blkera {

// Whether a path is absolute and means what it looks like: no part of it is empty, "." or "..", and
// it has no control characters. "/" itself is none.
bool isPlainPath(std::string_view path);

} // namespace blkera
