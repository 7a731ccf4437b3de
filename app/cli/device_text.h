// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "client/device_info.h"

#include <QByteArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QString>

namespace blkera {

// A device as scripts read it. What is not known (a stopped device's era) is null.
QJsonObject deviceJson(const DeviceInfo& device);

// Whether those who use the device get errors when its target dies, rather than wait.
bool failsWithTarget(const DeviceInfo& device);

// "64KiB", or "-" if it is not known.
QString blockSizeText(const DeviceInfo& device);
// What there is, or "-".
QString orDash(const QString& text);
QString orDash(quint32 number);

// Text for stdout, indented, with a newline at the end.
QByteArray jsonText(const QJsonObject& object);
QByteArray jsonText(const QJsonArray& array);

} // namespace blkera
