// SPDX-License-Identifier: GPL-2.0-or-later
#include "ublk/ublk_priming.h"

#include "block/io_ring.h"
#include "ublk/ublk_command.h"

#include <cstdint>
#include <thread>

namespace blkera {

namespace {

// All fetches go with one call: it is not interrupted, so a queue has all of them or none.
Result<void> prime(int charDevice, std::uint16_t queue, std::uint16_t depth)
{
    Result<IoRing> ring = IoRing::create({ .entries = depth });
    if (!ring)
        return ring.error();
    if (Result<void> set = ring->setFile(FileSlot::Frontend, charDevice); !set)
        return set;
    ublksrv_io_cmd command {};
    command.q_id = queue;
    command.addr = reinterpret_cast<std::uintptr_t>(&command); // no request comes that would use it
    for (; command.tag < depth; ++command.tag)
        prepareUblkCommand(ring->nextEntry(), kUblkFetch, command);
    return ring->submit();
}

} // namespace

Result<void> primeQueues(int charDevice, std::uint16_t queues, std::uint16_t queueDepth)
{
    Result<void> primed;
    for (std::uint16_t queue = 0; queue < queues && primed; ++queue) {
        // A thread each, for its end is the server's end.
        std::thread([&] { primed = prime(charDevice, queue, queueDepth); }).join();
    }
    return primed;
}

} // namespace blkera
