// SPDX-License-Identifier: GPL-2.0-or-later
#include "service/property_map.h"

#include "dbus/names.h"

#include <QMetaProperty>
#include <QStringList>

namespace blkera {

QVariantMap propertiesOf(const QObject& object)
{
    const QMetaObject& type = *object.metaObject();
    QVariantMap all;
    for (int i = type.propertyOffset(); i < type.propertyCount(); ++i) {
        const QMetaProperty property = type.property(i);
        all.insert(QLatin1String(property.name()), property.read(&object));
    }
    return all;
}

QVariantMap differenceOf(const QVariantMap& before, const QVariantMap& now)
{
    QVariantMap difference;
    for (auto property = now.cbegin(); property != now.cend(); ++property) {
        if (before.value(property.key()) != property.value())
            difference.insert(property.key(), property.value());
    }
    return difference;
}

QDBusMessage propertiesChanged(const QString& path, const char* interface,
                               const QVariantMap& changed)
{
    QDBusMessage signal = QDBusMessage::createSignal(
        path, QLatin1String(names::kPropertiesInterface), QStringLiteral("PropertiesChanged"));
    signal << QLatin1String(interface) << changed << QStringList();
    return signal;
}

} // namespace blkera
