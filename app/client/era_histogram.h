// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <QList>

namespace blkera {

// How many blocks were last written when; see org.blkera.Device1.GetHistogram. Every block of the
// device is in exactly one of the numbers.
struct EraHistogram {
    quint32 firstEra = 0; // of the first bucket
    quint64 erasPerBucket = 1;
    QList<qulonglong> blocks; // of each bucket
    quint64 earlier = 0;
    quint64 later = 0;
    quint64 never = 0;
};

} // namespace blkera
