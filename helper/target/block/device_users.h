// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>

namespace blkera {

// Who uses the block device at `path`, in words for an error message: where it is mounted, which
// devices lie on it, which processes have it open (this one is not counted). Of a regular file:
// which loop devices show it. Empty if nobody is found; without rights over other processes some
// may be missed.
std::string usersOfDevice(const std::string& path);

} // namespace blkera
