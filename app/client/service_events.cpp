// SPDX-License-Identifier: GPL-2.0-or-later
#include "client/service_events.h"

#include "client/device_path.h"
#include "dbus/names.h"

#include <QDBusArgument>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

namespace blkera {
namespace {

QString text(const char* name)
{
    return QLatin1String(name);
}

} // namespace

bool ServiceEvents::listen()
{
    if (m_isListening)
        return true;
    QDBusConnection bus = QDBusConnection::systemBus();
    const QString service = text(names::kService);
    const QString manager = text(names::kManagerPath);
    m_isListening = bus.isConnected()
        && bus.connect(service, manager, text(names::kManagerInterface), QStringLiteral("Event"),
                       this, SLOT(onEvent(qulonglong, QString, QString, QString)))
        && bus.connect(service, QString(), text(names::kPropertiesInterface),
                       QStringLiteral("PropertiesChanged"), this,
                       SLOT(onPropertiesChanged(QDBusMessage)))
        && bus.connect(service, manager, text(names::kObjectManagerInterface),
                       QStringLiteral("InterfacesAdded"), this,
                       SLOT(onInterfacesAdded(QDBusMessage)))
        && bus.connect(service, manager, text(names::kObjectManagerInterface),
                       QStringLiteral("InterfacesRemoved"), this,
                       SLOT(onInterfacesRemoved(QDBusMessage)))
        && bus.connect(QStringLiteral("org.freedesktop.DBus"), QString(),
                       QStringLiteral("org.freedesktop.DBus"), QStringLiteral("NameOwnerChanged"),
                       { service }, QString(), this,
                       SLOT(onOwnerChanged(QString, QString, QString)));
    return m_isListening;
}

void ServiceEvents::onEvent(qulonglong timeUs, const QString& device, const QString& kind,
                            const QString& text)
{
    emit happened({ timeUs, device, kind, text });
}

void ServiceEvents::onPropertiesChanged(const QDBusMessage& signal)
{
    const QString interface = signal.arguments().value(0).toString();
    const auto changed = qdbus_cast<QVariantMap>(signal.arguments().value(1));
    if (interface == text(names::kManagerInterface)) {
        if (const auto failure = changed.constFind(QStringLiteral("HistoryFailure"));
            failure != changed.constEnd())
            emit historyFailureChanged(failure->toString());
    } else if (interface == text(names::kDeviceInterface)) {
        emit deviceChanged(deviceNameOf(signal.path()), changed);
    } else if (interface == text(names::kJobInterface)) {
        const auto job = m_jobs.find(signal.path());
        if (job == m_jobs.end()) {
            askForJob(signal.path());
            return;
        }
        job->second.insert(changed);
        emit jobChanged(jobInfo(job->second));
    }
}

// Of one that was there before we listened nothing but its changes has been told.
void ServiceEvents::askForJob(const QString& path)
{
    QDBusMessage message = QDBusMessage::createMethodCall(
        text(names::kService), path, text(names::kPropertiesInterface), QStringLiteral("GetAll"));
    message.setArguments({ text(names::kJobInterface) });
    auto* watcher
        = new QDBusPendingCallWatcher(QDBusConnection::systemBus().asyncCall(message), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, path, watcher] {
        watcher->deleteLater();
        const QDBusPendingReply<QVariantMap> properties = *watcher;
        if (properties.isError())
            return; // gone again
        m_jobs[path] = properties.value();
        emit jobChanged(jobInfo(properties.value()));
    });
}

void ServiceEvents::onInterfacesAdded(const QDBusMessage& signal)
{
    const QString path = signal.arguments().value(0).value<QDBusObjectPath>().path();
    const auto interfaces = qdbus_cast<QMap<QString, QVariantMap>>(signal.arguments().value(1));
    // Its properties come along: a thousand questions at once would be more than a bus lets pass.
    if (const auto device = interfaces.constFind(text(names::kDeviceInterface));
        device != interfaces.constEnd()) {
        if (const Outcome<DeviceInfo> info = deviceInfo(*device))
            emit deviceAdded(*info);
    }
    if (const auto job = interfaces.constFind(text(names::kJobInterface));
        job != interfaces.constEnd()) {
        m_jobs[path] = *job;
        emit jobChanged(jobInfo(*job));
    }
}

void ServiceEvents::onInterfacesRemoved(const QDBusMessage& signal)
{
    const QString path = signal.arguments().value(0).value<QDBusObjectPath>().path();
    if (path.startsWith(text(names::kDevicesPath)))
        emit deviceRemoved(deviceNameOf(path));
    else if (path.startsWith(text(names::kJobsPath)))
        emit jobRemoved(path.section(u'/', -1).toULongLong());
    m_jobs.erase(path);
}

void ServiceEvents::onOwnerChanged(const QString&, const QString& before, const QString& now)
{
    if (!before.isEmpty())
        emit daemonEnded();
    if (!now.isEmpty())
        emit daemonStarted();
}

} // namespace blkera
