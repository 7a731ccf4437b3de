// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QStringList>

namespace blkera {

// Columns as wide as their widest cell, two blanks between them, none at the end of a line. There
// is at least one row, and all have the same number of cells.
QByteArray table(const QList<QStringList>& rows);

} // namespace blkera
