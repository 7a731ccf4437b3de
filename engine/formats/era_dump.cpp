// SPDX-License-Identifier: GPL-2.0-or-later
#include "formats/era_dump.h"

#include "era/last_eras.h"
#include "formats/run_joiner.h"

#include <algorithm>
#include <bit>
#include <vector>

namespace blkera {

namespace {

std::uint32_t windowLength(std::uint64_t size, std::uint64_t number)
{
    return static_cast<std::uint32_t>(
        std::min<std::uint64_t>(kBitsPerWindow, size - number * kBitsPerWindow));
}

Result<void> addBits(RunJoiner<bool>& runs, const BitWindow& bits, std::uint32_t count)
{
    for (std::uint32_t bit = 0; bit < count;) {
        const std::uint64_t word = bits[bit / 64] >> (bit % 64);
        const bool set = (word & 1) != 0;
        const int length = std::countr_zero(set ? ~word : word);
        // What was shifted in says nothing.
        const std::uint32_t run
            = std::min({ static_cast<std::uint32_t>(length), 64 - bit % 64, count - bit });
        if (auto added = runs.add(set, run); !added)
            return added;
        bit += run;
    }
    return {};
}

Result<void> addEras(RunJoiner<Era>& runs, std::span<const std::uint32_t> eras)
{
    for (auto run = eras.begin(); run != eras.end();) {
        auto end = run;
        while (end != eras.end() && *end == *run)
            ++end;
        if (auto added = runs.add(Era(*run), static_cast<std::uint32_t>(end - run)); !added)
            return added;
        run = end;
    }
    return {};
}

Result<void> dumpWriteset(BlockManager& blocks, const EraView& view, const ArchivedWriteset& entry,
                          EraDumpWriter& writer)
{
    const std::uint32_t nrBits = entry.writeset.nrBits;
    auto scan = EraScan::open(blocks, view, { entry }, windowsFor(nrBits));
    if (!scan)
        return scan.error();
    if (auto begun = writer.beginWriteset(entry.era, nrBits); !begun)
        return begun;
    RunJoiner<bool> runs([&](BlockRange range, bool set) { return writer.bits(range, set); });
    for (std::uint64_t number = 0; number < windowsFor(nrBits); ++number) {
        Result<void> added;
        auto read
            = scan->forEachWriteset(number, [&](const ArchivedWriteset&, const BitWindow& bits) {
                  added = addBits(runs, bits, windowLength(nrBits, number));
              });
        if (!read || !added)
            return read ? added : read;
    }
    if (auto finished = runs.finish(); !finished)
        return finished;
    return writer.endWriteset();
}

Result<void> dumpArray(BlockManager& blocks, const EraView& view,
                       std::vector<ArchivedWriteset> folded, EraDumpWriter& writer)
{
    const std::uint32_t size = view.nrBlocks.raw();
    auto scan = EraScan::open(blocks, view, std::move(folded), windowsFor(size));
    if (!scan)
        return scan.error();
    if (auto begun = writer.beginEraArray(); !begun)
        return begun;
    LastEras last(view);
    RunJoiner<Era> runs([&](BlockRange range, Era era) { return writer.eras(range, era); });
    for (std::uint64_t number = 0; number < windowsFor(size); ++number) {
        if (auto read = readWindow(*scan, number, last); !read)
            return read;
        if (auto added = addEras(runs, last.eras()); !added)
            return added;
    }
    if (auto finished = runs.finish(); !finished)
        return finished;
    return writer.endEraArray();
}

} // namespace

Result<void> dumpEras(BlockManager& blocks, const EraView& view, DumpKind kind,
                      EraDumpWriter& writer)
{
    auto writesets = undigestedWritesets(blocks, view);
    if (!writesets)
        return writesets.error();
    if (auto begun = writer.superblock(view); !begun)
        return begun;
    if (kind == DumpKind::Full) {
        for (const ArchivedWriteset& entry : *writesets) {
            if (auto dumped = dumpWriteset(blocks, view, entry, writer); !dumped)
                return dumped;
        }
        writesets->clear();
    }
    if (auto dumped = dumpArray(blocks, view, std::move(*writesets), writer); !dumped)
        return dumped;
    return writer.end();
}

} // namespace blkera
