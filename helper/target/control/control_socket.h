// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/result.h"
#include "base/unique_fd.h"

#include <string>

namespace blkera {

// A listening Unix socket at `path`, mode 0600, in the place of one that a dead server left.
// Errors: Busy if a live server answers there; Invalid; Io.
Result<UniqueFd> listenOn(const std::string& path, int backlog);

// Removes the socket that a dead server left at `path`, and nobody else's.
void removeDeadSocket(const std::string& path);

// The next connection, which never blocks; none if it is not from root or our own user, or has
// gone.
UniqueFd acceptConnection(int listening);

} // namespace blkera
