// SPDX-License-Identifier: GPL-2.0-or-later
#include "observation.h"

#include "era/changed_blocks.h"
#include "era/checker.h"
#include "formats/era_dump.h"

namespace blkera::twin {

namespace {

// Keeps what a logical dump says in the model's form.
class ModelWriter : public EraDumpWriter {
public:
    Result<void> superblock(const EraView& view) override
    {
        m_eras.current = view.currentEra;
        return {};
    }

    Result<void> beginWriteset(Era, std::uint32_t) override
    {
        return invalid("a logical dump has a writeset");
    }

    Result<void> bits(BlockRange, bool) override { return {}; }

    Result<void> endWriteset() override { return {}; }

    Result<void> beginEraArray() override { return {}; }

    Result<void> eras(BlockRange blocks, Era era) override
    {
        if (blocks.begin.raw() != m_eras.ofBlock.size())
            return invalid("a dump has a gap");
        m_eras.ofBlock.resize(blocks.end.raw(), era);
        return {};
    }

    Result<void> endEraArray() override { return {}; }

    Result<void> end() override { return {}; }

    const Eras& result() const { return m_eras; }

private:
    Eras m_eras;
};

Result<Eras> read(BlockManager& blocks, const EraView& view)
{
    ModelWriter writer;
    if (auto dumped = dumpEras(blocks, view, DumpKind::Logical, writer); !dumped)
        return dumped.error();
    return writer.result();
}

std::string firstDifference(const Eras& found, const Eras& expected)
{
    if (found.current != expected.current)
        return "era " + std::to_string(found.current.raw()) + " is current, not "
            + std::to_string(expected.current.raw());
    if (found.ofBlock.size() != expected.ofBlock.size())
        return std::to_string(found.ofBlock.size()) + " blocks, not "
            + std::to_string(expected.ofBlock.size());
    for (std::size_t block = 0; block < found.ofBlock.size(); ++block) {
        if (found.ofBlock[block] != expected.ofBlock[block])
            return "block " + std::to_string(block) + " has era "
                + std::to_string(found.ofBlock[block].raw()) + ", not "
                + std::to_string(expected.ofBlock[block].raw());
    }
    return {};
}

Result<void> compareLists(BlockManager& blocks, const EraView& view, const Eras& expected)
{
    for (Era since(0); since <= expected.current + EraCount(1); ++since) {
        std::vector<BlockRange> listed;
        auto done = forEachChangedRange(blocks, view, since, [&](BlockRange range) {
            listed.push_back(range);
            return Result<void>();
        });
        if (!done)
            return done;
        if (listed != expected.changedSince(since))
            return invalid("the list since era " + std::to_string(since.raw()) + " differs");
    }
    return {};
}

} // namespace

Result<bool> isDigested(BlockDevice& image)
{
    BlockManager blocks(image);
    auto superblock = Superblock::read(blocks);
    if (!superblock)
        return superblock.error();
    auto archived = archivedWritesets(blocks, EraView::live(*superblock));
    if (!archived)
        return archived.error();
    return archived->empty();
}

Result<Observation> observe(BlockDevice& image)
{
    auto report = checkMetadata(image);
    if (!report)
        return report.error();
    if (!report->clean())
        return corrupt(report->errors.front());
    Observation found;
    found.used = report->used.raw();
    found.total = report->size.raw();

    BlockManager blocks(image);
    auto superblock = Superblock::read(blocks);
    if (!superblock)
        return superblock.error();
    auto digested = isDigested(image);
    if (!digested)
        return digested.error();
    found.digested = *digested;
    found.stopped = !superblock->currentWriteset;
    auto live = read(blocks, EraView::live(*superblock));
    if (!live)
        return live.error();
    found.says.live = *live;
    if (superblock->metadataSnapshot) {
        auto view = EraView::snapshot(blocks, *superblock);
        if (!view)
            return view.error();
        auto held = read(blocks, *view);
        if (!held)
            return held.error();
        found.says.snapshot = *held;
    }
    return found;
}

Result<void> compareWithModel(BlockDevice& image, const Observation& found,
                              const EraModel& expected)
{
    if (const std::string live = firstDifference(found.says.live, expected.live); !live.empty())
        return invalid(live);
    if (found.says.snapshot.has_value() != expected.snapshot.has_value())
        return invalid(found.says.snapshot ? "a snapshot is held" : "the snapshot is gone");
    if (expected.snapshot) {
        const std::string held = firstDifference(*found.says.snapshot, *expected.snapshot);
        if (!held.empty())
            return invalid("snapshot: " + held);
    }

    BlockManager blocks(image);
    auto superblock = Superblock::read(blocks);
    if (!superblock)
        return superblock.error();
    if (auto same = compareLists(blocks, EraView::live(*superblock), expected.live); !same)
        return same;
    if (!expected.snapshot)
        return {};
    auto view = EraView::snapshot(blocks, *superblock);
    if (!view)
        return view.error();
    if (auto same = compareLists(blocks, *view, *expected.snapshot); !same)
        return invalid("snapshot: " + same.error().context);
    return {};
}

} // namespace blkera::twin
