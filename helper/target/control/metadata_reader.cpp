// SPDX-License-Identifier: GPL-2.0-or-later
#include "control/metadata_reader.h"

#include <cerrno>
#include <csignal>
#include <optional>
#include <utility>

#include <pthread.h>

namespace blkera {

namespace {

// Enough for the upper levels of every tree; a reading looks at each leaf once.
constexpr std::size_t kCacheBlocks = 256; // 1 MiB

Error givenUp()
{
    return ioError(ECANCELED, "given up because the device is being stopped");
}

// A view on its way from the metadata worker. Shared by the reader and the tracker's queued
// command, which may outlive a reading that was given up.
struct ViewSlot {
    Mutex mutex;
    Condition arrived;
    std::optional<Result<Metadata::PinnedView>> view BLKERA_GUARDED_BY(mutex);
};

} // namespace

MetadataReader::MetadataReader(Tracker& tracker)
    : m_tracker(tracker)
    , m_thread([this](const std::stop_token& stop) { run(stop); })
{
}

MetadataReader::~MetadataReader()
{
    stop();
}

bool MetadataReader::add(std::unique_ptr<BlockDevice>&& metadata, Read&& read)
{
    {
        MutexLock lock(m_mutex);
        if (m_readings.size() >= kMaxWaiting)
            return false;
        m_readings.push_back({ std::move(metadata), std::move(read) });
    }
    m_work.notify_all();
    return true;
}

void MetadataReader::stop()
{
    if (!m_thread.joinable())
        return;
    m_thread.request_stop();
    m_thread.join();
}

void MetadataReader::run(const std::stop_token& stop) noexcept
{
    // A reader of ours that has gone is an error of write(), not the end of the process.
    sigset_t pipeSignal;
    sigemptyset(&pipeSignal);
    sigaddset(&pipeSignal, SIGPIPE);
    ::pthread_sigmask(SIG_BLOCK, &pipeSignal, nullptr);

    for (;;) {
        std::optional<Reading> reading;
        {
            MutexLock lock(m_mutex);
            m_work.wait(m_mutex, stop,
                        [this]() BLKERA_REQUIRES(m_mutex) { return !m_readings.empty(); });
            if (m_readings.empty())
                return;
            reading = std::move(m_readings.front());
            m_readings.pop_front();
        }
        serve(*reading, stop);
    }
}

void MetadataReader::serve(Reading& reading, const std::stop_token& stop)
{
    if (stop.stop_requested()) {
        reading.read(givenUp());
        return;
    }
    const auto pinned = pinView(stop);
    if (!pinned) {
        reading.read(pinned.error());
        return;
    }
    BlockManager blocks(*reading.metadata, kCacheBlocks);
    reading.read(View { &blocks, &pinned->view });
}

Result<Metadata::PinnedView> MetadataReader::pinView(const std::stop_token& stop)
{
    auto slot = std::make_shared<ViewSlot>();
    m_tracker.pinView([slot](Result<Metadata::PinnedView> view) {
        {
            MutexLock lock(slot->mutex);
            slot->view = std::move(view);
        }
        slot->arrived.notify_all();
    });
    MutexLock lock(slot->mutex);
    slot->arrived.wait(slot->mutex, stop,
                       [&slot]() BLKERA_REQUIRES(slot->mutex) { return slot->view.has_value(); });
    return slot->view ? std::move(*slot->view) : Result<Metadata::PinnedView>(givenUp());
}

} // namespace blkera
