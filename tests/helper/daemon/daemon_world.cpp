// SPDX-License-Identifier: GPL-2.0-or-later
#include "daemon_world.h"

#include "dbus/names.h"
#include "tests/support/introspection.h"

#include <csignal>

#include <QDBusArgument>
#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusObjectPath>
#include <QDir>
#include <QDirIterator>
#include <QtTest>

namespace blkera::test {

namespace {

const QString kService = QLatin1String(names::kService);

QDBusConnection bus()
{
    return QDBusConnection::systemBus();
}

QString nameOf(const QString& path)
{
    return path.mid(path.lastIndexOf(u'/') + 1);
}

QByteArray run(const QString& program, const QStringList& arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(program, arguments);
    if (!process.waitForFinished(60'000) || process.exitCode() != 0)
        qWarning("%s failed", qPrintable(program));
    return process.readAllStandardOutput().trimmed();
}

bool isJob(const QString& path)
{
    return path.startsWith(QLatin1String(names::kJobsPath));
}

} // namespace

DaemonWorld::DaemonWorld()
{
    QFile::copy(QStringLiteral(BLKERA_DAEMON), m_folder.filePath(QStringLiteral("blkerad")));
    QFile::copy(QStringLiteral(BLKERA_FAKE_TARGET),
                m_folder.filePath(QStringLiteral("blkera-target")));
    const QString properties = QLatin1String(names::kPropertiesInterface);
    const QString manager = QLatin1String(names::kObjectManagerInterface);
    bus().connect(kService, QString(), properties, QStringLiteral("PropertiesChanged"), this,
                  SLOT(onPropertiesChanged(QDBusMessage)));
    bus().connect(kService, QString(), manager, QStringLiteral("InterfacesAdded"), this,
                  SLOT(onInterfacesAdded(QDBusMessage)));
    bus().connect(kService, QString(), manager, QStringLiteral("InterfacesRemoved"), this,
                  SLOT(onInterfacesRemoved(QDBusMessage)));
    startDaemon();
}

DaemonWorld::~DaemonWorld()
{
    endDaemon(SIGTERM);
    // The presets with sanitizers: nobody else would see what they say of the daemon.
    if (const QByteArray log = daemonLog();
        log.contains("Sanitizer: ") || log.contains(": runtime error: "))
        QTest::qFail(log.constData(), __FILE__, __LINE__);
    for (const QString& file : runtimeFiles().filter(QRegularExpression(QStringLiteral("sock$")))) {
        if (const qint64 pid = targetPid(file.chopped(5));
            pid > 0) // a killed one leaves its socket
            ::kill(static_cast<pid_t>(pid), SIGKILL);
    }
    for (const QString& loop : m_loops)
        run(QStringLiteral("losetup"), { QStringLiteral("--detach"), loop });
}

void DaemonWorld::startDaemon()
{
    m_daemon.setStandardErrorFile(m_folder.filePath(QStringLiteral("log")), QIODevice::Append);
    m_daemon.start(m_folder.filePath(QStringLiteral("blkerad")),
                   { QStringLiteral("--config-dir"), m_folder.filePath(QStringLiteral("config")),
                     QStringLiteral("--state-dir"), m_folder.filePath(QStringLiteral("state")),
                     QStringLiteral("--runtime-dir"), m_folder.filePath(QStringLiteral("run")) });
    if (!QTest::qWaitFor([] { return bus().interface()->isServiceRegistered(kService).value(); },
                         10'000))
        qFatal("blkerad does not start: %s", daemonLog().constData());
}

void DaemonWorld::endDaemon(int signal)
{
    if (m_daemon.state() == QProcess::NotRunning)
        return;
    ::kill(static_cast<pid_t>(m_daemon.processId()), signal);
    m_daemon.waitForFinished(10'000);
    if (!QTest::qWaitFor([] { return !bus().interface()->isServiceRegistered(kService).value(); },
                         5'000))
        qFatal("blkerad does not end");
}

void DaemonWorld::signalDaemon(int signal)
{
    ::kill(static_cast<pid_t>(m_daemon.processId()), signal);
}

bool DaemonWorld::hasEndedWell(int withinMs)
{
    return m_daemon.waitForFinished(withinMs) && m_daemon.exitStatus() == QProcess::NormalExit
        && m_daemon.exitCode() == 0;
}

QString DaemonWorld::blockDevice()
{
    const QString image = m_folder.filePath(QStringLiteral("image%1").arg(m_loops.size()));
    QFile file(image);
    if (!file.open(QIODevice::WriteOnly) || !file.resize(1 << 20))
        qFatal("no image");
    m_loops << QString::fromLatin1(run(
        QStringLiteral("losetup"), { QStringLiteral("--find"), QStringLiteral("--show"), image }));
    return m_loops.last();
}

QDBusMessage DaemonWorld::call(const QString& path, const char* interface, const char* method,
                               const QVariantList& arguments)
{
    QDBusMessage message = QDBusMessage::createMethodCall(kService, path, QLatin1String(interface),
                                                          QLatin1String(method));
    message.setArguments(arguments);
    return bus().call(message, QDBus::BlockWithGui, 60'000);
}

QDBusMessage DaemonWorld::manager(const char* method, const QVariantList& arguments)
{
    return call(QLatin1String(names::kManagerPath), names::kManagerInterface, method, arguments);
}

QDBusMessage DaemonWorld::device(const QString& name, const char* method,
                                 const QVariantList& arguments)
{
    return call(QString::fromStdString(names::devicePath(name.toStdString())),
                names::kDeviceInterface, method, arguments);
}

QDBusMessage DaemonWorld::create(const QString& name, bool start)
{
    return manager(
        "CreateDevice",
        { name, blockDevice(), blockDevice(), 0u, QStringLiteral("fuse"), 0u, 0u, false, start });
}

QVariant DaemonWorld::property(const QString& name, const char* property)
{
    const QDBusMessage answer = call(
        QString::fromStdString(names::devicePath(name.toStdString())), names::kPropertiesInterface,
        "Get", { QLatin1String(names::kDeviceInterface), QLatin1String(property) });
    return answer.arguments().value(0).value<QDBusVariant>().variant();
}

QByteArray DaemonWorld::callAs(unsigned uid, int times, const QString& path,
                               const QString& interface, const QString& method,
                               const QStringList& arguments)
{
    return run(QStringLiteral(BLKERA_BUS_CALLER),
               QStringList { QString::number(uid), QString::number(times), path, interface, method }
                   + arguments);
}

QStringList DaemonWorld::managedPaths()
{
    return objects(names::kDeviceInterface).keys();
}

QList<QVariantMap> DaemonWorld::jobs()
{
    return objects(names::kJobInterface).values();
}

QMap<QString, QVariantMap> DaemonWorld::objects(const char* interface)
{
    QMap<QString, QVariantMap> found;
    const QDBusArgument objects = call(QLatin1String(names::kManagerPath),
                                       names::kObjectManagerInterface, "GetManagedObjects")
                                      .arguments()
                                      .value(0)
                                      .value<QDBusArgument>();
    objects.beginMap();
    while (!objects.atEnd()) {
        QDBusObjectPath path;
        QMap<QString, QVariantMap> interfaces;
        objects.beginMapEntry();
        objects >> path >> interfaces;
        objects.endMapEntry();
        if (interfaces.contains(QLatin1String(interface)))
            found[path.path()] = interfaces.value(QLatin1String(interface));
    }
    objects.endMap();
    return found;
}

QByteArray DaemonWorld::introspect(const QString& path)
{
    return call(path, "org.freedesktop.DBus.Introspectable", "Introspect")
        .arguments()
        .value(0)
        .toByteArray();
}

QString DaemonWorld::configFile(const QString& name) const
{
    return m_folder.filePath(QStringLiteral("config/devices.d/%1.conf").arg(name));
}

QString DaemonWorld::socket(const QString& name) const
{
    return m_folder.filePath(QStringLiteral("run/%1.sock").arg(name));
}

QString DaemonWorld::stateFile(const QString& name) const
{
    return m_folder.filePath(QStringLiteral("state/%1.state").arg(name));
}

QString DaemonWorld::historyFile() const
{
    return m_folder.filePath(QStringLiteral("state/history.sqlite"));
}

QString DaemonWorld::hooksFolder() const
{
    return m_folder.filePath(QStringLiteral("config/hooks.d"));
}

QList<QVariantMap> DaemonWorld::rows(const QDBusMessage& answer)
{
    QList<QVariantMap> rows;
    const auto array = answer.arguments().value(0).value<QDBusArgument>();
    array >> rows;
    return rows;
}

QByteArray DaemonWorld::configuration() const
{
    QByteArray all;
    const QDir folder(m_folder.filePath(QStringLiteral("config/devices.d")));
    for (const QString& file : folder.entryList(QDir::Files | QDir::Hidden, QDir::Name))
        all += file.toUtf8() + '\n' + contentOf(folder.filePath(file));
    return all;
}

QStringList DaemonWorld::runtimeFiles() const
{
    return QDir(m_folder.filePath(QStringLiteral("run")))
        .entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot, QDir::Name);
}

qint64 DaemonWorld::targetPid(const QString& name) const
{
    const QByteArray config = configFile(name).toUtf8();
    for (const QString& entry : QDir(QStringLiteral("/proc")).entryList(QDir::Dirs)) {
        const QByteArray line = contentOf(QStringLiteral("/proc/%1/cmdline").arg(entry));
        if (line.contains("blkera-target") && line.contains(config))
            return entry.toLongLong();
    }
    return 0;
}

QByteArray DaemonWorld::daemonLog() const
{
    return contentOf(m_folder.filePath(QStringLiteral("log")));
}

QStringList DaemonWorld::heardOf(const QString& name) const
{
    return heard.filter(QRegularExpression(QStringLiteral("\\b%1\\b").arg(name)));
}

void DaemonWorld::onPropertiesChanged(const QDBusMessage& signal)
{
    const QVariantMap changed = qdbus_cast<QVariantMap>(signal.arguments().value(1));
    QStringList& of = isJob(signal.path()) ? heardOfJobs : heard;
    for (const auto& [property, value] : changed.asKeyValueRange())
        of << nameOf(signal.path()) + u' ' + property + u'=' + value.toString();
}

void DaemonWorld::onInterfacesAdded(const QDBusMessage& signal)
{
    const QString path = signal.arguments().value(0).value<QDBusObjectPath>().path();
    (isJob(path) ? heardOfJobs : heard) << QStringLiteral("added ") + nameOf(path);
}

void DaemonWorld::onInterfacesRemoved(const QDBusMessage& signal)
{
    const QString path = signal.arguments().value(0).value<QDBusObjectPath>().path();
    (isJob(path) ? heardOfJobs : heard) << QStringLiteral("removed ") + nameOf(path);
}

} // namespace blkera::test
