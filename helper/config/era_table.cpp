// SPDX-License-Identifier: GPL-2.0-or-later
#include "config/era_table.h"

#include "config/size.h"

#include <cerrno>
#include <fstream>
#include <limits>
#include <vector>

#include <sys/stat.h>
#include <sys/sysmacros.h>

namespace blkera {

namespace {

std::vector<std::string_view> splitWords(std::string_view line)
{
    constexpr std::string_view kBlanks = " \t\n";
    std::vector<std::string_view> words;
    for (std::size_t begin = line.find_first_not_of(kBlanks); begin != std::string_view::npos;) {
        std::size_t end = std::min(line.find_first_of(kBlanks, begin), line.size());
        words.push_back(line.substr(begin, end - begin));
        begin = line.find_first_not_of(kBlanks, end);
    }
    return words;
}

std::string devicePath(std::string_view word)
{
    std::size_t colon = word.find(':');
    bool isNumberPair = colon != std::string_view::npos
        && parseNumber(word.substr(0, colon), std::numeric_limits<std::uint32_t>::max())
        && parseNumber(word.substr(colon + 1), std::numeric_limits<std::uint32_t>::max());
    return (isNumberPair ? "/dev/block/" : "") + std::string(word);
}

Error tableError(std::string_view problem)
{
    return invalid("table line: " + std::string(problem)
                   + "; expected \"0 LENGTH era METADATA ORIGIN BLOCKSIZE\" in sectors");
}

} // namespace

Result<EraTable> parseEraTable(std::string_view line)
{
    std::vector<std::string_view> words = splitWords(line);
    if (words.size() != 6)
        return tableError(std::to_string(words.size()) + " fields instead of 6");
    if (words[0] != "0")
        return tableError("does not start at sector 0");
    if (words[2] != "era")
        return tableError("target \"" + std::string(words[2]) + "\" is not \"era\"");
    auto length = parseNumber(words[1], std::numeric_limits<std::int64_t>::max() / kSectorBytes);
    if (!length || *length == 0)
        return tableError("\"" + std::string(words[1]) + "\" is not a length");
    auto blockSize = parseNumber(words[5], std::numeric_limits<std::uint32_t>::max());
    if (!blockSize)
        return tableError("\"" + std::string(words[5]) + "\" is not a block size");
    return EraTable { SectorCount(*length), devicePath(words[3]), devicePath(words[4]),
                      static_cast<std::uint32_t>(*blockSize) };
}

Result<void> checkTableLength(const EraTable& table)
{
    struct stat status { };

    if (stat(table.origin.c_str(), &status) != 0)
        return Error { ErrorKind::NotFound, errno, "origin " + table.origin };
    if (!S_ISBLK(status.st_mode))
        return invalid("origin " + table.origin + " is not a block device");
    std::uint64_t sectors = 0;
    std::ifstream file("/sys/dev/block/" + std::to_string(major(status.st_rdev)) + ":"
                       + std::to_string(minor(status.st_rdev)) + "/size");
    if (!(file >> sectors))
        return Error { ErrorKind::NotFound, 0, "origin " + table.origin + ": no size in sysfs" };
    if (sectors != table.length.raw())
        return invalid("table line: length " + std::to_string(table.length.raw())
                       + " is not that of origin " + table.origin + ", " + std::to_string(sectors)
                       + " sectors; only whole devices are tracked");
    return {};
}

} // namespace blkera
