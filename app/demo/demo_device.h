// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "client/change_map.h"
#include "client/device_info.h"
#include "client/era_histogram.h"
#include "client/history.h"

#include <map>

#include <QByteArray>
#include <QRandomGenerator>

namespace blkera {

// A device that exists in memory only: its properties, its eras, and which era each block was last
// written in. Answers what a real one would, from a seed. One thread.
class DemoDevice {
public:
    struct Shape {
        QString name;
        quint64 blocks = 1U << 20;
        quint32 blockSizeSectors = 128;
        quint32 eras = 60; // the last one is current
        quint32 seed = 1;
        quint64 nowUs = 0; // when the current era is as old as it looks
    };

    explicit DemoDevice(const Shape& shape);

    DeviceInfo info;

    quint64 blocks() const { return m_blocks; }

    const QList<EraInfo>& eras() const { return m_eras; }

    // Returns the era that is current then.
    quint32 beginEra(const QString& cause, const QString& group, quint64 nowUs);
    // As if somebody wrote for a while, in the current era. Returns how many blocks were new in it.
    quint64 write(quint32 extents);

    ChangeMap map(const MapRequest& request) const;
    EraHistogram histogram(quint32 first, quint32 last, quint32 maxBuckets) const;
    // As ChangedBlocks writes it; `blocks` is set to how many it lists.
    QByteArray changedList(quint32 since, quint32 until, const QString& format,
                           quint64& blocks) const;

private:
    struct Extent {
        quint64 end = 0;
        quint32 era = 0; // 0: never written
    };

    void writeExtent(quint64 begin, quint64 end, quint32 era);
    template <class Visit>
    void forEachChanged(quint64 begin, quint64 end, quint32 since, Visit visit) const;

    quint64 m_blocks;
    QRandomGenerator m_random;
    QList<quint64> m_hotSpots;
    QList<EraInfo> m_eras;
    std::map<quint64, Extent> m_extents; // by their begin; without gaps
};

} // namespace blkera
