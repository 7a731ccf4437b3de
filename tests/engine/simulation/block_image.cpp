// SPDX-License-Identifier: GPL-2.0-or-later
#include "simulation/block_image.h"

#include "simulation/allocated_blocks.h"

#include <algorithm>
#include <cerrno>
#include <functional>
#include <string_view>

namespace blkera::simulation {

namespace {

std::uint64_t hashOf(std::span<const std::byte> bytes)
{
    return std::hash<std::string_view>()(
        { reinterpret_cast<const char*>(bytes.data()), bytes.size() });
}

std::uint64_t placed(std::uint64_t place, const ImageBlockRef& content)
{
    return mixHash(place, content->hash);
}

} // namespace

std::uint64_t mixHash(std::uint64_t a, std::uint64_t b)
{
    std::uint64_t x = a * 0x9E3779B97F4A7C15U + b;
    x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9U;
    x = (x ^ x >> 27) * 0x94D049BB133111EBU;
    return x ^ x >> 31;
}

ImageBlockRef makeImageBlock(std::span<const std::byte> bytes)
{
    auto block = std::make_shared<ImageBlock>();
    std::ranges::copy(bytes.first(kMetadataBlockBytes), block->bytes.begin());
    block->hash = hashOf(block->bytes);
    return block;
}

const ImageBlockRef& zeroBlock()
{
    static const ImageBlockRef zeros
        = makeImageBlock(std::array<std::byte, kMetadataBlockBytes> {});
    return zeros;
}

ImageBlockRef tornBlock(const ImageBlock& fresh, const ImageBlock& old, unsigned sectors)
{
    std::array<std::byte, kMetadataBlockBytes> bytes = old.bytes;
    std::ranges::copy(std::span(fresh.bytes).first(sectors * kSectorBytes), bytes.begin());
    return makeImageBlock(bytes);
}

BlockImage::BlockImage(MetadataBlockCount size)
{
    grow(size);
}

void BlockImage::grow(MetadataBlockCount size)
{
    for (std::uint64_t i = m_blocks.size(); i < size.raw(); ++i)
        m_hash += placed(i, zeroBlock());
    m_blocks.resize(size.raw(), zeroBlock());
}

void BlockImage::set(MetadataBlock block, ImageBlockRef content)
{
    ImageBlockRef& place = m_blocks[block.raw()];
    m_hash += placed(block.raw(), content) - placed(block.raw(), place);
    place = std::move(content);
}

ReadTrace::ReadTrace(const BlockImage& image, ReadTrace* outer)
    : m_image(image)
    , m_allocated(allocatedBlocks(image))
    , m_seen(image.size().raw())
    , m_outer(outer)
{
}

void ReadTrace::note(MetadataBlock block, const ImageBlockRef& content, Transfer transfer)
{
    if (m_outer)
        m_outer->note(block, content, transfer);
    const std::uint64_t number = block.raw();
    if (transfer == Transfer::Several && !(number < m_allocated.size() && m_allocated[number]))
        return;
    // What the run itself has written by then says nothing about the image.
    if (number >= m_seen.size() || m_seen[number] || content != m_image.block(block))
        return;
    m_seen[number] = true;
    m_read.push_back(block);
}

bool ReadTrace::wouldRunAlike(const BlockImage& image) const
{
    return image.size() == m_image.size() && std::ranges::all_of(m_read, [&](MetadataBlock block) {
               return image.block(block)->hash == m_image.block(block)->hash;
           });
}

void ReadTrace::noteAgain(const BlockImage& image, ReadTrace* outer) const
{
    for (const MetadataBlock block : m_read) {
        if (outer)
            outer->note(block, image.block(block), Transfer::One);
    }
}

ImageDevice::ImageDevice(const BlockImage& image, ReadTrace* trace)
    : m_image(image)
    , m_trace(trace)
{
}

Result<void> ImageDevice::read(MetadataBlock first, std::span<std::byte> bytes)
{
    const auto transfer = bytes.size() > kMetadataBlockBytes ? ReadTrace::Transfer::Several
                                                             : ReadTrace::Transfer::One;
    for (; !bytes.empty(); bytes = bytes.subspan(kMetadataBlockBytes), ++first) {
        if (first.raw() >= size().raw())
            return invalid("image: block " + std::to_string(first.raw()) + " is beyond its end");
        const ImageBlockRef& content = m_image.block(first);
        if (m_trace)
            m_trace->note(first, content, transfer);
        std::ranges::copy(content->bytes, bytes.begin());
    }
    return {};
}

Result<void> ImageDevice::write(std::span<const BlockWrite>)
{
    return ioError(EROFS, "image");
}

Result<void> ImageDevice::flush()
{
    return ioError(EROFS, "image");
}

} // namespace blkera::simulation
