// SPDX-License-Identifier: GPL-2.0-or-later
#include "config/plain_path.h"

#include <algorithm>

namespace blkera {

bool isPlainPath(std::string_view path)
{
    auto isControl = [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; };
    if (!path.starts_with('/') || std::ranges::any_of(path, isControl))
        return false;
    for (std::size_t begin = 1; begin <= path.size();) {
        const std::size_t end = std::min(path.find('/', begin), path.size());
        const std::string_view part = path.substr(begin, end - begin);
        if (part.empty() || part == "." || part == "..")
            return false;
        begin = end + 1;
    }
    return true;
}

} // namespace blkera
