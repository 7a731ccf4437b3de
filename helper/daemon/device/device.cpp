// SPDX-License-Identifier: GPL-2.0-or-later
#include "device/device.h"

#include "device/target_run.h"

#include <algorithm>
#include <array>
#include <utility>

namespace blkera {

namespace {

// A target says what changes. It is asked now and then should its connection have gone.
constexpr int kRefreshMs = 60'000;
// Of what was published a moment ago, the next change waits.
constexpr int kPublishEveryMs = 500;
// But these never.
constexpr std::array kUrgent { "State", "Failure", "DevicePath", "ServedBy" };

// What a target says of itself; a word of a later version is taken for the worst.
DeviceState servedState(const QString& word)
{
    for (const DeviceState state :
         { DeviceState::Running, DeviceState::MetadataFull, DeviceState::NeedsCheck,
           DeviceState::Stalled, DeviceState::Suspended }) {
        if (word == toQString(state))
            return state;
    }
    return DeviceState::Failed;
}

} // namespace

QString toQString(DeviceState state)
{
    switch (state) {
    case DeviceState::Stopped:
        return QStringLiteral("stopped");
    case DeviceState::Starting:
        return QStringLiteral("starting");
    case DeviceState::Recovering:
        return QStringLiteral("recovering");
    case DeviceState::Running:
        return QStringLiteral("running");
    case DeviceState::MetadataFull:
        return QStringLiteral("metadata-full");
    case DeviceState::NeedsCheck:
        return QStringLiteral("needs-check");
    case DeviceState::Failed:
        return QStringLiteral("failed");
    case DeviceState::Stalled:
        return QStringLiteral("stalled");
    case DeviceState::Suspended:
        return QStringLiteral("suspended");
    case DeviceState::Stopping:
        return QStringLiteral("stopping");
    }
    return {};
}

Device::Device(const DeviceConfig& config, QString configDirectory, TargetFiles files,
               TargetLauncher& launcher, QObject* parent)
    : QObject(parent)
    , m_config(config)
    , m_configDirectory(std::move(configDirectory))
    , m_launcher(launcher)
    , m_keeper(name(), std::move(files), launcher,
               { [this] { return readConfig(); },
                 [this](Finished finished) { refresh(std::move(finished)); } },
               this)
    , m_published(changingProperties())
{
    m_refreshTimer.setInterval(kRefreshMs);
    m_refreshTimer.setTimerType(Qt::VeryCoarseTimer);
    m_publishTimer.setInterval(kPublishEveryMs);
    m_publishTimer.setSingleShot(true);
    m_publishTimer.callOnTimeout(this, &Device::publish);
    m_refreshTimer.callOnTimeout(this, [this] { refresh({}); });
    connect(&m_keeper, &TargetKeeper::changed, this, &Device::keeperChanged);
    connect(&m_keeper, &TargetKeeper::statusChanged, this, &Device::takeStatus);
}

DeviceState Device::state() const
{
    switch (m_keeper.phase()) {
    case TargetKeeper::Phase::Stopped:
        return DeviceState::Stopped;
    case TargetKeeper::Phase::Starting:
        return DeviceState::Starting;
    case TargetKeeper::Phase::Recovering:
        return DeviceState::Recovering;
    case TargetKeeper::Phase::Served:
        return m_word;
    case TargetKeeper::Phase::Stopping:
        return DeviceState::Stopping;
    }
    return {};
}

QString Device::failure() const
{
    return m_keeper.isServed() ? m_targetFailure : m_keeper.failure();
}

bool Device::isAtRest() const
{
    return m_keeper.phase() == TargetKeeper::Phase::Stopped && !m_isResizing;
}

bool Device::takeConfig(const DeviceConfig& config)
{
    const bool isTaken = isAtRest();
    if (isTaken)
        m_config = config;
    else
        m_config.schedule = config.schedule; // the target has no part in it
    emit configChanged();
    publish();
    return isTaken;
}

// People edit the file while nobody serves the device.
Result<std::string> Device::readConfig()
{
    const std::string file = deviceConfigPath(m_configDirectory.toStdString(), m_config.name);
    auto config = readDeviceConfig(file);
    if (!config)
        return config.error();
    if (m_config != *config) {
        m_config = *config;
        emit configChanged();
    }
    return file;
}

void Device::keeperChanged()
{
    if (m_keeper.isServed()) {
        m_refreshTimer.start();
    } else {
        m_refreshTimer.stop();
        m_refreshing = false;
    }
    if (!m_keeper.hasTarget()) { // the next one speaks for itself
        m_word = DeviceState::Running;
        m_targetFailure.clear();
    }
    if (m_keeper.phase() == TargetKeeper::Phase::Stopped) {
        m_devicePath.clear();
        m_servedBy.clear();
        m_currentEra = 0;
        m_figures = {};
    }
    publish();
}

void Device::start(Finished finished)
{
    if (m_isResizing)
        m_startAfterResize.push_back(std::move(finished));
    else
        m_keeper.start(std::move(finished));
}

void Device::stop(Finished finished)
{
    askForLastWords([this, finished = std::move(finished)] { m_keeper.stop(finished); });
}

void Device::restart(Finished finished)
{
    askForLastWords([this, finished = std::move(finished)] { m_keeper.restart(finished); });
}

void Device::askForLastWords(std::function<void()> next)
{
    if (!m_keeper.isServed()) {
        next();
        return;
    }
    eras(0,
         [this, next = std::move(next)](const std::optional<BusError>& error,
                                        const QVariantList& values) {
             if (!error)
                 emit lastWords(values);
             next();
         });
}

void Device::status(LineAnswer answer)
{
    m_keeper.call("Status", {}, TargetClient::kShortTimeoutMs,
                  [this, answer = std::move(answer)](const std::optional<BusError>& error,
                                                     const QVariantList& values) {
                      if (!error)
                          takeStatus(values);
                      answer(error, error ? QString() : values.value(0).toString());
                  });
}

void Device::statistics(ValuesAnswer answer)
{
    m_keeper.call("Statistics", {}, TargetClient::kShortTimeoutMs, std::move(answer));
}

void Device::refresh(Finished finished)
{
    if (m_refreshing && !finished)
        return;
    m_refreshing = true;
    status([this, finished = std::move(finished)](const std::optional<BusError>& error,
                                                  const QString&) {
        m_refreshing = false;
        if (finished)
            finished(error);
    });
}

// line, state, failure, current_era, device_path, frontend, size, metadata_used, metadata_total,
// metadata_snapshot
void Device::takeStatus(const QVariantList& values)
{
    const auto phase = m_keeper.phase();
    if (phase == TargetKeeper::Phase::Stopped || phase == TargetKeeper::Phase::Stopping
        || values.size() < 5)
        return;
    m_word = servedState(values[1].toString());
    m_targetFailure = values[2].toString();
    m_currentEra = values[3].toUInt();
    m_devicePath = values[4].toString();
    m_servedBy = values.value(5).toString();
    m_figures = { values.value(6).toULongLong(), values.value(7).toULongLong(),
                  values.value(8).toULongLong(), values.value(9).toULongLong() };
    if (m_keeper.isServed()) // else that is told with it
        publish();
}

void Device::eras(quint32 after, ValuesAnswer answer)
{
    m_keeper.call("Eras", { after }, TargetClient::kShortTimeoutMs, std::move(answer));
}

void Device::lists(ValuesAnswer answer)
{
    m_keeper.call("Lists", {}, TargetClient::kShortTimeoutMs, std::move(answer));
}

void Device::hold(quint32 limitMs, Finished finished)
{
    m_keeper.call("Hold", { limitMs }, TargetClient::kShortTimeoutMs,
                  [finished = std::move(finished)](const std::optional<BusError>& error,
                                                   const QVariantList&) { finished(error); });
}

void Device::release(HeldAnswer answer)
{
    m_keeper.call("Release", {}, TargetClient::kShortTimeoutMs,
                  [answer = std::move(answer)](const std::optional<BusError>& error,
                                               const QVariantList& values) {
                      answer(error, values.value(0).toBool());
                  });
}

void Device::checkpoint(const QString& note, EraAnswer answer)
{
    m_keeper.call("Checkpoint", { note }, TargetClient::kNoTimeout,
                  [this, answer = std::move(answer)](const std::optional<BusError>& error,
                                                     const QVariantList& values) {
                      const quint32 era = values.value(0).toUInt();
                      if (!error) {
                          m_currentEra = era;
                          publish();
                      } else if (m_keeper.hasTarget()) {
                          refresh({});
                      }
                      answer(error, era);
                  });
}

void Device::takeMetadataSnapshot(const QString& note, Finished finished)
{
    m_keeper.call("TakeMetadataSnapshot", { note }, TargetClient::kNoTimeout,
                  [this, finished = std::move(finished)](const std::optional<BusError>& error,
                                                         const QVariantList&) {
                      if (error) {
                          finished(error);
                          return;
                      }
                      // It began a new era, too.
                      refresh(
                          [finished](const std::optional<BusError>&) { finished(std::nullopt); });
                  });
}

void Device::suspend(Finished finished)
{
    m_keeper.call("Suspend", {}, TargetClient::kNoTimeout,
                  [this, finished = std::move(finished)](const std::optional<BusError>& error,
                                                         const QVariantList&) {
                      refreshThen([finished, error] { finished(error); });
                  });
}

void Device::resume(EraAnswer answer)
{
    m_keeper.call("Resume", {}, TargetClient::kNoTimeout,
                  [this, answer = std::move(answer)](const std::optional<BusError>& error,
                                                     const QVariantList& values) {
                      refreshThen(
                          [answer, error, era = values.value(0).toUInt()] { answer(error, era); });
                  });
}

void Device::dropMetadataSnapshot(Finished finished)
{
    m_keeper.call("DropMetadataSnapshot", {}, TargetClient::kNoTimeout,
                  [this, finished = std::move(finished)](const std::optional<BusError>& error,
                                                         const QVariantList&) {
                      refreshThen([finished, error] { finished(error); });
                  });
}

void Device::changedBlocks(quint64 job, quint32 since, quint32 until, const QString& format,
                           const QDBusUnixFileDescriptor& output, ValuesAnswer answer)
{
    m_keeper.call("ChangedBlocks", { job, since, until, format, QVariant::fromValue(output) },
                  TargetClient::kNoTimeout, std::move(answer));
}

void Device::cancelList(quint64 job, Finished finished)
{
    m_keeper.call("CancelList", { job }, TargetClient::kShortTimeoutMs,
                  [finished = std::move(finished)](const std::optional<BusError>& error,
                                                   const QVariantList&) { finished(error); });
}

void Device::map(const QVariantList& arguments, ValuesAnswer answer)
{
    m_keeper.call("GetMap", arguments, TargetClient::kNoTimeout, std::move(answer));
}

void Device::histogram(const QVariantList& arguments, ValuesAnswer answer)
{
    m_keeper.call("GetHistogram", arguments, TargetClient::kNoTimeout, std::move(answer));
}

void Device::resize(bool force, ValuesAnswer answer)
{
    if (m_isResizing) {
        answer(busy(QStringLiteral("%1: its size is being changed already; try again later")
                        .arg(name())),
               {});
        return;
    }
    switch (m_keeper.phase()) {
    case TargetKeeper::Phase::Starting:
    case TargetKeeper::Phase::Stopping:
        m_keeper.afterwards([this, force, answer = std::move(answer)] { resize(force, answer); });
        return;
    case TargetKeeper::Phase::Recovering:
        answer(notServed(), {});
        return;
    case TargetKeeper::Phase::Stopped:
        resizeStopped(force, std::move(answer));
        return;
    case TargetKeeper::Phase::Served:
        break;
    }
    m_keeper.call("Resize", { force }, TargetClient::kNoTimeout,
                  [this, answer = std::move(answer)](const std::optional<BusError>& error,
                                                     const QVariantList& values) {
                      // It began a new era, and may have made room.
                      refreshThen([answer, error, values] { answer(error, values); });
                  });
}

void Device::refreshThen(std::function<void()> next)
{
    if (m_keeper.hasTarget())
        refresh([next = std::move(next)](const std::optional<BusError>&) { next(); });
    else
        next();
}

void Device::resizeStopped(bool force, ValuesAnswer answer)
{
    m_isResizing = true;
    QStringList arguments { QStringLiteral("--resize"), QStringLiteral("--config"),
                            QString::fromStdString(
                                deviceConfigPath(m_configDirectory.toStdString(), m_config.name)) };
    if (force)
        arguments << QStringLiteral("--force");
    new TargetRun(
        m_launcher, name(), arguments,
        [this, answer = std::move(answer)](const std::optional<BusError>& error,
                                           const QJsonObject& outcome) {
            m_isResizing = false;
            const auto number
                = [&](const char* key) { return outcome.value(QLatin1String(key)).toInteger(); };
            answer(error,
                   { qulonglong(number("size")), uint(number("old_blocks")), uint(number("blocks")),
                     qulonglong(number("old_metadata_blocks")),
                     qulonglong(number("metadata_blocks")), true });
            for (Finished& finished : std::exchange(m_startAfterResize, {}))
                start(std::move(finished));
        },
        this);
}

std::optional<BusError> Device::setSchedule(const Schedule& schedule)
{
    if (const auto written
        = writeSchedule(m_configDirectory.toStdString(), m_config.name, schedule);
        !written)
        return failed(QString::fromStdString(written.error().message()));
    m_config.schedule = schedule;
    emit configChanged();
    publish();
    return std::nullopt;
}

void Device::setNextCheckpoint(qint64 timeUs)
{
    m_nextCheckpointUs = timeUs;
    publish();
}

void Device::publish()
{
    const QVariantMap now = changingProperties();
    QVariantMap difference;
    for (auto property = now.cbegin(); property != now.cend(); ++property) {
        if (m_published.value(property.key()) != property.value())
            difference.insert(property.key(), property.value());
    }
    if (difference.isEmpty())
        return;
    const bool isUrgent = std::ranges::any_of(kUrgent, [&difference](const char* property) {
        return difference.contains(QLatin1String(property));
    });
    if (m_publishTimer.isActive() && !isUrgent)
        return; // it comes with what else has changed by then
    m_published = now;
    m_publishTimer.start();
    emit changed(difference);
}

QVariantMap Device::changingProperties() const
{
    return {
        { QStringLiteral("Origin"), QString::fromStdString(m_config.origin) },
        { QStringLiteral("Metadata"), QString::fromStdString(m_config.metadata) },
        { QStringLiteral("OriginId"), QString::fromStdString(m_config.originId) },
        { QStringLiteral("MetadataId"), QString::fromStdString(m_config.metadataId) },
        { QStringLiteral("BlockSize"), m_config.blockSizeSectors },
        { QStringLiteral("Frontend"), QString::fromLatin1(blkera::toString(m_config.frontend)) },
        { QStringLiteral("Queues"), uint { m_config.queues } },
        { QStringLiteral("QueueDepth"), uint { m_config.queueDepth } },
        { QStringLiteral("State"), toQString(state()) },
        { QStringLiteral("Failure"), failure() },
        { QStringLiteral("DevicePath"), m_devicePath },
        { QStringLiteral("ServedBy"), m_servedBy },
        { QStringLiteral("CurrentEra"), m_currentEra },
        { QStringLiteral("Schedule"), QString::fromStdString(blkera::toString(m_config.schedule)) },
        { QStringLiteral("NextCheckpoint"), qulonglong(m_nextCheckpointUs) },
        { QStringLiteral("Size"), m_figures.sizeSectors },
        { QStringLiteral("MetadataUsed"), m_figures.metadataUsed },
        { QStringLiteral("MetadataTotal"), m_figures.metadataTotal },
        { QStringLiteral("MetadataSnapshot"), m_figures.metadataSnapshot },
    };
}

} // namespace blkera
