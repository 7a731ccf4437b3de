// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace blkera::fuzz {

// An image read without the engine: every tree is walked whole, nothing is cached, nothing is
// refused but what cannot be read at all. So it finds each mark that is there to be found, also in
// an image that the engine must refuse.
class NaiveReader {
public:
    explicit NaiveReader(std::span<const std::byte> image)
        : m_image(image)
    {
    }

    // For each block the highest era that the array or any writeset, the current one among them,
    // says; nothing if there is too much to read for a slow reader. `snapshot` reads the held one.
    std::optional<std::vector<std::uint32_t>> lastEras(bool snapshot);

private:
    struct Entry {
        std::uint64_t key;
        std::span<const std::byte> value;
    };

    std::span<const std::byte> block(std::uint64_t number); // empty beyond the end
    void collect(std::uint64_t location, std::size_t valueSize, unsigned depth,
                 std::vector<Entry>& entries);
    void addBits(std::uint64_t root, std::uint32_t nrBits, std::uint32_t era,
                 std::vector<std::uint32_t>& eras);

    std::span<const std::byte> m_image;
    std::size_t m_blockReads = 0;
};

} // namespace blkera::fuzz
