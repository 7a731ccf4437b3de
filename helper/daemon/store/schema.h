// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/result.h"
#include "store/sqlite.h"

namespace blkera {

// In the file's header: which program's it is, and the version of its tables.
constexpr int kHistoryApplicationId = 0x626b6572; // "bker"
constexpr int kHistoryVersion = 2;

// Makes the tables of kHistoryVersion out of those of any earlier version; 0 is a file with none.
// One transaction a version, so that a step is done whole or not at all.
Result<void> migrate(const SqliteConnection& connection);

} // namespace blkera
