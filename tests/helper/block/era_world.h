// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "../../support/pass_through.h"
#include "block/era_target.h"
#include "era/changed_blocks.h"
#include "era/metadata_worker.h"
#include "one_queue_frontend.h"
#include "storage/fault_device.h"
#include "storage/memory_device.h"

#include <chrono>
#include <future>
#include <memory>
#include <optional>

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

namespace blkera::test {

inline constexpr std::uint32_t kBlockSectors = 8;
inline constexpr std::uint32_t kBlocks = 64; // the last one has a single sector
inline constexpr std::uint64_t kSectors = (kBlocks - 1) * kBlockSectors + 1;

// An era device over a file of kSectors and metadata in memory, its requests made by the test.
struct World {
    MemoryDevice memory { MetadataBlockCount(64) };
    FaultDevice faults { memory };
    HeldFlush metadata { faults };
    QTemporaryDir directory;
    QString path = directory.filePath("origin");
    std::optional<Origin> origin;
    Geometry geometry = *Geometry::make(SectorCount(kSectors), kBlockSectors);
    QueueEvents events = *QueueEvents::create(1);
    OneQueueFrontend frontend;
    std::unique_ptr<Tracker> tracker;
    std::optional<MetadataWorker> worker;
    std::optional<EraTarget> target;
    std::promise<void> drained;

    World()
    {
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || !file.resize(kSectors * kSectorBytes))
            qFatal("cannot make the origin");
        origin.emplace(*Origin::open(path.toStdString()));
        if (!Metadata::format(metadata, kBlockSectors, geometry.blocks()))
            qFatal("format");
        auto opened = Metadata::open(metadata, kBlockSectors);
        if (!opened || !(*opened)->activate(geometry.blocks()))
            qFatal("activation");
        tracker
            = std::make_unique<Tracker>(std::move(*opened), 1, OneQueueFrontend::kDepth, events);
        worker.emplace(*tracker);
        target.emplace(*origin, geometry, *tracker, events, frontend, 1, OneQueueFrontend::kDepth);
        if (Result<void> started = frontend.start(*target); !started)
            qFatal("start: %s", started.error().message().c_str());
    }

    ~World() { (void)frontend.stop(); }

    World(const World&) = delete;
    World& operator=(const World&) = delete;

    // The byte at the start of a sector, past every cache of the target's.
    char originAt(std::uint64_t sector)
    {
        QFile file(path);
        char byte = 0;
        if (!file.open(QIODevice::ReadOnly)
            || !file.seek(static_cast<qint64>(sector * kSectorBytes)) || !file.getChar(&byte))
            qFatal("reading the origin");
        return byte;
    }

    Era checkpoint()
    {
        std::promise<Result<Era>> era;
        tracker->checkpoint([&](Result<Era> reply) { era.set_value(std::move(reply)); });
        return *era.get_future().get();
    }

    std::future<void> startHold()
    {
        drained = {};
        std::future<void> done = drained.get_future();
        target->hold({ [] {}, [this] { drained.set_value(); } });
        return done;
    }

    void hold() { startHold().get(); }

    void suspend()
    {
        std::promise<Result<void>> done;
        tracker->suspend([&](Result<void> reply) { done.set_value(std::move(reply)); });
        QVERIFY(done.get_future().get());
    }

    void resume()
    {
        std::promise<Result<Era>> era;
        tracker->resume([&](Result<Era> reply) { era.set_value(std::move(reply)); });
        QVERIFY(era.get_future().get());
    }

    // What the metadata says, as "3-4 7"; asked on the worker's thread, whose device it is.
    QString changedSince(Era since)
    {
        std::promise<QString> answer;
        tracker->pinView([&](auto) { answer.set_value(listed(since)); });
        return answer.get_future().get();
    }

    // The same while the worker stands still.
    QString listed(Era since)
    {
        BlockManager blocks(memory);
        auto superblock = Superblock::read(blocks);
        if (!superblock)
            return QString::fromStdString(superblock.error().message());
        QStringList ranges;
        Result<void> read = forEachChangedRange(
            blocks, EraView::live(*superblock), since, [&](BlockRange range) -> Result<void> {
                std::uint32_t last = range.end.raw() - 1;
                QString text = QString::number(range.begin.raw());
                if (last != range.begin.raw())
                    text += '-' + QString::number(last);
                ranges += text;
                return {};
            });
        return read ? ranges.join(' ') : QString::fromStdString(read.error().message());
    }
};

inline bool isPending(const std::future<int>& answer)
{
    return answer.wait_for(std::chrono::milliseconds(200)) == std::future_status::timeout;
}

} // namespace blkera::test
