// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <optional>

#include <QJsonValue>
#include <QString>

namespace blkera {

class EraClient;

// Why the daemon cannot write its history at present; empty: it can. Nothing from a daemon that
// does not say.
std::optional<QString> historyFailure(EraClient& client);

// Says on stderr that it cannot, why, and what helps. No error of the verb that finds it, so the
// exit code says nothing; and nothing at all where there is no failure.
void noteHistoryFailure(const std::optional<QString>& failure);

// null: there is none.
QJsonValue historyFailureJson(const std::optional<QString>& failure);

} // namespace blkera
