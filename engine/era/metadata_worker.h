// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "era/tracker.h"

#include <thread>

namespace blkera {

// The engine's one thread: takes a tracker's steps from its beginning to its end.
//
// Thread safety: one thread owns it; not the worker's, so no callback of the tracker may stop it.
class MetadataWorker {
public:
    // `tracker` outlives the worker; nobody else calls its step().
    explicit MetadataWorker(Tracker& tracker);
    ~MetadataWorker(); // ends the thread without archiving, as a crash would; see stop()

    // The clean stop: call when no write is in flight and none will come. Waits for the thread,
    // which answers what was asked before; archives the writeset.
    Result<void> stop();

private:
    void run() noexcept;

    Tracker& m_tracker;
    std::jthread m_thread;
};

} // namespace blkera
