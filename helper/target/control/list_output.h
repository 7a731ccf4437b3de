// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/result.h"
#include "base/unique_fd.h"

#include <string>
#include <string_view>

namespace blkera {

// Where a list goes: a descriptor that a caller passed, which may be anything and whose reader may
// be slow, dead or hostile. Used by one thread.
class ListOutput {
public:
    // The reader has this long to take something before the list is given up.
    static constexpr int kPatienceMs = 60'000;

    // `fd` stays the caller's. Errors: Invalid unless it is a pipe or regular file open for
    // writing.
    static Result<ListOutput> open(int fd);

    // `cancel` (an eventfd) ends every wait once it is readable; it stays the caller's.
    void setCancel(int cancel) { m_cancel = cancel; }

    void setPatience(int patienceMs) { m_patienceMs = patienceMs; }

    // Gathers; errors: Io, when the reader has gone or takes nothing for too long.
    Result<void> write(std::string_view text);
    // What was gathered; to be called at the end.
    Result<void> flush();

private:
    explicit ListOutput(UniqueFd fd)
        : m_fd(std::move(fd))
    {
    }

    Result<void> waitUntilWritable();

    UniqueFd m_fd; // never blocks if it is a pipe
    int m_cancel = -1;
    int m_patienceMs = kPatienceMs;
    std::string m_gathered;
};

} // namespace blkera
