// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace blkera {

// The text of a configuration file in which `key` has `value`, or is not there if that is empty.
// Only its own line is changed, added at the end, or taken out: comments, blanks and the order of
// everything else are people's, and stay byte for byte.
std::string withValue(std::string_view text, std::string_view key, std::string_view value);

} // namespace blkera
