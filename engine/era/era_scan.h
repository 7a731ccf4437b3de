// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "era/era_view.h"
#include "pdata/array.h"
#include "pdata/bitset.h"
#include "pdata/block_batch.h"

#include <functional>
#include <span>
#include <vector>

namespace blkera {

// Goes through the era array and some writesets of a view window by window, reading ahead in large
// transfers. A window is kBitsPerWindow blocks: one block of each bitset, kEraBlocksPerWindow of
// the array.
//
// Memory: two batches of blocks (BlockBatch), whatever the device's size and however many
// writesets. Work: bounded by the size of the metadata device, whatever the bytes say. Errors of
// all calls: those of ArrayReader and BlockBatch.
class EraScan {
public:
    static constexpr std::uint32_t kErasPerBlock = kArrayBlockEntries<std::uint32_t>;
    static constexpr std::uint32_t kEraBlocksPerWindow = kBitsPerWindow / kErasPerBlock;

    using Eras = ArrayReader<std::uint32_t>::Values;

    // `writesets` in ascending order of eras. Windows below `endWindow` may be asked for, in any
    // order; ascending is fast. Errors: Corrupt if two eras share a bitset, or if the trees that
    // these windows need cannot fit the device, so that reading them would go on for ages: damaged
    // metadata whose trees share their nodes.
    static Result<EraScan> open(BlockManager& blocks, const EraView& view,
                                std::vector<ArchivedWriteset> writesets, std::uint64_t endWindow);

    struct EraBlock {
        std::uint32_t firstBit = 0; // within the window
        MetadataBlock location; // two blocks at one location have the same content
        Eras eras;
    };

    // The era array's part of a window below windowsFor(nrBlocks); valid until the next call.
    Result<std::span<const EraBlock>> eraBlocks(std::uint64_t window);

    // Calls `visit` for every writeset that reaches into the window, in the order given. Errors
    // also: Corrupt for bits set beyond a writeset's size.
    Result<void> forEachWriteset(
        std::uint64_t window,
        const std::function<void(const ArchivedWriteset& writeset, const BitWindow& bits)>& visit);

private:
    EraScan(BlockManager& blocks, const EraView& view, std::vector<ArchivedWriteset> writesets,
            std::uint64_t endWindow);

    Result<void> checkWork(MetadataBlockCount deviceSize) const;
    Result<void> loadEras(std::uint64_t window);
    Result<void> loadWritesets(std::uint64_t window, std::size_t firstWriteset);

    // Constant after construction.
    MetadataBlock m_eraArrayRoot;
    std::uint32_t m_nrBlocks;
    std::vector<ArchivedWriteset> m_writesets;
    std::uint64_t m_endWindow;

    // What m_eraBatch holds: the array blocks from m_firstEraBlock on.
    ArrayReader<std::uint32_t> m_eraArray;
    BlockBatch m_eraBatch;
    std::vector<MetadataBlock> m_eraLocations;
    std::uint64_t m_firstEraBlock = 0;
    std::vector<EraBlock> m_eraBlocks; // of the window asked for last

    // What m_bitBatch holds: for m_writesetsLoaded writesets from m_firstWriteset on, one after the
    // other, the windows from m_firstWindow on, as far as the writeset goes.
    ArrayReader<std::uint64_t> m_bitsets;
    BlockBatch m_bitBatch;
    std::vector<MetadataBlock> m_bitLocations;
    std::vector<std::size_t> m_firstLocation; // of each writeset loaded, and the end
    std::uint64_t m_firstWindow = 0;
    std::uint64_t m_windowsLoaded = 0;
    std::size_t m_firstWriteset = 0;
    std::size_t m_writesetsLoaded = 0;
};

} // namespace blkera
