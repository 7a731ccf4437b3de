// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "access/bus_error.h"
#include "device/target_launcher.h"

#include <functional>

#include <QJsonObject>
#include <QObject>
#include <QProcess>
#include <QStringList>

namespace blkera {

// One that goes on to its end when nobody waits for it any more.
class LastingProcess : public QProcess {
public:
    using QProcess::QProcess;

    // That of a process that is known to run would kill it, and wait.
    ~LastingProcess() override { setProcessState(QProcess::NotRunning); }
};

// One run of blkera-target that serves nothing: it does something to the devices, prints the
// outcome as a line of JSON and ends. Deletes itself when it has called `finished`, which is later.
class TargetRun : public QObject {
    Q_OBJECT

public:
    using Answer
        = std::function<void(const std::optional<BusError>& error, const QJsonObject& outcome)>;

    // `name` is the device's.
    TargetRun(const TargetLauncher& launcher, const QString& name, const QStringList& arguments,
              Answer finished, QObject* parent);

private:
    void ended();
    void finish(const std::optional<BusError>& error, const QJsonObject& outcome = {});

    QString m_name;
    Answer m_finished;
    LastingProcess m_process;
};

} // namespace blkera
