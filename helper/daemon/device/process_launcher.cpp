// SPDX-License-Identifier: GPL-2.0-or-later
#include "device/process_launcher.h"

#include "base/unique_fd.h"
#include "device/log_tail.h"
#include "device/target_client.h"

#include <cerrno>
#include <csignal>

#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTimer>

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <sys/syscall.h>

namespace blkera {

namespace {

constexpr int kLookEveryMs = 20;
constexpr qint64 kPatienceMs = 60'000;

// Looks after one process until it answers, ends or has taken too long; then deletes itself.
class Launch : public QObject {
public:
    Launch(QString name, const TargetFiles& files, UniqueFd process, Finished finished,
           QObject* parent)
        : QObject(parent)
        , m_name(std::move(name))
        , m_files(files)
        , m_process(std::move(process))
        , m_finished(std::move(finished))
    {
        m_age.start();
        m_timer.setInterval(kLookEveryMs);
        m_timer.callOnTimeout(this, [this] { look(); });
        m_timer.start();
    }

private:
    void look()
    {
        if (TargetClient::answers(m_files.socket(m_name))) {
            end(std::nullopt);
            return;
        }
        if (hasEnded()) {
            const QString reason = lastLineOfFile(m_files.log(m_name));
            end(failed(
                reason.isEmpty()
                    ? QStringLiteral("%1: the target ended at once, without a word").arg(m_name)
                    : reason));
        } else if (m_age.elapsed() > kPatienceMs) {
            ::syscall(SYS_pidfd_send_signal, m_process.get(), SIGTERM, nullptr, 0);
            end(failed(QStringLiteral("%1: the target did not answer within %2 seconds; see %3")
                           .arg(m_name)
                           .arg(kPatienceMs / 1000)
                           .arg(m_files.log(m_name))));
        }
    }

    // A process that ended before it could be looked at has no descriptor at all.
    bool hasEnded() const
    {
        pollfd process { m_process.get(), POLLIN, 0 };
        return !m_process || ::poll(&process, 1, 0) != 0;
    }

    void end(const std::optional<BusError>& error)
    {
        m_timer.stop();
        deleteLater();
        m_finished(error);
    }

    QString m_name;
    TargetFiles m_files;
    UniqueFd m_process; // a pidfd
    Finished m_finished;
    QElapsedTimer m_age;
    QTimer m_timer;
};

} // namespace

QProcessEnvironment fixedEnvironment()
{
    QProcessEnvironment environment;
    environment.insert(
        QStringLiteral("PATH"),
        QStringLiteral("/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"));
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
    return environment;
}

ProcessLauncher::ProcessLauncher(TargetFiles files, QObject* parent)
    : TargetLauncher(std::move(files), parent)
{
}

void ProcessLauncher::launch(const QString& name, const QString& configFile, Finished finished)
{
    QFile::remove(files().log(name)); // of the last time
    QProcess process;
    process.setProgram(files().program);
    process.setArguments({ QStringLiteral("--config"), configFile, QStringLiteral("--runtime-dir"),
                           files().runtimeDirectory, QStringLiteral("--state-dir"),
                           files().stateDirectory });
    process.setProcessEnvironment(fixedEnvironment());
    process.setWorkingDirectory(QStringLiteral("/"));
    process.setStandardInputFile(QProcess::nullDevice());
    process.setStandardOutputFile(QProcess::nullDevice());
    process.setStandardErrorFile(files().log(name), QIODevice::Append);
    qint64 pid = 0;
    if (!process.startDetached(&pid)) {
        QTimer::singleShot(0, this, [finished = std::move(finished), program = files().program] {
            finished(failed(QStringLiteral("%1 cannot be started").arg(program)));
        });
        return;
    }
    UniqueFd descriptor(static_cast<int>(::syscall(SYS_pidfd_open, static_cast<pid_t>(pid), 0)));
    new Launch(name, files(), std::move(descriptor), std::move(finished), this);
}

TargetLauncher::Command ProcessLauncher::command(const QString&, const QStringList& arguments) const
{
    return { files().program, arguments };
}

TargetLauncher::Command ProcessLauncher::unconfined(const QString&, const QStringList&, int,
                                                    const QStringList& command) const
{
    return { command.first(), command.mid(1) };
}

QString ProcessLauncher::lastWords(const QString& name) const
{
    return lastLineOfFile(files().log(name));
}

} // namespace blkera
