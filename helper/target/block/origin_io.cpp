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
    case BlockOperation::Read: {
        std::span<std::byte> rest = request.data.subspan(request.doneBytes);
        io_uring_prep_read(&entry, file, rest.data(), static_cast<unsigned>(rest.size()),
                           offset + request.doneBytes);
        break;
    }
    case BlockOperation::Write: {
        std::span<std::byte> rest = request.data.subspan(request.doneBytes);
        io_uring_prep_write(&entry, file, rest.data(), static_cast<unsigned>(rest.size()),
                            offset + request.doneBytes);
        entry.rw_flags = request.fua ? RWF_DSYNC : 0;
        break;
    }
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
