// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "dbus/names.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCall>
#include <QDBusUnixFileDescriptor>
#include <QString>
#include <QVariantList>

namespace blkera::test {

// A client of a control socket, as the daemon is one.
class PeerClient {
public:
    explicit PeerClient(const QString& socket)
        : m_name(QStringLiteral("peer-%1").arg(++count()))
        , m_connection(
              QDBusConnection::connectToPeer(QStringLiteral("unix:path=") + socket, m_name))
    {
        // Qt sends descriptors only after the authentication, which a first answer proves.
        m_firstError = errorOf("Status");
    }

    // Of the first call, made at once.
    const QString& firstError() const { return m_firstError; }

    PeerClient(const PeerClient&) = delete;
    PeerClient& operator=(const PeerClient&) = delete;

    ~PeerClient()
    {
        m_connection = QDBusConnection(QString());
        QDBusConnection::disconnectFromPeer(m_name);
    }

    QDBusPendingCall send(const char* method, const QVariantList& arguments = {}) const
    {
        QDBusMessage message = QDBusMessage::createMethodCall(
            QString(), QLatin1String(names::kTargetPath), QLatin1String(names::kTargetInterface),
            QLatin1String(method));
        message.setArguments(arguments);
        return m_connection.asyncCall(message, kTimeoutMs);
    }

    QDBusMessage call(const char* method, const QVariantList& arguments = {}) const
    {
        QDBusPendingCall pending = send(method, arguments);
        pending.waitForFinished();
        return pending.reply();
    }

    // The name of the error, empty after success.
    QString errorOf(const char* method, const QVariantList& arguments = {}) const
    {
        return call(method, arguments).errorName();
    }

    QByteArray introspect() const
    {
        const QDBusMessage message = QDBusMessage::createMethodCall(
            QString(), QLatin1String(names::kTargetPath),
            QStringLiteral("org.freedesktop.DBus.Introspectable"), QStringLiteral("Introspect"));
        return m_connection.call(message, QDBus::Block, kTimeoutMs)
            .arguments()
            .value(0)
            .toByteArray();
    }

    bool listen(const char* signal, QObject* receiver, const char* slot)
    {
        return m_connection.connect(QString(), QLatin1String(names::kTargetPath),
                                    QLatin1String(names::kTargetInterface), QLatin1String(signal),
                                    receiver, slot);
    }

private:
    static constexpr int kTimeoutMs = 20'000;

    static int& count()
    {
        static int made = 0;
        return made;
    }

    QString m_name;
    QDBusConnection m_connection;
    QString m_firstError;
};

// Of Checkpoint and TakeMetadataSnapshot.
inline const QVariantList kNoNote { QString() };

// Of ChangedBlocks, of nobody's job; `until` 0: to the current era.
inline QVariantList listArguments(uint since, const char* format, int fd, uint until = 0,
                                  quint64 job = 0)
{
    return { job, since, until, QLatin1String(format),
             QVariant::fromValue(QDBusUnixFileDescriptor(fd)) };
}

} // namespace blkera::test
