// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "access/bus_error.h"
#include "config/device_config.h"
#include "device/target_launcher.h"

#include <functional>

#include <QJsonObject>
#include <QObject>
#include <QTemporaryDir>

namespace blkera {

// Has blkera-target check the devices of a new configuration and format the metadata where that is
// wanted. Deletes itself when it has called `finished`, with the configuration that holds: the
// block size that counts, and the ids of both devices.
class DeviceCreation : public QObject {
    Q_OBJECT

public:
    using Answer
        = std::function<void(const std::optional<BusError>& error, const DeviceConfig& complete)>;

    DeviceCreation(const DeviceConfig& config, bool forceFormat, const TargetLauncher& launcher,
                   Answer finished, QObject* parent);

private:
    void prepared(const QJsonObject& outcome);
    void finish(const std::optional<BusError>& error);

    DeviceConfig m_config;
    Answer m_finished;
    QTemporaryDir m_folder; // of the configuration file, until the outcome is known
};

} // namespace blkera
