// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "device/device_registry.h"
#include "workflow/checkpoints.h"
#include "workflow/chronicle.h"

#include <chrono>
#include <map>

#include <QObject>
#include <QTimer>

namespace blkera {

// Takes the checkpoints that the configuration asks for. What is due is the first time of the
// schedule after the current era began: so nothing has to be remembered, and what was due while
// there was no daemon is made up for.
class Scheduler : public QObject {
    Q_OBJECT

public:
    // All outlive it.
    Scheduler(DeviceRegistry& registry, Chronicle& chronicle, Checkpoints& checkpoints,
              QObject* parent = nullptr);

private:
    using Time = std::chrono::system_clock::time_point;

    void plan(Device& device, Time after);
    void planNext();
    void takeWhatIsDue();
    void take(Device& device);

    DeviceRegistry& m_registry;
    Chronicle& m_chronicle;
    Checkpoints& m_checkpoints;
    std::map<QString, Time> m_due; // by device
    QTimer m_timer;
};

} // namespace blkera
