// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/verb.h"
#include "client/era_client.h"
#include "client/texts.h"

namespace blkera {

Verb addRemove(CLI::App& app)
{
    return addSilentVerb(
        app, "remove", Texts::tr("Forget a stopped device; origin and metadata keep their content"),
        &EraClient::remove);
}

} // namespace blkera
