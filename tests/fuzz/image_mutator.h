// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "packed_image.h"

#include <random>

namespace blkera::fuzz {

// Changes an image as somebody would who knows the format: fields of headers, keys, pointers and
// counts rather than bytes, and whole structures (a tree gets a level, a snapshot is held, the
// space map is counted anew) that no mutation of bytes would ever make.
class ImageMutator {
public:
    using Random = std::minstd_rand;

    ImageMutator(PackedImage& image, Random& random)
        : m_image(image)
        , m_random(random)
    {
    }

    void mutate();

private:
    std::uint64_t below(std::uint64_t limit);

    bool oneIn(std::uint64_t chances) { return below(chances) == 0; }

    PackedBlock* anyBlock();
    PackedBlock* anyBlock(BlockKind kind);
    PackedBlock* freshBlock(BlockKind kind); // at a number that no block has
    std::uint64_t anyPointer();
    std::uint64_t nudged(std::uint64_t value);
    void changeField(PackedBlock& block, std::size_t offset, std::size_t width, bool pointer);

    void changeSuperblock(PackedBlock& block);
    void changeNode(PackedBlock& block);
    void changeArrayBlock(PackedBlock& block);
    void changeBitmap(PackedBlock& block);
    void changeIndex(PackedBlock& block);
    void changeBytes(PackedBlock& block);
    void changeContent(PackedBlock& block);

    void editEntries(PackedBlock& node);
    void addLevel(PackedBlock& root);
    void holdSnapshot();
    void archiveWriteset();
    void shareBlock();
    void moveBlock();
    void resealBlock();
    void resizeDevice();

    PackedImage& m_image;
    Random& m_random;
};

} // namespace blkera::fuzz
