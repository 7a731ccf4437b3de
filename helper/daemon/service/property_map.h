// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <QDBusMessage>
#include <QObject>
#include <QString>
#include <QVariantMap>

namespace blkera {

// The properties that the object's own class declares, by name.
QVariantMap propertiesOf(const QObject& object);

// What has another value in `now`.
QVariantMap differenceOf(const QVariantMap& before, const QVariantMap& now);

// The standard signal.
QDBusMessage propertiesChanged(const QString& path, const char* interface,
                               const QVariantMap& changed);

} // namespace blkera
