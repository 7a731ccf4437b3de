// SPDX-License-Identifier: GPL-2.0-or-later
#include "simulation/answers.h"

#include "era/changed_blocks.h"
#include "formats/era_dump.h"

#include <algorithm>

namespace blkera::simulation {

namespace {

// Keeps the era of each block and drops the rest.
class LastEras : public EraDumpWriter {
public:
    explicit LastEras(BlockCount blocks)
        : eras_(blocks.raw())
    {
    }

    Result<void> superblock(const EraView&) override { return {}; }

    Result<void> beginWriteset(Era, std::uint32_t) override { return {}; }

    Result<void> bits(BlockRange, bool) override { return {}; }

    Result<void> endWriteset() override { return {}; }

    Result<void> beginEraArray() override { return {}; }

    Result<void> eras(BlockRange blocks, Era era) override
    {
        for (BlockIndex b = blocks.begin; b != blocks.end; ++b)
            eras_.at(b.raw()) = era;
        return {};
    }

    Result<void> endEraArray() override { return {}; }

    Result<void> end() override { return {}; }

    std::vector<Era> eras_;
};

std::vector<Era> erasToAskFor(Era current)
{
    constexpr std::uint32_t kAll = 6;
    std::vector<Era> eras;
    const std::uint64_t last = current.raw();
    const auto add
        = [&eras](std::uint64_t era) { eras.emplace_back(static_cast<std::uint32_t>(era)); };
    for (std::uint64_t era = last > kAll ? last - kAll : 1; era <= last; ++era)
        add(era);
    if (last > kAll) {
        for (std::uint64_t era = 1; era < last - kAll; era = era * 2 + last % 2)
            add(era);
    }
    return eras;
}

Result<std::vector<Era>> lastEras(BlockManager& blocks, const EraView& view)
{
    LastEras logical(view.nrBlocks);
    if (auto dumped = dumpEras(blocks, view, DumpKind::Logical, logical); !dumped)
        return dumped.error();
    for (const Era since : erasToAskFor(view.currentEra)) {
        std::vector<bool> listed(view.nrBlocks.raw());
        auto asked
            = forEachChangedRange(blocks, view, since, [&](BlockRange range) -> Result<void> {
                  for (BlockIndex b = range.begin; b != range.end; ++b)
                      listed.at(b.raw()) = true;
                  return {};
              });
        if (!asked)
            return asked.error();
        for (std::uint32_t b = 0; b < listed.size(); ++b) {
            if (listed[b] != (logical.eras_[b] >= since))
                return corrupt("block " + std::to_string(b) + " is of era "
                               + std::to_string(logical.eras_[b].raw()) + " in the dump, but "
                               + (listed[b] ? "" : "not ") + "listed as changed since "
                               + std::to_string(since.raw()));
        }
    }
    return logical.eras_;
}

} // namespace

Result<Answers> readAnswers(BlockDevice& metadata)
{
    BlockManager blocks(metadata);
    auto superblock = Superblock::read(blocks);
    if (!superblock)
        return superblock.error();
    Answers answers;
    answers.currentEra = superblock->currentEra;
    answers.nrBlocks = superblock->nrBlocks;
    auto last = lastEras(blocks, EraView::live(*superblock));
    if (!last)
        return last.error();
    answers.last = std::move(*last);
    if (!superblock->metadataSnapshot)
        return answers;

    auto view = EraView::snapshot(blocks, *superblock);
    if (!view)
        return view.error();
    Answers::Snapshot& snapshot = answers.snapshot.emplace();
    snapshot.currentEra = view->currentEra;
    auto held = lastEras(blocks, *view);
    if (!held)
        return held.error();
    snapshot.last = std::move(*held);
    auto writer = makeXmlDumpWriter([&](std::string_view text) -> Result<void> {
        snapshot.dump += text;
        return {};
    });
    if (auto dumped = dumpEras(blocks, *view, DumpKind::Logical, *writer); !dumped)
        return dumped.error();
    return answers;
}

} // namespace blkera::simulation
