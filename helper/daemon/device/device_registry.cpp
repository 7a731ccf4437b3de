// SPDX-License-Identifier: GPL-2.0-or-later
#include "device/device_registry.h"

#include "config/daemon_config.h"
#include "device/device_creation.h"
#include "device/device_path.h"
#include "device/target_client.h"

#include <cstdio>
#include <memory>

#include <QDir>
#include <QFile>

namespace blkera {

namespace {

constexpr QLatin1String kSuffix(".conf");
constexpr int kSoonMs = 50;

QString text(const Error& error)
{
    return QString::fromStdString(error.message());
}

BusError exists(const QString& name)
{
    return { QLatin1String(names::kErrorExists),
             QStringLiteral("%1 exists already; remove it or use another name").arg(name) };
}

} // namespace

DeviceRegistry::DeviceRegistry(QString configDirectory, QString daemonConfigFile, TargetFiles files,
                               TargetLauncher& launcher, QObject* parent)
    : QObject(parent)
    , m_configDirectory(std::move(configDirectory))
    , m_daemonConfigFile(std::move(daemonConfigFile))
    , m_files(std::move(files))
    , m_launcher(launcher)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(kSoonMs);
    m_soon.callOnTimeout(this, &DeviceRegistry::findTargets);
    connect(&m_sockets, &QFileSystemWatcher::directoryChanged, this, [this] { m_soon.start(); });
    m_sockets.addPath(m_files.runtimeDirectory);
    connect(&launcher, &TargetLauncher::startFailed, this,
            [this](const QString& name, const QString& why) {
                if (Device* device = find(name))
                    device->noteFailure(why);
            });
}

void DeviceRegistry::findTargets()
{
    for (const auto& [name, device] : m_devices) {
        if (device->isAtRest() && TargetClient::answers(m_files.socket(name)))
            device->adopt([] {});
    }
}

void DeviceRegistry::scan(std::function<void()> done)
{
    if (const auto taken = takeFileDirectories(); !taken)
        std::fprintf(stderr, "blkerad: no files are let in: %s\n", taken.error().message().c_str());
    // Calls `done` when the last of its holders has gone.
    const auto open = std::shared_ptr<void>(nullptr, [done = std::move(done)](void*) { done(); });
    for (const auto& [name, config] : readFiles()) {
        if (!config) {
            std::fprintf(stderr, "blkerad: left alone: %s\n", config.error().message().c_str());
            continue;
        }
        Device* device = makeDevice(*config);
        device->adopt([open] {});
        emit added(device);
    }
}

std::map<QString, Result<DeviceConfig>> DeviceRegistry::readFiles() const
{
    std::map<QString, Result<DeviceConfig>> configs;
    const QDir folder(m_configDirectory);
    const QStringList files = folder.entryList({ u'*' + kSuffix }, QDir::Files | QDir::Hidden);
    for (const QString& file : files)
        configs.emplace(file.chopped(kSuffix.size()),
                        readDeviceConfig(folder.filePath(file).toStdString()));
    return configs;
}

Result<void> DeviceRegistry::takeFileDirectories()
{
    auto config = readDaemonConfig(m_daemonConfigFile.toStdString());
    if (!config)
        return config.error();
    m_fileDirectories = std::move(config->fileDirectories);
    return {};
}

ReloadOutcome DeviceRegistry::reload()
{
    ReloadOutcome outcome;
    if (const auto taken = takeFileDirectories(); !taken)
        outcome.errors << QStringLiteral("left alone: %1").arg(text(taken.error()));
    const std::map<QString, Result<DeviceConfig>> files = readFiles();
    for (const auto& [name, config] : files) {
        m_gone.erase(name);
        Device* device = find(name);
        if (!config) {
            outcome.errors << QStringLiteral("left alone: %1").arg(text(config.error()));
        } else if (!device) {
            device = makeDevice(*config);
            device->adopt([] {});
            emit added(device);
            outcome.added << name;
        } else if (device->config() != *config) {
            (device->takeConfig(*config) ? outcome.changed : outcome.changedLater) << name;
        }
    }
    for (Device* device : devices()) {
        if (files.contains(device->name()))
            continue;
        m_gone.insert(device->name());
        (device->isAtRest() ? outcome.removed : outcome.removedLater) << device->name();
        removeIfGone(device);
    }
    return outcome;
}

QStringList ReloadOutcome::messages() const
{
    QStringList all;
    const auto say = [&all](const QStringList& names, const QString& sentence) {
        for (const QString& name : names)
            all << sentence.arg(name);
    };
    say(added, QStringLiteral("%1: added"));
    say(changed, QStringLiteral("%1: has new settings"));
    say(changedLater, QStringLiteral("%1: is running; its new settings hold from the next start"));
    say(removed, QStringLiteral("%1: removed, because its file is gone"));
    say(removedLater,
        QStringLiteral("%1: is running; without a file it is removed when it is stopped"));
    return all + errors;
}

void DeviceRegistry::removeIfGone(Device* device)
{
    if (m_gone.contains(device->name()) && device->isAtRest())
        forget(device);
}

