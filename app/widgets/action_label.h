// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <QString>

namespace blkera {

// The text of an action for a button or a screen reader: without the key of its menu entry, which
// Chinese and Japanese write in brackets behind the text.
QString actionLabel(const QString& text);

} // namespace blkera
