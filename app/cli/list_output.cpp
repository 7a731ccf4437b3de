// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/list_output.h"

#include "client/texts.h"

#include <utility>

#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

namespace blkera {

ListOutput::ListOutput(QString path)
    : m_path(std::move(path))
{
}

Ending ListOutput::openFailed(const QFileDevice& file) const
{
    return failed(Texts::tr("cannot write %1: %2").arg(m_path, file.errorString()));
}

Ending ListOutput::open()
{
    if (m_path == u"-") {
        m_fd = STDOUT_FILENO;
        return {};
    }

    struct stat status { };

    const bool exists = stat(QFile::encodeName(m_path).constData(), &status) == 0;
    if (exists && S_ISBLK(status.st_mode))
        return wrongUsage(
            Texts::tr("%1 is a block device and would be overwritten: give a file").arg(m_path));
    if (exists && (S_ISFIFO(status.st_mode) || S_ISCHR(status.st_mode))) {
        m_stream = std::make_unique<QFile>(m_path);
        if (!m_stream->open(QIODevice::WriteOnly | QIODevice::Unbuffered))
            return openFailed(*m_stream);
        m_fd = m_stream->handle();
        return {};
    }
    m_save = std::make_unique<QSaveFile>(m_path);
    if (!m_save->open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        return openFailed(*m_save);
    m_fd = m_save->handle();
    return {};
}

Ending ListOutput::write(QByteArrayView bytes)
{
    m_written = m_written || !bytes.isEmpty();
    return writeEnding(writeAll(m_fd, bytes), m_path == u"-" ? Texts::tr("the output") : m_path);
}

bool ListOutput::isReady() const
{
    pollfd output { m_fd, POLLOUT, 0 };
    // An error of the output, too, is for write() to tell.
    return m_save || ::poll(&output, 1, 0) != 0;
}

Ending ListOutput::keep()
{
    if (m_save && !m_save->commit())
        return openFailed(*m_save);
    return {};
}

} // namespace blkera
