// SPDX-License-Identifier: GPL-2.0-or-later
#include "era/checker.h"
#include "era/era_check.h"
#include "tools/metadata_file.h"
#include "tools/verb.h"

#include <nlohmann/json.hpp>

namespace blkera::tools {

namespace {

enum class Depth { Everything, AsEraCheck, Superblock };

std::string asText(const CheckReport& report, Depth depth)
{
    std::string text;
    for (const std::string& error : report.errors)
        text += "error: " + error + "\n";
    for (const std::string& warning : report.warnings)
        text += "warning: " + warning + "\n";
    if (!report.clean())
        return text;
    if (depth == Depth::Superblock)
        text += "superblock: no errors\n";
    else if (depth == Depth::AsEraCheck)
        text += "no errors that era_check would find\n";
    else
        text += "no errors, " + std::to_string(report.used.raw()) + " of "
            + std::to_string(report.size.raw()) + " metadata blocks in use\n";
    return text;
}

std::string asJson(const CheckReport& report)
{
    nlohmann::ordered_json json {
        { "clean", report.clean() },          { "fatal", report.fatal },
        { "used_blocks", report.used.raw() }, { "total_blocks", report.size.raw() },
        { "errors", report.errors },          { "warnings", report.warnings }
    };
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
        report.fatal = true;
    }
    return report;
}

Result<CheckReport> check(BlockDevice& device, Depth depth)
{
    switch (depth) {
    case Depth::Superblock:
        return checkSuperblock(device);
    case Depth::AsEraCheck:
        return checkAsEraCheck(device);
    case Depth::Everything:
        break;
    }
    return checkMetadata(device);
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
        auto* kernel = app.add_flag_callback(
            "--kernel", [this] { m_depth = Depth::AsEraCheck; },
            "look for what era_check rejects, nothing more");
        app.add_flag_callback(
               "--super-block-only", [this] { m_depth = Depth::Superblock; },
               "look at the superblock only")
            ->excludes(kernel);
        app.add_flag("--ignore-non-fatal-errors", m_ignoreNonFatal,
                     "exit with 0 where space is wasted and nothing worse is wrong");
        app.add_flag("--json", m_json, "print the findings as JSON");
    }

    bool quiet() const override { return m_quiet; }

    Result<int> run(const Console& console) override;

private:
    std::string m_file;
    bool m_quiet = false;
    Depth m_depth = Depth::Everything;
    bool m_ignoreNonFatal = false; // warnings never set the exit status anyway
    bool m_json = false;
};

Result<int> Check::run(const Console& console)
{
    auto device = openMetadataDevice(m_file, FileDevice::Access::ExclusiveReadOnly);
    if (!device)
        return about(m_file, device.error());
    const auto report = check(**device, m_depth);
    if (!report)
        return about(m_file, report.error());
    if (!m_quiet) {
        auto printed = printText(m_json ? asJson(*report) : asText(*report, m_depth));
        if (!printed)
            return printed.error();
    }
    if (report->clean() || (m_ignoreNonFatal && !report->fatal))
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
