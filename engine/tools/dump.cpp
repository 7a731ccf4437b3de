// SPDX-License-Identifier: GPL-2.0-or-later
#include "formats/era_dump.h"
#include "tools/metadata_file.h"
#include "tools/output.h"
#include "tools/salvage.h"
#include "tools/verb.h"

namespace blkera::tools {

namespace {

class Dump : public Verb {
public:
    const char* name() const override { return "dump"; }

    const char* description() const override { return "Print all of it as XML (as era_dump)"; }

    void declare(CLI::App& app) override
    {
        addFile(app, m_file);
        auto* logical
            = app.add_flag("--logical", m_logical,
                           "fold writesets into the era array: the highest era of each block");
        app.add_flag("--repair", m_repair,
                     "print what damaged metadata still proves; what it does not counts as written "
                     "in the current era")
            ->excludes(logical);
        app.add_option("-o,--output", m_output, "write to this file");
        app.add_flag("--json", m_json, "print JSON instead of XML");
    }

    Result<int> run(const Console& console) override;

private:
    Result<std::vector<Loss>> dump(OpenView& metadata, EraDumpWriter& writer) const;

    std::string m_file;
    std::string m_output;
    bool m_logical = false;
    bool m_repair = false;
    bool m_json = false;
};

// Restored from a dump that lacks something, metadata would lack it for good: so it lacks nothing,
// or what it lacks counts as written.
Result<int> Dump::run(const Console& console)
{
    auto metadata = m_repair ? openDamagedView(m_file) : openWholeView(m_file, false);
    if (!metadata)
        return metadata.error();
    auto output = Output::open(m_output);
    if (!output)
        return output.error();
    const auto writer
        = m_json ? makeJsonDumpWriter((*output)->sink()) : makeXmlDumpWriter((*output)->sink());
    auto losses = dump(*metadata, *writer);
    if (!losses)
        return damaged(m_file, losses.error());
    if (auto finished = (*output)->finish(); !finished)
        return finished.error();
    tell(console, m_file, *losses);
    return kDone;
}

Result<std::vector<Loss>> Dump::dump(OpenView& metadata, EraDumpWriter& writer) const
{
    if (m_repair)
        return salvage(*metadata.file.device, metadata.view, writer);
    const DumpKind kind = m_logical ? DumpKind::Logical : DumpKind::Full;
    auto done = dumpEras(*metadata.file.blocks, metadata.view, kind, writer);
    if (!done)
        return done.error();
    return std::vector<Loss>();
}

} // namespace

std::unique_ptr<Verb> makeDump()
{
    return std::make_unique<Dump>();
}

} // namespace blkera::tools
