// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/ending.h"

#include "client/texts.h"

#include <cerrno>
#include <cstring>

#include <QChar>
#include <QRegularExpression>

#include <unistd.h>

namespace blkera {
namespace {

// Whether the text has the name as a word of its own.
bool names(const QString& text, const QString& deviceName)
{
    const QRegularExpression word(QStringLiteral("(?<![A-Za-z0-9._-])%1(?![A-Za-z0-9_-])")
                                      .arg(QRegularExpression::escape(deviceName)));
    return deviceName.isEmpty() || word.match(text).hasMatch();
}

} // namespace

Ending failed(const QString& message)
{
    return { ExitCode::Failed, message };
}

Ending wrongUsage(const QString& message)
{
    return { ExitCode::WrongUsage, message };
}

Ending endingOf(const ClientError& error, const QString& deviceName)
{
    using Kind = ClientError::Kind;
    ExitCode code = ExitCode::Failed;
    if (error.kind == Kind::InvalidArguments)
        code = ExitCode::WrongUsage;
    else if (error.kind == Kind::NotAuthorized || error.kind == Kind::Dismissed)
        code = ExitCode::NotAuthorized;
    else if (error.kind == Kind::NoDaemon)
        code = ExitCode::NoDaemon;
    if (code == ExitCode::NoDaemon || names(error.message, deviceName))
        return { code, error.message };
    return { code, deviceName + QStringLiteral(": ") + error.message };
}

QString escaped(const QString& text)
{
    QString result;
    for (const QChar c : text) {
        const auto category = c.category();
        if (category == QChar::Other_Control)
            result += QStringLiteral("\\x%1").arg(c.unicode(), 2, 16, QLatin1Char('0'));
        else if (category == QChar::Other_Format || category == QChar::Separator_Line
                 || category == QChar::Separator_Paragraph)
            result += QStringLiteral("\\u%1").arg(c.unicode(), 4, 16, QLatin1Char('0'));
        else
            result += c;
    }
    return result;
}

void report(const Ending& ending)
{
    if (ending.message.isEmpty())
        return;
    const QByteArray line = "blkera: " + escaped(ending.message).toUtf8() + '\n';
    // Nobody is left to be told if this fails.
    (void)writeAll(STDERR_FILENO, line);
}

int writeAll(int fd, QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const ssize_t written = write(fd, bytes.data(), static_cast<std::size_t>(bytes.size()));
        if (written >= 0)
            bytes = bytes.sliced(written);
        else if (errno != EINTR)
            return errno;
    }
    return 0;
}

Ending print(QByteArrayView bytes)
{
    return writeEnding(writeAll(STDOUT_FILENO, bytes), Texts::tr("the output"));
}

Ending writeEnding(int errnoValue, const QString& where)
{
    if (errnoValue == 0)
        return {};
    if (errnoValue == EPIPE)
        return failed({});
    return failed(Texts::tr("cannot write %1: %2")
                      .arg(where, QString::fromLocal8Bit(std::strerror(errnoValue))));
}

} // namespace blkera
