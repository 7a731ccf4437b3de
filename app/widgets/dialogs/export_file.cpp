// SPDX-License-Identifier: GPL-2.0-or-later
#include "widgets/dialogs/export_file.h"

#include "client/texts.h"
#include "widgets/dialogs/in_background.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>
#include <QRandomGenerator>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace blkera {
namespace {

constexpr int kTries = 8;
constexpr mode_t kMode = 0666; // less what the person's umask takes away
constexpr std::size_t kReadBytes = 1 << 16;
constexpr std::size_t kPeekBytes = 2'048;
constexpr qsizetype kFirstRows = 5;

QString systemText(int number)
{
    return QString::fromLocal8Bit(std::strerror(number));
}

// One line of a list is one range of blocks, in both formats.
bool isRow(QByteArrayView line)
{
    return line.startsWith("  <range ") || line.startsWith("  <block ")
        || line.startsWith("{\"begin\":");
}

} // namespace

QFuture<ExportFile::Target> ExportFile::look(const QString& path)
{
    return inBackground<Target>([path] {
        const QFileInfo info(path);
        if (!QFileInfo(info.absolutePath()).isDir())
            return Target::NoFolder;
        if (!info.exists() && !info.isSymLink())
            return Target::Free;
        return info.isDir() ? Target::Folder : info.isFile() ? Target::File : Target::Other;
    });
}

QFuture<ExportFile::Opened> ExportFile::open(const QString& path, bool mayReplace)
{
    return inBackground<Opened>([path, mayReplace]() -> Opened {
        const QFileInfo info(path);
        int number = EEXIST;
        for (int attempt = 0; attempt < kTries && number == EEXIST; ++attempt) {
            const QString temporary
                = QStringLiteral("%1/.%2.%3.part")
                      .arg(info.absolutePath(), info.fileName(),
                           QString::number(QRandomGenerator::global()->generate(), 16));
            const int fd = ::open(QFile::encodeName(temporary).constData(),
                                  O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, kMode);
            number = errno;
            if (fd >= 0)
                return {
                    std::shared_ptr<ExportFile>(new ExportFile(path, temporary, fd, mayReplace)), {}
                };
        }
        return { nullptr, Texts::tr("Cannot write %1: %2").arg(path, systemText(number)) };
    });
}

ExportFile::ExportFile(const QString& path, const QString& temporary, int fd, bool mayReplace)
    : m_path(path)
    , m_temporary(temporary)
    , m_fd(fd)
    , m_mayReplace(mayReplace)
{
}

ExportFile::~ExportFile()
{
    if (!m_isKept)
        ::unlink(QFile::encodeName(m_temporary).constData());
}

QFuture<QStringList> ExportFile::peek(std::shared_ptr<ExportFile> file)
{
    return inBackground<QStringList>([file = std::move(file)] { return file->firstRows(); });
}

QFuture<ExportSummary> ExportFile::keep(std::shared_ptr<ExportFile> file)
{
    return inBackground<ExportSummary>([file = std::move(file)] {
        ExportSummary summary = file->sumUp();
        if (summary.error.isEmpty())
            summary.error = file->rename();
        return summary;
    });
}

void ExportFile::discard(std::shared_ptr<ExportFile> file)
{
    if (file)
        inBackground<bool>([file = std::move(file)]() mutable {
            file.reset();
            return true;
        });
}

QStringList ExportFile::firstRows() const
{
    std::array<char, kPeekBytes> buffer {};
    const ssize_t count = ::pread(m_fd.get(), buffer.data(), buffer.size(), 0);
    QStringList rows;
    if (count <= 0)
        return rows;
    const QByteArray begin(buffer.data(), count);
    qsizetype at = 0;
    for (qsizetype end = begin.indexOf('\n'); end >= 0 && rows.size() < kFirstRows;
         end = begin.indexOf('\n', at)) {
        const QByteArray line = begin.mid(at, end - at);
        if (isRow(line))
            rows.append(QString::fromUtf8(line).trimmed());
        at = end + 1;
    }
    return rows;
}

// Reads what the service has written, which is what the sum has to be of.
ExportSummary ExportFile::sumUp() const
{
    ExportSummary summary;
    QCryptographicHash hash(QCryptographicHash::Sha256);
    std::array<char, kReadBytes> buffer {};
    QByteArray rest; // the begin of a line whose end has not been read yet
    off_t at = 0;
    for (;;) {
        const ssize_t count = ::pread(m_fd.get(), buffer.data(), buffer.size(), at);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0) {
            summary.error = Texts::tr("Cannot read %1: %2").arg(m_temporary, systemText(errno));
            return summary;
        }
        if (count == 0)
            break;
        at += count;
        const QByteArrayView bytes(buffer.data(), count);
        hash.addData(bytes);
        rest.append(bytes);
        qsizetype begin = 0;
        for (qsizetype end = rest.indexOf('\n'); end >= 0; end = rest.indexOf('\n', begin)) {
            summary.ranges += isRow(QByteArrayView(rest).sliced(begin, end - begin)) ? 1 : 0;
            begin = end + 1;
        }
        rest.remove(0, begin);
    }
    summary.sizeBytes = quint64(at);
    summary.sha256 = QString::fromLatin1(hash.result().toHex());
    summary.firstRows = firstRows();
    return summary;
}

// Empty: it has its name now, and stays even if the machine stops.
QString ExportFile::rename()
{
    const QByteArray from = QFile::encodeName(m_temporary);
    const QByteArray to = QFile::encodeName(m_path);
    if (::fsync(m_fd.get()) != 0)
        return Texts::tr("Cannot write %1: %2").arg(m_path, systemText(errno));
    int result = ::renameat2(AT_FDCWD, from.constData(), AT_FDCWD, to.constData(),
                             m_mayReplace ? 0U : unsigned { RENAME_NOREPLACE });
    // Some file systems cannot tell; then a link can, which never replaces anything.
    if (result != 0 && errno == EINVAL && !m_mayReplace) {
        result = ::link(from.constData(), to.constData());
        if (result == 0)
            ::unlink(from.constData());
    }
    if (result != 0) {
        return errno == EEXIST ? Texts::tr("%1 was made by somebody else meanwhile.").arg(m_path)
                               : Texts::tr("Cannot write %1: %2").arg(m_path, systemText(errno));
    }
    m_isKept = true;
    return {};
}

} // namespace blkera
