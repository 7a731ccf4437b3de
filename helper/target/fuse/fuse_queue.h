// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/unique_fd.h"
#include "block/frontend.h"
#include "block/mapping.h"
#include "log/log.h"

#include <cstddef>
#include <cstdint>
#include <future>
#include <optional>
#include <thread>
#include <vector>

struct fuse_req;

namespace blkera {

class FuseSession;

// One queue of a FUSE device: a thread, its ring, a descriptor of /dev/fuse and a buffer for each
// request it can have in flight. When all are, it reads no more, and the kernel keeps what comes.
//
// The descriptor is not registered in the ring: when this process is killed the connection shall
// end at once, even while the ring's last writes are on their way. A new server waits for those all
// the same, because the ring holds the claim on the origin.
class FuseQueue {
public:
    // `session`, `target` and `log` are borrowed and outlive join().
    FuseQueue(QueueId id, std::uint16_t depth, UniqueFd device, const FuseSession& session,
              BlockTarget& target, Log& log);

    // Starts the thread; returns at once.
    void start();
    // Waits until the queue serves. Errors: why that cannot be; the thread has ended then.
    Result<void> waitUntilReady();
    // Waits for the end, which comes with that of the connection.
    void join();

    int device() const { return m_device.get(); }

    Log& log() const { return m_log; }

    // The rest is for the queue's thread.

    // Whether `data` is what the message at work brought along.
    bool holds(const void* data, std::size_t bytes) const;
    // Hands the message at work to the target; `reply` is answered when that is done.
    void submit(fuse_req* reply, BlockOperation operation, SectorRange sectors, bool noUnmap);
    // See Frontend::complete().
    void complete(const BlockRequest& request, int result);

private:
    struct Slot {
        BlockRequest request;
        fuse_req* reply = nullptr;
    };

    void run() noexcept;
    Result<void> prepare();
    void serve();
    void receive();
    void listen();
    std::span<std::byte> messageOf(RequestTag tag) const;
    std::span<std::byte> dataOf(RequestTag tag) const;

    const QueueId m_id;
    const std::uint16_t m_depth;
    const UniqueFd m_device;
    const FuseSession& m_session;
    BlockTarget& m_target;
    Log& m_log;

    // The thread's.
    std::vector<Slot> m_slots; // by tag, as are the buffers
    std::vector<RequestTag> m_free; // the last one receives the next message
    Mapping m_buffers;
    std::optional<IoRing> m_ring;
    bool m_listening = false; // a poll is on its way
    bool m_readable = true; // as far as we know
    bool m_ended = false; // the connection has

    std::promise<Result<void>> m_ready;
    std::thread m_thread;
};

} // namespace blkera
