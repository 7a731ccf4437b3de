// SPDX-License-Identifier: GPL-2.0-or-later
#include "formats/era_dump.h"
#include "tools/metadata_file.h"
#include "tools/output.h"
#include "tools/verbs.h"

namespace blkera::tools {

Result<void> dump(const DumpOptions& options)
{
    auto metadata = openMetadata(options.file, FileDevice::Access::ExclusiveReadOnly);
    if (!metadata)
        return metadata.error();
    auto output = Output::open(options.output);
    if (!output)
        return output.error();
    const auto writer = options.json ? makeJsonDumpWriter((*output)->sink())
                                     : makeXmlDumpWriter((*output)->sink());
    const DumpKind kind = options.logical ? DumpKind::Logical : DumpKind::Full;
    auto dumped = dumpEras(*metadata->blocks, EraView::live(metadata->superblock), kind, *writer);
    if (!dumped)
        return dumped;
    return (*output)->finish();
}

} // namespace blkera::tools
