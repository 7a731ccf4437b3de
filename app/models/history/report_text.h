// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "client/job_info.h"

#include <QByteArray>
#include <QString>

namespace blkera {

// What came of a job: for people, a fact a line; and for programs, with the members of
// `blkera jobs --json`. `userName` is whoever began it.
QString reportText(const JobInfo& job, const QString& userName);
QByteArray reportJson(const JobInfo& job);

} // namespace blkera
