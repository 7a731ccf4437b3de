// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli_process.h"

#include <csignal>

#include <QEventLoop>
#include <QProcessEnvironment>
#include <QTimer>

namespace blkera {

CliResult runCli(const QStringList& arguments, const CliOptions& options)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("DBUS_SYSTEM_BUS_ADDRESS"), options.busAddress);
    environment.insert(QStringLiteral("LC_ALL"), QString::fromLatin1(options.locale));
    environment.remove(QStringLiteral("LANGUAGE"));
    process.setProcessEnvironment(environment);
    process.setStandardInputFile(QProcess::nullDevice());
    if (!options.stdoutFile.isEmpty())
        process.setStandardOutputFile(options.stdoutFile);
    process.setChildProcessModifier([&options] {
        // As a shell leaves it; this process ignores it.
        std::signal(SIGPIPE, SIG_DFL);
        if (options.inChild)
            options.inChild();
    });

    QEventLoop loop;
    QObject::connect(&process, &QProcess::finished, &loop, &QEventLoop::quit);
    QObject::connect(&process, &QProcess::errorOccurred, &loop, &QEventLoop::quit);
    QTimer::singleShot(options.timeoutMs, &process, &QProcess::kill);
    process.start(QStringLiteral(BLKERA_CLI), arguments);
    if (process.state() != QProcess::NotRunning)
        loop.exec();
    process.waitForFinished();
    return { process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
             process.readAllStandardOutput(), process.readAllStandardError() };
}

bool isOneErrorLine(const QByteArray& err)
{
    return err.startsWith("blkera: ") && err.count('\n') == 1 && err.endsWith('\n')
        && err.size() > 9;
}

} // namespace blkera
