// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <sys/stat.h>

namespace blkera {

// Whether nobody but root, or the user whose process this is, can change a file, or what is in a
// folder. A device's file has to be so: who could write to it past the device would change blocks
// that no list of changes knows, and who could write to its folder could put another in its place.
// An access control list that lets more users write shows in the group's bits. The daemon asks this
// of a path that a caller names, and the target of the file that it has opened.
bool isOnlyOurs(const struct stat& status);

} // namespace blkera
