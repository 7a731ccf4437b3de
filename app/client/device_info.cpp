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

// Calls `take(name, member)` for each property, and says whether all calls were true.
template <class Take> bool forEachProperty(DeviceInfo& info, Take take)
{
    bool all = true;
    all &= take("Name", info.name);
    all &= take("Origin", info.origin);
    all &= take("Metadata", info.metadata);
    all &= take("OriginId", info.originId);
    all &= take("MetadataId", info.metadataId);
    all &= take("BlockSize", info.blockSizeSectors);
    all &= take("Frontend", info.frontend);
    all &= take("Queues", info.queues);
    all &= take("QueueDepth", info.queueDepth);
    all &= take("State", info.state);
    all &= take("Failure", info.failure);
    all &= take("DevicePath", info.devicePath);
    all &= take("ServedBy", info.servedBy);
    all &= take("CurrentEra", info.currentEra);
    all &= take("Size", info.sizeSectors);
    all &= take("MetadataUsed", info.metadataUsed);
    all &= take("MetadataTotal", info.metadataTotal);
    all &= take("MetadataSnapshot", info.metadataSnapshot);
    all &= take("Schedule", info.schedule);
    all &= take("NextCheckpoint", info.nextCheckpointUs);
    return all;
}

} // namespace

Outcome<DeviceInfo> deviceInfo(const QVariantMap& properties)
{
    DeviceInfo info;
    const bool isComplete = forEachProperty(
        info, [&](const char* name, auto& member) { return take(properties, name, member); });
    if (!isComplete) {
        return ClientError { ClientError::Kind::Failed,
                             Texts::tr("the daemon describes devices as this program does not "
                                       "know them: use a daemon and a program of the same "
                                       "version") };
    }
    return info;
}

void update(DeviceInfo& info, const QVariantMap& changed)
{
    forEachProperty(info,
                    [&](const char* name, auto& member) { return take(changed, name, member); });
}

} // namespace blkera
