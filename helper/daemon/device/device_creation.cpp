// SPDX-License-Identifier: GPL-2.0-or-later
#include "device/device_creation.h"

#include "device/target_run.h"

#include <utility>

#include <QTimer>

namespace blkera {

DeviceCreation::DeviceCreation(const DeviceConfig& config, bool forceFormat,
                               const TargetFiles& files, Answer finished, QObject* parent)
    : QObject(parent)
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
                            QString::fromStdString(deviceConfigPath(folder, config.name)) };
    if (forceFormat)
        arguments << QStringLiteral("--force-format");
    const QString name = QString::fromStdString(config.name);
    new TargetRun(
        name, files, arguments,
        [this, name](const std::optional<BusError>& error, const QJsonObject& outcome) {
            const auto blockSize
                = static_cast<quint32>(outcome.value(QLatin1String("block_size")).toInteger());
            if (!error && blockSize == 0)
                finish(failed(QStringLiteral("%1: the devices could not be checked").arg(name)));
            else
                finish(error, blockSize);
        },
        this);
}

void DeviceCreation::finish(const std::optional<BusError>& error, quint32 blockSize)
{
    deleteLater();
    if (const Answer finished = std::exchange(m_finished, {}))
        finished(error, blockSize);
}

} // namespace blkera
