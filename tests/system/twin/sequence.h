// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/types.h"

#include <cstdint>
#include <string>
#include <vector>

namespace blkera::twin {

// One step of what both servers go through.
struct Operation {
    enum class Kind : std::uint8_t {
        Write, // each of `sectors`, of one sector to three blocks
        Discard, // likewise
        Checkpoint,
        TakeSnapshot, // also when one is held: refused
        DropSnapshot, // also when none is held: refused
        Pause, // to `size`
        GrowMetadata, // to the sequence's grownMetadataBlocks
        Restart, // a clean stop, then a start with `size`
        Crash, // and a start with `size`
        Compare, // as it is
        Settle, // when nothing is left to digest, and compare
    };

    Kind kind = Kind::Compare;
    std::vector<SectorRange> sectors;
    SectorCount size; // of the device from now on
    // Restart, Crash: each server goes on with the metadata that was the other's.
    bool swap = false;

    std::string text() const;
};

// What two devices go through side by side; all of it comes from the seed.
struct Sequence {
    std::uint64_t seed = 0;
    std::uint32_t blockSizeSectors = 0;
    SectorCount size; // at first
    std::uint64_t metadataBlocks = 0;
    std::uint64_t grownMetadataBlocks = 0;
    // The other server formats what one starts with; the kernel's format knows no size yet.
    bool formattedByOther = false;
    std::vector<Operation> operations;

    std::string text() const;
};

// A device has at most so many sectors at any time.
inline constexpr std::uint64_t kLargestDeviceSectors = std::uint64_t { 70001 } * 128;
inline constexpr std::uint64_t kLargestMetadataBlocks = 1024;

// Both servers, with a cross-over in the middle.
Sequence twinSequence(std::uint64_t seed);
// Metadata that grows by whole bitmaps of the space map, then the cross-over.
Sequence growthSequence(std::uint64_t seed);
// For the making of an image: the kernel alone, ended by what a clean stop or a crash leaves.
Sequence imageSequence(std::uint64_t seed);

} // namespace blkera::twin
