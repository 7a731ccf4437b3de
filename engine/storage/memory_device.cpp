// SPDX-License-Identifier: GPL-2.0-or-later
#include "storage/memory_device.h"

#include <algorithm>

namespace blkera {

namespace {

Error beyondEnd(MetadataBlock block)
{
    return invalid("memory device: block " + std::to_string(block.raw()) + " is beyond its end");
}

} // namespace

MemoryDevice::MemoryDevice(MetadataBlockCount size)
    : m_image(size.raw() * kMetadataBlockBytes)
    , m_size(size)
{
}

MemoryDevice::MemoryDevice(std::vector<std::byte> image)
    : m_image(std::move(image))
    , m_size(m_image.size() / kMetadataBlockBytes)
{
    m_image.resize(m_size.raw() * kMetadataBlockBytes);
}

void MemoryDevice::enlarge(MetadataBlockCount size)
{
    m_image.resize(std::max<std::size_t>(m_image.size(), size.raw() * kMetadataBlockBytes));
}

Result<void> MemoryDevice::refreshSize()
{
    m_size = MetadataBlockCount(m_image.size() / kMetadataBlockBytes);
    return {};
}

Result<void> MemoryDevice::read(MetadataBlock first, std::span<std::byte> bytes)
{
    const MetadataBlockCount length(bytes.size() / kMetadataBlockBytes);
    if (length > size() || first.raw() > (size() - length).raw())
        return beyondEnd(first + length);
    std::ranges::copy(std::span(m_image).subspan(first.raw() * kMetadataBlockBytes, bytes.size()),
                      bytes.begin());
    m_counters.blocksRead += length.raw();
    return {};
}

Result<void> MemoryDevice::write(std::span<const BlockWrite> writes)
{
    for (const BlockWrite& write : writes) {
        if (write.block.raw() >= size().raw())
            return beyondEnd(write.block);
    }
    for (const BlockWrite& write : writes)
        std::ranges::copy(write.bytes.first(kMetadataBlockBytes), block(write.block).begin());
    m_counters.blocksWritten += writes.size();
    return {};
}

Result<void> MemoryDevice::flush()
{
    ++m_counters.flushes;
    return {};
}

std::span<std::byte> MemoryDevice::block(MetadataBlock block)
{
    return std::span(m_image).subspan(block.raw() * kMetadataBlockBytes, kMetadataBlockBytes);
}

} // namespace blkera
