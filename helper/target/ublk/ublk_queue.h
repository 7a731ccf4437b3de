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
#include <span>
#include <thread>
#include <vector>

#include <sched.h>

namespace blkera {

// One queue of a ublk device: a thread, its ring, a request for each tag, and a buffer for each or,
// where nothing is copied, one for all.
//
// Each tag is always at one of two places: fetched (the driver has it, until a request comes) or
// with the target. Answering a request and fetching the next is one command. Only the thread that
// fetched a tag may speak for it, so all of this runs on the queue's own thread.
class UblkQueue {
public:
    // The same for all queues of a device.
    struct Shape {
        std::uint16_t depth = 0;
        std::uint32_t bufferBytes = 0; // the largest transfer
        // The driver makes each request's own pages a buffer of the ring, and copies nothing.
        bool zeroCopy = false;
        // Of tags that get one; the others are served as all are when the kernel lacks memory.
        std::uint16_t zeroCopyTags = 0;
    };

    // `charDevice` is /dev/ublkcN; it, `target` and `log` are borrowed and outlive join(). The
    // thread keeps to `cpus`, those whose requests it gets, as far as it may.
    UblkQueue(QueueId id, const Shape& shape, int charDevice, BlockTarget& target,
              const std::optional<cpu_set_t>& cpus, Log& log);

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
    Result<void> prepareBuffers();
    void serve();
    void command(std::uint32_t operation, RequestTag tag, int result);
    void fetched(RequestTag tag, int result);
    bool describe(BlockRequest& request, const ublksrv_io_desc& descriptor);
    std::span<std::byte> bufferOf(RequestTag tag);
    void lendSpare();
    bool copyData(const BlockRequest& request) const;

    const QueueId m_id;
    const Shape m_shape;
    const int m_charDevice;
    BlockTarget& m_target;
    const std::optional<cpu_set_t> m_cpus;
    Log& m_log;

    // The thread's.
    std::vector<BlockRequest> m_requests; // by tag, as are the descriptors
    Mapping m_buffers; // by tag; with zeroCopy just one, the spare
    // Requests whose pages became no buffer use the spare one after the other, in this order: what
    // is copied then needs no memory that the kernel may not have.
    std::vector<RequestTag> m_waitingForSpare;
    std::optional<RequestTag> m_spareUser;
    Mapping m_descriptors; // ublksrv_io_desc, written by the driver
    std::optional<IoRing> m_ring;
    unsigned m_liveTags = 0; // not aborted yet

    std::atomic<bool> m_abandoned = false;
    std::optional<QueueEvents> m_wakeUp; // one, for abandon()

    std::promise<Result<void>> m_ready;
    std::thread m_thread;
};

} // namespace blkera
