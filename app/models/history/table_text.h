// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <QAbstractItemModel>
#include <QList>
#include <QString>

namespace blkera {

// Rows of a table as they are shown, for the clipboard: a line of headings, then a line a row,
// cells separated by tabs. Tabs and line ends inside a cell become blanks.
QString tableText(const QAbstractItemModel& model, const QList<int>& rows);

} // namespace blkera
