// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "era/checker.h"

namespace blkera {

// What era_check of thin-provisioning-tools 0.9.0 rejects, and nothing else: the superblock, the
// archived writesets and the era array. It does not look at the space map, the current writeset, a
// metadata snapshot, or whether eras follow each other. For the question whether a device that
// checkMetadata() finds wanting would pass there; `used` and `size` stay 0.
//
// Memory: a batch of blocks and a set of the nodes of one tree. Errors: Io.
Result<CheckReport> checkAsEraCheck(BlockDevice& device);

} // namespace blkera
