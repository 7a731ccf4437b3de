// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <QCoreApplication>

namespace blkera {

// Texts::tr() marks and translates what the app says to people. What scripts read (data,
// its field names, device states) is never translated.
struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Texts)
};

} // namespace blkera
