// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "device/device_registry.h"

#include <QObject>
#include <QTimer>

namespace blkera {

// What systemd is told of the daemon: that it is ready, loads its configuration anew, or ends; and
// how many devices there are and are served, for `systemctl status`.
class ServiceState : public QObject {
    Q_OBJECT

public:
    explicit ServiceState(DeviceRegistry& registry, QObject* parent = nullptr);

    void ready();
    void reloading();
    void stopping();

private:
    void watch(Device* device);
    QByteArray figures() const;
    void tell();

    DeviceRegistry& m_registry;
    QTimer m_soon; // once for all that changes at a time
    QByteArray m_told;
};

} // namespace blkera
