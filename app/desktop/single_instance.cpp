// SPDX-License-Identifier: GPL-2.0-or-later
#include "desktop/single_instance.h"

#include <QDBusConnection>
#include <QDBusMessage>

namespace blkera {
namespace {

const QString kName = QStringLiteral("org.blkera.BlockEras");
const QString kPath = QStringLiteral("/org/blkera/BlockEras");
const QString kInterface = QStringLiteral("org.freedesktop.Application");
const QString kShow = QStringLiteral("show-device");

} // namespace

SingleInstance::SingleInstance(QObject* parent)
    : QObject(parent)
{
}

bool SingleInstance::begin(const QString& device)
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return true;
    bus.registerObject(kPath, this, QDBusConnection::ExportAllSlots);
    if (bus.registerService(kName))
        return true;
    QDBusMessage message = QDBusMessage::createMethodCall(
        kName, kPath, kInterface,
        device.isEmpty() ? QStringLiteral("Activate") : QStringLiteral("ActivateAction"));
    if (device.isEmpty())
        message.setArguments({ QVariantMap() });
    else
        message.setArguments({ kShow, QVariantList { device }, QVariantMap() });
    bus.send(message);
    return false;
}

void SingleInstance::Activate(const QVariantMap&)
{
    emit wanted({});
}

void SingleInstance::Open(const QStringList&, const QVariantMap&)
{
    emit wanted({});
}

void SingleInstance::ActivateAction(const QString& action, const QVariantList& parameters,
                                    const QVariantMap&)
{
    emit wanted(action == kShow ? parameters.value(0).toString() : QString());
}

} // namespace blkera
