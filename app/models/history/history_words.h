// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "client/history.h"
#include "client/job_info.h"
#include "models/device_words.h"

#include <QString>

namespace blkera {

// The words of dbus/*.xml, for people. What this program does not know is shown as it is.

// What an era began with: "Checkpoint".
QString causeText(const QString& cause);

enum class EraMark { None, Activation, Resize, Snapshot, Crash }; // by how much one must see it

EraMark eraMark(const QString& cause);

QString eventKindText(const QString& kind);
QString eventText(const EventInfo& event);
Severity eventSeverity(const EventInfo& event);

// "Warning"; "Information" for what needs nobody.
QString severityText(Severity severity);

QString operationText(const QString& operation);
QString jobStateText(const QString& state);
Severity jobSeverity(const QString& state);

bool hasEnded(const JobInfo& job);

} // namespace blkera
