// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <algorithm>
#include <limits>

#include <QCoreApplication>

namespace blkera {

// Texts::tr() marks and translates what the app says to people. What scripts read (data,
// its field names, device states) is never translated.
struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Texts)
};

// The third argument of tr(): which form of a word goes with a count. The count itself is an
// argument of its own, with all its digits as the language writes them.
inline int pluralForm(quint64 count)
{
    return int(std::min<quint64>(count, std::numeric_limits<int>::max()));
}

} // namespace blkera
