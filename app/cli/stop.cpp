// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/verb.h"
#include "client/era_client.h"
#include "client/texts.h"

namespace blkera {

Verb addStop(CLI::App& app)
{
    return addSilentVerb(app, "stop",
                         Texts::tr("Stop a device cleanly; its block device must not be in use"),
                         &EraClient::stop);
}

} // namespace blkera
