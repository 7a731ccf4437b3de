// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <QString>
#include <QVariantMap>

namespace blkera {

// What org.blkera.Job1 says of one job; the words are those of its XML.
struct JobInfo {
    quint64 id = 0;
    QString operation;
    QString device;
    quint32 startedByUid = 0;
    quint64 startTimeUs = 0; // since 1970
    quint64 endTimeUs = 0; // 0: not ended
    QString state;
    QString error;
    quint64 done = 0;
    quint64 total = 0; // 0: it cannot be told
    quint64 rate = 0; // a second
    quint64 expectedEndUs = 0; // 0: it cannot be told
    bool cancelable = false;
    QVariantMap report;
};

// What is missing is left as it is by default.
JobInfo jobInfo(const QVariantMap& properties);

} // namespace blkera
