// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "era/geometry.h"
#include "era/metadata_worker.h"
#include "era/tracker.h"
#include "era_server.h"
#include "storage/file_device.h"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>

namespace blkera::twin {

// Our engine as blkera-target uses it, with one queue, one write at a time and no origin: the data
// plane has guest tests of its own.
class EngineServer : public EraServer, public QueueWaker {
public:
    Result<void> format(const Service& service) override;
    Result<void> start(const Service& service) override;
    Result<void> stop() override;
    Result<void> crash() override;
    Result<void> pause(SectorCount size) override;
    Result<void> write(SectorRange sectors) override;

    Result<void> discard(SectorRange sectors) override { return write(sectors); }

    Result<void> checkpoint() override;
    Result<void> takeSnapshot() override;
    Result<void> dropSnapshot() override;
    Result<void> growMetadata() override;
    Result<Status> status() override;

    void wake(QueueId queue) override;

private:
    Service m_service;
    std::optional<Geometry> m_geometry;
    std::unique_ptr<FileDevice> m_metadata;
    // Each before the one above it in destruction.
    std::unique_ptr<Tracker> m_tracker;
    std::unique_ptr<MetadataWorker> m_worker;

    std::mutex m_mutex;
    std::condition_variable m_wakened;
    bool m_ready = false; // under m_mutex
};

} // namespace blkera::twin
