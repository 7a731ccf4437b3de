// SPDX-License-Identifier: GPL-2.0-or-later
#include "device/target_run.h"

#include "device/log_tail.h"
#include "device/process_launcher.h"

#include <utility>

#include <QJsonDocument>

namespace blkera {

namespace {

BusError errorOf(const QJsonObject& outcome)
{
    const QString kind = outcome.value(QLatin1String("error")).toString();
    const QString message = outcome.value(QLatin1String("message")).toString();
    if (kind == QLatin1String("busy"))
        return busy(message);
    return kind == QLatin1String("invalid") ? invalidArguments(message) : failed(message);
}

} // namespace

TargetRun::TargetRun(const TargetLauncher& launcher, const QString& name,
                     const QStringList& arguments, Answer finished, QObject* parent)
    : QObject(parent)
    , m_name(name)
    , m_finished(std::move(finished))
{
    m_process.setProcessEnvironment(fixedEnvironment());
    m_process.setWorkingDirectory(QStringLiteral("/"));
    m_process.setStandardInputFile(QProcess::nullDevice());
    connect(&m_process, &QProcess::finished, this, &TargetRun::ended);
    // The error may come while start() is still under way.
    connect(
        &m_process, &QProcess::errorOccurred, this,
        [this](QProcess::ProcessError error) {
            if (error == QProcess::FailedToStart)
                finish(failed(QStringLiteral("%1 cannot be started").arg(m_process.program())));
        },
        Qt::QueuedConnection);
    const TargetLauncher::Command command = launcher.command(
        name,
        arguments + QStringList { QStringLiteral("--state-dir"), launcher.files().stateDirectory });
    m_process.start(command.program, command.arguments);
}

void TargetRun::ended()
{
    const QJsonObject outcome
        = QJsonDocument::fromJson(m_process.readAllStandardOutput().trimmed()).object();
    if (outcome.contains(QLatin1String("error"))) {
        finish(errorOf(outcome));
        return;
    }
    if (!outcome.isEmpty() && m_process.exitStatus() == QProcess::NormalExit
        && m_process.exitCode() == 0) {
        finish(std::nullopt, outcome);
        return;
    }
    const QString reason = lastLine(m_process.readAllStandardError());
    finish(failed(reason.isEmpty()
                      ? QStringLiteral("%1: the devices could not be checked").arg(m_name)
                      : reason));
}

void TargetRun::finish(const std::optional<BusError>& error, const QJsonObject& outcome)
{
    deleteLater();
    if (const Answer finished = std::exchange(m_finished, {}))
        finished(error, outcome);
}

} // namespace blkera
