// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "client/device_info.h"
#include "models/device_words.h"
#include "widgets/dialogs/block_devices.h"

#include <optional>

namespace blkera {

// What there is to say about a field of a device to be made. Error: the service would refuse it.
struct Finding {
    Severity severity = Severity::None;
    QString text;

    bool isError() const { return severity == Severity::Error; }
};

// What the fields of a new device say, while they are being filled in.
struct DeviceDraft {
    QString name;
    QString origin;
    QString metadata;
    QString blockSize; // as typed: "64KiB", "128"; empty: the default
};

// The checks that the daemon makes too, so that nonsense is refused without asking for a password.
// Nothing is wrong with an empty field: it has not been filled in yet.
class DeviceChecks {
public:
    // Borrowed: the block devices of the machine. `existing`: the era devices there are.
    DeviceChecks(const BlockDeviceModel& blockDevices, const QList<DeviceInfo>& existing);

    Finding name(const DeviceDraft& draft) const;
    Finding origin(const DeviceDraft& draft) const;
    Finding metadata(const DeviceDraft& draft) const;
    Finding blockSize(const DeviceDraft& draft) const;

    // Sectors of 512 bytes; 0 for the default. Nothing: it is not a size, or cannot be used.
    static std::optional<quint32> blockSizeSectors(const QString& text);

private:
    Finding path(const QString& path, const HostDevice* device) const;
    bool isSame(const QString& one, const QString& other) const;
    Finding room(const DeviceDraft& draft) const;

    const BlockDeviceModel& m_blockDevices;
    QList<DeviceInfo> m_existing;
};

} // namespace blkera
