// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/result.h"

#include <memory>
#include <string>
#include <string_view>
#include <thread>

namespace blkera {

// What a process that serves has to say. Whoever reads it may be slow, or wait for the very device
// that is served: so a thread of its own writes the lines down, and nobody else ever waits for it.
// Lines that there is no room for are counted, and the count is said in their place.
//
// Thread safety: say() and sayLast() on any thread.
class Log {
public:
    // Every line begins with `prefix`, of which 128 bytes count. `fd` stays the caller's; one that
    // is not open takes nothing. Errors: Io (no file descriptors left).
    static Result<std::unique_ptr<Log>> open(int fd, std::string_view prefix);
    // Writes down what was said, unless that takes longer than a second.
    ~Log();

    Log(const Log&) = delete;
    Log& operator=(const Log&) = delete;

    // One line, at once: no lock, no allocation, and the one system call that wakes the writer.
    // What is longer than a line of LogRing is cut.
    void say(std::string_view text) noexcept;
    // What a process says before it ends itself: returns when it is written down, or after a
    // second.
    void sayLast(std::string_view text) noexcept;

private:
    struct Shared;
    explicit Log(std::shared_ptr<Shared> shared);
    static void write(Shared& shared) noexcept;

    // Also the thread's, which outlives this if it is stuck in a write.
    std::shared_ptr<Shared> m_shared;
    std::thread m_thread;
};

} // namespace blkera
