// SPDX-License-Identifier: GPL-2.0-or-later
#include "control/list_thread.h"

#include "formats/changed_list.h"
#include "pdata/block_manager.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <optional>

#include <pthread.h>
#include <sys/eventfd.h>

namespace blkera {

namespace {

// Enough for the upper levels of every tree; a list reads each leaf once.
constexpr std::size_t kCacheBlocks = 256; // 1 MiB

Error givenUp()
{
    return ioError(ECANCELED, "the list was given up because the device is being stopped");
}

// A view on its way from the metadata worker. Shared by the list thread and the tracker's queued
// command, which may outlive a list that was given up.
struct ViewSlot {
    Mutex mutex;
    Condition arrived;
    std::optional<Result<Metadata::PinnedView>> view BLKERA_GUARDED_BY(mutex);
};

} // namespace

Result<std::unique_ptr<ListThread>>
ListThread::start(Tracker& tracker, std::function<SectorCount()> deviceSize, Done done)
{
    UniqueFd cancel(::eventfd(0, EFD_CLOEXEC));
    if (!cancel)
        return ioError(errno, "eventfd");
    return std::unique_ptr<ListThread>(
        new ListThread(tracker, std::move(deviceSize), std::move(done), std::move(cancel)));
}

ListThread::ListThread(Tracker& tracker, std::function<SectorCount()> deviceSize, Done done,
                       UniqueFd cancel)
    : m_tracker(tracker)
    , m_deviceSize(std::move(deviceSize))
    , m_done(std::move(done))
    , m_cancel(std::move(cancel))
    , m_thread([this](const std::stop_token& stop) { run(stop); })
{
}

ListThread::~ListThread()
{
    stop();
}

bool ListThread::add(ListRequest&& request)
{
    {
        MutexLock lock(m_mutex);
        if (m_requests.size() >= kMaxWaiting)
            return false;
        m_requests.push_back(std::move(request));
    }
    m_work.notify_all();
    return true;
}

void ListThread::stop()
{
    if (!m_thread.joinable())
        return;
    (void)::eventfd_write(m_cancel.get(), 1);
    m_thread.request_stop();
    m_thread.join();
}

void ListThread::run(const std::stop_token& stop) noexcept
{
    // A reader that has gone is an error of write(), not the end of the process.
    sigset_t pipeSignal;
    sigemptyset(&pipeSignal);
    sigaddset(&pipeSignal, SIGPIPE);
    ::pthread_sigmask(SIG_BLOCK, &pipeSignal, nullptr);

    for (;;) {
        std::optional<ListRequest> request;
        {
            MutexLock lock(m_mutex);
            m_work.wait(m_mutex, stop,
                        [this]() BLKERA_REQUIRES(m_mutex) { return !m_requests.empty(); });
            if (m_requests.empty())
                return;
            request = std::move(m_requests.front());
            m_requests.pop_front();
        }
        auto listed = stop.stop_requested() ? givenUp() : writeList(*request, stop);
        const std::uint64_t id = request->id;
        // The reader sees the end of the list no later than the caller sees the answer.
        request.reset();
        m_done(id, std::move(listed));
    }
}

Result<ChangedAnswer> ListThread::writeList(ListRequest& request, const std::stop_token& stop)
{
    request.output.setCancel(m_cancel.get());
    auto writer = makeChangedListWriter(
        request.format, [&](std::string_view text) { return request.output.write(text); });
    if (!writer)
        return writer.error();
    // The size may change around the moment of the view, whose blocks have to lie within it.
    const SectorCount sizeBefore = m_deviceSize();
    auto pinned = pinView(stop);
    if (!pinned)
        return pinned.error();
    const EraView& view = pinned->view;
    ChangedListHeader header;
    header.since = request.since;
    header.until = request.until;
    header.currentEra = view.currentEra;
    header.blockSizeSectors = view.dataBlockSizeSectors;
    header.nrBlocks = view.nrBlocks;
    header.deviceSize = std::max(sizeBefore, m_deviceSize());
    if (auto begun = (*writer)->begin(header); !begun)
        return begun.error();
    BlockManager blocks(*request.metadata, kCacheBlocks);
    const Era until = request.until.value_or(std::max(request.since, view.currentEra));
    auto listed = forEachRangeChangedBetween(blocks, view, request.since, until,
                                             [&](BlockRange range) -> Result<void> {
                                                 if (stop.stop_requested())
                                                     return givenUp();
                                                 return (*writer)->range(range);
                                             });
    if (!listed)
        return listed;
    if (auto ended = (*writer)->end(*listed); !ended)
        return ended.error();
    if (auto flushed = request.output.flush(); !flushed)
        return flushed.error();
    return listed;
}

Result<Metadata::PinnedView> ListThread::pinView(const std::stop_token& stop)
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
