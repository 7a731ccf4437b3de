// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "control/control_server.h"
#include "era/metadata_worker.h"
#include "storage/file_device.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <string>
#include <utility>
#include <vector>

#include <unistd.h>

namespace blkera::test {

// A running device with a real tracker over a metadata file, and nothing in front: tests write to
// it by marking.
class FileTarget : public ControlledTarget, private QueueWaker {
public:
    static constexpr std::uint32_t kBlockSectors = 8;
    static constexpr std::uint16_t kDepth = 256;

    // Formats the file, which has to be large enough, if it is blank.
    static Result<std::unique_ptr<FileTarget>> open(const std::string& metadataFile,
                                                    std::uint32_t nrBlocks)
    {
        auto geometry = Geometry::make(SectorCount(std::uint64_t { nrBlocks } * kBlockSectors - 1),
                                       kBlockSectors);
        if (!geometry)
            return geometry.error();
        auto device = FileDevice::open(metadataFile, FileDevice::Access::Exclusive);
        if (!device)
            return device.error();
        auto content = probeMetadata(**device);
        if (!content)
            return content.error();
        if (*content == MetadataContent::Blank) {
            auto formatted = Metadata::format(**device, kBlockSectors, geometry->blocks());
            if (!formatted)
                return formatted.error();
        }
        auto metadata = Metadata::open(**device, kBlockSectors);
        if (!metadata)
            return metadata.error();
        if (auto activated = (*metadata)->activate(geometry->blocks()); !activated)
            return activated.error();
        return std::unique_ptr<FileTarget>(
            new FileTarget(metadataFile, *geometry, std::move(*device),
                           { std::move(*metadata), TrackerState::Running, {} }));
    }

    // A device whose metadata could not be used when it was started: it serves reads only.
    static Result<std::unique_ptr<FileTarget>> openUnusable(std::uint32_t nrBlocks,
                                                            TrackerState state, std::string reason)
    {
        auto geometry = Geometry::make(SectorCount(std::uint64_t { nrBlocks } * kBlockSectors - 1),
                                       kBlockSectors);
        if (!geometry)
            return geometry.error();
        return std::unique_ptr<FileTarget>(
            new FileTarget({}, *geometry, nullptr, { nullptr, state, std::move(reason) }));
    }

    // As requests that come at a time.
    void write(const std::vector<BlockRange>& ranges)
    {
        for (std::size_t begin = 0; begin < ranges.size(); begin += kDepth) {
            std::array<PendingWrite, kDepth> writes;
            std::size_t open = std::min<std::size_t>(kDepth, ranges.size() - begin);
            const auto send = [&](PendingWrite& write) {
                if (m_tracker.submit(write)) {
                    m_tracker.completed(write);
                    --open;
                }
            };
            for (std::size_t i = 0, count = open; i < count; ++i) {
                writes[i].tag = static_cast<RequestTag>(i);
                writes[i].blocks = ranges[begin + i];
                send(writes[i]);
            }
            while (open > 0) {
                PendingWrite* ready = m_tracker.takeReady(0);
                if (!ready)
                    ::usleep(100);
                while (ready)
                    send(*std::exchange(ready, ready->next));
            }
        }
    }

    // As a mounted device does.
    void setInUse(bool inUse) { m_inUse = inUse; }

    Tracker& tracker() override { return m_tracker; }

    Geometry geometry() const override { return m_geometry; }

    std::string devicePath() const override { return "/dev/there-is-none"; }

    std::string frontendName() const override { return "fuse"; }

    Result<std::unique_ptr<BlockDevice>> openMetadataForReading() override
    {
        auto device = FileDevice::open(m_file, FileDevice::Access::ReadOnly);
        if (!device)
            return device.error();
        return std::unique_ptr<BlockDevice>(std::move(*device));
    }

    // What the origin has by then.
    void setOriginBlocks(std::uint32_t nrBlocks) { m_originBlocks = nrBlocks; }

