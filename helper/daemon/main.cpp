// SPDX-License-Identifier: GPL-2.0-or-later

// blkerad: names and configures era devices, asks polkit, and speaks for the processes that serve
// them. It does no block I/O; when it ends, by whatever signal, the devices go on.

#include "access/gatekeeper.h"
#include "device/device_registry.h"
#include "device/process_launcher.h"
#include "service/manager_service.h"

#include <cstdio>
#include <memory>
#include <optional>

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDBusConnection>
#include <QDBusError>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>
#include <QTimer>

#include <sys/stat.h>
#include <systemd/sd-daemon.h>

using namespace blkera;

namespace {

constexpr int kWrongUsage = 2;
// A target that does not say how it is must not keep the others from being served.
constexpr int kScanPatienceMs = 3'000;

struct Options {
    QString configDirectory;
    QString stateDirectory;
    QString runtimeDirectory;
};

int complain(int status, const QString& message)
{
    std::fprintf(stderr, "blkerad: %s\n", qPrintable(message));
    return status;
}

// The exit status if there is nothing more to do.
std::optional<int> parse(const QCoreApplication& application, Options& options)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Manages era devices and serves org.blkera."));
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    const QCommandLineOption config(QStringLiteral("config-dir"),
                                    QStringLiteral("Where devices.d is"), QStringLiteral("D"),
                                    QStringLiteral(BLKERA_SYSCONFDIR "/blkera"));
    const QCommandLineOption state(
        QStringLiteral("state-dir"), QStringLiteral("What has to outlive a reboot"),
        QStringLiteral("D"), QStringLiteral(BLKERA_SYSCONFDIR "/blkera/state"));
    const QCommandLineOption runtime(QStringLiteral("runtime-dir"),
                                     QStringLiteral("Control sockets and logs of the targets"),
                                     QStringLiteral("D"), QStringLiteral("/run/blkera"));
    const QCommandLineOption launcher(QStringLiteral("launcher"),
                                      QStringLiteral("How targets are started: process"),
                                      QStringLiteral("KIND"), QStringLiteral("process"));
    parser.addOptions({ config, state, runtime, launcher });
    if (!parser.parse(application.arguments()))
        return complain(kWrongUsage, parser.errorText());
    if (parser.isSet(help) || parser.isSet(version)) {
        std::printf("%s",
                    qPrintable(parser.isSet(help)
                                   ? parser.helpText()
                                   : QStringLiteral("blkerad " BLKERA_VERSION "\n")));
        return 0;
    }
    if (!parser.positionalArguments().isEmpty())
        return complain(kWrongUsage,
                        QStringLiteral("'%1' is not an option; see blkerad --help")
                            .arg(parser.positionalArguments().first()));
    if (parser.value(launcher) != QLatin1String("process"))
        return complain(kWrongUsage,
                        QStringLiteral("--launcher %1: this version has only 'process'")
                            .arg(parser.value(launcher)));
    // Targets have / as their working directory.
    options.configDirectory = QFileInfo(parser.value(config)).absoluteFilePath();
    options.stateDirectory = QFileInfo(parser.value(state)).absoluteFilePath();
    options.runtimeDirectory = QFileInfo(parser.value(runtime)).absoluteFilePath();
    return std::nullopt;
}

// Beside this program, as in a build, or where it is installed.
QString findTarget()
{
    const QStringList installed
        = QStringLiteral(BLKERA_TARGET_FOLDERS).split(u':', Qt::SkipEmptyParts);
    return QStandardPaths::findExecutable(QStringLiteral("blkera-target"),
                                          QStringList { QCoreApplication::applicationDirPath() }
                                              + installed);
}

void removeLeftovers(const QString& runtimeDirectory)
{
    QDir folder(runtimeDirectory);
    for (const QString& name : folder.entryList({ QStringLiteral("create.*") }, QDir::Dirs))
        QDir(folder.filePath(name)).removeRecursively();
}

int run(const QCoreApplication& application, const Options& options)
{
    const QString devices = options.configDirectory + QLatin1String("/devices.d");
    ::umask(022); // configuration is no secret
    if (!QDir().mkpath(devices))
        return complain(1, QStringLiteral("%1 cannot be made").arg(devices));
    ::umask(077);
    for (const QString& folder : { options.stateDirectory, options.runtimeDirectory }) {
        if (!QDir().mkpath(folder))
            return complain(1, QStringLiteral("%1 cannot be made").arg(folder));
    }
    removeLeftovers(options.runtimeDirectory);
    const TargetFiles files { findTarget(), options.runtimeDirectory, options.stateDirectory };
    if (files.program.isEmpty())
        return complain(1,
                        QStringLiteral("there is no blkera-target beside blkerad, nor installed"));
    QDBusConnection bus = QDBusConnection::systemBus();
    if (!bus.isConnected())
        return complain(1, QStringLiteral("the system bus: %1").arg(bus.lastError().message()));

    ProcessLauncher launcher(files);
    DeviceRegistry registry(devices, files, launcher);
    Gatekeeper gatekeeper;
    ManagerService manager(registry, gatekeeper, bus);
    bool serving = false;
    const auto serve = [&] {
        if (std::exchange(serving, true))
            return;
        if (bus.registerService(QLatin1String(names::kService)))
            sd_notify(0, "READY=1");
        else
            QCoreApplication::exit(
                complain(1,
                         QStringLiteral("the name %1 is not to be had on the bus: %2")
                             .arg(QLatin1String(names::kService), bus.lastError().message())));
    };
    QTimer::singleShot(kScanPatienceMs, &manager, serve);
    registry.scan([&] { QTimer::singleShot(0, &manager, serve); });
    return application.exec();
}

} // namespace

int main(int argc, char** argv)
{
    // polkit's library lives in GLib's event loop, which Qt's has to be on top of.
    qunsetenv("QT_NO_GLIB");
    QCoreApplication application(argc, argv);
    Options options;
    if (const std::optional<int> done = parse(application, options))
        return *done;
    return run(application, options);
}
