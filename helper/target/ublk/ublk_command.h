// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "block/io_ring.h"
#include "ublk/ublk_abi.h"

#include <cstring>

namespace blkera {

// A queue's command, on a ring that has the char device as FileSlot::Frontend.
inline void prepareUblkCommand(io_uring_sqe& entry, std::uint32_t operation,
                               const ublksrv_io_cmd& command)
{
    entry.opcode = IORING_OP_URING_CMD;
    entry.fd = static_cast<int>(FileSlot::Frontend);
    entry.flags = IOSQE_FIXED_FILE;
    entry.cmd_op = operation;
    std::memcpy(entry.cmd, &command, sizeof command);
    entry.user_data = makeUserData(CompletionOwner::Frontend, command.tag);
}

} // namespace blkera
