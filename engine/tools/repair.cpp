// SPDX-License-Identifier: GPL-2.0-or-later
#include "tools/metadata_file.h"
#include "tools/rebuild.h"
#include "tools/salvage.h"
#include "tools/verb.h"

#include <cerrno>
#include <filesystem>

#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

namespace blkera::tools {

namespace {

// What the superblock held, from a person who knows.
struct Given {
    std::uint32_t blockSizeSectors = 0;
    std::uint32_t nrBlocks = 0;
    std::uint32_t era = 0;

    bool any() const { return blockSizeSectors != 0; }

    EraView view() const
    {
        EraView view;
        view.dataBlockSizeSectors = blockSizeSectors;
        view.nrBlocks = BlockCount(nrBlocks);
        view.currentEra = Era(era);
        return view;
    }
};

// Makes a file of that size, unless there is something. True: it was made.
Result<bool> makeFile(const std::string& path, MetadataBlockCount size)
{
    const UniqueFd fd(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (fd.get() < 0 && errno == EEXIST)
        return false;
    const auto bytes = static_cast<off_t>(size.raw() * kMetadataBlockBytes);
    if (fd.get() < 0 || ::ftruncate(fd.get(), bytes) != 0)
        return Error { ErrorKind::Io, errno, path };
    return true;
}

struct Repaired {
    std::vector<Loss> losses;
    MetadataBuilder::Summary summary;
};

class Repair : public Verb {
public:
    const char* name() const override { return "repair"; }

    const char* description() const override
    {
        return "Make sound metadata of what damaged metadata still proves";
    }

    void declare(CLI::App& app) override
    {
        app.add_option("-i,--input", m_input, "the damaged metadata, which stays as it is")
            ->required();
        app.add_option("-o,--output", m_output,
                       "another metadata device, or a file, which is made if it does not exist; it "
                       "is overwritten")
            ->required();
        auto* blockSize = app.add_option("--block-size", m_given.blockSizeSectors,
                                         "where the superblock is lost: sectors of a block");
        auto* nrBlocks = app.add_option("--nr-blocks", m_given.nrBlocks,
                                        "where the superblock is lost: number of blocks");
        auto* era = app.add_option("--era", m_given.era,
                                   "where the superblock is lost: the era in which every block "
                                   "shall count as written");
        blockSize->needs(nrBlocks)->needs(era)->check(CLI::Range(8U, 1U << 31));
        nrBlocks->needs(blockSize)->needs(era)->check(CLI::Range(1U, (1U << 31) - 1));
        era->needs(blockSize)->needs(nrBlocks)->check(CLI::Range(1U, 0xFFFF'FFFFU));
        app.add_flag("-q,--quiet", m_quiet, "print nothing, set the exit status");
        app.add_flag("--json", m_json, "print what was lost as JSON");
    }

    bool quiet() const override { return m_quiet; }

    Result<int> run(const Console& console) override;

private:
    Result<EraView> readView(BlockDevice& input);
    Result<Repaired> repair(BlockDevice& input, const EraView& view) const;
    Result<std::vector<Loss>> write(BlockDevice& input, const EraView& view,
                                    RebuildWriter& writer) const;
    Result<void> report(const Repaired& repaired, const Console& console) const;

    std::string m_input;
    std::string m_output;
    Given m_given;
    bool m_snapshotDropped = false;
    bool m_quiet = false;
    bool m_json = false;
};

// What the superblock says, or was said to have held.
Result<EraView> Repair::readView(BlockDevice& input)
{
    if (m_given.any())
        return m_given.view();
    const auto failed = [this](Error error) {
        error.context += "; if the superblock is lost, give what it held: --block-size, "
                         "--nr-blocks and --era";
        return about(m_input, error);
    };
    if (auto ours = refuseForeign(input); !ours)
        return failed(ours.error());
    BlockManager blocks(input);
    const auto superblock = Superblock::read(blocks);
    if (!superblock)
        return failed(superblock.error());
    m_snapshotDropped = superblock->metadataSnapshot.has_value();
    return EraView::live(*superblock);
}

Result<std::vector<Loss>> Repair::write(BlockDevice& input, const EraView& view,
                                        RebuildWriter& writer) const
{
    if (!m_given.any())
        return salvage(input, view, writer);
    if (auto written = writeAllAsWritten(view, writer); !written)
        return written.error();
    return std::vector<Loss> { { { BlockIndex(0), BlockIndex(m_given.nrBlocks) },
                                 "nothing of the metadata was used" } };
}

Result<int> Repair::run(const Console& console)
{
    if (m_given.blockSizeSectors % 8 != 0)
        return invalid("--block-size: must be a multiple of 8 sectors");
    std::error_code ignored;
    if (std::filesystem::equivalent(m_input, m_output, ignored))
        return invalid(m_output
                       + ": this is the input, which is never overwritten: name another "
                         "device or file");
    auto input = openDevice(m_input, FileDevice::Access::ExclusiveReadOnly);
    if (!input)
        return about(m_input, input.error());
    const auto view = readView(**input);
    if (!view)
        return view.error();
    const auto made = makeFile(m_output, (*input)->size());
    if (!made)
        return made.error();
    const auto repaired = repair(**input, *view);
    if (!repaired && *made)
        ::unlink(m_output.c_str());
    if (!repaired)
        return repaired.error();
    if (auto reported = report(*repaired, console); !reported)
        return reported.error();
    return kDone;
}

Result<Repaired> Repair::repair(BlockDevice& input, const EraView& view) const
{
    auto output = openTarget(m_output);
    if (!output)
        return output.error();
    RebuildWriter writer(**output);
    auto losses = write(input, view, writer);
    if (!losses)
        return about(losses.error().kind == ErrorKind::NoSpace ? m_output : m_input,
                     losses.error());
    return Repaired { std::move(*losses), writer.summary() };
}

Result<void> Repair::report(const Repaired& repaired, const Console& console) const
{
    if (m_quiet)
        return {};
    tell(console, m_input, repaired.losses);
    if (m_snapshotDropped)
        console.say(m_input + ": the metadata snapshot is left out");
    if (!m_json)
        return {};
    auto lost = nlohmann::ordered_json::array();
    for (const Loss& loss : repaired.losses)
        lost.push_back({ { "begin", loss.blocks.begin.raw() },
                         { "end", loss.blocks.end.raw() },
                         { "reason", loss.reason } });
    const nlohmann::ordered_json json { { "lost", lost },
                                        { "snapshot_dropped", m_snapshotDropped },
                                        { "writesets", repaired.summary.writesets },
                                        { "used_blocks", repaired.summary.used.raw() },
                                        { "total_blocks", repaired.summary.total.raw() } };
    return printText(json.dump(2) + "\n");
}

} // namespace

std::unique_ptr<Verb> makeRepair()
{
    return std::make_unique<Repair>();
}

} // namespace blkera::tools
