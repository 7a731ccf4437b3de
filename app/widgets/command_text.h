// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace blkera {

// What does the same on a command line: the words of a program, quoted as a shell needs them.
QString commandText(const QStringList& words);

} // namespace blkera
