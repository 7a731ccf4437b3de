// SPDX-License-Identifier: GPL-2.0-or-later
#include "device/target_keeper.h"

#include "access/journal.h"
#include "device/target_run.h"

#include <algorithm>
#include <utility>

#include <QFile>

namespace blkera {

namespace {

// What was asked of a target that has ended is answered with an error within this time.
constexpr int kLastAnswersMs = 1'000;
// Whoever uses the device of a dead target waits. It is tried for ever, but not in a hurry once it
// has failed.
constexpr int kFirstRelaunchMs = 100;
constexpr int kLongestRelaunchMs = 5'000;
// A target of systemd's is started again by systemd; looked for after 0.1, 0.3 ... 6.3 seconds.
constexpr int kAttemptsOfSystemd = 6;

} // namespace

TargetKeeper::TargetKeeper(QString name, TargetFiles files, TargetLauncher& launcher, Owner owner,
                           QObject* parent)
    : QObject(parent)
    , m_name(std::move(name))
    , m_files(std::move(files))
    , m_launcher(launcher)
    , m_owner(std::move(owner))
{
    m_relaunchTimer.setSingleShot(true);
    m_relaunchTimer.callOnTimeout(this, [this] { launch(); });
}

void TargetKeeper::adopt(std::function<void()> asked)
{
    if (TargetClient::answers(m_files.socket(m_name))) {
        m_phase = Phase::Recovering; // it may be about to die
        afterwards(std::move(asked));
        launched(std::nullopt);
        return;
    }
    if (leftItsSocket()) {
        const QString failure = QStringLiteral("%1: the target ended unexpectedly").arg(m_name);
        journal(JournalEvent::TargetDied, m_name, failure);
        becomeRecovering(failure);
    } else {
        m_launcher.askForStart(m_name);
    }
    asked();
}

void TargetKeeper::noteFailure(const QString& why)
{
    if (m_phase == Phase::Stopped)
        become(Phase::Stopped, why);
}

bool TargetKeeper::openClient()
{
    m_client = TargetClient::open(m_name, m_files.socket(m_name), this);
    if (!m_client)
        return false;
    m_attemptsOfSystemd = m_client->isServiceOfSystemd() ? kAttemptsOfSystemd : 0;
    connect(m_client, &TargetClient::ended, this, &TargetKeeper::targetEnded);
    connect(m_client, &TargetClient::statusChanged, this,
            [this, client = m_client](const QVariantList& values) {
                if (m_client == client)
                    emit statusChanged(values);
            });
    return true;
}

void TargetKeeper::start(Finished finished)
{
    if (isServed()) {
        finished(std::nullopt);
        return;
    }
    if (m_phase == Phase::Stopping) {
        afterwards([this, finished = std::move(finished)] { start(finished); });
        return;
    }
    m_waiting.push_back(std::move(finished));
    if (m_phase == Phase::Starting || m_phase == Phase::Recovering)
        return;
    become(Phase::Starting);
    launch();
}

void TargetKeeper::launch()
{
    const Result<std::string> file = m_owner.configFile();
    if (!file) {
        launched(failed(QString::fromStdString(file.error().message())));
        return;
    }
    // Two that are started at once would only keep each other out.
    if (m_phase == Phase::Recovering && m_attemptsOfSystemd > 0) {
        --m_attemptsOfSystemd;
        if (TargetClient::answers(m_files.socket(m_name)))
            launched(std::nullopt);
        else if (leftItsSocket())
            becomeRecovering(m_failure); // whoever waits goes on waiting
        else
            launched(failed(m_failure));
        return;
    }
    m_launcher.launch(m_name, QString::fromStdString(*file),
                      [this](const std::optional<BusError>& error) { launched(error); });
}

void TargetKeeper::launched(const std::optional<BusError>& error)
{
    std::optional<BusError> outcome = error;
    if (!outcome && !openClient())
        outcome = failed(QStringLiteral("%1: the target ended at once: %2")
                             .arg(m_name, m_launcher.lastWords(m_name)));
    if (outcome) {
        // A target that was refused for good, and for which nobody waits, takes the socket with it.
        if (m_phase == Phase::Recovering && leftItsSocket())
            becomeRecovering(outcome->message);
        else
            become(Phase::Stopped, outcome->message);
        endWaiting(outcome);
        return;
    }
    m_relaunchTimer.setInterval(0);
    m_owner.greet([this, client = m_client](const std::optional<BusError>& greeted) {
        if (m_client != client)
            return; // it has ended, and whoever waited knows
        if (m_phase == Phase::Starting)
            journal(JournalEvent::DeviceStarted, m_name, QStringLiteral("%1: started").arg(m_name));
        else if (m_phase == Phase::Recovering && !m_failure.isEmpty())
            journal(JournalEvent::TargetRestarted, m_name,
                    QStringLiteral("%1: served again after its target had died").arg(m_name));
        if (m_phase == Phase::Starting || m_phase == Phase::Recovering)
            become(Phase::Served);
        endWaiting(greeted);
    });
}

void TargetKeeper::stop(Finished finished)
{
    if (m_phase == Phase::Stopped && TargetClient::answers(m_files.socket(m_name))) {
        adopt([this, finished = std::move(finished)] { stop(finished); });
        return;
    }
    if (m_phase == Phase::Stopped) {
        // systemd may wait for a disk.
        m_launcher.endAttempts(
            m_name, [this, finished = std::move(finished)](const std::optional<BusError>& error) {
                if (!error)
                    noteFailure({});
                finished(error);
            });
        return;
    }
    const bool isLaunching = m_phase == Phase::Starting
        || (m_phase == Phase::Recovering && !m_relaunchTimer.isActive());
    if (isLaunching) {
        afterwards([this, finished = std::move(finished)] { stop(finished); });
        return;
    }
    m_waiting.push_back(std::move(finished));
    if (m_phase == Phase::Stopping)
        return;
    if (m_phase == Phase::Recovering) {
        become(Phase::Stopping, m_failure);
        stopRecovering();
        return;
    }
    become(Phase::Stopping);
    // Success is known when the process has ended: only then are the devices free again.
    call("Stop", {}, TargetClient::kNoTimeout,
         [this](const std::optional<BusError>& error, const QVariantList&) {
             if (!error || m_phase != Phase::Stopping)
                 return;
             become(Phase::Served);
             endWaiting(error);
         });
}

// The target leaves its socket behind when it hands over, and is followed by another as if it had
// died.
void TargetKeeper::restart(Finished finished)
{
    // The one that hands over may have ended already, and nobody has died.
    const bool isBetweenTwo = m_phase == Phase::Recovering && m_failure.isEmpty();
    if (!isServed() && !isBetweenTwo) {
        finished(notServed());
        return;
    }
    if (m_isRestarting || isBetweenTwo) {
        finished(
            busy(QStringLiteral("%1 is being restarted already; try again later").arg(m_name)));
        return;
    }
    m_isRestarting = true;
    call("HandOver", {}, TargetClient::kNoTimeout,
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

void TargetKeeper::targetEnded()
{
    const bool died = leftItsSocket();
    const bool expected = m_phase == Phase::Stopping && !died;
    const bool isRestarting = std::exchange(m_isRestarting, false) && died;
    const QString word = m_launcher.lastWords(m_name);
    QTimer::singleShot(kLastAnswersMs, m_client, [client = m_client] {
        client->giveUp();
        client->deleteLater();
    });
    m_client = nullptr;
    QString failure;
    if (!expected && !isRestarting) {
        failure = QStringLiteral("%1: the target ended unexpectedly").arg(m_name);
        if (!word.isEmpty())
            failure += QLatin1String(": ") + word;
        journal(JournalEvent::TargetDied, m_name, failure);
    }
    if (died && m_phase != Phase::Starting)
        becomeRecovering(failure);
    else
        become(Phase::Stopped, failure);
    if (isRestarting && m_phase == Phase::Recovering)
        return; // whoever waits, waits for the next one
    endWaiting(expected ? std::nullopt : std::make_optional(failed(failure)));
}

void TargetKeeper::become(Phase phase, const QString& failure)
{
    m_phase = phase;
    m_failure = failure;
    emit changed();
}

// A target that comes to its end by itself, whatever the end, removes its socket.
bool TargetKeeper::leftItsSocket() const
{
    return QFile::exists(m_files.socket(m_name));
}

void TargetKeeper::becomeRecovering(const QString& failure)
{
    become(Phase::Recovering, failure);
    const int last = m_relaunchTimer.interval();
    m_relaunchTimer.start(std::clamp(2 * last, kFirstRelaunchMs, kLongestRelaunchMs));
}

// There is no target to be asked: the block device that waits for one is taken away.
void TargetKeeper::stopRecovering()
{
    m_relaunchTimer.stop();
    m_launcher.endAttempts(m_name, [this](const std::optional<BusError>& error) {
        if (!error) {
            removeLeftover();
            return;
        }
        becomeRecovering(m_failure);
        endWaiting(error);
    });
}

void TargetKeeper::removeLeftover()
{
    const QStringList arguments { QStringLiteral("--remove-leftover"), QStringLiteral("--name"),
                                  m_name, QStringLiteral("--runtime-dir"),
                                  m_files.runtimeDirectory };
    new TargetRun(
        m_launcher, m_name, arguments,
        [this](const std::optional<BusError>& error, const QJsonObject&) {
            if (error) {
                becomeRecovering(m_failure);
            } else {
                QFile::remove(m_files.socket(m_name));
                become(Phase::Stopped);
            }
            endWaiting(error);
        },
        this);
}

void TargetKeeper::afterwards(std::function<void()> next)
{
    m_waiting.push_back([next = std::move(next)](const std::optional<BusError>&) { next(); });
}

void TargetKeeper::endWaiting(const std::optional<BusError>& error)
{
    for (const Finished& finished : std::exchange(m_waiting, {}))
        finished(error);
}

void TargetKeeper::call(const char* method, const QVariantList& arguments, int timeoutMs,
                        TargetClient::Answer answer)
{
    if (m_client)
        m_client->call(method, arguments, timeoutMs, std::move(answer));
    else
        answer(notServed(), {});
}

std::optional<BusError> TargetKeeper::notServed() const
{
    if (isServed())
        return std::nullopt;
    const QString text = m_phase == Phase::Recovering
        ? QStringLiteral("%1: its target died and is being started again; try again later (%2)")
              .arg(m_name, m_failure)
        : QStringLiteral("%1 is not running; start it first").arg(m_name);
    return BusError { QLatin1String(names::kErrorNotRunning), text };
}

} // namespace blkera
