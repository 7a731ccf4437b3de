// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "client/outcome.h"

#include <map>

#include <QList>
#include <QString>
#include <QVariantMap>

namespace blkera {

// How often which values occurred; see org.blkera.Device1.Statistics.
struct Distribution {
    quint64 sum = 0;
    quint64 max = 0;
    QList<qulonglong> bounds; // the largest value of each bucket but the last
    QList<qulonglong> buckets;

    quint64 count() const;
    // 0 if there are no values.
    double average() const;
    // The value that a share of all values, from 0 to 1, does not exceed: never below the true one,
    // and above it by less than its bucket is wide. 0 if there are no values.
    quint64 quantile(double share) const;
};

struct OperationStatistics {
    quint64 requests = 0;
    quint64 inFlight = 0; // now
    quint64 bytes = 0;
    quint64 errors = 0;
    quint64 deferred = 0;
    Distribution latencyUs;
    Distribution markWaitUs;
};

// What a device has done since its target's start, or between two moments.
struct DeviceStatistics {
    quint64 startedUs = 0; // since 1970
    std::map<QString, OperationStatistics> operations; // "read", "write", …
    quint64 erasBegun = 0;
    Distribution commitUs;
    Distribution commitWrites;
    quint64 metadataBlocksWritten = 0;
    quint64 metadataFlushes = 0;
};

// Errors: Failed if what the daemon says lacks something, or has it in another type. What is new
// there is ignored.
Outcome<DeviceStatistics> deviceStatistics(const QVariantMap& members);

// What was done from `before` to `now`; all of `now` if the target was started in between.
DeviceStatistics between(const DeviceStatistics& before, const DeviceStatistics& now);

} // namespace blkera
