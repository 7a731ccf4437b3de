// SPDX-License-Identifier: GPL-2.0-or-later
#include "desktop/desktop_notifier.h"

#include "client/texts.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCall>
#include <QDateTime>
#include <QVariantMap>

namespace blkera {
namespace {

constexpr qint64 kQuietMs = 10'000;
constexpr int kServersOwnTimeout = -1;

} // namespace

DesktopNotifier::DesktopNotifier(QObject* parent)
    : QObject(parent)
{
}

void DesktopNotifier::notify(const QString& title, const QString& text)
{
    const qint64 nowMs = QDateTime::currentMSecsSinceEpoch();
    if (title == m_lastTitle && nowMs - m_lastMs < kQuietMs)
        return;
    m_lastTitle = title;
    m_lastMs = nowMs;
    const QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    QDBusMessage message = QDBusMessage::createMethodCall(
        QStringLiteral("org.freedesktop.Notifications"),
        QStringLiteral("/org/freedesktop/Notifications"),
        QStringLiteral("org.freedesktop.Notifications"), QStringLiteral("Notify"));
    // Servers read markup in the body.
    message.setArguments({ Texts::tr("Block Eras"), 0U, QStringLiteral("org.blkera.BlockEras"),
                           title, text.toHtmlEscaped(), QStringList(),
                           QVariantMap { { QStringLiteral("desktop-entry"),
                                           QStringLiteral("org.blkera.BlockEras") } },
                           kServersOwnTimeout });
    bus.asyncCall(message);
}

} // namespace blkera
