// SPDX-License-Identifier: GPL-2.0-or-later
#include "era/checker.h"
#include "tools/metadata_file.h"
#include "tools/output.h"
#include "tools/verbs.h"

#include <nlohmann/json.hpp>

namespace blkera::tools {

namespace {

std::string asText(const CheckReport& report, bool superblockOnly)
{
    std::string text;
    for (const std::string& error : report.errors)
        text += "error: " + error + "\n";
    for (const std::string& warning : report.warnings)
        text += "warning: " + warning + "\n";
    if (report.clean() && superblockOnly)
        text += "superblock: no errors\n";
    else if (report.clean())
        text += "no errors, " + std::to_string(report.used.raw()) + " of "
            + std::to_string(report.size.raw()) + " metadata blocks in use\n";
    return text;
}

std::string asJson(const CheckReport& report)
{
    nlohmann::ordered_json json { { "clean", report.clean() },
                                  { "used_blocks", report.used.raw() },
                                  { "total_blocks", report.size.raw() },
                                  { "errors", report.errors },
                                  { "warnings", report.warnings } };
    return json.dump(2) + "\n";
}

// The superblock alone: what the space map root in it says, and what is wrong with it.
CheckReport checkSuperblock(BlockDevice& device)
{
    CheckReport report;
    BlockManager blocks(device);
    if (auto superblock = Superblock::read(blocks)) {
        report.used = superblock->spaceMap.nrAllocated;
        report.size = superblock->spaceMap.nrBlocks;
    } else {
        report.errors.push_back(superblock.error().message());
    }
    return report;
}

} // namespace

Result<void> check(const CheckOptions& options)
{
    auto device = openMetadataDevice(options.file, FileDevice::Access::ExclusiveReadOnly);
    if (!device)
        return device.error();
    const auto report = options.superblockOnly ? Result<CheckReport>(checkSuperblock(**device))
                                               : checkMetadata(**device);
    if (!report)
        return report.error();
    if (!options.quiet) {
        auto output = Output::open({});
        if (!output)
            return output.error();
        auto written = (*output)->write(options.json ? asJson(*report)
                                                     : asText(*report, options.superblockOnly));
        if (written)
            written = (*output)->finish();
        if (!written)
            return written;
    }
    if (report->clean())
        return {};
    const std::size_t errors = report->errors.size();
    return corrupt("the metadata is damaged (" + std::to_string(errors)
                   + (errors == 1 ? " error" : " errors")
                   + "): restore it from a dump, or format it anew and take a full backup");
}

} // namespace blkera::tools
