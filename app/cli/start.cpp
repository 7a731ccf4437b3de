// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/verb.h"
#include "client/era_client.h"
#include "client/texts.h"

namespace blkera {

Verb addStart(CLI::App& app)
{
    return addSilentVerb(app, "start",
                         Texts::tr("Start a device and wait until its block device is there"),
                         &EraClient::start);
}

} // namespace blkera
