// SPDX-License-Identifier: GPL-2.0-or-later
#include "tools/output.h"

#include <cerrno>
#include <cstdio>
#include <cstdlib>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace blkera::tools {

namespace {

constexpr std::size_t kBufferBytes = 64 * 1024;

// The file that `path` names in the end: replacing a symbolic link itself would surprise.
std::string resolved(const std::string& path)
{
    char* real = ::realpath(path.c_str(), nullptr);
    if (!real)
        return path;
    std::string result = real;
    std::free(real);
    return result;
}

mode_t defaultMode()
{
    const mode_t mask = ::umask(0);
    ::umask(mask);
    return 0666 & ~mask;
}

} // namespace

Output::Output(UniqueFd fd, std::string name)
    : m_fd(std::move(fd))
    , m_name(std::move(name))
{
}

Output::~Output()
{
    if (!m_temporary.empty())
        ::unlink(m_temporary.c_str());
}

Result<std::unique_ptr<Output>> Output::open(const std::string& path)
{
    if (path.empty()) {
        UniqueFd fd(::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 0));
        if (!fd)
            return ioError(errno, "standard output");
        return std::unique_ptr<Output>(new Output(std::move(fd), "standard output"));
    }

    struct stat existing { };

    const bool exists = ::stat(path.c_str(), &existing) == 0;
    if (exists && !S_ISREG(existing.st_mode)) {
        UniqueFd fd(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
        if (!fd)
            return ioError(errno, path);
        return std::unique_ptr<Output>(new Output(std::move(fd), path));
    }
    std::string target = resolved(path);
    std::string temporary = target + ".XXXXXX";
    UniqueFd fd(::mkostemp(temporary.data(), O_CLOEXEC));
    if (!fd)
        return ioError(errno, path);
    std::unique_ptr<Output> output(new Output(std::move(fd), path));
    output->m_target = std::move(target);
    output->m_temporary = std::move(temporary);
    if (::fchmod(output->m_fd.get(), exists ? existing.st_mode & 07777 : defaultMode()) != 0)
        return output->failed(errno);
    return output;
}

Result<void> Output::write(std::string_view text)
{
    // What is large already gains nothing from being gathered.
    if (m_buffer.empty() && text.size() >= kBufferBytes)
        return pass(text);
    m_buffer.append(text);
    return m_buffer.size() < kBufferBytes ? Result<void>() : flush();
}

TextSink Output::sink()
{
    return [this](std::string_view text) { return write(text); };
}

Result<void> Output::flush()
{
    if (auto passed = pass(m_buffer); !passed)
        return passed;
    m_buffer.clear();
    return {};
}

Result<void> Output::pass(std::string_view rest)
{
    while (!rest.empty()) {
        const ssize_t written = ::write(m_fd.get(), rest.data(), rest.size());
        if (written >= 0)
            rest.remove_prefix(static_cast<std::size_t>(written));
        else if (errno != EINTR)
            return failed(errno);
    }
    return {};
}

Result<void> Output::finish()
{
    if (auto flushed = flush(); !flushed)
        return flushed;
    if (m_temporary.empty())
        return {};
    // Otherwise a power cut could leave a short file under the final name.
    if (::fsync(m_fd.get()) != 0 || ::rename(m_temporary.c_str(), m_target.c_str()) != 0)
        return failed(errno);
    m_temporary.clear();
    return {};
}

Error Output::failed(int errnoValue) const
{
    return ioError(errnoValue, "cannot write to " + m_name);
}

} // namespace blkera::tools
