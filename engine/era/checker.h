// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/result.h"
#include "pdata/block_manager.h"

#include <string>
#include <vector>

namespace blkera {

// What is wrong with a metadata device; nothing at all if both lists are empty.
struct CheckReport {
    std::vector<std::string> errors; // each names structure and block
    std::vector<std::string>
        warnings; // hints of the space map that are off: no reader relies on them
    // Some error is more than a block that cannot be read: blocks that can be say what cannot be.
    bool contradictory = false;
    // Some error is more than wasted space: blocks that nothing points to any more, or nodes with
    // fewer entries than they should have. Neither can lose a change.
    bool fatal = false;
    MetadataBlockCount used; // blocks reachable
    MetadataBlockCount size; // blocks managed

    bool clean() const { return errors.empty(); }
};

// Reads everything that is reachable, strictly, and recomputes every reference count from the
// superblock, the archived and the current writesets and the held metadata snapshot; compares them
// with the space map: wrong counts and leaks are errors. Errors: Io. Whatever the bytes say is a
// report, not an error: of each list the first thousand lines. Reads each block once, whatever
// points to it, and uses 24 bytes of memory a metadata block.
Result<CheckReport> checkMetadata(BlockDevice& device);
// The same of all trees, of the space map and of every pointer, but without the values in the
// blocks of arrays: a hundredth of the reading. It finds whatever would make a list of changes
// shorter by leaving a block out of a structure: a root lost or led elsewhere, an entry dropped, a
// stale node. For readers of the values, to which damage to those is an error anyway; what it read
// they find in the cache.
Result<CheckReport> checkPointers(BlockManager& blocks);

} // namespace blkera
