// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "era/array_builder.h"
#include "era/superblock.h"
#include "pdata/bitset.h"

#include <memory>
#include <optional>
#include <vector>

namespace blkera {

// Makes the metadata of a device anew from what a dump says. Calls come in the order of a dump:
// begin; beginWriteset, bits, endWriteset for each writeset, eras ascending; beginEraArray, eras;
// finish. Runs ascend without gaps and cover everything.
//
// Streams: the memory is a thousand blocks and a few bytes a writeset, whatever the size of the
// device. Blocks that are all zeros, or all ones, are written once and shared.
//
// Nothing on the device is metadata until finish() has returned: its superblock is wiped first and
// written last. Errors of all calls: NoSpace with the size that certainly suffices; Corrupt for
// content that no metadata can have; Io.
class MetadataBuilder {
public:
    static Result<std::unique_ptr<MetadataBuilder>> begin(BlockDevice& device,
                                                          std::uint32_t dataBlockSizeSectors,
                                                          BlockCount nrBlocks, Era currentEra);

    Result<void> beginWriteset(Era era, std::uint32_t nrBits);
    Result<void> bits(BlockRange blocks, bool set);
    Result<void> endWriteset();
    Result<void> beginEraArray();
    Result<void> eras(BlockRange blocks, Era era);

    // What finish() made of it.
    struct Summary {
        std::size_t writesets = 0; // archived, as given
        MetadataBlockCount used;
        MetadataBlockCount total;
        // Eras from the first given writeset to the current era that had none: every block counts
        // as written in them. The tools of version 0.9.0 leave the writeset of the era in progress
        // out of a dump.
        std::vector<Era> assumed;
    };

    Result<Summary> finish();

private:
    MetadataBuilder(BlockDevice& device, Superblock superblock);

    Result<void> checkDigested(BlockRange blocks, Era era);
    Result<void> assumeMissing(Summary& summary);
    Result<Writeset> fullWriteset();
    Result<MetadataBlock> buildWritesetTree();
    Error explained(Error error) const;

    struct Archived {
        Era era;
        Writeset writeset;
    };

    BlockManager m_blocks;
    BlockSequence m_sequence;
    Superblock m_superblock;
    std::vector<Archived> m_archived;
    SharedBlocks<std::uint64_t> m_sharedBits;
    SharedBlocks<std::uint32_t> m_sharedEras;
    std::optional<BitsetBuilder> m_bitset; // of the writeset that is open
    std::optional<ArrayBuilder<std::uint32_t>> m_eras;
    BitWindow m_window {}; // of the first writeset
    std::optional<std::uint64_t> m_windowNumber; // which one that is
};

} // namespace blkera
