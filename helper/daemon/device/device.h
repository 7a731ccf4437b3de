// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "access/bus_error.h"
#include "config/device_config.h"
#include "device/target_client.h"
#include "device/target_launcher.h"

#include <functional>
#include <vector>

#include <QDBusUnixFileDescriptor>
#include <QObject>
#include <QString>
#include <QTimer>
#include <QVariantMap>

namespace blkera {

// Those of a device that is served are the target's words; see Device1.State.
enum class DeviceState {
    Stopped,
    Starting,
    Recovering, // its target died, the next one is on its way
    Running,
    MetadataFull,
    NeedsCheck,
    Failed,
    Stalled,
    Suspended,
    Stopping,
};

QString toQString(DeviceState state);

// One configured device, and the process that serves it while there is one. What it says of itself
// comes from memory; the target is asked every few seconds and after every verb.
class Device : public QObject {
    Q_OBJECT

public:
    using EraAnswer = std::function<void(const std::optional<BusError>& error, quint32 era)>;
    using LineAnswer
        = std::function<void(const std::optional<BusError>& error, const QString& line)>;
    // What Resize answers: size, old_blocks, blocks, old_metadata_blocks, metadata_blocks, visible.
    using ResizeAnswer
        = std::function<void(const std::optional<BusError>& error, const QVariantList& values)>;
    // What Statistics answers, as the target has said it.
    using StatisticsAnswer
        = std::function<void(const std::optional<BusError>& error, const QVariant& statistics)>;
    using CountAnswer = std::function<void(const std::optional<BusError>& error, quint64 count)>;
    using ListAnswer = std::function<void(const std::optional<BusError>& error, quint64 blocks,
                                          quint64 uncertain)>;

    // `configDirectory` holds NAME.conf. `launcher` outlives the device.
    Device(const DeviceConfig& config, QString configDirectory, TargetFiles files,
           TargetLauncher& launcher, QObject* parent);

    const DeviceConfig& config() const { return m_config; }

    QString name() const { return QString::fromStdString(m_config.name); }

    DeviceState state() const { return m_state; }

    QString failure() const { return m_failure; }

    QString devicePath() const { return m_devicePath; }

    // The frontend that was chosen, "ublk" or "fuse"; empty while stopped.
    QString servedBy() const { return m_servedBy; }

    quint32 currentEra() const { return m_currentEra; }

    // Whether a target serves the block device, whatever it can do at the moment.
    bool isServed() const
    {
        return m_state != DeviceState::Stopped && m_state != DeviceState::Starting
            && m_state != DeviceState::Recovering && m_state != DeviceState::Stopping;
    }

    // Why no verb can be asked of the target; nothing if one can.
    std::optional<BusError> notServed() const;

    // Looks for a target that runs already, from before the daemon's start, or that has died since.
    // `asked` is called when it has said how it is, or at once if there is none.
    void adopt(std::function<void()> asked);

    // Both at once, if that is how it is; also, whoever asks again meanwhile waits for the same
    // end.
    void start(Finished finished);
    void stop(Finished finished); // Busy while the block device is open

    // Another process serves the block device, which waits for it. Called when that is so.
    void restart(Finished finished);

    // Also while the device is stopped: then nobody starts or removes it meanwhile.
    void resize(bool force, ResizeAnswer answer);

    bool isResizing() const { return m_isResizing; }

    // Error NotRunning if no target serves the device.
    void status(LineAnswer answer);
    void statistics(StatisticsAnswer answer);
    void checkpoint(EraAnswer answer);
    void suspend(Finished finished);
    void resume(EraAnswer answer);
    void takeMetadataSnapshot(Finished finished);
    void dropMetadataSnapshot(Finished finished);
    void changedSince(quint32 since, const QString& format, const QDBusUnixFileDescriptor& output,
                      CountAnswer answer);
    void changedBetween(quint32 since, quint32 until, const QString& format,
                        const QDBusUnixFileDescriptor& output, ListAnswer answer);

signals:
    // Properties of org.blkera.Device1 that have other values now.
    void changed(const QVariantMap& properties);

private:
    void resizeStopped(bool force, ResizeAnswer answer);
    bool openClient();
    void launch();
    void launched(const std::optional<BusError>& error);
    void targetEnded();
    void callTarget(const char* method, const QVariantList& arguments, int timeoutMs,
                    TargetClient::Answer answer);
    void refresh(Finished finished);
    void refreshThen(std::function<void()> next); // if there is a target, and whatever it says
    void takeStatus(const QVariantList& values);
    void becomeStopped(const QString& failure);
    void becomeRecovering(const QString& failure);
    void stopRecovering();
    bool leftItsSocket() const;
    void afterwards(void (Device::*verb)(Finished), Finished finished);
    void endWaiting(const std::optional<BusError>& error);
    void publish();
    QVariantMap changingProperties() const;

    DeviceConfig m_config;
    QString m_configDirectory;
    TargetFiles m_files;
    TargetLauncher& m_launcher;

    DeviceState m_state = DeviceState::Stopped;
    QString m_failure;
    QString m_devicePath;
    QString m_servedBy;
    quint32 m_currentEra = 0;
    QVariantMap m_published;

    TargetClient* m_client = nullptr; // a child; null while no target is known
    std::vector<Finished> m_waiting; // for the end of Starting or Stopping
    QTimer m_refreshTimer;
    QTimer m_relaunchTimer; // runs between two attempts to recover
    int m_attemptsOfSystemd = 0; // that it has before we start the next target ourselves
    bool m_refreshing = false;
    bool m_isResizing = false; // while it is stopped
    bool m_isRestarting = false; // until its target has ended
};

} // namespace blkera
