// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "era/superblock.h"
#include "pdata/bitset.h"
#include "pdata/transaction_manager.h"

#include <cstdint>
#include <optional>

namespace blkera {

// Folds archived writesets into the era array, oldest first: every set bit makes its block's value
// the writeset's era; then the writeset goes. Ascending order makes overwriting right, and a crash
// in the middle only means doing it again.
//
// A step is one window with bits of the bitset (32576 blocks): a window without bits costs one
// look, a window with bits up to 32 array blocks. What it does belongs to the caller's open
// transaction. Copyable, so that a rolled-back transaction takes the position back too.
class Digest {
public:
    // Of the era array, those that one window of bits is about.
    static constexpr std::uint32_t kBlocksPerStep = 32;

    // Changes at most `maxBlocks` (1 .. kBlocksPerStep) blocks of the era array. Returns false when
    // no writeset is archived. Updates the two tree roots in `superblock`.
    Result<bool> step(TransactionManager& transaction, Superblock& superblock,
                      std::uint32_t maxBlocks);

private:
    struct Position {
        std::uint32_t era = 0;
        std::uint64_t window = 0;
        std::uint32_t block = 0; // of the window's blocks of the era array, the next one to look at
    };

    Result<void> digestWindow(TransactionManager& transaction, Superblock& superblock,
                              const BitWindow& window, std::uint32_t maxBlocks);

    std::optional<Position> m_position;
};

} // namespace blkera
