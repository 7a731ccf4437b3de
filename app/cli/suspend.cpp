// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/verb.h"
#include "client/era_client.h"
#include "client/texts.h"

namespace blkera {

Verb addSuspend(CLI::App& app)
{
    return addSilentVerb(app, "suspend", Texts::tr("Hold all requests to a device and end its era"),
                         &EraClient::suspend);
}

} // namespace blkera
