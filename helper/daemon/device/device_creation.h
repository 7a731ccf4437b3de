// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "access/bus_error.h"
#include "config/device_config.h"
#include "device/target_launcher.h"

#include <functional>

#include <QObject>
#include <QTemporaryDir>

namespace blkera {

// Has blkera-target check the devices of a new configuration and format the metadata where that is
// wanted. Deletes itself when it has called `finished`, with the block size that counts.
class DeviceCreation : public QObject {
    Q_OBJECT

public:
    using Answer = std::function<void(const std::optional<BusError>& error, quint32 blockSize)>;

    DeviceCreation(const DeviceConfig& config, bool forceFormat, const TargetFiles& files,
                   Answer finished, QObject* parent);

private:
    void finish(const std::optional<BusError>& error, quint32 blockSize = 0);

    Answer m_finished;
    QTemporaryDir m_folder; // of the configuration file, until the outcome is known
};

} // namespace blkera
