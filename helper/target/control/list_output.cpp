// SPDX-License-Identifier: GPL-2.0-or-later
#include "control/list_output.h"

#include <cerrno>

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

namespace blkera {

namespace {

constexpr std::size_t kGatherBytes = std::size_t { 64 } << 10;

} // namespace

Result<ListOutput> ListOutput::open(int fd)
{
    struct stat status { };

    const int flags = ::fcntl(fd, F_GETFL);
    if (flags < 0 || ::fstat(fd, &status) != 0)
        return invalid("the output is no open file");
    const int access = flags & O_ACCMODE;
    if ((flags & O_PATH) != 0 || (access != O_WRONLY && access != O_RDWR))
        return invalid("the output is not open for writing");
    if (S_ISREG(status.st_mode)) {
        UniqueFd copy(::fcntl(fd, F_DUPFD_CLOEXEC, 3));
        if (!copy)
            return ioError(errno, "the output");
        return ListOutput(std::move(copy));
    }
    if (!S_ISFIFO(status.st_mode))
        return invalid("the output is neither a pipe nor a regular file");
    // Opened anew, because O_NONBLOCK belongs to the open file, which the caller shares with us.
    const std::string path = "/proc/self/fd/" + std::to_string(fd);
    UniqueFd pipe(::open(path.c_str(), O_WRONLY | O_NONBLOCK | O_CLOEXEC));
    if (!pipe)
        return ioError(errno, "the output pipe");
    return ListOutput(std::move(pipe));
}

Result<void> ListOutput::write(std::string_view text)
{
    m_gathered += text;
    return m_gathered.size() < kGatherBytes ? Result<void>() : flush();
}

Result<void> ListOutput::flush()
{
    std::string_view rest = m_gathered;
    while (!rest.empty()) {
        if (auto writable = waitUntilWritable(); !writable)
            return writable;
        const ssize_t written = ::write(m_fd.get(), rest.data(), rest.size());
        if (written > 0)
            rest.remove_prefix(static_cast<std::size_t>(written));
        else if (written < 0 && errno != EAGAIN && errno != EINTR)
            return ioError(errno, "writing the list");
    }
    m_gathered.clear();
    return {};
}

Result<void> ListOutput::waitUntilWritable()
{
    pollfd files[] = { { m_fd.get(), POLLOUT, 0 }, { m_cancel, POLLIN, 0 } };
    int ready = 0;
    do
        ready = ::poll(files, 2, m_patienceMs);
    while (ready < 0 && errno == EINTR);
    if (ready < 0)
        return ioError(errno, "waiting for the reader of the list");
    if (ready == 0) {
        return ioError(ETIMEDOUT,
                       "nobody read from the list for " + std::to_string(m_patienceMs / 1000)
                           + " seconds");
    }
    if (files[1].revents != 0)
        return ioError(ECANCELED, "the list was given up");
    return {};
}

} // namespace blkera