void DeviceRegistry::forget(Device* device)
{
    const QString name = device->name();
    m_gone.erase(name);
    m_devices.erase(name);
    device->disconnect(this);
    device->deleteLater();
    emit removed(name);
}

Device* DeviceRegistry::find(const QString& name) const
{
    const auto found = m_devices.find(name);
    return found == m_devices.end() ? nullptr : found->second;
}

QList<Device*> DeviceRegistry::devices() const
{
    QList<Device*> all;
    for (const auto& [name, device] : m_devices)
        all << device;
    return all;
}

BusError DeviceRegistry::notFound(const QString& name)
{
    return { QLatin1String(names::kErrorNotFound),
             QStringLiteral("there is no device called %1; see blkera list").arg(name) };
}

std::optional<BusError> DeviceRegistry::taken(const QString& name) const
{
    if (m_devices.contains(name) || m_creating.contains(name))
        return exists(name);
    return std::nullopt;
}

void DeviceRegistry::create(const DeviceConfig& config, bool forceFormat, bool start,
                            DeviceAnswer answer)
{
    if (const auto refused = check(config)) {
        answer(refused, nullptr);
        return;
    }
    m_creating.insert(QString::fromStdString(config.name));
    new DeviceCreation(
        config, forceFormat, m_launcher,
        [this, start, answer = std::move(answer)](const std::optional<BusError>& error,
                                                  const DeviceConfig& complete) {
            m_creating.erase(QString::fromStdString(complete.name));
            if (error)
                answer(error, nullptr);
            else
                prepared(complete, start, answer);
        },
        this);
}

std::optional<BusError> DeviceRegistry::check(const DeviceConfig& config) const
{
    if (const auto sound = checkDeviceConfig(config); !sound)
        return invalidArguments(text(sound.error()));
    const QString name = QString::fromStdString(config.name);
    const std::string file = deviceConfigPath(m_configDirectory.toStdString(), config.name);
    if (const auto refused = taken(name))
        return refused;
    if (QFile::exists(QString::fromStdString(file)))
        return exists(name);
    for (const std::string* path : { &config.origin, &config.metadata }) {
        const auto usable = checkDevicePath(*path, m_fileDirectories);
        if (!usable)
            return invalidArguments(text(usable.error()));
        for (const auto& [other, device] : m_devices) {
            if (keyOf(device->config().origin) == *usable
                || keyOf(device->config().metadata) == *usable)
                return busy(QStringLiteral("%1 belongs to the device %2; remove that first")
                                .arg(QString::fromStdString(*path), other));
        }
    }
    return std::nullopt;
}

void DeviceRegistry::prepared(const DeviceConfig& config, bool start, const DeviceAnswer& answer)
{
    // Meanwhile another may have been created on the same devices.
    if (const auto refused = check(config)) {
        answer(refused, nullptr);
        return;
    }
    const auto written = writeDeviceConfig(m_configDirectory.toStdString(), config);
    if (!written) {
        answer(failed(text(written.error())), nullptr);
        return;
    }
    Device* device = makeDevice(config);
    if (!start) {
        m_launcher.setStartedAtBoot(device->name(), true);
        emit created(device->name());
        emit added(device);
        answer(std::nullopt, device);
        return;
    }
    device->start([this, device, answer](const std::optional<BusError>& error) {
        if (!error) {
            m_launcher.setStartedAtBoot(device->name(), true);
            emit created(device->name());
            emit added(device);
            answer(std::nullopt, device);
            return;
        }
        if (remove(device->name()))
            emit added(device); // its target lives, so it has to be there to be stopped
        answer(error, nullptr);
    });
}

std::optional<BusError> DeviceRegistry::notRemovable(const Device& device)
{
    if (device.state() != DeviceState::Stopped)
        return busy(QStringLiteral("%1 is running; stop it first").arg(device.name()));
    if (device.isResizing())
        return busy(
            QStringLiteral("%1: its size is being changed; try again later").arg(device.name()));
    return std::nullopt;
}

std::optional<BusError> DeviceRegistry::remove(const QString& name)
{
    Device* device = find(name);
    if (!device)
        return notFound(name);
    if (const auto refused = notRemovable(*device))
        return refused;
    const QString file = QString::fromStdString(
        deviceConfigPath(m_configDirectory.toStdString(), device->config().name));
    if (!QFile::remove(file) && QFile::exists(file))
        return failed(QStringLiteral("%1 cannot be removed").arg(file));
    m_launcher.setStartedAtBoot(name, false);
    QFile::remove(m_files.log(name));
    QFile::remove(m_files.state(name));
    forget(device);
    return std::nullopt;
}

Device* DeviceRegistry::makeDevice(const DeviceConfig& config)
{
    auto* device = new Device(config, m_configDirectory, m_files, m_launcher, this);
    m_devices[device->name()] = device;
    connect(device, &Device::changed, this, [this, device] { removeIfGone(device); });
    return device;
}

} // namespace blkera
