// SPDX-License-Identifier: GPL-2.0-or-later
// What libFuzzer calls to change the inputs of the targets that take a metadata image.
#include "image_mutator.h"
#include "recount.h"

#include <algorithm>

using namespace blkera::fuzz;

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t maxSize);

namespace {

void mutateScript(std::vector<std::uint8_t>& script)
{
    const std::size_t size = script.size();
    script.resize(size + 16);
    script.resize(LLVMFuzzerMutate(script.data(), size, script.size()));
}

} // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t maxSize, unsigned seed)
{
    ImageMutator::Random random(seed + 1);
    PackedImage image = PackedImage::unpack({ data, size });
    if (random() % 4 == 0) {
        mutateScript(image.script);
    } else {
        for (std::size_t changes = 1 + random() % 4; changes > 0; --changes)
            ImageMutator(image, random).mutate();
        if (random() % 3 == 0)
            recount(image);
    }
    const std::vector<std::uint8_t> packed = image.pack();
    if (packed.size() > maxSize)
        return LLVMFuzzerMutate(data, size, maxSize);
    std::ranges::copy(packed, data);
    return packed.size();
}

// Blocks of the second image replace, or join, those of the first.
extern "C" std::size_t LLVMFuzzerCustomCrossOver(const std::uint8_t* first, std::size_t firstSize,
                                                 const std::uint8_t* second, std::size_t secondSize,
                                                 std::uint8_t* out, std::size_t maxSize,
                                                 unsigned seed)
{
    ImageMutator::Random random(seed + 1);
    PackedImage image = PackedImage::unpack({ first, firstSize });
    const PackedImage other = PackedImage::unpack({ second, secondSize });
    for (const PackedBlock& block : other.blocks) {
        if (random() % 3 != 0)
            continue;
        if (PackedBlock* mine = image.at(block.number))
            *mine = block;
        else
            image.blocks.push_back(block);
    }
    if (random() % 2 == 0)
        image.script = other.script;
    if (random() % 2 == 0)
        recount(image);
    const std::vector<std::uint8_t> packed = image.pack();
    if (packed.size() > maxSize)
        return 0;
    std::ranges::copy(packed, out);
    return packed.size();
}
