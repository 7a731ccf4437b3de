// SPDX-License-Identifier: GPL-2.0-or-later
#include "block/io_ring.h"

#include <array>
#include <cassert>
#include <cerrno>
#include <cstring>
#include <ctime>
#include <utility>

#include <sys/syscall.h>
#include <unistd.h>

namespace blkera {

namespace {

// Completions are worked on when the thread asks for them, not by interrupting it. Kernels before
// 6.1 refuse one flag or the other with EINVAL.
constexpr std::array<unsigned, 3> kSetupFlags {
    IORING_SETUP_SINGLE_ISSUER | IORING_SETUP_DEFER_TASKRUN | IORING_SETUP_COOP_TASKRUN,
    IORING_SETUP_COOP_TASKRUN,
    0,
};

// No filter of system calls sees what a ring does, so the ring itself knows what it is for:
// requests to the origin, commands to the ublk driver and their time limit, wake-ups, FUSE.
constexpr std::array kOperations {
    IORING_OP_READ,        IORING_OP_WRITE,    IORING_OP_READ_FIXED,
    IORING_OP_WRITE_FIXED, IORING_OP_FSYNC,    IORING_OP_FALLOCATE,
    IORING_OP_URING_CMD,   IORING_OP_POLL_ADD, IORING_OP_TIMEOUT,
};

// Made disabled; its files and buffers are registered by then, and only files exchanged later. Both
// are there since Linux 5.10; liburing 2.3 declares the calls and does not export them.
int registerWith(const io_uring& ring, unsigned operation, const io_uring_restriction* restrictions,
                 std::size_t count)
{
    return ::syscall(SYS_io_uring_register, ring.ring_fd, operation, restrictions, count) < 0
        ? -errno
        : 0;
}

int restrictAndEnable(const io_uring& ring)
{
    std::array<io_uring_restriction, kOperations.size() + 2> restrictions {};
    for (std::size_t i = 0; i < kOperations.size(); ++i) {
        restrictions[i].opcode = IORING_RESTRICTION_SQE_OP;
        restrictions[i].sqe_op = static_cast<std::uint8_t>(kOperations[i]);
    }
    io_uring_restriction& files = restrictions[kOperations.size()];
    files.opcode = IORING_RESTRICTION_REGISTER_OP;
    files.register_op = IORING_REGISTER_FILES_UPDATE;
    io_uring_restriction& flags = restrictions[kOperations.size() + 1];
    flags.opcode = IORING_RESTRICTION_SQE_FLAGS_ALLOWED;
    flags.sqe_flags = IOSQE_FIXED_FILE | IOSQE_ASYNC;
    int result = registerWith(ring, IORING_REGISTER_RESTRICTIONS, restrictions.data(),
                              restrictions.size());
    return result < 0 ? result : registerWith(ring, IORING_REGISTER_ENABLE_RINGS, nullptr, 0);
}

Error ringError(int errnoValue)
{
    switch (errnoValue) {
    case ENOSYS:
    case EPERM:
        return { ErrorKind::Unsupported, errnoValue,
                 "io_uring is not to be had here: allow it (sysctl kernel.io_uring_disabled=0, "
                 "seccomp filter)" };
    case ENOMEM:
        return { ErrorKind::NoSpace, errnoValue, "no memory for an io_uring" };
    default:
        return ioError(errnoValue, "io_uring setup");
    }
}

// Worth asking again: a signal, a short lack of memory, completions to be reaped first.
bool isPassing(int result)
{
    return result == -EINTR || result == -EAGAIN || result == -EBUSY;
}

} // namespace

Result<IoRing> IoRing::create(const Options& options)
{
    io_uring ring {};
    int result = -EINVAL;
    for (unsigned flags : kSetupFlags) {
        io_uring_params parameters {};
        parameters.flags
            = flags | IORING_SETUP_R_DISABLED | (options.largeSqes ? IORING_SETUP_SQE128 : 0U);
        result = io_uring_queue_init_params(options.entries, &ring, &parameters);
        if (result != -EINVAL)
            break;
    }
    if (result < 0)
        return ringError(-result);

    std::array<int, static_cast<std::size_t>(FileSlot::Count)> empty;
    empty.fill(-1);
    result = io_uring_register_files(&ring, empty.data(), static_cast<unsigned>(empty.size()));
    if (result >= 0 && options.emptyBuffers > 0)
        result = io_uring_register_buffers_sparse(&ring, options.emptyBuffers);
    const bool hasBuffers = !options.buffers.empty()
        && io_uring_register_buffers(&ring, options.buffers.data(),
                                     static_cast<unsigned>(options.buffers.size()))
            >= 0;
    if (result >= 0)
        result = restrictAndEnable(ring);
    if (result < 0) {
        io_uring_queue_exit(&ring);
        return ringError(-result);
    }
    return IoRing(ring, hasBuffers);
}

IoRing::IoRing(io_uring ring, bool hasBuffers)
    : m_ring(ring)
    , m_hasBuffers(hasBuffers)
{
}

IoRing::IoRing(IoRing&& other) noexcept
    : m_ring(other.m_ring)
    , m_owned(std::exchange(other.m_owned, false))
    , m_hasBuffers(other.m_hasBuffers)
{
}

IoRing::~IoRing()
{
    if (!m_owned)
        return;
    // The kernel takes a ring apart when it finds the time; whoever claims the origin next does not
    // wait for that.
    for (std::uint8_t slot = 0; slot < static_cast<std::uint8_t>(FileSlot::Count); ++slot)
        (void)setFile(static_cast<FileSlot>(slot), -1);
    io_uring_queue_exit(&m_ring);
}

Result<void> IoRing::setFile(FileSlot slot, int fd)
{
    int result = io_uring_register_files_update(&m_ring, static_cast<unsigned>(slot), &fd, 1);
    if (result < 0)
        return ioError(-result, "registering a file with the io_uring");
    return {};
}

io_uring_sqe& IoRing::nextEntry()
{
    io_uring_sqe* entry = io_uring_get_sqe(&m_ring);
    while (!entry) {
        [[maybe_unused]] int result = io_uring_submit(&m_ring);
        assert(result >= 0 || isPassing(result));
        entry = io_uring_get_sqe(&m_ring);
    }
    bool large = (m_ring.flags & IORING_SETUP_SQE128) != 0;
    std::memset(static_cast<void*>(entry), 0, sizeof(*entry) * (large ? 2 : 1));
    return *entry;
}

Result<void> IoRing::submit()
{
    while (io_uring_sq_ready(&m_ring) > 0) {
        int result = io_uring_submit(&m_ring);
        if (result < 0 && !isPassing(result))
            return ioError(-result, "submitting to an io_uring");
    }
    return {};
}

std::uint64_t IoRing::monotonicTimeNs()
{
    timespec now {};
    ::clock_gettime(CLOCK_MONOTONIC, &now); // without a system call, on machines as they are
    return static_cast<std::uint64_t>(now.tv_sec) * 1'000'000'000
        + static_cast<std::uint64_t>(now.tv_nsec);
}

Result<void> IoRing::awaitCompletions()
{
    do {
        int result = io_uring_submit_and_wait(&m_ring, 1);
        if (result < 0 && !isPassing(result))
            return ioError(-result, "waiting for an io_uring");
    } while (io_uring_cq_ready(&m_ring) == 0);
    return {};
}

} // namespace blkera
