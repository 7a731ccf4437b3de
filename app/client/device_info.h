// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "client/outcome.h"

#include <QString>
#include <QVariantMap>

namespace blkera {

// What org.blkera.Device1 says of one device; the words are those of its XML.
struct DeviceInfo {
    QString name;
    QString origin;
    QString metadata;
    QString originId; // empty: not checked
    QString metadataId;
    quint32 blockSizeSectors = 0;
    QString frontend;
    quint32 queues = 0;
    quint32 queueDepth = 0;
    QString state;
    QString failure;
    QString devicePath; // empty while stopped
    QString servedBy; // empty while stopped
    quint32 currentEra = 0; // 0 while stopped
    quint64 sizeSectors = 0; // 0 while stopped
    quint64 metadataUsed = 0; // blocks of 4 KiB, of so many; 0 while stopped
    quint64 metadataTotal = 0;
    quint64 metadataSnapshot = 0; // the block where one is held; 0: none
    QString schedule; // empty: no checkpoints by themselves
    quint64 nextCheckpointUs = 0; // since 1970; 0: none

    bool operator==(const DeviceInfo&) const = default;
};

// Errors: Failed if a property of the interface is missing or of another type.
Outcome<DeviceInfo> deviceInfo(const QVariantMap& properties);
// Takes in what has changed; what is of another type is left as it is.
void update(DeviceInfo& info, const QVariantMap& changed);

// What Resize has made of a device; see org.blkera.Device1.Resize.
struct Resized {
    quint64 sizeSectors = 0;
    quint32 oldBlocks = 0;
    quint32 blocks = 0;
    quint64 oldMetadataBlocks = 0;
    quint64 metadataBlocks = 0;
    bool visible = true;
};

// What a new device is to be; see org.blkera.Manager1.CreateDevice.
struct NewDevice {
    QString name;
    QString origin;
    QString metadata;
    quint32 blockSizeSectors = 0; // 0: what the metadata says, or the default
    QString frontend;
    quint32 queues = 0;
    quint32 queueDepth = 0;
    bool forceFormat = false;
    bool start = true;
};

} // namespace blkera
