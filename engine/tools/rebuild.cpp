// SPDX-License-Identifier: GPL-2.0-or-later
#include "tools/rebuild.h"

namespace blkera::tools {

RebuildWriter::RebuildWriter(BlockDevice& device)
    : m_device(device)
{
}

Result<void> RebuildWriter::superblock(const EraView& view)
{
    auto builder = MetadataBuilder::begin(m_device, view.dataBlockSizeSectors, view.nrBlocks,
                                          view.currentEra);
    if (!builder)
        return builder.error();
    m_builder = std::move(*builder);
    return {};
}

Result<void> RebuildWriter::beginWriteset(Era era, std::uint32_t nrBits)
{
    return m_builder->beginWriteset(era, nrBits);
}

Result<void> RebuildWriter::bits(BlockRange blocks, bool set)
{
    return m_builder->bits(blocks, set);
}

Result<void> RebuildWriter::endWriteset()
{
    return m_builder->endWriteset();
}

Result<void> RebuildWriter::beginEraArray()
{
    return m_builder->beginEraArray();
}

Result<void> RebuildWriter::eras(BlockRange blocks, Era era)
{
    return m_builder->eras(blocks, era);
}

Result<void> RebuildWriter::endEraArray()
{
    return {};
}

Result<void> RebuildWriter::end()
{
    auto summary = m_builder->finish();
    if (!summary)
        return summary.error();
    m_summary = std::move(*summary);
    return {};
}

Result<std::unique_ptr<FileDevice>> openTarget(const std::string& path)
{
    auto device = FileDevice::open(path, FileDevice::Access::Exclusive);
    if (device)
        return device;
    Error error = device.error();
    if (error.kind == ErrorKind::Busy)
        error.context = path + ": in use (resource busy): stop the device first";
    else if (error.kind == ErrorKind::Invalid)
        error.context = path
            + ": not a block device or regular file: name the metadata device, or a file that is "
              "large enough already";
    else if (error.kind == ErrorKind::NotFound)
        error.context = path + ": make the file first, as large as the metadata shall be";
    return error;
}

} // namespace blkera::tools
