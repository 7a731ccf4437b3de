// SPDX-License-Identifier: GPL-2.0-or-later
#include "state_file.h"

#include "base/unique_fd.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>
#include <string_view>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace blkera {

namespace {

constexpr std::size_t kMaxFileBytes = 16 << 10;
constexpr std::size_t kMaxReasonBytes = 4 << 10;
constexpr std::string_view kFirstLine = "blkera-state 1";

Result<std::string> readFile(int fd, const std::string& path)
{
    std::string text;
    std::array<char, 4096> buffer;
    for (;;) {
        const ssize_t count = ::read(fd, buffer.data(), buffer.size());
        if (count < 0)
            return ioError(errno, path);
        if (count == 0)
            return text;
        text.append(buffer.data(), static_cast<std::size_t>(count));
        if (text.size() > kMaxFileBytes)
            return corrupt(path + " is too long for a device's state");
    }
}

// Takes the first line off the text; empty if there is none that is complete.
std::string takeLine(std::string_view& text)
{
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos)
        return {};
    std::string line(text.substr(0, end));
    text.remove_prefix(end + 1);
    return line;
}

// The value of a line "key = value".
bool takeValue(std::string_view& text, std::string_view key, std::string& value)
{
    const std::string line = takeLine(text);
    const std::string prefix = std::string(key) + " = ";
    if (!line.starts_with(prefix))
        return false;
    value = line.substr(prefix.size());
    return true;
}

std::string printable(std::string text)
{
    text.resize(std::min(text.size(), kMaxReasonBytes));
    std::ranges::replace_if(
        text, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; }, '?');
    return text;
}

Result<void> writeDurably(int fd, std::string_view text, const std::string& path)
{
    while (!text.empty()) {
        const ssize_t count = ::write(fd, text.data(), text.size());
        if (count < 0)
            return ioError(errno, path);
        text.remove_prefix(static_cast<std::size_t>(count));
    }
    return ::fsync(fd) == 0 ? Result<void>() : ioError(errno, path);
}

} // namespace

StateFile::StateFile(std::string path, std::string metadata)
    : m_path(std::move(path))
    , m_metadata(std::move(metadata))
{
}

Result<StateRecord::Entry> StateFile::load() const
{
    // A fifo in its place must not stop the start.
    const UniqueFd fd(::open(m_path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    if (!fd && errno == ENOENT)
        return StateRecord::Entry {};

    struct stat status { };

    if (!fd || ::fstat(fd.get(), &status) != 0)
        return ioError(errno, m_path);
    if (!S_ISREG(status.st_mode))
        return corrupt(m_path + " is no regular file");
    const Result<std::string> text = readFile(fd.get(), m_path);
    if (!text)
        return text.error();
    return parse(*text);
}

Result<StateRecord::Entry> StateFile::parse(const std::string& text) const
{
    std::string_view rest = text;
    std::string metadata;
    std::string state;
    StateRecord::Entry entry;
    if (takeLine(rest) != kFirstLine || !takeValue(rest, "metadata", metadata)
        || !takeValue(rest, "state", state) || !takeValue(rest, "reason", entry.reason)
        || !rest.empty())
        return corrupt(m_path + " is not the state of a device");
    if (metadata != m_metadata)
        return corrupt(m_path + " is about the metadata " + printable(metadata) + ", not "
                       + m_metadata);
    const std::optional<TrackerState> known = trackerStateOf(state);
    if (!known || *known == TrackerState::Stalled)
        return corrupt(m_path + " has a state that there is not");
    entry.state = *known;
    return entry;
}

Result<void> StateFile::save(const StateRecord::Entry& entry) const
{
    const std::filesystem::path directory = std::filesystem::path(m_path).parent_path();
    std::error_code failed;
    if (std::filesystem::create_directories(directory, failed); failed)
        return ioError(failed.value(), directory.string());
    const UniqueFd folder(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!folder)
        return ioError(errno, directory.string());
    const std::string temporary = m_path + ".new";
    ::unlink(temporary.c_str());
    const UniqueFd fd(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (!fd)
        return ioError(errno, temporary);
    const std::string text = std::string(kFirstLine) + "\nmetadata = " + m_metadata
        + "\nstate = " + toString(entry.state) + "\nreason = " + printable(entry.reason) + '\n';
    Result<void> written = writeDurably(fd.get(), text, temporary);
    if (written && ::rename(temporary.c_str(), m_path.c_str()) != 0)
        written = ioError(errno, m_path);
    if (!written) {
        ::unlink(temporary.c_str());
        return written;
    }
    if (::fsync(folder.get()) != 0)
        return ioError(errno, directory.string());
    return {};
}

std::string stateFilePath(const std::string& directory, const std::string& name)
{
    return directory + '/' + name + ".state";
}

} // namespace blkera
