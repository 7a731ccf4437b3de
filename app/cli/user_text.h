// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "client/history.h"

#include <QJsonObject>
#include <QString>

namespace blkera {

// The user's name, or the number if it has none.
QString userText(quint32 uid);

// As `history --events` and `monitor` have it.
QJsonObject eventJson(const EventInfo& event);

} // namespace blkera
