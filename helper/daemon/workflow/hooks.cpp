// SPDX-License-Identifier: GPL-2.0-or-later
#include "workflow/hooks.h"

#include "device/process_launcher.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include <QDir>
#include <QProcess>
#include <QTimer>

#include <sys/stat.h>
#include <unistd.h>

namespace blkera {

namespace {

constexpr int kPatienceMs = 60'000;
constexpr qsizetype kMostSaidBytes = 4'096;
const QStringList kVariables { QStringLiteral("PATH"), QStringLiteral("LC_ALL"),
                               QStringLiteral("BLKERA_RESULT"), QStringLiteral("BLKERA_ERAS") };

// Why root must not run it; empty if nothing speaks against it.
QString objection(const QString& path, mode_t kind)
{
    struct stat status { };

    if (::lstat(QFile::encodeName(path).constData(), &status) != 0)
        return QString::fromLocal8Bit(std::strerror(errno));
    if ((status.st_mode & S_IFMT) != kind)
        return kind == S_IFDIR ? QStringLiteral("it is no folder")
                               : QStringLiteral("it is no file");
    if (status.st_uid != ::geteuid() || (status.st_mode & (S_IWGRP | S_IWOTH)) != 0)
        return QStringLiteral("others than root can write it: give it to root, mode 755");
    return {};
}

// Runs one after the other; deletes itself when it has called `finished`.
class HookRun : public QObject {
public:
    HookRun(const TargetLauncher& launcher, QString folder, QStringList names,
            Hooks::Occasion occasion, Finished finished, QObject* parent)
        : QObject(parent)
        , m_launcher(launcher)
        , m_folder(std::move(folder))
        , m_names(std::move(names))
        , m_occasion(std::move(occasion))
        , m_finished(std::move(finished))
    {
        m_limit.setSingleShot(true);
        m_limit.setInterval(kPatienceMs);
        m_limit.callOnTimeout(this, [this] {
            m_tookTooLong = true;
            m_process.kill();
        });
        m_process.setWorkingDirectory(QStringLiteral("/"));
        m_process.setStandardInputFile(QProcess::nullDevice());
        m_process.setStandardOutputFile(QProcess::nullDevice());
        m_process.setProcessEnvironment(environment());
        connect(&m_process, &QProcess::readyReadStandardError, this, [this] {
            m_said = (m_said + m_process.readAllStandardError()).right(kMostSaidBytes);
        });
        connect(&m_process, &QProcess::finished, this, [this] { ended(); });
        connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
            if (error == QProcess::FailedToStart)
                noteFailure(m_process.errorString());
        });
        QTimer::singleShot(0, this, [this] {
            if (const QString why = objection(m_folder, S_IFDIR); !why.isEmpty()) {
                m_error = failed(QStringLiteral("%1: %2").arg(m_folder, why));
                finish();
            } else {
                next();
            }
        });
    }

private:
    QProcessEnvironment environment() const
    {
        QProcessEnvironment environment = fixedEnvironment();
        if (m_occasion.when == Hooks::When::After) {
            environment.insert(QStringLiteral("BLKERA_RESULT"),
                               m_occasion.failed ? QStringLiteral("failed")
                                                 : QStringLiteral("done"));
            environment.insert(QStringLiteral("BLKERA_ERAS"), m_occasion.eras.join(u' '));
        }
        return environment;
    }

    void next()
    {
        const bool goesOn = m_occasion.when == Hooks::When::After || !m_error;
        if (m_names.isEmpty() || !goesOn) {
            finish();
            return;
        }
        m_path = m_folder + u'/' + m_names.takeFirst();
        if (const QString why = objection(m_path, S_IFREG); !why.isEmpty()) {
            noteFailure(why);
            return;
        }
        m_said.clear();
        m_tookTooLong = false;
        m_limit.start();
        const bool isBefore = m_occasion.when == Hooks::When::Before;
        const TargetLauncher::Command command = m_launcher.unconfined(
            QStringLiteral("Hook of blkera: %1").arg(m_path), kVariables, kPatienceMs / 1000,
            QStringList { m_path, isBefore ? QStringLiteral("pre") : QStringLiteral("post"),
                          QStringLiteral("checkpoint") }
                + m_occasion.devices);
        m_process.start(command.program, command.arguments);
    }

    void ended()
    {
        if (m_process.exitStatus() == QProcess::NormalExit && m_process.exitCode() == 0) {
            m_limit.stop();
            next();
            return;
        }
        QString why = m_tookTooLong
            ? QStringLiteral("it did not end within %1 seconds").arg(kPatienceMs / 1000)
            : m_process.exitStatus() == QProcess::NormalExit
            ? QStringLiteral("it ended with status %1").arg(m_process.exitCode())
            : QStringLiteral("it was ended by a signal");
        const QString said = QString::fromUtf8(m_said.trimmed().split('\n').last()).simplified();
        if (!said.isEmpty())
            why += QLatin1String(": ") + said;
        noteFailure(why);
    }

    void noteFailure(const QString& why)
    {
        m_limit.stop();
        if (!m_error)
            m_error = failed(QStringLiteral("the hook %1: %2").arg(m_path, why));
        QTimer::singleShot(0, this, [this] { next(); }); // not from within QProcess::start()
    }

    void finish()
    {
        deleteLater();
        std::exchange(m_finished, {})(m_error);
    }

    const TargetLauncher& m_launcher;
    const QString m_folder;
    QStringList m_names; // still to run
    const Hooks::Occasion m_occasion;
    Finished m_finished;
    QProcess m_process;
    QTimer m_limit;
    QString m_path;
    QByteArray m_said;
    bool m_tookTooLong = false;
    std::optional<BusError> m_error;
};

} // namespace

Hooks::Hooks(QString folder, TargetLauncher& launcher, QObject* parent)
    : QObject(parent)
    , m_folder(std::move(folder))
    , m_launcher(launcher)
{
}

bool Hooks::isEmpty() const
{
    return names().isEmpty();
}

QStringList Hooks::names() const
{
    return QDir(m_folder).entryList(QDir::Files | QDir::Executable, QDir::Name);
}

void Hooks::run(const Occasion& occasion, Finished finished)
{
    QStringList inOrder = names();
    if (occasion.when == When::After)
        std::reverse(inOrder.begin(), inOrder.end());
    new HookRun(m_launcher, m_folder, std::move(inOrder), occasion, std::move(finished), this);
}

} // namespace blkera
