// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "access/bus_error.h"
#include "config/device_config.h"
#include "device/target_keeper.h"

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

// One configured device. What it says of itself comes from memory; its target, while there is one,
// tells what changes, and is asked after every verb.
class Device : public QObject {
    Q_OBJECT

public:
    using EraAnswer = std::function<void(const std::optional<BusError>& error, quint32 era)>;
    using LineAnswer
        = std::function<void(const std::optional<BusError>& error, const QString& line)>;
    using HeldAnswer = std::function<void(const std::optional<BusError>& error, bool held)>;
    // The values of the method of org.blkera.Device1, as the target has said them.
    using ValuesAnswer = TargetClient::Answer;

    // `configDirectory` holds NAME.conf. `launcher` outlives the device.
    Device(const DeviceConfig& config, QString configDirectory, TargetFiles files,
           TargetLauncher& launcher, QObject* parent);

    const DeviceConfig& config() const { return m_config; }

    QString name() const { return QString::fromStdString(m_config.name); }

    DeviceState state() const;
    QString failure() const;

    QString devicePath() const { return m_devicePath; }

    // The frontend that was chosen, "ublk" or "fuse"; empty while stopped.
    QString servedBy() const { return m_servedBy; }

    quint32 currentEra() const { return m_currentEra; }

    // Of Size, MetadataUsed, MetadataTotal and MetadataSnapshot.
    struct Figures {
        quint64 sizeSectors = 0;
        quint64 metadataUsed = 0;
        quint64 metadataTotal = 0;
        quint64 metadataSnapshot = 0;
    };

    const Figures& figures() const { return m_figures; }

    // Nothing serves it, or is about to, or changes its size.
    bool isAtRest() const;

    bool isServed() const { return m_keeper.isServed(); }

    // The file says something else now. False if it holds from the next start, because a target
    // runs.
    bool takeConfig(const DeviceConfig& config);

    // Of the schedule, in microseconds since 1970; 0: none. Whoever keeps it says so.
    qint64 nextCheckpointUs() const { return m_nextCheckpointUs; }

    void setNextCheckpoint(qint64 timeUs);
    // Keeps it in the configuration file.
    std::optional<BusError> setSchedule(const Schedule& schedule);

    // See TargetKeeper.
    std::optional<BusError> notServed() const { return m_keeper.notServed(); }

    void noteFailure(const QString& why) { m_keeper.noteFailure(why); }

    void adopt(std::function<void()> asked) { m_keeper.adopt(std::move(asked)); }

    void start(Finished finished);

    void stop(Finished finished);
    void restart(Finished finished);

    // Also while the device is stopped: then nobody starts or removes it meanwhile.
    void resize(bool force, ValuesAnswer answer);

    bool isResizing() const { return m_isResizing; }

    // Error NotRunning if no target serves the device.
    void status(LineAnswer answer);
    void statistics(ValuesAnswer answer);
    // `note` comes back with the era; see Target1.Checkpoint.
    void checkpoint(const QString& note, EraAnswer answer);
    // No request begins until release(); see Target1.Hold.
    void hold(quint32 limitMs, Finished finished);
    void release(HeldAnswer answer);
    // What Target1.Eras and Target1.Lists say.
    void eras(quint32 after, ValuesAnswer answer);
    void lists(ValuesAnswer answer);
    void suspend(Finished finished);
    void resume(EraAnswer answer);
    void takeMetadataSnapshot(const QString& note, Finished finished);
    void dropMetadataSnapshot(Finished finished);
    // `job`: what cancelList() and the target know it by.
    void changedBlocks(quint64 job, quint32 since, quint32 until, const QString& format,
                       const QDBusUnixFileDescriptor& output, ValuesAnswer answer);
    void cancelList(quint64 job, Finished finished);
    void map(const QVariantList& arguments, ValuesAnswer answer);
    void histogram(const QVariantList& arguments, ValuesAnswer answer);

signals:
    // Properties of org.blkera.Device1 that have other values now: at once if one of them is State
    // or what goes with it, else twice a second at most.
    void changed(const QVariantMap& properties);
    // What its target had to say of its eras before it was asked to end: see eras().
    void lastWords(const QVariantList& eras);
    // config() is another; what runs takes some of it at the next start only.
    void configChanged();

private:
    Result<std::string> readConfig();
    void resizeStopped(bool force, ValuesAnswer answer);
    void askForLastWords(std::function<void()> next);
    void refresh(Finished finished);
    void refreshThen(std::function<void()> next); // if there is a target, and whatever it says
    void takeStatus(const QVariantList& values);
    void keeperChanged();
    void publish();
    QVariantMap changingProperties() const;

    DeviceConfig m_config;
    QString m_configDirectory;
    TargetLauncher& m_launcher;
    TargetKeeper m_keeper;

    // What the target has said, as long as there is one.
    DeviceState m_word = DeviceState::Running;
    QString m_targetFailure;
    QString m_devicePath;
    QString m_servedBy;
    quint32 m_currentEra = 0;
    Figures m_figures;
    qint64 m_nextCheckpointUs = 0;
    QVariantMap m_published;

    QTimer m_publishTimer; // runs while nothing but what is urgent is published
    QTimer m_refreshTimer;
    bool m_refreshing = false;
    bool m_isResizing = false; // while it is stopped
    std::vector<Finished> m_startAfterResize;
};

} // namespace blkera
