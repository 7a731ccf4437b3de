// SPDX-License-Identifier: GPL-2.0-or-later
#include "era/changed_blocks.h"
#include "formats/changed_list.h"
#include "tools/metadata_file.h"
#include "tools/output.h"
#include "tools/verbs.h"

namespace blkera::tools {

namespace {

Result<void> writeList(BlockManager& blocks, const EraView& view, Era since,
                       ChangedListWriter& writer)
{
    // How long the origin is the metadata does not say, so its last block counts as whole.
    const ChangedListHeader header { since, view.currentEra, view.dataBlockSizeSectors,
                                     view.nrBlocks, SectorCount(0) };
    if (auto begun = writer.begin(header); !begun)
        return begun;
    auto listed = forEachChangedRange(blocks, view, since,
                                      [&](BlockRange range) { return writer.range(range); });
    if (!listed)
        return listed;
    return writer.end();
}

} // namespace

Result<void> invalidate(const InvalidateOptions& options)
{
    // A held snapshot stays as it is while the device is in use; nothing else does.
    const auto access = options.metadataSnapshot ? FileDevice::Access::ReadOnly
                                                 : FileDevice::Access::ExclusiveReadOnly;
    auto metadata = openMetadata(options.file, access);
    if (!metadata)
        return metadata.error();
    auto view = options.metadataSnapshot
        ? EraView::snapshot(*metadata->blocks, metadata->superblock)
        : Result<EraView>(EraView::live(metadata->superblock));
    if (!view)
        return view.error();
    auto output = Output::open(options.output);
    if (!output)
        return output.error();
    auto writer = makeChangedListWriter(options.json ? "json" : "xml", (*output)->sink());
    if (!writer)
        return writer.error();
    if (auto listed = writeList(*metadata->blocks, *view, options.writtenSince, **writer); !listed)
        return listed;
    return (*output)->finish();
}

} // namespace blkera::tools
