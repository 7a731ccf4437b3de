// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/history_failure.h"

#include "cli/await.h"
#include "cli/ending.h"
#include "client/era_client.h"
#include "client/texts.h"

namespace blkera {

std::optional<QString> historyFailure(EraClient& client)
{
    const Outcome<QString> failure = await(client.historyFailure());
    return failure ? std::make_optional(*failure) : std::nullopt;
}

void noteHistoryFailure(const std::optional<QString>& failure)
{
    if (!failure || failure->isEmpty())
        return;
    report({ ExitCode::Done,
             Texts::tr("the history cannot be written: %1; mend that, or make room: it is tried "
                       "again all the time, devices work on, and what happens is kept in memory")
                 .arg(*failure) });
}

QJsonValue historyFailureJson(const std::optional<QString>& failure)
{
    return failure && !failure->isEmpty() ? QJsonValue(*failure) : QJsonValue();
}

} // namespace blkera
