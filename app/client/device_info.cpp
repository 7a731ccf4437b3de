// SPDX-License-Identifier: GPL-2.0-or-later
#include "client/device_info.h"

#include "client/texts.h"

#include <QMetaType>

namespace blkera {
namespace {

template <class T> bool take(const QVariantMap& properties, const char* name, T& into)
{
    const QVariant value = properties.value(QLatin1String(name));
    if (value.metaType() != QMetaType::fromType<T>())
        return false;
    into = value.value<T>();
    return true;
}

} // namespace

Outcome<DeviceInfo> deviceInfo(const QVariantMap& properties)
{
    DeviceInfo info;
    const bool complete = take(properties, "Name", info.name)
        && take(properties, "Origin", info.origin) && take(properties, "Metadata", info.metadata)
        && take(properties, "OriginId", info.originId)
        && take(properties, "MetadataId", info.metadataId)
        && take(properties, "BlockSize", info.blockSizeSectors)
        && take(properties, "Frontend", info.frontend) && take(properties, "Queues", info.queues)
        && take(properties, "QueueDepth", info.queueDepth) && take(properties, "State", info.state)
        && take(properties, "Failure", info.failure)
        && take(properties, "DevicePath", info.devicePath)
        && take(properties, "ServedBy", info.servedBy)
        && take(properties, "CurrentEra", info.currentEra)
        && take(properties, "Size", info.sizeSectors)
        && take(properties, "MetadataUsed", info.metadataUsed)
        && take(properties, "MetadataTotal", info.metadataTotal)
        && take(properties, "MetadataSnapshot", info.metadataSnapshot)
        && take(properties, "Schedule", info.schedule)
        && take(properties, "NextCheckpoint", info.nextCheckpointUs);
    if (!complete) {
        return ClientError { ClientError::Kind::Failed,
                             Texts::tr("the daemon describes a device in another way: use blkera "
                                       "and blkerad of the same version") };
    }
    return info;
}

} // namespace blkera
