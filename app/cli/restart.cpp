// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/verb.h"
#include "client/era_client.h"
#include "client/texts.h"

namespace blkera {

Verb addRestart(CLI::App& app)
{
    return addSilentVerb(app, "restart",
                         Texts::tr("Let a new process serve a device that stays in use"),
                         &EraClient::restart);
}

} // namespace blkera
