// SPDX-License-Identifier: GPL-2.0-or-later
#include "image_mutator.h"

#include "fields.h"
#include "recount.h"

#include <algorithm>

namespace blkera::fuzz {

std::uint64_t ImageMutator::below(std::uint64_t limit)
{
    return limit == 0 ? 0 : m_random() % limit;
}

PackedBlock* ImageMutator::anyBlock()
{
    return m_image.blocks.empty() ? nullptr : &m_image.blocks[below(m_image.blocks.size())];
}

PackedBlock* ImageMutator::anyBlock(BlockKind kind)
{
    std::vector<PackedBlock*> fitting;
    for (PackedBlock& block : m_image.blocks) {
        if (block.kind == kind)
            fitting.push_back(&block);
    }
    return fitting.empty() ? nullptr : fitting[below(fitting.size())];
}

PackedBlock* ImageMutator::freshBlock(BlockKind kind)
{
    for (std::uint64_t number = 1; number < m_image.size; ++number) {
        if (m_image.at(number) != nullptr)
            continue;
        PackedBlock& block = m_image.blocks.emplace_back();
        block.number = static_cast<std::uint8_t>(number);
        block.kind = kind;
        return &block;
    }
    return nullptr;
}

std::uint64_t ImageMutator::anyPointer()
{
    switch (below(12)) {
    case 0:
        return 0;
    case 1:
        return m_image.size;
    case 2:
        return std::uint64_t { m_random() } << below(34);
    default: {
        const PackedBlock* block = anyBlock();
        return block == nullptr ? below(m_image.size) : block->number;
    }
    }
}

std::uint64_t ImageMutator::nudged(std::uint64_t value)
{
    // Sizes and limits of the format, and their neighbours.
    static constexpr std::array<std::uint64_t, 16> kTelling {
        0,   1,   2,    63,    64,    84,         201,        252,
        336, 509, 1018, 16320, 32576, 0x7fffffff, 0xffffffff, 0xffffffffffffffff
    };
    switch (below(6)) {
    case 0:
        return value + 1;
    case 1:
        return value - 1;
    case 2:
        return value ^ (std::uint64_t { 1 } << below(64));
    case 3:
        return below(300);
    case 4:
        return kTelling[below(kTelling.size())] + below(3) - 1;
    default:
        return value + below(128) - 64;
    }
}

void ImageMutator::changeField(PackedBlock& block, std::size_t offset, std::size_t width,
                               bool pointer)
{
    const std::uint64_t old = readField(block.bytes, offset, width);
    writeField(block.bytes, offset, width, pointer && !oneIn(8) ? anyPointer() : nudged(old));
}

void ImageMutator::changeSuperblock(PackedBlock& block)
{
    struct Field {
        std::size_t offset;
        std::size_t width;
        bool pointer;
    };

    // flags, the space map root, data block size, blocks, era, writeset, roots, snapshot.
    static constexpr std::array<Field, 14> kFields { {
        { 4, 4, false },
        { 44, 8, false },
        { 52, 8, false },
        { 60, 8, true },
        { 68, 8, true },
        { 172, 4, false },
        { 180, 4, false },
        { 180, 4, false },
        { 184, 4, false },
        { 188, 4, false },
        { 192, 8, true },
        { 200, 8, true },
        { 208, 8, true },
        { 216, 8, true },
    } };
    const Field& field = kFields[below(kFields.size())];
    changeField(block, field.offset, field.width, field.pointer);
}

void ImageMutator::changeNode(PackedBlock& block)
{
    const NodeFields node(block.bytes);
    if (!node.sane() || oneIn(6)) {
        static constexpr std::array<std::size_t, 4> kHeader { 4, 16, 20, 24 };
        changeField(block, kHeader[below(kHeader.size())], 4, false);
        return;
    }
    if (oneIn(3)) {
        editEntries(block);
        return;
    }
    if (node.count == 0)
        return;
    const std::uint64_t i = below(node.count);
    switch (below(4)) {
    case 0:
        changeField(block, node.keyAt(i), 8, false);
        break;
    case 1:
        writeField(block.bytes, node.keyAt(i), 8,
                   readField(block.bytes, node.keyAt(below(node.count)), 8) + below(2));
        break;
    default:
        if (node.valueSize == 12 && oneIn(3))
            changeField(block, node.valueAt(i), 4, false);
        else
            changeField(block, node.valueAt(i) + (node.valueSize == 12 ? 4 : 0),
                        node.valueSize == 4 ? 4 : 8, node.valueSize != 4);
    }
}

// Adds, removes, doubles or exchanges entries, and keeps the node well formed.
void ImageMutator::editEntries(PackedBlock& block)
{
    NodeFields node(block.bytes);
    const auto copyEntry = [&](std::uint64_t from, std::uint64_t to) {
        writeField(block.bytes, node.keyAt(to), 8, readField(block.bytes, node.keyAt(from), 8));
        std::copy_n(block.bytes.begin() + static_cast<std::ptrdiff_t>(node.valueAt(from)),
                    node.valueSize,
                    block.bytes.begin() + static_cast<std::ptrdiff_t>(node.valueAt(to)));
    };
    if (node.count > 0 && oneIn(3)) { // the last goes
        writeField(block.bytes, 16, 4, node.count - 1);
        return;
    }
    if (node.count == 0 || node.count == node.room)
        return;
    // As many further entries as the last, keys ascending; sometimes to the brim.
    const std::uint64_t free = node.room - node.count;
    const std::uint64_t more = oneIn(4) ? free : 1 + below(std::min<std::uint64_t>(free, 4));
    for (std::uint64_t i = node.count; i < node.count + more; ++i) {
        copyEntry(i - 1, i);
        writeField(block.bytes, node.keyAt(i), 8, readField(block.bytes, node.keyAt(i - 1), 8) + 1);
    }
    writeField(block.bytes, 16, 4, node.count + more);
}

// The node becomes the only child, or one of two, of a new node in its place.
void ImageMutator::addLevel(PackedBlock& block)
{
    const PackedBlock root = block;
    const std::uint8_t number = root.number;
    const NodeFields node(root.bytes);
    PackedBlock* left = freshBlock(BlockKind::BtreeNode);
    if (!node.sane() || node.count == 0 || left == nullptr)
        return;
    const std::uint8_t leftNumber = left->number;
    left->bytes = root.bytes;
    std::uint8_t rightNumber = 0;
    const std::uint64_t kept = node.count < 2 || oneIn(4) ? node.count : node.count / 2;
    if (kept < node.count) {
        PackedBlock* right = freshBlock(BlockKind::BtreeNode);
        if (right == nullptr)
            return;
        rightNumber = right->number;
        right->bytes = root.bytes;
        for (std::uint64_t i = kept; i < node.count; ++i) {
            writeField(right->bytes, node.keyAt(i - kept), 8,
                       readField(root.bytes, node.keyAt(i), 8));
            std::copy_n(root.bytes.begin() + static_cast<std::ptrdiff_t>(node.valueAt(i)),
                        node.valueSize,
                        right->bytes.begin() + static_cast<std::ptrdiff_t>(node.valueAt(i - kept)));
        }
        writeField(right->bytes, 16, 4, node.count - kept);
        writeField(m_image.at(leftNumber)->bytes, 16, 4, kept);
    }
    PackedBlock& parent = *m_image.at(number);
    parent.bytes.fill(std::byte { 0 });
    writeField(parent.bytes, 4, 4, 1);
    writeField(parent.bytes, 16, 4, kept < node.count ? 2 : 1);
    writeField(parent.bytes, 20, 4, 252);
    writeField(parent.bytes, 24, 4, 8);
    writeField(parent.bytes, 32, 8, readField(root.bytes, node.keyAt(0), 8));
    writeField(parent.bytes, 2048, 8, leftNumber);
    if (kept < node.count) {
        writeField(parent.bytes, 40, 8, readField(root.bytes, node.keyAt(kept), 8));
        writeField(parent.bytes, 2056, 8, rightNumber);
    }
}

void ImageMutator::changeArrayBlock(PackedBlock& block)
{
    const std::uint64_t width = readField(block.bytes, 12, 4) == 4 ? 4 : 8;
    if (oneIn(5)) {
        static constexpr std::array<std::size_t, 3> kHeader { 4, 8, 12 };
        changeField(block, kHeader[below(kHeader.size())], 4, false);
        return;
    }
    const std::uint64_t count
        = std::clamp<std::uint64_t>(readField(block.bytes, 8, 4), 1, (4096 - 24) / width);
    const std::size_t at = 24 + below(count) * width;
    const PackedBlock* superblock = m_image.at(0);
    if (width == 8)
        writeField(block.bytes, at, 8,
                   readField(block.bytes, at, 8) ^ (std::uint64_t { 1 } << below(64)));
    else if (superblock != nullptr && !oneIn(4))
        writeField(block.bytes, at, 4, below(readField(superblock->bytes, 184, 4) + 1));
    else
        changeField(block, at, 4, false);
}

void ImageMutator::changeBitmap(PackedBlock& block)
{
    const std::uint64_t count = oneIn(8) ? below(16320) : below(m_image.size);
    const std::size_t at = 16 + count / 4;
    const unsigned shift = count % 4 * 2;
    const std::uint64_t old = readField(block.bytes, at, 1);
    writeField(block.bytes, at, 1, (old & ~(std::uint64_t { 3 } << shift)) | below(4) << shift);
}

void ImageMutator::changeIndex(PackedBlock& block)
{
    const std::size_t entry = 16 + (oneIn(4) ? below(255) : 0) * 16;
    switch (below(3)) {
    case 0:
        changeField(block, entry, 8, true);
        break;
    case 1:
        changeField(block, entry + 8, 4, false);
        break;
    default:
        changeField(block, entry + 12, 4, false);
    }
}

void ImageMutator::changeBytes(PackedBlock& block)
{
    for (std::uint64_t i = 1 + below(4); i > 0; --i)
        writeField(block.bytes, below(oneIn(2) ? 256 : kMetadataBlockBytes), 1, below(256));
}

void ImageMutator::changeContent(PackedBlock& block)
{
    if (oneIn(12)) {
        changeBytes(block);
        return;
    }
    switch (block.kind) {
    case BlockKind::Superblock:
        changeSuperblock(block);
        break;
    case BlockKind::BtreeNode:
        changeNode(block);
        break;
    case BlockKind::ArrayBlock:
        changeArrayBlock(block);
        break;
    case BlockKind::Bitmap:
        changeBitmap(block);
        break;
    case BlockKind::Index:
        changeIndex(block);
        break;
    }
}

void ImageMutator::holdSnapshot()
{
    const PackedBlock* superblock = m_image.at(0);
    if (superblock == nullptr)
        return;
    const PackedBlock copy = *superblock;
    PackedBlock* clone = freshBlock(BlockKind::Superblock);
    if (clone == nullptr)
        return;
    clone->bytes = copy.bytes;
    const std::uint8_t number = clone->number;
    writeField(m_image.at(0)->bytes, 216, 8, number);
}

// The current writeset, or an archived one once more, becomes the newest archived one.
void ImageMutator::archiveWriteset()
{
    PackedBlock* superblock = m_image.at(0);
    if (superblock == nullptr)
        return;
    PackedBlock* tree = m_image.at(readField(superblock->bytes, 200, 8));
    if (tree == nullptr)
        return;
    const NodeFields node(tree->bytes);
    if (!node.sane() || node.valueSize != 12 || node.count == node.room)
        return;
    const std::uint64_t era = readField(superblock->bytes, 184, 4);
    std::uint64_t root = readField(superblock->bytes, 192, 8);
    if (root == 0 && node.count > 0)
        root = readField(tree->bytes, node.valueAt(node.count - 1) + 4, 8);
    const std::uint64_t key
        = node.count > 0 ? readField(tree->bytes, node.keyAt(node.count - 1), 8) + 1 : era;
    writeField(tree->bytes, node.keyAt(node.count), 8, key);
    writeField(tree->bytes, node.valueAt(node.count), 4, readField(superblock->bytes, 180, 4));
    writeField(tree->bytes, node.valueAt(node.count) + 4, 8, root);
    writeField(tree->bytes, 16, 4, node.count + 1);
    writeField(superblock->bytes, 184, 4, std::max(era, key + below(2)));
    writeField(superblock->bytes, 192, 8, 0);
}

// Two places of one node, or of two, point to one block.
void ImageMutator::shareBlock()
{
    PackedBlock* from = anyBlock(BlockKind::BtreeNode);
    PackedBlock* to = anyBlock(BlockKind::BtreeNode);
    if (from == nullptr)
        return;
    const NodeFields source(from->bytes);
    const NodeFields target(to->bytes);
    if (!source.sane() || !target.sane() || source.count == 0 || target.count == 0
        || source.valueSize != target.valueSize)
        return;
    const auto value
        = from->bytes.begin() + static_cast<std::ptrdiff_t>(source.valueAt(below(source.count)));
    std::copy_n(std::vector<std::byte>(value, value + static_cast<std::ptrdiff_t>(source.valueSize))
                    .begin(),
                source.valueSize,
                to->bytes.begin()
                    + static_cast<std::ptrdiff_t>(target.valueAt(below(target.count))));
}

void ImageMutator::moveBlock()
{
    PackedBlock* block = anyBlock();
    if (block == nullptr)
        return;
    switch (below(3)) {
    case 0: // a copy elsewhere
        if (m_image.blocks.size() < 200) {
            PackedBlock copy = *block;
            copy.number = static_cast<std::uint8_t>(below(m_image.size));
            m_image.blocks.push_back(copy);
        }
        break;
    case 1:
        m_image.blocks.erase(m_image.blocks.begin() + (block - m_image.blocks.data()));
        break;
    default:
        std::swap(block->number, anyBlock()->number);
    }
}

void ImageMutator::resealBlock()
{
    PackedBlock* block = anyBlock();
    if (block == nullptr)
        return;
    if (oneIn(2))
        block->kind = static_cast<BlockKind>(below(5));
    else
        block->seal = static_cast<PackedBlock::Seal>(oneIn(3) ? below(3) : 0);
}

void ImageMutator::resizeDevice()
{
    m_image.size = static_cast<std::uint16_t>(
        std::clamp<std::uint64_t>(oneIn(2) ? m_image.size + below(5) - 2 : 1 + below(256), 1, 256));
}

void ImageMutator::mutate()
{
    switch (below(24)) {
    case 0:
        holdSnapshot();
        break;
    case 1:
        archiveWriteset();
        break;
    case 2:
        if (PackedBlock* node = anyBlock(BlockKind::BtreeNode))
            addLevel(*node);
        break;
    case 3:
        shareBlock();
        break;
    case 4:
        moveBlock();
        break;
    case 5:
        resealBlock();
        break;
    case 6:
        if (oneIn(4))
            resizeDevice();
        break;
    case 7:
    case 8:
    case 9:
        recount(m_image);
        break;
    case 10:
        // Values in the array and bits are what answers are made of.
        if (PackedBlock* values = anyBlock(BlockKind::ArrayBlock))
            changeArrayBlock(*values);
        break;
    default:
        if (PackedBlock* block = anyBlock())
            changeContent(*block);
    }
}

} // namespace blkera::fuzz
