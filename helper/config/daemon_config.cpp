// SPDX-License-Identifier: GPL-2.0-or-later
#include "config/daemon_config.h"

#include "config/plain_path.h"
#include "config/size.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <string_view>
#include <utility>

namespace blkera {

namespace {

constexpr std::uint64_t kMostDays = 36'500;
constexpr std::size_t kMostDirectories = 64;

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view kBlanks = " \t\r";
    const std::size_t begin = text.find_first_not_of(kBlanks);
    if (begin == std::string_view::npos)
        return {};
    return text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

Result<void> takeHistoryDays(std::string_view value, DaemonConfig& config)
{
    const auto days = parseNumber(value, kMostDays);
    if (!days)
        return invalid("history-days \"" + std::string(value) + "\": use a number from 0 to "
                       + std::to_string(kMostDays));
    config.historyDays = static_cast<std::uint32_t>(*days);
    return {};
}

Result<void> takeFileDirectory(std::string_view value, DaemonConfig& config)
{
    if (!isPlainPath(value))
        return invalid("file-directory \"" + std::string(value)
                       + "\": use an absolute path without links, \".\" and \"..\", such as "
                         "/srv/images");
    if (config.fileDirectories.size() == kMostDirectories)
        return invalid("file-directory is given more than " + std::to_string(kMostDirectories)
                       + " times");
    config.fileDirectories.emplace_back(value);
    return {};
}

using Take = Result<void> (*)(std::string_view value, DaemonConfig& config);

constexpr std::array<std::pair<std::string_view, Take>, 2> kKeys { {
    { "history-days", takeHistoryDays },
    { "file-directory", takeFileDirectory },
} };

Result<void> takeLine(std::string_view line, DaemonConfig& config)
{
    if (line.empty() || line.starts_with('#'))
        return {};
    const std::size_t equals = line.find('=');
    if (equals == std::string_view::npos)
        return invalid("\"" + std::string(line) + "\" is not \"key = value\"");
    const std::string_view name = trimmed(line.substr(0, equals));
    const auto* key = std::ranges::find(kKeys, name, [](const auto& entry) { return entry.first; });
    if (key == kKeys.end())
        return invalid("unknown key \"" + std::string(name)
                       + "\": there are history-days and file-directory");
    return key->second(trimmed(line.substr(equals + 1)), config);
}

} // namespace

Result<DaemonConfig> readDaemonConfig(const std::string& path)
{
    DaemonConfig config;
    errno = 0;
    std::ifstream file(path);
    if (!file)
        return errno == ENOENT ? Result<DaemonConfig>(config) : ioError(errno, path);
    std::string line;
    for (unsigned number = 1; std::getline(file, line); ++number) {
        if (auto taken = takeLine(trimmed(line), config); !taken)
            return invalid(path + ", line " + std::to_string(number) + ": "
                           + taken.error().context);
    }
    return config;
}

} // namespace blkera
