// SPDX-License-Identifier: GPL-2.0-or-later

// blkerad: names and configures era devices, asks polkit, and speaks for the processes that serve
// them. It does no block I/O; when it ends, by whatever signal, the devices go on. SIGTERM and
// SIGINT end it cleanly, SIGHUP has it read the configuration anew.

#include "access/gatekeeper.h"
#include "config/daemon_config.h"
#include "device/device_registry.h"
#include "device/process_launcher.h"
#include "device/systemd_launcher.h"
#include "service/manager_service.h"
#include "service_state.h"
#include "store/history.h"
#include "unix_signals.h"
#include "workflow/checkpoints.h"
#include "workflow/chronicle.h"
#include "workflow/scheduler.h"
#include "workflow/taken_up_jobs.h"

#include <chrono>
#include <csignal>
#include <cstdio>
#include <memory>
#include <optional>

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDBusConnection>
#include <QDBusError>
#include <QDir>
#include <QFileInfo>
#include <QPointer>
#include <QStandardPaths>
#include <QTimer>

#include <sys/stat.h>
#include <systemd/sd-daemon.h>

using namespace blkera;

namespace {

constexpr int kWrongUsage = 2;
// A target that does not say how it is must not keep the others from being served.
constexpr std::chrono::hours kPruneEvery(24);
constexpr int kScanPatienceMs = 3'000;

// Those of packaging/systemd/blkera-target@.service.
const QString kConfigDirectory = QStringLiteral(BLKERA_SYSCONFDIR "/blkera");
const QString kStateDirectory = QStringLiteral(BLKERA_SYSCONFDIR "/blkera/state");
const QString kRuntimeDirectory = QStringLiteral("/run/blkera");

struct Options {
    QString configDirectory;
    QString stateDirectory;
    QString dataDirectory;
    QString runtimeDirectory;
    bool isLaunchedBySystemd = false;
};

int complain(int status, const QString& message)
{
    std::fprintf(stderr, "blkerad: %s\n", qPrintable(message));
    return status;
}

bool hasFoldersOfTheUnit(const Options& options)
{
    return options.configDirectory == kConfigDirectory && options.stateDirectory == kStateDirectory
        && options.runtimeDirectory == kRuntimeDirectory;
}

std::optional<int> chooseLauncher(const QString& kind, Options& options)
{
    const bool isAutomatic = kind == QLatin1String("auto");
    if (!isAutomatic && kind != QLatin1String("systemd") && kind != QLatin1String("process"))
        return complain(
            kWrongUsage,
            QStringLiteral("--launcher %1: choose 'systemd', 'process' or 'auto'").arg(kind));
    if (kind == QLatin1String("systemd") && !hasFoldersOfTheUnit(options))
        return complain(kWrongUsage,
                        QStringLiteral("--launcher systemd: blkera-target@.service knows no other "
                                       "folders than %1, %2 and %3; choose 'process'")
                            .arg(kConfigDirectory, kStateDirectory, kRuntimeDirectory));
    options.isLaunchedBySystemd = kind == QLatin1String("systemd")
        || (isAutomatic && sd_booted() > 0 && hasFoldersOfTheUnit(options));
    return std::nullopt;
}

std::unique_ptr<TargetLauncher> makeLauncher(const Options& options, const TargetFiles& files,
                                             const QDBusConnection& bus)
{
    if (options.isLaunchedBySystemd)
        return std::make_unique<SystemdLauncher>(files, bus);
    return std::make_unique<ProcessLauncher>(files);
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
                                    kConfigDirectory);
    const QCommandLineOption state(QStringLiteral("state-dir"),
                                   QStringLiteral("What has to outlive a reboot"),
                                   QStringLiteral("D"), kStateDirectory);
    const QCommandLineOption data(
        QStringLiteral("data-dir"),
        QStringLiteral("Where the history is; default: /var/lib/blkera, or --state-dir if given"),
        QStringLiteral("D"));
    const QCommandLineOption runtime(QStringLiteral("runtime-dir"),
                                     QStringLiteral("Control sockets and logs of the targets"),
                                     QStringLiteral("D"), kRuntimeDirectory);
    const QCommandLineOption launcher(
        QStringLiteral("launcher"),
        QStringLiteral("Who starts targets: systemd, as blkera-target@NAME.service; the daemon, as "
                       "a process; or auto: systemd where that runs and no D is another"),
        QStringLiteral("systemd|process|auto"), QStringLiteral("auto"));
    parser.addOptions({ config, state, data, runtime, launcher });
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
    // Targets have / as their working directory.
    options.configDirectory = QFileInfo(parser.value(config)).absoluteFilePath();
    options.stateDirectory = QFileInfo(parser.value(state)).absoluteFilePath();
    options.dataDirectory = parser.isSet(data) ? QFileInfo(parser.value(data)).absoluteFilePath()
        : parser.isSet(state)                  ? options.stateDirectory
                                               : QStringLiteral(BLKERA_LOCALSTATEDIR "/lib/blkera");
    options.runtimeDirectory = QFileInfo(parser.value(runtime)).absoluteFilePath();
    return chooseLauncher(parser.value(launcher), options);
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

