// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "device/device.h"
#include "workflow/job.h"

#include <QList>
#include <QObject>
#include <QString>
#include <QTimer>

namespace blkera {

// What Target1.Lists says of one.
struct ListState {
    quint64 job = 0;
    QString state;
    quint64 done = 0;
    quint64 total = 0;
    quint64 blocks = 0;
    quint64 uncertain = 0;
    QString error;
};

QList<ListState> listStatesOf(const QVariantList& values);

// A list of changed blocks that a target writes, watched on behalf of its job. A child of the job;
// it ends with the list.
class ListJob : public QObject {
    Q_OBJECT

public:
    // Has the device's target write the list. `answer` is called when the job has ended.
    static void begin(Job& job, Device& device, quint32 since, quint32 until, const QString& format,
                      const QDBusUnixFileDescriptor& output, Device::ValuesAnswer answer);
    // A list that was begun by another daemon.
    static void takeUp(Job& job, Device& device);

private:
    ListJob(Job& job, Device& device);

    void look();
    void take(const QList<ListState>& lists);
    void answered(const std::optional<BusError>& error, const QVariantList& values);

    Job& m_job;
    Device& m_device;
    QTimer m_timer;
    Device::ValuesAnswer m_answer; // null: the caller was another daemon's
    bool m_looking = false;
};

} // namespace blkera
