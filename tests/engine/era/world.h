// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "era/changed_blocks.h"
#include "era/checker.h"
#include "era/metadata.h"
#include "storage/memory_device.h"

#include <memory>
#include <vector>

#include <QString>
#include <QStringList>
#include <QtTest>

// What the tests of this folder say in a line.
namespace blkera::test {

inline BlockRange blocks(std::uint32_t first, std::uint32_t last)
{
    return { BlockIndex(first), BlockIndex(last + 1) };
}

inline BlockRange block(std::uint32_t index)
{
    return blocks(index, index);
}

// "0, 5, 10-19": both ends inclusive, as people write them.
inline QString toText(const std::vector<BlockRange>& ranges)
{
    QStringList parts;
    for (const BlockRange& range : ranges) {
        const QString first = QString::number(range.begin.raw());
        parts << (range.count().raw() == 1 ? first
                                           : first + u'-' + QString::number(range.end.raw() - 1));
    }
    return parts.join(QStringLiteral(", "));
}

// What another reader of the same bytes finds, or the error.
inline QString changedSince(BlockDevice& device, std::uint32_t era, bool snapshot = false)
{
    BlockManager manager(device);
    auto superblock = Superblock::read(manager);
    if (!superblock)
        return QString::fromStdString(superblock.error().message());
    EraView view = EraView::live(*superblock);
    if (snapshot) {
        auto held = EraView::snapshot(manager, *superblock);
        if (!held)
            return QString::fromStdString(held.error().message());
        view = *held;
    }
    std::vector<BlockRange> ranges;
    auto done = forEachChangedRange(manager, view, Era(era), [&](BlockRange range) -> Result<void> {
        ranges.push_back(range);
        return {};
    });
    return done ? toText(ranges) : QString::fromStdString(done.error().message());
}

// Empty when the strict checker finds nothing.
inline QString problems(BlockDevice& device)
{
    auto report = checkMetadata(device);
    if (!report)
        return QString::fromStdString(report.error().message());
    QStringList lines;
    for (const std::string& line : report->errors)
        lines << QString::fromStdString(line);
    for (const std::string& line : report->warnings)
        lines << QStringLiteral("warning: ") + QString::fromStdString(line);
    return lines.join(u'\n');
}

// True, or a printed reason that fails the test that asks.
template <class T> bool ok(const Result<T>& result)
{
    if (!result)
        qWarning("%s", result.error().message().c_str());
    return result.has_value();
}

inline constexpr std::uint32_t kBlockSectors = 8;

// Formatted, opened and activated metadata in memory.
struct World {
    explicit World(std::uint32_t nrBlocks, std::uint64_t metadataBlocks = 256)
        : device(MetadataBlockCount(metadataBlocks))
    {
        if (ok(Metadata::format(device, kBlockSectors, BlockCount(nrBlocks))) && reopen())
            ready = ok(metadata->activate(BlockCount(nrBlocks)));
    }

    // As after a crash: whatever was not committed is gone.
    bool reopen()
    {
        auto opened = Metadata::open(device, kBlockSectors);
        if (!ok(opened))
            return false;
        metadata = std::move(*opened);
        return true;
    }

    bool mark(std::vector<BlockRange> ranges) { return ok(metadata->mark(ranges)); }

    bool checkpoint(std::vector<BlockRange> inFlight = {})
    {
        return ok(metadata->rollover(inFlight));
    }

    // All of it, committed.
    bool digest()
    {
        for (;;) {
            auto more = metadata->digestStep();
            if (!ok(more))
                return false;
            if (!*more)
                return ok(metadata->commit());
        }
    }

    MemoryDevice device;
    std::unique_ptr<Metadata> metadata;
    bool ready = false;
};

} // namespace blkera::test
