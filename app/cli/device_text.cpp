// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/device_text.h"

#include "cli/moment_text.h"
#include "config/size.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace blkera {
namespace {

QJsonValue orNull(const QString& text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QJsonValue orNull(quint64 number)
{
    return number == 0 ? QJsonValue() : QJsonValue(static_cast<qint64>(number));
}

QJsonValue waitsForNextTarget(const DeviceInfo& device)
{
    return device.servedBy.isEmpty() ? QJsonValue() : QJsonValue(!failsWithTarget(device));
}

} // namespace

bool failsWithTarget(const DeviceInfo& device)
{
    return device.servedBy == QLatin1String("fuse");
}

QJsonObject deviceJson(const DeviceInfo& device)
{
    const quint64 blockSizeBytes = quint64 { device.blockSizeSectors } * kSectorBytes;
    return {
        { QStringLiteral("name"), device.name },
        { QStringLiteral("state"), device.state },
        { QStringLiteral("failure"), orNull(device.failure) },
        { QStringLiteral("device"), orNull(device.devicePath) },
        { QStringLiteral("current_era"), orNull(quint64 { device.currentEra }) },
        { QStringLiteral("origin"), device.origin },
        { QStringLiteral("metadata"), device.metadata },
        { QStringLiteral("origin_id"), orNull(device.originId) },
        { QStringLiteral("metadata_id"), orNull(device.metadataId) },
        { QStringLiteral("block_size_bytes"), orNull(blockSizeBytes) },
        { QStringLiteral("frontend"), device.frontend },
        { QStringLiteral("served_by"), orNull(device.servedBy) },
        { QStringLiteral("waits_for_next_target"), waitsForNextTarget(device) },
        { QStringLiteral("queues"), static_cast<qint64>(device.queues) },
        { QStringLiteral("queue_depth"), static_cast<qint64>(device.queueDepth) },
        { QStringLiteral("size_bytes"), orNull(device.sizeSectors * kSectorBytes) },
        { QStringLiteral("metadata_used_blocks"), orNull(device.metadataUsed) },
        { QStringLiteral("metadata_total_blocks"), orNull(device.metadataTotal) },
        { QStringLiteral("metadata_snapshot"), orNull(device.metadataSnapshot) },
        { QStringLiteral("schedule"), orNull(device.schedule) },
        { QStringLiteral("next_checkpoint"), momentJson(device.nextCheckpointUs) },
    };
}

QString blockSizeText(const DeviceInfo& device)
{
    if (device.blockSizeSectors == 0)
        return QStringLiteral("-");
    return QString::fromStdString(formatSize(SectorCount(device.blockSizeSectors)));
}

QString orDash(const QString& text)
{
    return text.isEmpty() ? QStringLiteral("-") : text;
}

QString orDash(quint32 number)
{
    return number == 0 ? QStringLiteral("-") : QString::number(number);
}

QByteArray jsonText(const QJsonObject& object)
{
    return QJsonDocument(object).toJson();
}

QByteArray jsonText(const QJsonArray& array)
{
    return QJsonDocument(array).toJson();
}

} // namespace blkera
