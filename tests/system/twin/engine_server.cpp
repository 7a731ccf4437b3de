// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine_server.h"

#include "era/activation.h"

#include <future>

namespace blkera::twin {

namespace {

// A verb whose answer the caller waits for.
template <class T, class Verb> Result<void> answer(Verb verb)
{
    std::promise<Result<void>> promise;
    verb([&promise](Result<T> result) {
        promise.set_value(result ? Result<void>() : Result<void>(result.error()));
    });
    return promise.get_future().get();
}

} // namespace

Result<void> EngineServer::format(const Service& service)
{
    auto geometry = Geometry::make(service.size, service.blockSizeSectors);
    if (!geometry)
        return geometry.error();
    auto device = FileDevice::open(service.metadata, FileDevice::Access::Exclusive);
    if (!device)
        return device.error();
    return Metadata::format(**device, service.blockSizeSectors, geometry->blocks());
}

Result<void> EngineServer::start(const Service& service)
{
    m_service = service;
    auto geometry = Geometry::make(service.size, service.blockSizeSectors);
    if (!geometry)
        return geometry.error();
    m_geometry = *geometry;
    auto device = FileDevice::open(service.metadata, FileDevice::Access::Exclusive);
    if (!device)
        return device.error();
    m_metadata = std::move(*device);
    auto content = probeMetadata(*m_metadata);
    if (!content)
        return content.error();
    if (*content == MetadataContent::Blank) {
        auto formatted
            = Metadata::format(*m_metadata, service.blockSizeSectors, m_geometry->blocks());
        if (!formatted)
            return formatted;
    }
    auto activation = activateMetadata(*m_metadata, service.blockSizeSectors, m_geometry->blocks(),
                                       Shrink::Refuse, nullptr);
    if (!activation)
        return activation.error();
    m_tracker
        = std::make_unique<Tracker>(std::move(*activation), 1, 1, *this, Tracker::Surroundings {});
    m_worker = std::make_unique<MetadataWorker>(*m_tracker);
    return {};
}

Result<void> EngineServer::stop()
{
    auto stopped = m_worker->stop();
    if (auto gone = crash(); !gone)
        return gone;
    return stopped;
}

Result<void> EngineServer::crash()
{
    m_worker.reset();
    m_tracker.reset();
    m_metadata.reset();
    return {};
}

Result<void> EngineServer::pause(SectorCount size)
{
    auto geometry = Geometry::make(size, m_service.blockSizeSectors);
    if (!geometry)
        return geometry.error();
    m_service.size = size;
    if (geometry->blocks() == m_geometry->blocks()) {
        m_geometry = *geometry;
        if (auto suspended = answer<void>([&](auto reply) { m_tracker->suspend(reply); });
            !suspended)
            return suspended;
        return answer<Era>([&](auto reply) { m_tracker->resume(reply); });
    }
    m_geometry = *geometry;
    return answer<Era>(
        [&](auto reply) { m_tracker->resize(m_geometry->blocks(), Shrink::Refuse, reply); });
}

Result<void> EngineServer::write(SectorRange sectors)
{
    PendingWrite write;
    write.blocks = m_geometry->blocksOf(sectors);
    while (!m_tracker->submit(write)) {
        std::unique_lock lock(m_mutex);
        m_wakened.wait(lock, [this] { return m_ready; });
        m_ready = false;
        lock.unlock();
        const PendingWrite* ready = m_tracker->takeReady(write.queue);
        assert(ready == &write);
        if (ready->error != 0)
            return ioError(ready->error, "engine: write");
    }
    m_tracker->completed(write);
    return {};
}

void EngineServer::wake(QueueId)
{
    {
        const std::lock_guard lock(m_mutex);
        m_ready = true;
    }
    m_wakened.notify_one();
}

Result<void> EngineServer::checkpoint()
{
    return answer<Era>([&](auto reply) { m_tracker->checkpoint(reply); });
}

Result<void> EngineServer::takeSnapshot()
{
    return answer<MetadataBlock>([&](auto reply) { m_tracker->takeMetadataSnapshot(reply); });
}

Result<void> EngineServer::dropSnapshot()
{
    return answer<void>([&](auto reply) { m_tracker->dropMetadataSnapshot(reply); });
}

Result<void> EngineServer::growMetadata()
{
    return answer<MetadataBlockCount>([&](auto reply) { m_tracker->growMetadata(reply); });
}

Result<EraServer::Status> EngineServer::status()
{
    const TrackerStatus status = m_tracker->status();
    if (status.state != TrackerState::Running)
        return ioError(EIO, "engine: " + status.failure);
    return Status { status.usage.currentEra, status.usage.used.raw(), status.usage.total.raw(),
                    status.usage.metadataSnapshot.has_value() };
}

} // namespace blkera::twin
