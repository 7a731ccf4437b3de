// SPDX-License-Identifier: GPL-2.0-or-later
#include "device/device_creation.h"

#include "device/target_run.h"

#include <utility>

#include <QTimer>

namespace blkera {

DeviceCreation::DeviceCreation(const DeviceConfig& config, bool forceFormat,
                               const TargetLauncher& launcher, Answer finished, QObject* parent)
    : QObject(parent)
    , m_config(config)
    , m_finished(std::move(finished))
    , m_folder(launcher.files().runtimeDirectory + QLatin1String("/create.XXXXXX"))
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
                            QString::fromStdString(deviceConfigPath(folder, config.name)) };
    if (forceFormat)
        arguments << QStringLiteral("--force-format");
    new TargetRun(
        launcher, QString::fromStdString(config.name), arguments,
        [this](const std::optional<BusError>& error, const QJsonObject& outcome) {
            if (error)
                finish(error);
            else
                prepared(outcome);
        },
        this);
}

void DeviceCreation::prepared(const QJsonObject& outcome)
{
    m_config.blockSizeSectors
        = static_cast<quint32>(outcome.value(QLatin1String("block_size")).toInteger());
    m_config.originId = outcome.value(QLatin1String("origin_id")).toString().toStdString();
    m_config.metadataId = outcome.value(QLatin1String("metadata_id")).toString().toStdString();
    if (m_config.blockSizeSectors == 0)
        finish(failed(QStringLiteral("%1: the devices could not be checked")
                          .arg(QString::fromStdString(m_config.name))));
    else
        finish(std::nullopt);
}

void DeviceCreation::finish(const std::optional<BusError>& error)
{
    deleteLater();
    if (const Answer finished = std::exchange(m_finished, {}))
        finished(error, m_config);
}

} // namespace blkera
