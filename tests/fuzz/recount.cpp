// SPDX-License-Identifier: GPL-2.0-or-later
#include "recount.h"

#include "fields.h"

#include <algorithm>

namespace blkera::fuzz {

namespace {

// Counts the pointers of an image, each block's own once.
class PointerCount {
public:
    explicit PointerCount(PackedImage& image)
        : m_image(image)
    {
    }

    void superblock(const PackedBlock& block, bool clone)
    {
        if (!clone) {
            point(readField(block.bytes, 60, 8));
            tree(readField(block.bytes, 68, 8), 4);
            if (const std::uint64_t current = readField(block.bytes, 192, 8); current != 0)
                tree(current, 8);
        }
        tree(readField(block.bytes, 200, 8), 12);
        tree(readField(block.bytes, 208, 8), 8);
        const std::uint64_t held = readField(block.bytes, 216, 8);
        if (!clone && held != 0 && point(held)) {
            if (const PackedBlock* snapshot = m_image.at(held))
                superblock(*snapshot, true);
        }
    }

    // Returns true the first time.
    bool point(std::uint64_t block) { return block < m_counts.size() && m_counts[block]++ == 0; }

    const std::array<std::uint32_t, 256>& counts() const { return m_counts; }

private:
    void tree(std::uint64_t root, std::size_t valueSize)
    {
        if (!point(root))
            return;
        const PackedBlock* block = m_image.at(root);
        if (block == nullptr || block->kind != BlockKind::BtreeNode)
            return;
        const NodeFields node(block->bytes);
        for (std::uint64_t i = 0; node.sane() && i < node.count; ++i) {
            const std::uint64_t child
                = readField(block->bytes, node.valueAt(i) + (node.valueSize == 12 ? 4 : 0), 8);
            if (node.internal)
                tree(child, valueSize);
            else if (valueSize == 8)
                point(child);
            else if (valueSize == 12)
                tree(child, 8);
        }
    }

    PackedImage& m_image;
    std::array<std::uint32_t, 256> m_counts {};
};

} // namespace

void recount(PackedImage& image)
{
    PackedBlock* superblock = image.at(0);
    if (superblock == nullptr)
        return;
    PackedBlock* index = image.at(readField(superblock->bytes, 60, 8));
    PackedBlock* bitmap = index == nullptr ? nullptr : image.at(readField(index->bytes, 16, 8));
    PackedBlock* large = image.at(readField(superblock->bytes, 68, 8));
    if (bitmap == nullptr || large == nullptr)
        return;
    // The tree of large counts becomes one leaf.
    large->bytes.fill(std::byte { 0 });
    large->kind = BlockKind::BtreeNode;
    writeField(large->bytes, 4, 4, 2);
    writeField(large->bytes, 20, 4, 336);
    writeField(large->bytes, 24, 4, 4);

    PointerCount pointers(image);
    pointers.point(0);
    pointers.superblock(*superblock, false);
    pointers.point(bitmap->number);
    bitmap->bytes.fill(std::byte { 0 });
    std::uint64_t used = 0;
    std::uint64_t larger = 0;
    for (std::uint64_t block = 0; block < image.size; ++block) {
        const std::uint32_t count = pointers.counts()[block];
        if (count == 0)
            continue;
        ++used;
        const std::uint64_t stored = std::min<std::uint64_t>(count, 3);
        const std::uint64_t bits = (stored >> 1 | (stored & 1) << 1) << (block % 4 * 2);
        writeField(bitmap->bytes, 16 + block / 4, 1,
                   readField(bitmap->bytes, 16 + block / 4, 1) | bits);
        if (count >= 3) {
            writeField(large->bytes, 32 + larger * 8, 8, block);
            writeField(large->bytes, 32 + 336 * 8 + larger * 4, 4, count);
            ++larger;
        }
    }
    writeField(large->bytes, 16, 4, larger);
    writeField(index->bytes, 24, 4, 16320 - used);
    writeField(index->bytes, 28, 4, 0);
    writeField(superblock->bytes, 44, 8, image.size);
    writeField(superblock->bytes, 52, 8, used);
}

} // namespace blkera::fuzz
