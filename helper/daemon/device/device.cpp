// SPDX-License-Identifier: GPL-2.0-or-later
#include "device/device.h"

#include "device/log_tail.h"
#include "device/target_run.h"

#include <algorithm>
#include <utility>

#include <QFile>

namespace blkera {

namespace {

constexpr int kRefreshMs = 2'000;
// What was asked of a target that has ended is answered with an error within this time.
constexpr int kLastAnswersMs = 1'000;
// Whoever uses the device of a dead target waits. It is tried for ever, but not in a hurry once it
// has failed.
constexpr int kFirstRelaunchMs = 100;
constexpr int kLongestRelaunchMs = 5'000;
// A target of systemd's is started again by systemd; looked for after 0.1, 0.3 ... 6.3 seconds.
constexpr int kAttemptsOfSystemd = 6;

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
    , m_files(std::move(files))
    , m_launcher(launcher)
    , m_published(changingProperties())
{
    m_refreshTimer.setInterval(kRefreshMs);
    m_refreshTimer.callOnTimeout(this, [this] { refresh({}); });
    m_relaunchTimer.setSingleShot(true);
    m_relaunchTimer.callOnTimeout(this, [this] { launch(); });
}

void Device::adopt(std::function<void()> asked)
{
    if (TargetClient::answers(m_files.socket(name()))) {
        m_state = DeviceState::Recovering; // it may be about to die
        m_waiting.push_back(
            [asked = std::move(asked)](const std::optional<BusError>&) { asked(); });
        launched(std::nullopt);
        return;
    }
    if (leftItsSocket())
        becomeRecovering(QStringLiteral("%1: the target ended unexpectedly").arg(name()));
    asked();
}

bool Device::openClient()
{
    m_client = TargetClient::open(name(), m_files.socket(name()), this);
    if (!m_client)
        return false;
    m_attemptsOfSystemd = m_client->isServiceOfSystemd() ? kAttemptsOfSystemd : 0;
    connect(m_client, &TargetClient::ended, this, &Device::targetEnded);
    m_refreshTimer.start();
    return true;
}

void Device::start(Finished finished)
{
    if (isServed()) {
        finished(std::nullopt);
        return;
    }
    if (m_state == DeviceState::Stopping || m_isResizing) {
        afterwards(&Device::start, std::move(finished));
        return;
    }
    m_waiting.push_back(std::move(finished));
    if (m_state == DeviceState::Starting || m_state == DeviceState::Recovering)
        return;
    m_state = DeviceState::Starting;
    m_failure.clear();
    publish();
    launch();
}

void Device::launch()
{
    // People edit the file while nobody serves the device.
    const std::string file = deviceConfigPath(m_configDirectory.toStdString(), m_config.name);
    auto config = readDeviceConfig(file);
    if (!config) {
        launched(failed(QString::fromStdString(config.error().message())));
        return;
    }
    m_config = *config;
    // Two that are started at once would only keep each other out.
    if (m_state == DeviceState::Recovering && m_attemptsOfSystemd > 0) {
        --m_attemptsOfSystemd;
        if (TargetClient::answers(m_files.socket(name())))
            launched(std::nullopt);
        else if (leftItsSocket())
            becomeRecovering(m_failure); // whoever waits goes on waiting
        else
            launched(failed(m_failure));
        return;
    }
    m_launcher.launch(name(), QString::fromStdString(file),
                      [this](const std::optional<BusError>& error) { launched(error); });
}

void Device::launched(const std::optional<BusError>& error)
{
    std::optional<BusError> outcome = error;
    if (!outcome && !openClient())
        outcome = failed(QStringLiteral("%1: the target ended at once; see %2")
                             .arg(name(), m_files.log(name())));
    if (outcome) {
        // A target that was refused for good, and for which nobody waits, takes the socket with it.
        if (m_state == DeviceState::Recovering && leftItsSocket())
            becomeRecovering(outcome->message);
        else
            becomeStopped(outcome->message);
        endWaiting(outcome);
        return;
    }
    m_relaunchTimer.setInterval(0);
    refresh([this, client = m_client](const std::optional<BusError>& refreshError) {
        if (m_client != client)
            return; // it has ended, and whoever waited knows
        if (m_state == DeviceState::Starting || m_state == DeviceState::Recovering) {
            m_failure.clear();
            m_state = DeviceState::Running;
            publish();
        }
        endWaiting(refreshError);
    });
}

void Device::stop(Finished finished)
{
    if (m_state == DeviceState::Stopped) {
        finished(std::nullopt);
        return;
    }
    const bool isLaunching = m_state == DeviceState::Starting
        || (m_state == DeviceState::Recovering && !m_relaunchTimer.isActive());
    if (isLaunching) {
        afterwards(&Device::stop, std::move(finished));
        return;
    }
    m_waiting.push_back(std::move(finished));
    if (m_state == DeviceState::Stopping)
        return;
    const DeviceState before = std::exchange(m_state, DeviceState::Stopping);
    publish();
    if (before == DeviceState::Recovering) {
        stopRecovering();
        return;
    }
    // Success is known when the process has ended: only then are the devices free again.
    callTarget("Stop", {}, TargetClient::kNoTimeout,
               [this, before](const std::optional<BusError>& error, const QVariantList&) {
                   if (!error || m_state != DeviceState::Stopping)
                       return;
                   m_state = before;
                   publish();
                   endWaiting(error);
               });
}

// The target leaves its socket behind when it hands over, and is followed by another as if it had
// died.
void Device::restart(Finished finished)
{
    if (!isServed()) {
        finished(notServed());
        return;
    }
    if (m_isRestarting) {
        finished(
            busy(QStringLiteral("%1 is being restarted already; try again later").arg(name())));
        return;
    }
    m_isRestarting = true;
    callTarget("HandOver", {}, TargetClient::kNoTimeout,
               [this, finished = std::move(finished)](const std::optional<BusError>& error,
                                                      const QVariantList&) {
                   if (error) {
                       m_isRestarting = false;
                       finished(error);
                   } else if (m_client) {
                       m_waiting.push_back(finished); // for the target's end, and its successor
                   } else {
                       start(finished);
                   }
               });
}

void Device::targetEnded()
{
    const bool died = leftItsSocket();
    const bool expected = m_state == DeviceState::Stopping && !died;
    const bool isRestarting = std::exchange(m_isRestarting, false) && died;
    const QString word = lastLineOfFile(m_files.log(name()));
    QTimer::singleShot(kLastAnswersMs, m_client, &QObject::deleteLater);
    m_client = nullptr;
    m_refreshTimer.stop();
    m_refreshing = false;
    QString failure;
    if (!expected && !isRestarting) {
        failure = QStringLiteral("%1: the target ended unexpectedly").arg(name());
        if (!word.isEmpty())
            failure += QLatin1String(": ") + word;
    }
    if (died && m_state != DeviceState::Starting)
        becomeRecovering(failure);
    else
        becomeStopped(failure);
    if (isRestarting && m_state == DeviceState::Recovering)
        return; // whoever waits, waits for the next one
    endWaiting(expected ? std::nullopt : std::make_optional(failed(failure)));
}

void Device::becomeStopped(const QString& failure)
{
    m_state = DeviceState::Stopped;
    m_failure = failure;
    m_devicePath.clear();
    m_servedBy.clear();
    m_currentEra = 0;
    publish();
}

// A target that comes to its end by itself, whatever the end, removes its socket.
bool Device::leftItsSocket() const
{
    return QFile::exists(m_files.socket(name()));
}

void Device::becomeRecovering(const QString& failure)
{
    m_state = DeviceState::Recovering;
    m_failure = failure;
    publish();
    const int last = m_relaunchTimer.interval();
    m_relaunchTimer.start(std::clamp(2 * last, kFirstRelaunchMs, kLongestRelaunchMs));
}

// There is no target to be asked: the block device that waits for one is taken away.
void Device::stopRecovering()
{
    m_relaunchTimer.stop();
    const QStringList arguments { QStringLiteral("--remove-leftover"), QStringLiteral("--name"),
                                  name(), QStringLiteral("--runtime-dir"),
                                  m_files.runtimeDirectory };
    new TargetRun(
        name(), m_files, arguments,
        [this](const std::optional<BusError>& error, const QJsonObject&) {
            if (error) {
                becomeRecovering(m_failure);
            } else {
                QFile::remove(m_files.socket(name()));
                becomeStopped({});
            }
            endWaiting(error);
        },
        this);
}

// Does it when what is under way has ended, whichever way.
void Device::afterwards(void (Device::*verb)(Finished), Finished finished)
{
    m_waiting.push_back([this, verb, finished = std::move(finished)](
                            const std::optional<BusError>&) { (this->*verb)(finished); });
}

void Device::endWaiting(const std::optional<BusError>& error)
{
    for (const Finished& finished : std::exchange(m_waiting, {}))
        finished(error);
}

void Device::callTarget(const char* method, const QVariantList& arguments, int timeoutMs,
                        TargetClient::Answer answer)
{
    if (m_client) {
        m_client->call(method, arguments, timeoutMs, std::move(answer));
        return;
    }
    answer(notServed(), {});
}

std::optional<BusError> Device::notServed() const
{
    if (isServed())
        return std::nullopt;
    const QString text = m_state == DeviceState::Recovering
        ? QStringLiteral("%1: its target died and is being started again; try again later (%2)")
              .arg(name(), m_failure)
        : QStringLiteral("%1 is not running; start it first").arg(name());
    return BusError { QLatin1String(names::kErrorNotRunning), text };
}

void Device::status(LineAnswer answer)
{
    callTarget("Status", {}, TargetClient::kShortTimeoutMs,
               [this, answer = std::move(answer)](const std::optional<BusError>& error,
                                                  const QVariantList& values) {
                   if (!error)
                       takeStatus(values);
                   answer(error, error ? QString() : values.value(0).toString());
               });
}

void Device::statistics(StatisticsAnswer answer)
{
    callTarget("Statistics", {}, TargetClient::kShortTimeoutMs,
               [answer = std::move(answer)](const std::optional<BusError>& error,
                                            const QVariantList& values) {
                   answer(error, values.value(0));
               });
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

// line, state, failure, current_era, device_path, frontend
void Device::takeStatus(const QVariantList& values)
{
    if (m_state == DeviceState::Stopped || m_state == DeviceState::Stopping || values.size() < 5)
        return;
    m_state = servedState(values[1].toString());
    m_failure = values[2].toString();
    m_currentEra = values[3].toUInt();
    m_devicePath = values[4].toString();
    m_servedBy = values.value(5).toString();
    publish();
}

void Device::checkpoint(EraAnswer answer)
{
    callTarget("Checkpoint", {}, TargetClient::kNoTimeout,
               [this, answer = std::move(answer)](const std::optional<BusError>& error,
                                                  const QVariantList& values) {
                   const quint32 era = values.value(0).toUInt();
                   if (!error) {
                       m_currentEra = era;
                       publish();
                   } else if (m_client) {
                       refresh({});
                   }
                   answer(error, era);
               });
}

void Device::takeMetadataSnapshot(Finished finished)
{
    callTarget("TakeMetadataSnapshot", {}, TargetClient::kNoTimeout,
               [this, finished = std::move(finished)](const std::optional<BusError>& error,
                                                      const QVariantList&) {
                   if (error) {
                       finished(error);
                       return;
                   }
                   // It began a new era, too.
                   refresh([finished](const std::optional<BusError>&) { finished(std::nullopt); });
               });
}

void Device::suspend(Finished finished)
{
    callTarget("Suspend", {}, TargetClient::kNoTimeout,
               [this, finished = std::move(finished)](const std::optional<BusError>& error,
                                                      const QVariantList&) {
                   refreshThen([finished, error] { finished(error); });
               });
}

void Device::resume(EraAnswer answer)
{
    callTarget("Resume", {}, TargetClient::kNoTimeout,
               [this, answer = std::move(answer)](const std::optional<BusError>& error,
                                                  const QVariantList& values) {
                   refreshThen(
                       [answer, error, era = values.value(0).toUInt()] { answer(error, era); });
               });
}

void Device::dropMetadataSnapshot(Finished finished)
{
    callTarget("DropMetadataSnapshot", {}, TargetClient::kNoTimeout,
               [finished = std::move(finished)](const std::optional<BusError>& error,
                                                const QVariantList&) { finished(error); });
}

void Device::changedSince(quint32 since, const QString& format,
                          const QDBusUnixFileDescriptor& output, CountAnswer answer)
{
    callTarget("ChangedSince", { since, format, QVariant::fromValue(output) },
               TargetClient::kNoTimeout,
               [answer = std::move(answer)](const std::optional<BusError>& error,
                                            const QVariantList& values) {
                   answer(error, values.value(0).toULongLong());
               });
}

void Device::changedBetween(quint32 since, quint32 until, const QString& format,
                            const QDBusUnixFileDescriptor& output, ListAnswer answer)
{
    callTarget("ChangedBetween", { since, until, format, QVariant::fromValue(output) },
               TargetClient::kNoTimeout,
               [answer = std::move(answer)](const std::optional<BusError>& error,
                                            const QVariantList& values) {
                   answer(error, values.value(0).toULongLong(), values.value(1).toULongLong());
               });
}

void Device::resize(bool force, ResizeAnswer answer)
{
    if (m_isResizing) {
        answer(busy(QStringLiteral("%1: its size is being changed already; try again later")
                        .arg(name())),
               {});
        return;
    }
    if (m_state == DeviceState::Starting || m_state == DeviceState::Stopping) {
        m_waiting.push_back([this, force, answer = std::move(answer)](
                                const std::optional<BusError>&) { resize(force, answer); });
        return;
    }
    if (m_state == DeviceState::Recovering) {
        answer(notServed(), {});
        return;
    }
    if (!isServed()) {
        resizeStopped(force, std::move(answer));
        return;
    }
    callTarget("Resize", { force }, TargetClient::kNoTimeout,
               [this, answer = std::move(answer)](const std::optional<BusError>& error,
                                                  const QVariantList& values) {
                   // It began a new era, and may have made room.
                   refreshThen([answer, error, values] { answer(error, values); });
               });
}

void Device::refreshThen(std::function<void()> next)
{
    if (m_client)
        refresh([next = std::move(next)](const std::optional<BusError>&) { next(); });
    else
        next();
}

void Device::resizeStopped(bool force, ResizeAnswer answer)
{
    m_isResizing = true;
    QStringList arguments { QStringLiteral("--resize"), QStringLiteral("--config"),
                            QString::fromStdString(
                                deviceConfigPath(m_configDirectory.toStdString(), m_config.name)) };
    if (force)
        arguments << QStringLiteral("--force");
    new TargetRun(
        name(), m_files, arguments,
        [this, answer = std::move(answer)](const std::optional<BusError>& error,
                                           const QJsonObject& outcome) {
            m_isResizing = false;
            const auto number
                = [&](const char* key) { return outcome.value(QLatin1String(key)).toInteger(); };
            answer(error,
                   { qulonglong(number("size")), uint(number("old_blocks")), uint(number("blocks")),
                     qulonglong(number("old_metadata_blocks")),
                     qulonglong(number("metadata_blocks")), true });
            endWaiting(std::nullopt);
        },
        this);
}

void Device::publish()
{
    const QVariantMap now = changingProperties();
    QVariantMap difference;
    for (auto property = now.cbegin(); property != now.cend(); ++property) {
        if (m_published.value(property.key()) != property.value())
            difference.insert(property.key(), property.value());
    }
    m_published = now;
    if (!difference.isEmpty())
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
        { QStringLiteral("State"), toQString(m_state) },
        { QStringLiteral("Failure"), m_failure },
        { QStringLiteral("DevicePath"), m_devicePath },
        { QStringLiteral("ServedBy"), m_servedBy },
        { QStringLiteral("CurrentEra"), m_currentEra },
    };
}

} // namespace blkera
