// SPDX-License-Identifier: GPL-2.0-or-later
#include "tools/input.h"

#include <cerrno>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace blkera::tools {

Result<std::unique_ptr<Input>> Input::open(const std::string& path, bool quiet)
{
    UniqueFd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!fd) {
        const ErrorKind kind = errno == ENOENT ? ErrorKind::NotFound : ErrorKind::Io;
        return Error { kind, errno, path };
    }

    struct stat info { };

    if (::fstat(fd.get(), &info) != 0)
        return ioError(errno, path);
    if (S_ISDIR(info.st_mode) || S_ISBLK(info.st_mode))
        return invalid(path + ": not a regular file: name the file that a dump was written to");
    return std::unique_ptr<Input>(
        new Input(std::move(fd), path, static_cast<std::uint64_t>(info.st_size), quiet));
}

Input::Input(UniqueFd fd, std::string name, std::uint64_t size, bool quiet)
    : m_fd(std::move(fd))
    , m_name(std::move(name))
    , m_progress("reading " + m_name, size, quiet)
{
}

ByteSource Input::source()
{
    return [this](std::span<char> bytes) { return read(bytes); };
}

Result<std::size_t> Input::read(std::span<char> bytes)
{
    for (;;) {
        const ssize_t got = ::read(m_fd.get(), bytes.data(), bytes.size());
        if (got >= 0) {
            m_progress.add(static_cast<std::uint64_t>(got));
            return static_cast<std::size_t>(got);
        }
        if (errno != EINTR)
            return ioError(errno, m_name);
    }
}

} // namespace blkera::tools
