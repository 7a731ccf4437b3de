// SPDX-License-Identifier: GPL-2.0-or-later
#include "device/device_creation.h"

#include "device/log_tail.h"
#include "device/process_launcher.h"

#include <utility>

#include <QJsonDocument>
#include <QJsonObject>
#include <QTimer>

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

DeviceCreation::DeviceCreation(const DeviceConfig& config, bool forceFormat,
                               const TargetFiles& files, Answer finished, QObject* parent)
    : QObject(parent)
    , m_name(QString::fromStdString(config.name))
    , m_finished(std::move(finished))
    , m_folder(files.runtimeDirectory + QLatin1String("/create.XXXXXX"))
{
    const std::string folder = m_folder.path().toStdString();
    auto written = m_folder.isValid() ? writeDeviceConfig(folder, config)
                                      : ioError(0, m_folder.errorString().toStdString());
    if (!written) {
        QTimer::singleShot(0, this, [this, error = written.error()] {
            finish(failed(QString::fromStdString(error.message())));
        });
        return;
    }
    QStringList arguments { QStringLiteral("--prepare"), QStringLiteral("--config"),
                            QString::fromStdString(deviceConfigPath(folder, config.name)),
                            QStringLiteral("--state-dir"), files.stateDirectory };
    if (forceFormat)
        arguments << QStringLiteral("--force-format");
    m_process.setProcessEnvironment(fixedEnvironment());
    m_process.setWorkingDirectory(QStringLiteral("/"));
    m_process.setStandardInputFile(QProcess::nullDevice());
    connect(&m_process, &QProcess::finished, this, &DeviceCreation::ended);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            finish(failed(QStringLiteral("%1 cannot be started").arg(m_process.program())));
    });
    m_process.start(files.program, arguments);
}

void DeviceCreation::ended()
{
    const QJsonObject outcome
        = QJsonDocument::fromJson(m_process.readAllStandardOutput().trimmed()).object();
    if (outcome.contains(QLatin1String("error"))) {
        finish(errorOf(outcome));
        return;
    }
    const auto blockSize
        = static_cast<quint32>(outcome.value(QLatin1String("block_size")).toInteger());
    if (blockSize != 0 && m_process.exitStatus() == QProcess::NormalExit
        && m_process.exitCode() == 0) {
        finish(std::nullopt, blockSize);
        return;
    }
    const QString reason = lastLine(m_process.readAllStandardError());
    finish(failed(reason.isEmpty()
                      ? QStringLiteral("%1: the devices could not be checked").arg(m_name)
                      : reason));
}

void DeviceCreation::finish(const std::optional<BusError>& error, quint32 blockSize)
{
    deleteLater();
    if (const Answer finished = std::exchange(m_finished, {}))
        finished(error, blockSize);
}

} // namespace blkera
