// SPDX-License-Identifier: GPL-2.0-or-later
#include "era/changed_blocks.h"
#include "formats/changed_list.h"
#include "tools/metadata_file.h"
#include "tools/output.h"
#include "tools/verb.h"

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

class Invalidate : public Verb {
public:
    const char* name() const override { return "invalidate"; }

    const char* description() const override
    {
        return "List the blocks written since an era (as era_invalidate)";
    }

    void declare(CLI::App& app) override
    {
        addFile(app, m_file);
        app.add_option("--written-since", m_writtenSince,
                       "the first era that counts; 0 lists every block")
            ->required();
        app.add_flag("--metadata-snapshot,--metadata-snap", m_metadataSnapshot,
                     "read the held metadata snapshot; the device may be in use");
        app.add_option("-o,--output", m_output, "write to this file");
        app.add_flag("--json", m_json, "print JSON instead of XML");
    }

    Result<int> run(const Console& console) override;

private:
    std::string m_file;
    std::string m_output;
    std::uint32_t m_writtenSince = 0;
    bool m_metadataSnapshot = false;
    bool m_json = false;
};

Result<int> Invalidate::run(const Console&)
{
    auto metadata = openWholeView(m_file, m_metadataSnapshot);
    if (!metadata)
        return metadata.error();
    auto output = Output::open(m_output);
    if (!output)
        return output.error();
    auto writer = makeChangedListWriter(m_json ? "json" : "xml", (*output)->sink());
    if (!writer)
        return writer.error();
    if (auto listed
        = writeList(*metadata->file.blocks, metadata->view, Era(m_writtenSince), **writer);
        !listed)
        return damaged(m_file, listed.error());
    if (auto finished = (*output)->finish(); !finished)
        return finished.error();
    return kDone;
}

} // namespace

std::unique_ptr<Verb> makeInvalidate()
{
    return std::make_unique<Invalidate>();
}

} // namespace blkera::tools
