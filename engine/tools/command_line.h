// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

namespace blkera::tools {

// Finds the verb that the arguments ask for, and runs it. Called by the name of an era_* tool, the
// program is that tool: no verb is named then, and wrong usage is exit status 1 as with all of
// them. Returns the exit status.
int runCommandLine(int argc, char** argv);

} // namespace blkera::tools
