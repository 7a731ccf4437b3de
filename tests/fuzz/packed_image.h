// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "pdata/block_manager.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace blkera::fuzz {

// One metadata block as an input names it.
struct PackedBlock {
    // What is done to the bytes before the engine sees them.
    enum class Seal : std::uint8_t {
        Sealed, // own number and checksum are made right
        Misplaced, // the checksum is made right, the number is what the bytes say
        Raw, // neither
    };

    std::uint8_t number = 0;
    BlockKind kind = BlockKind::Superblock;
    Seal seal = Seal::Sealed;
    std::array<std::byte, kMetadataBlockBytes> bytes {};
};

// A small metadata device as a fuzzer's input: the blocks that are not zero, without their zeros.
//
// Checksums are not part of the input but made when it is unpacked, so that no mutation dies of
// one. Any bytes are some image, and unpack(pack()) is the same one.
struct PackedImage {
    std::uint16_t size = 64; // blocks of the device: 1 to 256
    std::vector<PackedBlock> blocks;
    std::vector<std::uint8_t> script; // what follows the image: what to do with it

    static PackedImage unpack(std::span<const std::uint8_t> input);
    std::vector<std::uint8_t> pack() const;

    // What is on the device.
    std::vector<std::byte> raw() const;
    // The block that the device has there; nothing if it is all zeros.
    PackedBlock* at(std::uint64_t number);
};

} // namespace blkera::fuzz
