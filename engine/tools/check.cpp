// SPDX-License-Identifier: GPL-2.0-or-later
#include "era/checker.h"
#include "tools/metadata_file.h"
#include "tools/verb.h"

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

class Check : public Verb {
public:
    const char* name() const override { return "check"; }

    const char* description() const override
    {
        return "Look for damage (as era_check, and more strictly)";
    }

    void declare(CLI::App& app) override
    {
        addFile(app, m_file);
        app.add_flag("-q,--quiet", m_quiet, "print nothing, set the exit status");
        app.add_flag("--super-block-only", m_superblockOnly, "look at the superblock only");
        app.add_flag("--ignore-non-fatal-errors", m_ignoreNonFatal,
                     "for callers of era_check: changes nothing, every error here is fatal");
        app.add_flag("--json", m_json, "print the findings as JSON");
    }

    bool quiet() const override { return m_quiet; }

    Result<int> run(const Console& console) override;

private:
    std::string m_file;
    bool m_quiet = false;
    bool m_superblockOnly = false;
    bool m_ignoreNonFatal = false; // warnings never set the exit status anyway
    bool m_json = false;
};

Result<int> Check::run(const Console& console)
{
    auto device = openMetadataDevice(m_file, FileDevice::Access::ExclusiveReadOnly);
    if (!device)
        return about(m_file, device.error());
    const auto report = m_superblockOnly ? Result<CheckReport>(checkSuperblock(**device))
                                         : checkMetadata(**device);
    if (!report)
        return about(m_file, report.error());
    if (!m_quiet) {
        auto printed = printText(m_json ? asJson(*report) : asText(*report, m_superblockOnly));
        if (!printed)
            return printed.error();
    }
    if (report->clean())
        return kDone;
    const std::size_t errors = report->errors.size();
    if (!m_quiet)
        console.say(m_file + ": the metadata is damaged (" + std::to_string(errors)
                    + (errors == 1 ? " error" : " errors")
                    + "): restore it from a dump, or format it anew and take a full backup");
    return kFailed;
}

} // namespace

std::unique_ptr<Verb> makeCheck()
{
    return std::make_unique<Check>();
}

} // namespace blkera::tools