    const std::unique_ptr<TargetLauncher> launcher = makeLauncher(options, files, bus);
    // A request that is given up at the end is still written down: so what writes goes last.
    History history(options.dataDirectory + QLatin1String("/history.sqlite"));
    Chronicle chronicle(history);
    Gatekeeper gatekeeper([&](const AuditRecord& record) {
        audit(record);
        chronicle.noteAudit(record);
    });
    const QString configFile = options.configDirectory + QLatin1String("/blkera.conf");
    DeviceRegistry registry(devices, configFile, files, *launcher);
    chronicle.follow(registry);
    JobRegistry jobs(history);
    Hooks hooks(options.configDirectory + QLatin1String("/hooks.d"), *launcher);
    Checkpoints checkpoints(hooks, jobs, chronicle);
    const Scheduler scheduler(registry, chronicle, checkpoints);
    ManagerService manager({ registry, gatekeeper, history, chronicle, jobs, checkpoints }, bus);
    ServiceState state(registry);
    bool serving = false;
    const auto serve = [&] {
        if (std::exchange(serving, true))
            return;
        takeUpJobs(registry, history, jobs);
        if (bus.registerService(QLatin1String(names::kService)))
            state.ready();
        else
            QCoreApplication::exit(
                complain(1,
                         QStringLiteral("the name %1 is not to be had on the bus: %2")
                             .arg(QLatin1String(names::kService), bus.lastError().message())));
    };
    QTimer::singleShot(kScanPatienceMs, &manager, serve);
    // It may be over when all of this ends, too.
    registry.scan([serve, context = QPointer<QObject>(&manager)] {
        if (context)
            QTimer::singleShot(0, context, serve);
    });

    const auto prune = [&] {
        if (const auto config = readDaemonConfig(configFile.toStdString()))
            chronicle.prune(static_cast<int>(config->historyDays));
        else
            std::fprintf(stderr, "blkerad: nothing is forgotten: %s\n",
                         config.error().message().c_str());
    };
    QTimer pruneTimer;
    pruneTimer.callOnTimeout(&manager, prune);
    pruneTimer.start(kPruneEvery);
    prune();

    const UnixSignals unixSignals({ SIGTERM, SIGINT, SIGHUP });
    QObject::connect(&unixSignals, &UnixSignals::raised, &manager, [&](int signal) {
        if (signal != SIGHUP) {
            state.stopping();
            QCoreApplication::quit();
            return;
        }
        state.reloading();
        for (const QString& line : registry.reload().messages())
            std::fprintf(stderr, "blkerad: %s\n", qPrintable(line));
        state.ready();
    });
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
