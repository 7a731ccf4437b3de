// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/mutex.h"
#include "base/result.h"
#include "era/tracker.h"
#include "pdata/block_manager.h"
#include "storage/block_device.h"

#include <deque>
#include <functional>
#include <memory>
#include <thread>

namespace blkera {

// Reads the committed metadata beside the running device, one reading after the other, on a thread
// of its own.
//
// Thread safety: add() and stop() on one thread; readings run on the reader's.
class MetadataReader {
public:
    static constexpr std::size_t kMaxWaiting = 16;

    // As long as the reading goes on.
    struct View {
        BlockManager* blocks;
        const EraView* eras;
    };

    // Called once. Errors: Io if it was stopped before it began; those of Tracker::pinView().
    using Read = std::function<void(const Result<View>& view)>;

    explicit MetadataReader(Tracker& tracker);
    ~MetadataReader(); // stop()

    // `metadata` is the reading's own way to it. False, and nothing has been taken, when
    // kMaxWaiting readings wait already.
    bool add(std::unique_ptr<BlockDevice>&& metadata, Read&& read);
    // Returns when every reading has ended. The one that has begun is to be cut short by whoever
    // knows it.
    void stop();

private:
    struct Reading {
        std::unique_ptr<BlockDevice> metadata;
        Read read;
    };

    void run(const std::stop_token& stop) noexcept;
    void serve(Reading& reading, const std::stop_token& stop);
    Result<Metadata::PinnedView> pinView(const std::stop_token& stop);

    Tracker& m_tracker;
    Mutex m_mutex;
    Condition m_work;
    std::deque<Reading> m_readings BLKERA_GUARDED_BY(m_mutex);
    std::jthread m_thread;
};

} // namespace blkera
