// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "client/job_info.h"

#include <QJsonObject>
#include <QString>

namespace blkera {

QString progressText(const JobInfo& job); // "45 %", or "-" if it cannot be told
QString leftText(const JobInfo& job); // "2 min 5 s", or "-"
QJsonObject jobJson(const JobInfo& job);

} // namespace blkera
