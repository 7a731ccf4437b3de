// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace blkera::tools {

// How far long work has come, in one line of standard error that replaces itself. Says nothing
// unless a person looks on: standard error is a terminal and the work takes more than a moment.
class Progress {
public:
    // Of `total` bytes; 0 if that is not known.
    Progress(std::string what, std::uint64_t total, bool quiet);
    ~Progress(); // the line is gone
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    void add(std::uint64_t bytes);

private:
    std::string m_what;
    std::uint64_t m_total;
    std::uint64_t m_done = 0;
    bool m_enabled;
    bool m_shown = false;
    std::chrono::steady_clock::time_point m_next;
};

} // namespace blkera::tools
