// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/mutex.h"
#include "base/result.h"
#include "base/unique_fd.h"
#include "control/list_output.h"
#include "era/changed_blocks.h"
#include "era/tracker.h"
#include "storage/block_device.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>

namespace blkera {

// One list of changed blocks to write.
struct ListRequest {
    std::uint64_t id = 0;
    Era since;
    std::optional<Era> until; // none: to the current era
    std::string format;
    ListOutput output;
    std::unique_ptr<BlockDevice> metadata; // the list's own way to the metadata
};

// Writes lists one after the other beside the running device, on a thread of its own.
//
// Thread safety: add() and stop() on one thread; `done` is called on the list thread, once for
// every request that was added, with what was listed.
class ListThread {
public:
    static constexpr std::size_t kMaxWaiting = 16;
    using Done = std::function<void(std::uint64_t id, Result<ChangedAnswer> listed)>;

    // `deviceSize` is called on the list thread.
    static Result<std::unique_ptr<ListThread>>
    start(Tracker& tracker, std::function<SectorCount()> deviceSize, Done done);
    ~ListThread(); // stop()

    // False, and nothing has been taken, when kMaxWaiting requests wait already.
    bool add(ListRequest&& request);
    // Gives up the list that is being written and all that wait; returns when `done` was called for
    // each of them.
    void stop();

private:
    ListThread(Tracker& tracker, std::function<SectorCount()> deviceSize, Done done,
               UniqueFd cancel);

    void run(const std::stop_token& stop) noexcept;
    Result<ChangedAnswer> writeList(ListRequest& request, const std::stop_token& stop);
    Result<Metadata::PinnedView> pinView(const std::stop_token& stop);

    // Constant after construction.
    Tracker& m_tracker;
    const std::function<SectorCount()> m_deviceSize;
    Done m_done;
    UniqueFd m_cancel; // an eventfd, readable once stop() was called

    Mutex m_mutex;
    Condition m_work;
    std::deque<ListRequest> m_requests BLKERA_GUARDED_BY(m_mutex);

    std::jthread m_thread;
};

} // namespace blkera
