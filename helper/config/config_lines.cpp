// SPDX-License-Identifier: GPL-2.0-or-later
#include "config/config_lines.h"

#include <algorithm>

namespace blkera {

namespace {

constexpr std::string_view kBlanks = " \t\r";

// Where a line's value begins if it is the key's: behind '=' and blanks, which the end of the line
// may cut off. npos if it is another's.
std::size_t valueBegin(std::string_view line, std::string_view key)
{
    const std::size_t begin = line.find_first_not_of(kBlanks);
    if (begin == std::string_view::npos || line.substr(begin, key.size()) != key)
        return std::string_view::npos;
    const std::size_t equals = line.find_first_not_of(kBlanks, begin + key.size());
    if (equals == std::string_view::npos || line[equals] != '=')
        return std::string_view::npos;
    return std::min(line.find_first_not_of(" \t", equals + 1), line.size());
}

} // namespace

std::string withValue(std::string_view text, std::string_view key, std::string_view value)
{
    std::string result;
    bool isThere = false;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
        const std::string_view whole = text.substr(0, end);
        const std::string_view line = whole.substr(0, whole.find('\n'));
        text.remove_prefix(end);
        const std::size_t begin = valueBegin(line, key);
        if (begin == std::string_view::npos) {
            result += whole;
            continue;
        }
        isThere = true;
        if (value.empty())
            continue;
        const std::size_t last = line.find_last_not_of(kBlanks);
        result += line.substr(0, begin);
        result += value;
        result += whole.substr(std::max(begin, last + 1));
    }
    if (isThere || value.empty())
        return result;
    if (!result.empty() && result.back() != '\n')
        result += '\n';
    return result.append(key).append(" = ").append(value).append("\n");
}

} // namespace blkera
