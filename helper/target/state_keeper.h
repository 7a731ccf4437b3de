// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/mutex.h"
#include "state_file.h"

#include <chrono>
#include <functional>
#include <optional>
#include <thread>

namespace blkera {

// A state record in a file. The file may lie in a file system on the very device it is about, where
// writing it waits for what the metadata worker has yet to do; so the worker waits for a while
// only, and a thread of its own brings the record to the disk.
//
// Thread safety: load() and save() on one thread at a time.
class StateKeeper : public StateRecord {
public:
    using Write = std::function<Result<void>(const Entry&)>;

    explicit StateKeeper(StateFile file);
    // With another way to write than the file's, and another patience.
    StateKeeper(StateFile file, Write write, std::chrono::milliseconds patience);
    ~StateKeeper() override; // when everything is written

    StateKeeper(const StateKeeper&) = delete;
    StateKeeper& operator=(const StateKeeper&) = delete;

    Result<Entry> load() override { return m_file.load(); }

    // Errors: those of StateFile::save(), and Busy if it takes too long: it is written later then,
    // unless another state comes first.
    Result<void> save(const Entry& entry) override;

private:
    void run(const std::stop_token& stop) noexcept;

    // Constant after construction.
    const StateFile m_file;
    const Write m_write;
    const std::chrono::milliseconds m_patience;

    Mutex m_mutex;
    Condition m_changed;
    std::optional<Entry> m_next BLKERA_GUARDED_BY(m_mutex);
    std::uint64_t m_asked BLKERA_GUARDED_BY(m_mutex) = 0;
    std::uint64_t m_written BLKERA_GUARDED_BY(m_mutex) = 0;
    Result<void> m_outcome BLKERA_GUARDED_BY(m_mutex); // of the last write
    std::jthread m_thread;
};

} // namespace blkera
