// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/result.h"
#include "era/superblock.h"
#include "pdata/block_manager.h"
#include "pdata/btree.h"

#include <optional>
#include <vector>

namespace blkera {

// A consistent state of the three structures, to be read: the live one or a held metadata snapshot.
struct EraView {
    std::uint32_t dataBlockSizeSectors = 0;
    BlockCount nrBlocks;
    Era currentEra;
    std::optional<Writeset> currentWriteset;
    MetadataBlock writesetTreeRoot;
    MetadataBlock eraArrayRoot;

    static EraView live(const Superblock& superblock);
    // The clone's current writeset is stale and never followed. Errors: NotFound if no snapshot is
    // held; Corrupt.
    static Result<EraView> snapshot(BlockManager& blocks, const Superblock& superblock);
};

struct ArchivedWriteset {
    Era era;
    Writeset writeset;
};

// All archived writesets, eras ascending. Errors: Corrupt, among others if they are not a gapless
// run that ends just before the current writeset's era: what was written in an era whose writeset
// is missing nobody knows.
Result<std::vector<ArchivedWriteset>> archivedWritesets(BlockManager& blocks, const EraView& view);

// These, and the current one under the current era: all that the era array may not have yet.
Result<std::vector<ArchivedWriteset>> undigestedWritesets(BlockManager& blocks,
                                                          const EraView& view);

// The value type of the writeset tree: u32 nr_bits, u64 root; a value owns its bitset.
const BtreeValueType& writesetValues();
inline constexpr std::size_t kWritesetValueBytes = 12;
Writeset unpackWriteset(std::span<const std::byte> value);
std::array<std::byte, kWritesetValueBytes> packWriteset(const Writeset& writeset);

} // namespace blkera
