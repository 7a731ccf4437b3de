// SPDX-License-Identifier: GPL-2.0-or-later
// Where the fields of the sample images are, and for each a value that it must not have.
#pragma once

#include "base/little_endian.h"
#include "damage.h"
#include "storage/memory_device.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include <QByteArray>

namespace blkera {

// An image that can be damaged and mended.
class Image {
public:
    explicit Image(const QByteArray& raw)
        : m_pristine(reinterpret_cast<const std::byte*>(raw.data()),
                     reinterpret_cast<const std::byte*>(raw.data()) + raw.size())
        , m_device(m_pristine)
    {
    }

    MemoryDevice& device() { return m_device; }

    std::span<std::byte> block(std::uint64_t number)
    {
        return m_device.block(MetadataBlock(number));
    }

    std::uint64_t blocks() const { return m_device.size().raw(); }

    std::uint64_t le64(std::uint64_t number, std::size_t offset)
    {
        return loadDisk<Le64>(block(number).subspan(offset));
    }

    void reseal(std::uint64_t number, BlockKind kind) { blkera::reseal(block(number), kind); }

    void mend(std::uint64_t number)
    {
        const auto from = m_pristine.begin() + std::ptrdiff_t(number * kMetadataBlockBytes);
        std::copy_n(from, kMetadataBlockBytes, block(number).begin());
    }

    // The blocks that the space map's only bitmap says are in use.
    std::vector<std::uint64_t> inUse()
    {
        constexpr std::size_t kCountsAt = 16;
        std::vector<std::uint64_t> used;
        const auto bitmap = block(bitmapBlock());
        for (std::uint64_t i = 0; i < blocks(); ++i) {
            const auto byte = std::to_integer<unsigned>(bitmap[kCountsAt + i / 4]);
            if ((byte >> (i % 4 * 2) & 3) != 0)
                used.push_back(i);
        }
        return used;
    }

    std::uint64_t indexBlock() { return le64(0, 60); }

    std::uint64_t bitmapBlock() { return le64(indexBlock(), 16); }

    std::uint64_t refCountRoot() { return le64(0, 68); }

    std::uint64_t currentBitset() { return le64(0, 192); }

    std::uint64_t writesetTree() { return le64(0, 200); }

    std::uint64_t eraArray() { return le64(0, 208); }

    std::uint64_t snapshot() { return le64(0, 216); }

    // The first child or array block of a node with 8-byte values.
    std::uint64_t firstValue(std::uint64_t node) { return le64(node, 2048); }

    // The bitset of the lowest archived era.
    std::uint64_t archivedBitset() { return le64(writesetTree(), 1640 + 4); }

private:
    std::vector<std::byte> m_pristine;
    MemoryDevice m_device;
};

using Locate = std::uint64_t (*)(Image&);

struct Field {
    const char* name;
    const char* image;
    BlockKind kind;
    Locate block;
    std::size_t offset;
    std::size_t bytes; // 1, 4 or 8
    std::uint64_t value;
};

const std::vector<Field>& fields();

} // namespace blkera
