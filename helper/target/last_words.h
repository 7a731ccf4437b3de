// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

namespace blkera {

// From now on an exception that nobody catches ends the process as an assertion that fails does:
// with a line on stderr if that can be written at once, and in any case without waiting. The
// libraries' own ways write first; where nobody reads, a process that should die and be followed by
// the next one would stand still for ever.
void dieWithoutWaiting();

} // namespace blkera
