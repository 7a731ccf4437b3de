// SPDX-License-Identifier: GPL-2.0-or-later
// f1: everything that reads metadata, on an image of any content.
//
// Whatever the bytes say, nothing crashes, hangs or leaks, and no list is short: a reader that
// answers lists every mark that a naive reader finds. If the strict checker finds no error, every
// reader answers, and says exactly what the naive reader says.
#include "answers.h"
#include "era/checker.h"
#include "formats/era_dump.h"
#include "naive_reader.h"
#include "packed_image.h"
#include "storage/memory_device.h"
#include "target.h"

#include <algorithm>

using namespace blkera;
using namespace blkera::fuzz;

namespace {

constexpr std::size_t kEnoughText = 20'000;
constexpr std::uint32_t kLargeDevice = 100'000; // blocks

void requireDump(BlockManager& blocks, const EraView& view, DumpKind kind, bool asXml,
                 bool mustAnswer)
{
    std::size_t written = 0;
    const TextSink sink = [&](std::string_view text) -> Result<void> {
        written += text.size();
        return written < kEnoughText ? Result<void>() : invalid("enough");
    };
    const auto writer = asXml ? makeXmlDumpWriter(sink) : makeJsonDumpWriter(sink);
    const auto dumped = dumpEras(blocks, view, kind, *writer);
    require(dumped || written >= kEnoughText || !mustAnswer, "an image without errors is dumped");
}

void readView(BlockManager& blocks, const EraView& view,
              const std::optional<std::vector<std::uint32_t>>& lastEras, bool clean,
              std::span<const std::uint8_t> script)
{
    const std::uint32_t current = view.currentEra.raw();
    std::vector<std::uint32_t> thresholds { 1 };
    // A large device only shows whether reading it ends.
    if (view.nrBlocks.raw() <= kLargeDevice) {
        thresholds.push_back(current);
        if (current > 0)
            thresholds.push_back(current - 1);
        if (!script.empty())
            thresholds.push_back(script.front());
    }
    for (const std::uint32_t since : thresholds)
        requireChanged(blocks, view, lastEras, { Era(since), clean, clean });
    if (view.nrBlocks.raw() <= kLargeDevice) {
        const std::uint32_t since
            = script.size() < 2 ? 1 : std::min<std::uint32_t>(script[1], current);
        const std::uint32_t until = script.size() < 3 ? current : since + script[2] % 8;
        requireQueries(blocks, view, lastEras, Era(since), Era(std::max(since, until)), clean);
    }
    requireDump(blocks, view, DumpKind::Full, true, clean);
    requireDump(blocks, view, DumpKind::Logical, false, clean);
}

} // namespace

void blkera::fuzz::runInput(std::span<const std::uint8_t> input)
{
    const PackedImage image = PackedImage::unpack(input);
    MemoryDevice device(image.raw());
    const auto report = checkMetadata(device);
    require(report.has_value(), "a checker whose device works makes a report");
    const bool clean = report->clean();

    BlockManager blocks(device);
    const auto superblock = Superblock::read(blocks);
    require(superblock || !clean, "an image without errors has a superblock");
    if (!superblock)
        return;
    readView(blocks, EraView::live(*superblock), NaiveReader(device.image()).lastEras(false), clean,
             image.script);
    const auto snapshot = EraView::snapshot(blocks, *superblock);
    require(snapshot || !clean || !superblock->metadataSnapshot,
            "an image without errors has the snapshot that it names");
    if (snapshot)
        readView(blocks, *snapshot, NaiveReader(device.image()).lastEras(true), clean,
                 image.script);
}
