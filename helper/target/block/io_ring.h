// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/result.h"

#include <cstdint>
#include <span>

#include <liburing.h>

namespace blkera {

// Whose completion it is: the top byte of a request's user_data. The rest is the owner's own.
enum class CompletionOwner : std::uint8_t { Frontend = 1, Target = 2 };

constexpr std::uint64_t makeUserData(CompletionOwner owner, std::uint64_t value)
{
    return static_cast<std::uint64_t>(owner) << 56 | value;
}

constexpr CompletionOwner ownerOf(std::uint64_t userData)
{
    return static_cast<CompletionOwner>(userData >> 56);
}

constexpr std::uint64_t valueOf(std::uint64_t userData)
{
    return userData & ((std::uint64_t { 1 } << 56) - 1);
}

// Registered files of a queue's ring, by slot. While a request on the ring is in flight its
// registered files stay open, even if the process is killed: so a new server cannot take over
// before the old one's writes have landed.
enum class FileSlot : std::uint8_t { Frontend = 0, Origin = 1, Count = 2 };

// An io_uring used by one thread, the one that made it. It does what a target needs and nothing
// else: any other operation completes with EACCES.
class IoRing {
public:
    struct Options {
        std::uint32_t entries = 256;
        bool largeSqes = false; // IORING_SETUP_SQE128, for /dev/ublk-control
        // The memory that transfers use, the caller's, which outlives the ring: registered, so that
        // the kernel looks its pages up once and not for each transfer. By their index.
        std::span<const iovec> buffers {};
        // Or a table of that many buffers, which a driver fills.
        std::uint32_t emptyBuffers = 0;
    };

    // Errors: Unsupported (no io_uring here), NoSpace, Io.
    static Result<IoRing> create(const Options& options);
    IoRing(IoRing&& other) noexcept;
    IoRing& operator=(IoRing&&) = delete;
    // Waits for nothing: the owner has drained it. Its files are let go of by then.
    ~IoRing();

    // `fd` stays the caller's; -1 empties the slot.
    Result<void> setFile(FileSlot slot, int fd);

    // Whether Options::buffers are registered; a limit on locked memory may forbid it.
    bool hasBuffers() const { return m_hasBuffers; }

    // A zeroed entry, submitted with the next submitAndWait(). When the queue is full what is in it
    // is submitted first.
    io_uring_sqe& nextEntry();
    // Submits everything, waits for nothing.
    Result<void> submit();
    // Submits everything, waits for at least one completion and hands each that there is to
    // `handle(userData, result)`, which may queue more.
    template <class Handler> Result<void> submitAndWait(Handler&& handle);

    // When this turn began, roughly, in nanoseconds of the monotonic clock: the clock is read when
    // a turn's first asks, and a turn ends with a wait, and with the last completion of one.
    std::uint64_t turnTime()
    {
        if (m_turnTimeNs == 0)
            m_turnTimeNs = monotonicTimeNs();
        return m_turnTimeNs;
    }

private:
    IoRing(io_uring ring, bool hasBuffers);
    Result<void> awaitCompletions();
    static std::uint64_t monotonicTimeNs();

    io_uring m_ring;
    bool m_owned = true;
    bool m_hasBuffers;
    std::uint64_t m_turnTimeNs = 0; // 0: not read yet
};

template <class Handler> Result<void> IoRing::submitAndWait(Handler&& handle)
{
    if (Result<void> there = awaitCompletions(); !there)
        return there;
    m_turnTimeNs = 0;
    unsigned head = 0;
    io_uring_cqe* completion = nullptr;
    io_uring_for_each_cqe(&m_ring, head, completion)
    {
        std::uint64_t userData = completion->user_data;
        int result = completion->res;
        // Given back first, so that `handle` finds room for what it queues.
        io_uring_cq_advance(&m_ring, 1);
        handle(userData, result);
    }
    m_turnTimeNs = 0;
    return {};
}

} // namespace blkera
