// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/result.h"
#include "store/history.h"
#include "store/sqlite.h"

#include <QList>
#include <QString>

namespace blkera {

// The reads of History, as they are documented there. At most History::kRowLimit rows.

Result<QList<EraRecord>> readEras(const SqliteConnection& connection, const QString& device,
                                  quint32 from, int count);
Result<QList<EraRecord>> readLastEras(const SqliteConnection& connection, const QString& device,
                                      int count);
Result<QList<DeviceRecord>> readDevices(const SqliteConnection& connection);
Result<QList<EventRecord>> readEvents(const SqliteConnection& connection,
                                      const History::LogQuery& query);
Result<QList<AuditEntry>> readAudit(const SqliteConnection& connection,
                                    const History::LogQuery& query);
Result<QList<JobRecord>> readJobs(const SqliteConnection& connection, const QString& device,
                                  int limit);
Result<QList<JobRecord>> readUnfinishedJobs(const SqliteConnection& connection);

} // namespace blkera
