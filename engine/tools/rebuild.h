// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "era/metadata_builder.h"
#include "formats/era_dump.h"
#include "storage/file_device.h"

namespace blkera::tools {

// Writes what a dump says to a metadata device, instead of to a file.
class RebuildWriter : public EraDumpWriter {
public:
    explicit RebuildWriter(BlockDevice& device);

    Result<void> superblock(const EraView& view) override;
    Result<void> beginWriteset(Era era, std::uint32_t nrBits) override;
    Result<void> bits(BlockRange blocks, bool set) override;
    Result<void> endWriteset() override;
    Result<void> beginEraArray() override;
    Result<void> eras(BlockRange blocks, Era era) override;
    Result<void> endEraArray() override;
    Result<void> end() override;

    // After end().
    const MetadataBuilder::Summary& summary() const { return m_summary; }

private:
    BlockDevice& m_device;
    std::unique_ptr<MetadataBuilder> m_builder;
    MetadataBuilder::Summary m_summary;
};

// Opens a device or file to be overwritten with metadata. Errors, each with its remedy: those of
// FileDevice::open.
Result<std::unique_ptr<FileDevice>> openTarget(const std::string& path);

} // namespace blkera::tools
