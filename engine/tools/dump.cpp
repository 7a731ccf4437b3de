// SPDX-License-Identifier: GPL-2.0-or-later
#include "formats/era_dump.h"
#include "tools/metadata_file.h"
#include "tools/output.h"
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
        app.add_flag("--logical", m_logical,
                     "fold writesets into the era array: the highest era of each block");
        app.add_option("-o,--output", m_output, "write to this file");
        app.add_flag("--json", m_json, "print JSON instead of XML");
    }

    Result<int> run(const Console& console) override;

private:
    std::string m_file;
    std::string m_output;
    bool m_logical = false;
    bool m_json = false;
};

Result<int> Dump::run(const Console&)
{
    auto metadata = openMetadata(m_file, FileDevice::Access::ExclusiveReadOnly);
    if (!metadata)
        return damaged(m_file, metadata.error());
    // Restored from a dump that lacks something, metadata would lack it for good.
    if (auto whole = refuseLoss(*metadata->blocks); !whole)
        return damaged(m_file, whole.error());
    auto output = Output::open(m_output);
    if (!output)
        return output.error();
    const auto writer
        = m_json ? makeJsonDumpWriter((*output)->sink()) : makeXmlDumpWriter((*output)->sink());
    const DumpKind kind = m_logical ? DumpKind::Logical : DumpKind::Full;
    auto done = dumpEras(*metadata->blocks, EraView::live(metadata->superblock), kind, *writer);
    if (!done)
        return damaged(m_file, done.error());
    if (auto finished = (*output)->finish(); !finished)
        return finished.error();
    return kDone;
}

} // namespace

std::unique_ptr<Verb> makeDump()
{
    return std::make_unique<Dump>();
}

} // namespace blkera::tools
