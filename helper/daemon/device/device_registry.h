// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "access/bus_error.h"
#include "config/device_config.h"
#include "device/device.h"
#include "device/target_launcher.h"

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <QFileSystemWatcher>
#include <QList>
#include <QObject>
#include <QString>
#include <QStringList>
#include <QTimer>

namespace blkera {

// What a reload has found, by names of devices.
struct ReloadOutcome {
    QStringList added; // they are stopped, or were running already
    QStringList changed; // at once
    QStringList changedLater; // running: at their next start
    QStringList removed;
    QStringList removedLater; // running: when they are stopped
    QStringList errors; // sentences about files that cannot be understood: all stays as it was

    // Sentences for people, one for each of the above.
    QStringList messages() const;
};

// All devices that are configured, by name.
class DeviceRegistry : public QObject {
    Q_OBJECT

public:
    using DeviceAnswer = std::function<void(const std::optional<BusError>& error, Device* device)>;

    // `configDirectory` holds the files NAME.conf; `daemonConfigFile` says where files may be
    // devices (DaemonConfig). `launcher` outlives the registry.
    DeviceRegistry(QString configDirectory, QString daemonConfigFile, TargetFiles files,
                   TargetLauncher& launcher, QObject* parent = nullptr);

    // Reads every file and finds the targets that run already; once, at the start. A file that
    // cannot be understood is reported on stderr, and its device left alone. `done` is called when
    // every target has said how it is, or has had a few seconds for it.
    void scan(std::function<void()> done);

    // Reads every file again. Nothing that runs is disturbed, and whether a device is started at
    // boot stays as it is.
    ReloadOutcome reload();

    Device* find(const QString& name) const; // null if there is none
    QList<Device*> devices() const;

    // Checks, formats where wanted, writes the configuration, starts. After an error there is no
    // device and no file; only the metadata device may have been formatted.
    void create(const DeviceConfig& config, bool forceFormat, bool start, DeviceAnswer answer);
    std::optional<BusError> remove(const QString& name);

    static BusError notFound(const QString& name);
    // Why nobody can be called that, or the device not be removed, as things are.
    std::optional<BusError> taken(const QString& name) const;
    static std::optional<BusError> notRemovable(const Device& device);

signals:
    void created(const QString& name); // before it is added
    void added(blkera::Device* device);
    void removed(const QString& name);

private:
    Result<void> takeFileDirectories(); // after an error they are what they were
    std::optional<BusError> check(const DeviceConfig& config) const;
    void prepared(const DeviceConfig& config, bool start, const DeviceAnswer& answer);
    Device* makeDevice(const DeviceConfig& config);
    void findTargets();
    std::map<QString, Result<DeviceConfig>> readFiles() const; // by name of the file
    void removeIfGone(Device* device);
    void forget(Device* device);

    QString m_configDirectory;
    QString m_daemonConfigFile;
    std::vector<std::string> m_fileDirectories;
    TargetFiles m_files;
    TargetLauncher& m_launcher;
    // Others start targets too: people, and systemd when a disk comes late.
    QFileSystemWatcher m_sockets;
    QTimer m_soon; // when a new socket is listened on
    std::map<QString, Device*> m_devices; // children
    std::set<QString> m_creating; // names that are about to be taken
    std::set<QString> m_gone; // names whose files went while they were running
};

} // namespace blkera
