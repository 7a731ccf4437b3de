// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "block/frontend.h"
#include "block/mapping.h"
#include "block/queue_events.h"
#include "log/log.h"
#include "ublk/ublk_abi.h"

#include <atomic>
#include <cstdint>
#include <future>
#include <optional>
#include <thread>
#include <vector>

#include <sched.h>

namespace blkera {

// One queue of a ublk device: a thread, its ring, a request and a buffer for each tag.
//
// Each tag is always at one of two places: fetched (the driver has it, until a request comes) or
// with the target. Answering a request and fetching the next is one command. Only the thread that
// fetched a tag may speak for it, so all of this runs on the queue's own thread.
class UblkQueue {
public:
    // `charDevice` is /dev/ublkcN; it, `target` and `log` are borrowed and outlive join(). The
    // thread keeps to `cpus`, those whose requests it gets, as far as it may.
    UblkQueue(QueueId id, std::uint16_t depth, std::uint32_t bufferBytes, int charDevice,
              BlockTarget& target, const std::optional<cpu_set_t>& cpus, Log& log);

    // Starts the thread; returns at once.
    void start();
    // Waits until all tags are fetched. Errors: why that cannot be; the thread has ended then.
    Result<void> waitUntilReady();
    // Makes the thread end although the driver has tags that are fetched: it keeps their requests
    // for the next server. Any thread.
    void abandon();
    // Waits for the end, which comes when the driver has aborted all tags (stopDevice), or after
    // abandon().
    void join();

    // On the queue's thread; see Frontend::complete().
    void complete(const BlockRequest& request, int result);

private:
    void run() noexcept;
    Result<void> prepare();
    void serve();
    void command(std::uint32_t operation, RequestTag tag, int result);
    void fetched(RequestTag tag, int result);
    bool describe(RequestTag tag);

    const QueueId m_id;
    const std::uint16_t m_depth;
    const std::uint32_t m_bufferBytes;
    const int m_charDevice;
    BlockTarget& m_target;
    const std::optional<cpu_set_t> m_cpus;
    Log& m_log;

    // The thread's.
    std::vector<BlockRequest> m_requests; // by tag, as are the buffers and the descriptors
    Mapping m_buffers;
    Mapping m_descriptors; // ublksrv_io_desc, written by the driver
    std::optional<IoRing> m_ring;
    unsigned m_liveTags = 0; // not aborted yet

    std::atomic<bool> m_abandoned = false;
    std::optional<QueueEvents> m_wakeUp; // one, for abandon()

    std::promise<Result<void>> m_ready;
    std::thread m_thread;
};

} // namespace blkera
