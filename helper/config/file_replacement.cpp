// SPDX-License-Identifier: GPL-2.0-or-later
#include "config/file_replacement.h"

#include "base/unique_fd.h"
#include "config/device_config.h"

#include <cerrno>
#include <cstdio>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace blkera {

namespace {

Result<void> writeDurably(int fd, std::string_view text, const std::string& path)
{
    while (!text.empty()) {
        ssize_t count = write(fd, text.data(), text.size());
        if (count < 0)
            return ioError(errno, path);
        text.remove_prefix(static_cast<std::size_t>(count));
    }
    // The mode is fixed here because open() applies the umask.
    if (fchmod(fd, 0644) != 0 || fsync(fd) != 0)
        return ioError(errno, path);
    return {};
}

} // namespace

Result<void> replaceConfigFile(const std::string& directory, const std::string& name,
                               std::string_view text)
{
    const std::string path = deviceConfigPath(directory, name);
    // No device has such a name (isDeviceName), so nothing else uses the file.
    const std::string temporary = directory + "/." + name + ".new";

    UniqueFd folder(open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!folder)
        return ioError(errno, directory);
    unlink(temporary.c_str());
    UniqueFd fd(open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (!fd)
        return ioError(errno, temporary);
    Result<void> written = writeDurably(fd.get(), text, temporary);
    if (written && rename(temporary.c_str(), path.c_str()) != 0)
        written = ioError(errno, path);
    if (!written) {
        unlink(temporary.c_str());
        return written;
    }
    if (fsync(folder.get()) != 0)
        return ioError(errno, directory);
    return {};
}

} // namespace blkera
