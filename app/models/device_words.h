// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "client/device_info.h"

#include <QString>

namespace blkera {

// How much a person has to care.
enum class Severity { None, Good, Note, Warning, Error };

// What a person is told about a device's state.
struct StateWords {
    QString word; // "Running"
    Severity severity = Severity::None;
    QString meaning; // one sentence, with the remedy; empty where there is nothing to do
};

StateWords stateWords(const DeviceInfo& device);

bool isServed(const DeviceInfo& device); // a target runs, so there is a block device
bool isRunning(const DeviceInfo& device); // and everything works

// How full the metadata is: 0 to 1; 0 where that is not known.
double metadataShare(const DeviceInfo& device);
constexpr double kMetadataWarningShare = 0.75;
constexpr double kMetadataCriticalShare = 0.90;
Severity metadataSeverity(const DeviceInfo& device);

// "512 GiB"
QString sizeText(quint64 sizeBytes);
QString sectorsText(quint64 sectors);

} // namespace blkera
