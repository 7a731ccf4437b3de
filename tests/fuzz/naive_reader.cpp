// SPDX-License-Identifier: GPL-2.0-or-later
#include "naive_reader.h"

#include "fields.h"

#include <algorithm>

namespace blkera::fuzz {

namespace {

constexpr std::size_t kBlockBytes = 4096;
// Of what an image can make a reader do that shares nothing.
constexpr std::size_t kMostBlockReads = 2'000;
constexpr std::uint32_t kMostBlocks = 100'000;

void raise(std::vector<std::uint32_t>& eras, std::uint64_t block, std::uint64_t era)
{
    if (block < eras.size())
        eras[block] = std::max(eras[block], static_cast<std::uint32_t>(era));
}

} // namespace

std::span<const std::byte> NaiveReader::block(std::uint64_t number)
{
    if (number >= m_image.size() / kBlockBytes || m_blockReads == kMostBlockReads)
        return {};
    ++m_blockReads;
    return m_image.subspan(number * kBlockBytes, kBlockBytes);
}

void NaiveReader::collect(std::uint64_t location, std::size_t valueSize, unsigned depth,
                          std::vector<Entry>& entries)
{
    const auto bytes = block(location);
    if (bytes.empty() || depth > 16)
        return;
    const NodeFields node(bytes);
    if (!node.sane() || node.valueSize != (node.internal ? 8 : valueSize))
        return;
    for (std::uint64_t i = 0; i < node.count; ++i) {
        const auto value = bytes.subspan(node.valueAt(i), node.valueSize);
        if (node.internal)
            collect(readField(value, 0, 8), valueSize, depth + 1, entries);
        else
            entries.push_back({ readField(bytes, node.keyAt(i), 8), value });
    }
}

void NaiveReader::addBits(std::uint64_t root, std::uint32_t nrBits, std::uint32_t era,
                          std::vector<std::uint32_t>& eras)
{
    std::vector<Entry> blocks;
    collect(root, 8, 0, blocks);
    for (const Entry& entry : blocks) {
        const auto bytes = block(readField(entry.value, 0, 8));
        if (bytes.empty() || entry.key >= kMostBlocks)
            continue;
        const std::uint64_t words = std::min<std::uint64_t>(readField(bytes, 8, 4), 509);
        for (std::uint64_t i = 0; i < words; ++i) {
            const std::uint64_t word = readField(bytes, 24 + i * 8, 8);
            for (std::uint64_t bit = 0; word != 0 && bit < 64; ++bit) {
                const std::uint64_t index = (entry.key * 509 + i) * 64 + bit;
                if (index < nrBits && (word >> bit & 1) != 0)
                    raise(eras, index, era);
            }
        }
    }
}

std::optional<std::vector<std::uint32_t>> NaiveReader::lastEras(bool snapshot)
{
    auto superblock = block(0);
    if (superblock.empty())
        return std::nullopt;
    if (snapshot)
        superblock = block(readField(superblock, 216, 8));
    if (superblock.empty() || readField(superblock, 180, 4) > kMostBlocks)
        return std::nullopt;
    std::vector<std::uint32_t> eras(readField(superblock, 180, 4));

    std::vector<Entry> entries;
    collect(readField(superblock, 208, 8), 8, 0, entries);
    for (const Entry& entry : entries) {
        const auto bytes = block(readField(entry.value, 0, 8));
        if (bytes.empty() || entry.key >= kMostBlocks)
            continue;
        const std::uint64_t count = std::min<std::uint64_t>(readField(bytes, 8, 4), 1018);
        for (std::uint64_t i = 0; i < count; ++i)
            raise(eras, entry.key * 1018 + i, readField(bytes, 24 + i * 4, 4));
    }

    entries.clear();
    collect(readField(superblock, 200, 8), 12, 0, entries);
    for (const Entry& entry : entries)
        addBits(readField(entry.value, 4, 8),
                static_cast<std::uint32_t>(readField(entry.value, 0, 4)),
                static_cast<std::uint32_t>(entry.key), eras);
    if (const std::uint64_t current = readField(superblock, 192, 8); current != 0 && !snapshot)
        addBits(current, static_cast<std::uint32_t>(readField(superblock, 188, 4)),
                static_cast<std::uint32_t>(readField(superblock, 184, 4)), eras);
    if (m_blockReads == kMostBlockReads)
        return std::nullopt;
    return eras;
}

} // namespace blkera::fuzz
