// SPDX-License-Identifier: GPL-2.0-or-later
#include "config/device_config.h"

#include "base/unique_fd.h"
#include "config/config_lines.h"
#include "config/file_replacement.h"
#include "config/size.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <limits>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace blkera {

namespace {

constexpr std::string_view kSuffix = ".conf";
constexpr std::string_view kScheduleKey = "schedule";
constexpr std::size_t kMaxFileBytes = 64 * 1024;
constexpr std::size_t kMaxNameLength = 64;
constexpr std::size_t kMaxIdLength = 512;

constexpr std::array<std::pair<std::string_view, FrontendKind>, 3> kFrontends { {
    { "auto", FrontendKind::Auto },
    { "ublk", FrontendKind::Ublk },
    { "fuse", FrontendKind::Fuse },
} };

std::string quoted(std::string_view text)
{
    return "\"" + std::string(text) + "\"";
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view kBlanks = " \t\r";
    std::size_t begin = text.find_first_not_of(kBlanks);
    if (begin == std::string_view::npos)
        return {};
    return text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

Result<void> checkName(std::string_view name)
{
    if (isDeviceName(name))
        return {};
    return invalid("name " + quoted(name)
                   + ": use 1 to 64 of A-Z a-z 0-9 . _ - and no dot at the start");
}

Result<void> checkPath(std::string_view what, std::string_view path)
{
    auto isControl = [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; };
    if (!path.starts_with('/') || trimmed(path) != path || std::ranges::any_of(path, isControl))
        return invalid(std::string(what) + " " + quoted(path) + " is not an absolute path");
    return {};
}

Result<void> checkId(std::string_view key, std::string_view id)
{
    auto isGraphic = [](char c) { return c > ' ' && c <= '~'; };
    std::size_t colon = id.find(':');
    if (id.size() <= kMaxIdLength && std::ranges::all_of(id, isGraphic) && colon != 0
        && colon < id.size() - 1)
        return {};
    return invalid(std::string(key) + " " + quoted(id)
                   + " is not an id such as wwn:0x5000c500a1b2c3d4");
}

Result<void> checkBlockSize(std::uint64_t sectors)
{
    if (sectors % 8 != 0 || sectors > std::numeric_limits<std::uint32_t>::max())
        return invalid("block-size of " + std::to_string(sectors)
                       + " sectors: use a multiple of 8 sectors (4KiB)");
    return {};
}

Result<void> checkLimit(std::string_view key, std::uint64_t value, std::uint64_t maximum)
{
    if (value > maximum)
        return invalid(std::string(key) + " is " + std::to_string(value) + ": use 0 to "
                       + std::to_string(maximum));
    return {};
}

// One key of the file: how its value gets into the configuration.
struct Key {
    std::string_view name;
    bool required;
    Result<void> (*set)(DeviceConfig& config, std::string_view value);
};

Result<void> setName(DeviceConfig& config, std::string_view value)
{
    config.name = value;
    return checkName(value);
}

Result<void> setOrigin(DeviceConfig& config, std::string_view value)
{
    config.origin = value;
    return checkPath("origin", value);
}

Result<void> setMetadata(DeviceConfig& config, std::string_view value)
{
    config.metadata = value;
    return checkPath("metadata", value);
}

Result<void> setBlockSize(DeviceConfig& config, std::string_view value)
{
    Result<SectorCount> size = parseSize(value);
    if (!size)
        return size.error();
    if (auto ok = checkBlockSize(size->raw()); !ok)
        return ok;
    config.blockSizeSectors = static_cast<std::uint32_t>(size->raw());
    return {};
}

Result<void> setFrontend(DeviceConfig& config, std::string_view value)
{
    Result<FrontendKind> kind = parseFrontendKind(value);
    if (!kind)
        return kind.error();
    config.frontend = *kind;
    return {};
}

Result<void> setNumber(std::uint16_t& field, std::string_view key, std::string_view value,
                       std::uint16_t maximum)
{
    auto number = parseNumber(value, maximum);
    if (!number)
        return invalid(std::string(key) + " " + quoted(value) + ": use a number from 0 to "
                       + std::to_string(maximum));
    field = static_cast<std::uint16_t>(*number);
    return {};
}

Result<void> setQueues(DeviceConfig& config, std::string_view value)
{
    return setNumber(config.queues, "queues", value, kMaxQueues);
}

Result<void> setQueueDepth(DeviceConfig& config, std::string_view value)
{
    return setNumber(config.queueDepth, "queue-depth", value, kMaxQueueDepth);
}

Result<void> setOriginId(DeviceConfig& config, std::string_view value)
{
    config.originId = value;
    return checkId("origin-id", value);
}

Result<void> setMetadataId(DeviceConfig& config, std::string_view value)
{
    config.metadataId = value;
    return checkId("metadata-id", value);
}

Result<void> setSchedule(DeviceConfig& config, std::string_view value)
{
    Result<Schedule> schedule = parseSchedule(value);
    if (!schedule)
        return schedule.error();
    config.schedule = *schedule;
    return {};
}

constexpr std::array<Key, 10> kKeys { {
    { "name", true, setName },
    { "origin", true, setOrigin },
    { "metadata", true, setMetadata },
    { "block-size", false, setBlockSize },
    { "frontend", false, setFrontend },
    { "queues", false, setQueues },
    { "queue-depth", false, setQueueDepth },
    { "origin-id", false, setOriginId },
    { "metadata-id", false, setMetadataId },
    { kScheduleKey, false, setSchedule },
} };

// Reads the lines of a file; errors come back without the file's name.
class Parser {
public:
    Result<DeviceConfig> parse(std::string_view text)
    {
        while (!text.empty()) {
            std::size_t end = std::min(text.find('\n'), text.size());
            ++m_line;
            if (auto ok = parseLine(trimmed(text.substr(0, end))); !ok)
                return invalid("line " + std::to_string(m_line) + ": " + ok.error().context);
            text.remove_prefix(std::min(end + 1, text.size()));
        }
        for (std::size_t i = 0; i < kKeys.size(); ++i) {
            if (kKeys[i].required && !m_seen[i])
                return invalid("line " + std::to_string(m_line) + ": the end, but "
                               + quoted(kKeys[i].name) + " is missing");
        }
        return m_config;
    }

private:
    Result<void> parseLine(std::string_view line)
    {
        if (line.empty() || line.starts_with('#'))
            return {};
        std::size_t equals = line.find('=');
        if (equals == std::string_view::npos)
            return invalid(quoted(line) + " is not \"key = value\"");
        std::string_view name = trimmed(line.substr(0, equals));
        const auto* key = std::ranges::find(kKeys, name, &Key::name);
        if (key == kKeys.end())
            return invalid("unknown key " + quoted(name));
        if (std::exchange(m_seen[static_cast<std::size_t>(key - kKeys.begin())], true))
            return invalid("key " + quoted(name) + " is given twice");
        return key->set(m_config, trimmed(line.substr(equals + 1)));
    }

    DeviceConfig m_config;
    std::array<bool, kKeys.size()> m_seen {};
    std::size_t m_line = 0;
};

Result<std::string> readFile(const std::string& path)
{
    UniqueFd fd(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    if (!fd)
        return Error { errno == ENOENT ? ErrorKind::NotFound : ErrorKind::Io, errno, path };
    std::string text;
    std::array<char, 4096> buffer;
    for (;;) {
        ssize_t count = read(fd.get(), buffer.data(), buffer.size());
        if (count < 0)
            return ioError(errno, path);
        if (count == 0)
            return text;
        text.append(buffer.data(), static_cast<std::size_t>(count));
        if (text.size() > kMaxFileBytes)
            return invalid(path + " is too long for a device configuration");
    }
}

Result<DeviceConfig> understand(std::string_view text, const std::string& path)
{
    Result<DeviceConfig> config = Parser().parse(text);
    if (!config)
        return invalid(path + ": " + config.error().context);
    std::string fileName = path.substr(path.rfind('/') + 1);
    if (fileName != config->name + std::string(kSuffix))
        return invalid(path + ": the name in it is " + quoted(config->name)
                       + ", so the file must be " + quoted(config->name + std::string(kSuffix)));
    return config;
}

std::string fileText(const DeviceConfig& config)
{
    std::string text = "# A device of blkera. Changes take effect when the device is started.\n";
    text += "name = " + config.name + "\n";
    text += "origin = " + config.origin + "\n";
    text += "metadata = " + config.metadata + "\n";
    if (config.blockSizeSectors != 0)
        text += "block-size = " + formatSize(SectorCount(config.blockSizeSectors)) + "\n";
    text += std::string("frontend = ") + toString(config.frontend) + "\n";
    text += "queues = " + std::to_string(config.queues) + "\n";
    text += "queue-depth = " + std::to_string(config.queueDepth) + "\n";
    if (!config.originId.empty())
        text += "origin-id = " + config.originId + "\n";
    if (!config.metadataId.empty())
        text += "metadata-id = " + config.metadataId + "\n";
    return withValue(text, kScheduleKey, toString(config.schedule));
}

} // namespace

const char* toString(FrontendKind kind)
{
    return std::ranges::find(kFrontends, kind, [](const auto& entry) { return entry.second; })
        ->first.data();
}

Result<FrontendKind> parseFrontendKind(std::string_view text)
{
    for (const auto& [name, kind] : kFrontends) {
        if (name == text)
            return kind;
    }
    return invalid("frontend " + quoted(text) + ": use auto, ublk or fuse");
}

bool isDeviceName(std::string_view name)
{
    auto isAllowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || c == '.' || c == '_' || c == '-';
    };
    return !name.empty() && name.size() <= kMaxNameLength && name.front() != '.'
        && std::ranges::all_of(name, isAllowed);
}

Result<void> checkDeviceConfig(const DeviceConfig& config)
{
    if (auto ok = checkName(config.name); !ok)
        return ok;
    if (auto ok = checkPath("origin", config.origin); !ok)
        return ok;
    if (auto ok = checkPath("metadata", config.metadata); !ok)
        return ok;
    if (auto ok = checkBlockSize(config.blockSizeSectors); !ok)
        return ok;
    if (auto ok = checkLimit("queues", config.queues, kMaxQueues); !ok)
        return ok;
    if (auto ok = checkLimit("queue-depth", config.queueDepth, kMaxQueueDepth); !ok)
        return ok;
    for (const auto& [key, id] : { std::pair("origin-id", &config.originId),
                                   std::pair("metadata-id", &config.metadataId) }) {
        if (auto ok = id->empty() ? Result<void>() : checkId(key, *id); !ok)
            return ok;
    }
    return {};
}

Result<DeviceConfig> readDeviceConfig(const std::string& path)
{
    Result<std::string> text = readFile(path);
    if (!text)
        return text.error();
    return understand(*text, path);
}

std::string deviceConfigPath(const std::string& directory, std::string_view name)
{
    return directory + "/" + std::string(name) + std::string(kSuffix);
}

Result<void> writeDeviceConfig(const std::string& directory, const DeviceConfig& config)
{
    if (auto ok = checkDeviceConfig(config); !ok)
        return ok;
    return replaceConfigFile(directory, config.name, fileText(config));
}

Result<void> writeSchedule(const std::string& directory, const std::string& name,
                           const Schedule& schedule)
{
    const std::string path = deviceConfigPath(directory, name);
    Result<std::string> text = readFile(path);
    if (!text)
        return text.error();
    // What cannot be understood is for people to mend, not to be written anew.
    if (auto understood = understand(*text, path); !understood)
        return understood.error();
    const std::string changed = withValue(*text, kScheduleKey, toString(schedule));
    if (changed.size() > kMaxFileBytes)
        return invalid(path + " is too long for a device configuration");
    return replaceConfigFile(directory, name, changed);
}

} // namespace blkera
