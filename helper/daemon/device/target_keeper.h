// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/result.h"
#include "device/target_client.h"
#include "device/target_launcher.h"

#include <functional>
#include <string>
#include <vector>

#include <QObject>
#include <QString>
#include <QTimer>

namespace blkera {

// The process that serves a device: brought to life, taken over if it runs since before the daemon,
// and followed by another when it dies.
class TargetKeeper : public QObject {
    Q_OBJECT

public:
    enum class Phase {
        Stopped,
        Starting,
        Recovering, // its target died, the next one is on its way
        Served,
        Stopping,
    };

    struct Owner {
        // The file to start a target with; read again, because people edit it meanwhile.
        std::function<Result<std::string>()> configFile;
        // Asks a new target how it is; the device is served when that has come to an end.
        std::function<void(Finished)> greet;
    };

    // `launcher` outlives it.
    TargetKeeper(QString name, TargetFiles files, TargetLauncher& launcher, Owner owner,
                 QObject* parent);

    Phase phase() const { return m_phase; }

    // Whether a target serves the block device, whatever it can do at the moment.
    bool isServed() const { return m_phase == Phase::Served; }

    // Of the last target, or the last attempt to have one; empty while served.
    QString failure() const { return m_failure; }

    // Why no verb can be asked of the target; nothing if one can.
    std::optional<BusError> notServed() const;

    // Looks for a target that runs already, from before the daemon's start, or that has died since.
    // `asked` is called when it has said how it is, or at once if there is none.
    void adopt(std::function<void()> asked);

    // What a start that somebody else tried has come to; of no interest unless it is stopped.
    void noteFailure(const QString& why);

    // Both at once, if that is how it is; also, whoever asks again meanwhile waits for the same
    // end.
    void start(Finished finished);
    void stop(Finished finished); // Busy while the block device is open

    // Another process serves the block device, which waits for it. Called when that is so.
    void restart(Finished finished);

    // Calls it when the start or stop that is under way has come to its end, whichever way.
    void afterwards(std::function<void()> next);

    // A method of org.blkera.Target1. Error NotRunning if there is no target.
    void call(const char* method, const QVariantList& arguments, int timeoutMs,
              TargetClient::Answer answer);

    // A target is there to be asked; it may be on its way up, or down.
    bool hasTarget() const { return m_client != nullptr; }

signals:
    void changed(); // phase() or failure()
    void statusChanged(const QVariantList& values); // see TargetClient

private:
    bool openClient();
    void launch();
    void launched(const std::optional<BusError>& error);
    void targetEnded();
    void become(Phase phase, const QString& failure = {});
    void becomeRecovering(const QString& failure);
    void stopRecovering();
    void removeLeftover();
    bool leftItsSocket() const;
    void endWaiting(const std::optional<BusError>& error);

    const QString m_name;
    const TargetFiles m_files;
    TargetLauncher& m_launcher;
    const Owner m_owner;

    Phase m_phase = Phase::Stopped;
    QString m_failure;
    TargetClient* m_client = nullptr; // a child; null while no target is known
    std::vector<Finished> m_waiting; // for the end of Starting or Stopping
    QTimer m_relaunchTimer; // runs between two attempts to recover
    int m_attemptsOfSystemd = 0; // that it has before we start the next target ourselves
    bool m_isRestarting = false; // until its target has ended
};

} // namespace blkera
