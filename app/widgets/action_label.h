// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <QKeySequence>
#include <QString>

namespace blkera {

// The text of an action for a button or a screen reader: without the key of its menu entry, which
// Chinese and Japanese write in brackets behind the text.
QString actionLabel(const QString& text);

// What an action does, and its key as this system and language write it.
QString actionHint(const QString& what, const QKeySequence& key);

} // namespace blkera
