// SPDX-License-Identifier: GPL-2.0-or-later
// blkera-meta: checks, reads and rebuilds era metadata while its device is not in use. A verb each
// for era_check, era_dump, era_restore and era_invalidate, with their options.
#include "tools/command_line.h"

#include <csignal>

int main(int argc, char** argv)
{
    // A reader that has gone is an error of writing, so that half an output file is removed.
    std::signal(SIGPIPE, SIG_IGN);
    return blkera::tools::runCommandLine(argc, argv);
}