    Result<void> beginResize(Shrink shrink, Tracker::Reply<void> done) override
    {
        if (m_originBlocks < m_geometry.blocks().raw() && shrink == Shrink::Refuse)
            return invalid("the origin has shrunk");
        m_report.oldBlocks = m_geometry.blocks();
        m_report.oldMetadataBlocks = m_tracker.status().usage.total;
        m_tracker.growMetadata([this, shrink, done](Result<MetadataBlockCount> grown) {
            if (!grown)
                return done(grown.error());
            m_tracker.resize(BlockCount(m_originBlocks), shrink,
                             [done](Result<Era> era) { done(era ? Result<void>() : era.error()); });
        });
        return {};
    }

    Result<ResizeReport> finishResize(const Result<void>& engine) override
    {
        if (!engine)
            return engine.error();
        m_geometry = *Geometry::make(
            SectorCount(std::uint64_t { m_originBlocks } * kBlockSectors - 1), kBlockSectors);
        m_report.size = m_geometry.size();
        m_report.blocks = m_geometry.blocks();
        m_report.metadataBlocks = m_tracker.status().usage.total;
        m_report.visible = false;
        return m_report;
    }

    bool isSuspended() const override { return m_suspended; }

    bool wasLeftOpen() const override { return m_wasLeftOpen; }

    // There is no request to hold; `reached` comes from another thread all the same.
    void hold(std::function<void()> reached) override
    {
        ++m_holds;
        m_tracker.pinView([reached = std::move(reached)](const auto&) { reached(); });
    }

    void release() override { ++m_releases; }

    int holds() const { return m_holds; }

    int releases() const { return m_releases; }

    void beginSuspend(bool, Tracker::Reply<void> done) override
    {
        m_tracker.suspend(std::move(done));
    }

    Result<void> finishSuspend(const Result<void>& engine) override
    {
        m_suspended = engine.has_value();
        return engine;
    }

    void beginResume(Tracker::Reply<Era> done) override { m_tracker.resume(std::move(done)); }

    void finishResume() override { m_suspended = false; }

    // As one behind ublk.
    void setOutlivesServer(bool outlives) { m_outlivesServer = outlives; }

    Result<void> mayHandOver() const override
    {
        if (m_outlivesServer)
            return {};
        return Error { ErrorKind::Unsupported, 0, "the block device ends with its server" };
    }

    void handOver() override { m_handedOver = bool(m_worker.stop()); }

    bool wasHandedOver() const { return m_handedOver; }

    // As if there were requests.
    DeviceFigures figures() const override
    {
        DeviceFigures figures;
        figures.startedUs = 1'700'000'000'000'000;
        OperationFigures& writes
            = figures.requests[static_cast<std::size_t>(BlockOperation::Write)];
        writes.requests = 12;
        writes.inFlight = 1;
        writes.bytes = 49'152;
        writes.errors = 2;
        writes.deferred = 3;
        Histogram latency;
        for (int i = 0; i < 12; ++i)
            latency.note(i == 0 ? 1'000 : 90);
        writes.latencyUs = latency.counts();
        figures.tracker = m_tracker.figures();
        figures.metadataBlocksWritten = 7;
        figures.metadataFlushes = 4;
        return figures;
    }

    Result<void> stop() override
    {
        if (m_inUse)
            return Error { ErrorKind::Busy, 0, "the block device is open" };
        Result<void> archived = m_worker.stop();
        return m_device ? archived : Result<void>();
    }

private:
    FileTarget(std::string file, const Geometry& geometry, std::unique_ptr<FileDevice> device,
               Activation activation)
        : m_file(std::move(file))
        , m_geometry(geometry)
        , m_originBlocks(geometry.blocks().raw())
        , m_device(std::move(device))
        , m_wasLeftOpen(activation.metadata && activation.metadata->wasLeftOpen())
        , m_tracker(std::move(activation), 1, kDepth, *this, {})
        , m_worker(m_tracker)
    {
    }

    void wake(QueueId) override { }

    std::string m_file;
    Geometry m_geometry;
    std::uint32_t m_originBlocks;
    ResizeReport m_report;
    std::unique_ptr<FileDevice> m_device;
    const bool m_wasLeftOpen;
    Tracker m_tracker;
    MetadataWorker m_worker;
    std::atomic<int> m_holds = 0;
    std::atomic<int> m_releases = 0;
    std::atomic<bool> m_inUse = false;
    std::atomic<bool> m_outlivesServer = false;
    std::atomic<bool> m_suspended = false;
    std::atomic<bool> m_handedOver = false;
};

} // namespace blkera::test
