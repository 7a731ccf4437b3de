// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "storage/block_device.h"

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace blkera::simulation {

// A block's bytes, shared by all images that hold them.
struct ImageBlock {
    std::array<std::byte, kMetadataBlockBytes> bytes {};
    std::uint64_t hash = 0;
};

using ImageBlockRef = std::shared_ptr<const ImageBlock>;

ImageBlockRef makeImageBlock(std::span<const std::byte> bytes);
const ImageBlockRef& zeroBlock();
// The first `sectors` sectors of `fresh`, the others of `old`.
ImageBlockRef tornBlock(const ImageBlock& fresh, const ImageBlock& old, unsigned sectors);

// The content of a metadata disk; a copy shares every block.
class BlockImage {
public:
    explicit BlockImage(MetadataBlockCount size);

    MetadataBlockCount size() const { return MetadataBlockCount(m_blocks.size()); }

    // With zeros.
    void grow(MetadataBlockCount size);

    const ImageBlockRef& block(MetadataBlock block) const { return m_blocks[block.raw()]; }

    void set(MetadataBlock block, ImageBlockRef content);

    // Equal images have equal hashes; others have not, but for one in 2^64.
    std::uint64_t hash() const { return m_hash; }

private:
    std::vector<ImageBlockRef> m_blocks;
    std::uint64_t m_hash = 0;
};

// Which blocks of an image a run has looked at before it changed them. Two images that agree in
// these lead the same run to the same end.
//
// A transfer of several blocks may bring free ones that only lie between: those do not count.
class ReadTrace {
public:
    // `outer` is told too: of a run on an image that another run has made.
    explicit ReadTrace(const BlockImage& image, ReadTrace* outer = nullptr);

    enum class Transfer { One, Several };
    void note(MetadataBlock block, const ImageBlockRef& content, Transfer transfer);
    bool wouldRunAlike(const BlockImage& image) const;
    // As if the run had been made on `image`, with which it would be alike.
    void noteAgain(const BlockImage& image, ReadTrace* outer) const;

private:
    BlockImage m_image;
    std::vector<bool> m_allocated;
    std::vector<bool> m_seen;
    std::vector<MetadataBlock> m_read;
    ReadTrace* m_outer;
};

// An image as a device; refuses writes.
class ImageDevice : public BlockDevice {
public:
    explicit ImageDevice(const BlockImage& image, ReadTrace* trace = nullptr);

    MetadataBlockCount size() const override { return m_image.size(); }

    Result<void> read(MetadataBlock first, std::span<std::byte> bytes) override;
    Result<void> write(std::span<const BlockWrite> writes) override;
    Result<void> flush() override;

private:
    const BlockImage& m_image;
    ReadTrace* m_trace;
};

std::uint64_t mixHash(std::uint64_t a, std::uint64_t b);

} // namespace blkera::simulation
