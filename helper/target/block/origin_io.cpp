// SPDX-License-Identifier: GPL-2.0-or-later
#include "block/origin_io.h"

#include <cerrno>

#include <linux/falloc.h>
#include <sys/ioctl.h>
#include <sys/uio.h>

namespace blkera {

namespace {

// linux/blkdev.h: BLOCK_URING_CMD_DISCARD, since Linux 6.12. Unlike fallocate it does not need the
// ability to write zeroes.
constexpr std::uint32_t kBlockCommandDiscard = _IO(0x12, 0);

constexpr int kPunchHole = FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE;
constexpr int kZeroRange = FALLOC_FL_ZERO_RANGE | FALLOC_FL_KEEP_SIZE;

// The rest of a read or write that may have been short.
void prepareTransfer(io_uring_sqe& entry, int file, const BlockRequest& request,
                     std::uint64_t offset)
{
    const bool isRead = request.operation == BlockOperation::Read;
    // As a number: the address in a driver's buffer is no pointer of ours.
    const auto address = reinterpret_cast<std::uintptr_t>(request.data.data()) + request.doneBytes;
    const auto bytes = static_cast<unsigned>(request.data.size() - request.doneBytes);
    io_uring_prep_rw(isRead ? IORING_OP_READ : IORING_OP_WRITE, &entry, file,
                     reinterpret_cast<const void*>(address), bytes, offset + request.doneBytes);
    if (request.registeredBuffer) {
        entry.opcode = isRead ? IORING_OP_READ_FIXED : IORING_OP_WRITE_FIXED;
        entry.buf_index = *request.registeredBuffer;
    }
    entry.rw_flags = !isRead && request.fua ? RWF_DSYNC : 0;
}

void prepareDiscardCommand(io_uring_sqe& entry, int file, std::uint64_t offset,
                           std::uint64_t length)
{
    entry.opcode = IORING_OP_URING_CMD;
    entry.fd = file;
    entry.cmd_op = kBlockCommandDiscard;
    // Of this thread the kernel would ask not to wait, and devices that cannot promise it (dm-thin)
    // answer EOPNOTSUPP, which a discard's caller never hears of.
    entry.flags |= IOSQE_ASYNC;
    entry.addr = offset;
    entry.addr3 = length;
}

} // namespace

void queueOriginIo(IoRing& ring, const Origin& origin, const BlockRequest& request,
                   std::uint64_t userData)
{
    constexpr int file = static_cast<int>(FileSlot::Origin);
    io_uring_sqe& entry = ring.nextEntry();
    std::uint64_t offset = request.sectors.begin.raw() * kSectorBytes;
    std::uint64_t length = request.sectors.count().raw() * kSectorBytes;

    switch (request.operation) {
    case BlockOperation::Read:
    case BlockOperation::Write:
        prepareTransfer(entry, file, request, offset);
        break;
    case BlockOperation::Flush:
        io_uring_prep_fsync(&entry, file, IORING_FSYNC_DATASYNC);
        break;
    case BlockOperation::Discard:
        if (origin.discardMethod() == Origin::DiscardMethod::BlockCommand)
            prepareDiscardCommand(entry, file, offset, length);
        else
            io_uring_prep_fallocate(&entry, file, kPunchHole, static_cast<off_t>(offset),
                                    static_cast<off_t>(length));
        break;
    case BlockOperation::WriteZeroes:
        io_uring_prep_fallocate(&entry, file, request.noUnmap ? kZeroRange : kPunchHole,
                                static_cast<off_t>(offset), static_cast<off_t>(length));
        break;
    }
    entry.flags |= IOSQE_FIXED_FILE;
    entry.user_data = userData;
}

std::optional<int> originIoResult(BlockRequest& request, int result)
{
    if (result == -EINTR || result == -EAGAIN)
        return {};
    if (result < 0)
        return result;
    if (request.operation != BlockOperation::Read && request.operation != BlockOperation::Write)
        return 0;
    if (result == 0)
        return -EIO; // the origin has shrunk below us
    request.doneBytes += static_cast<std::uint32_t>(result);
    if (request.doneBytes < request.data.size())
        return {};
    return static_cast<int>(request.doneBytes);
}

bool haveDiscardCommand(int fd)
{
    io_uring_probe* probe = io_uring_get_probe();
    bool haveCommands = probe && io_uring_opcode_supported(probe, IORING_OP_URING_CMD);
    io_uring_free_probe(probe);
    Result<IoRing> ring = IoRing::create({ .entries = 1 });
    if (!haveCommands || !ring)
        return false;
    // An empty range is refused with EINVAL by a kernel that knows the command, with EOPNOTSUPP by
    // one that does not.
    prepareDiscardCommand(ring->nextEntry(), fd, 0, 0);
    int answer = -EOPNOTSUPP;
    Result<void> waited = ring->submitAndWait([&](std::uint64_t, int result) { answer = result; });
    return waited && answer == -EINVAL;
}

} // namespace blkera
