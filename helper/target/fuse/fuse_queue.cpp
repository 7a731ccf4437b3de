// SPDX-License-Identifier: GPL-2.0-or-later
#include "fuse/fuse_queue.h"

#include "block/io_thread.h"
#include "fuse/fuse_session.h"

#include <cassert>
#include <cerrno>
#include <cstdlib>
#include <string>

#include <poll.h>
#include <pthread.h>
#include <unistd.h>

#define FUSE_USE_VERSION 314
#include <fuse3/fuse_lowlevel.h>

namespace blkera {

namespace {

constexpr std::size_t kPageBytes = 4096;
// A slot's message starts that much before its second page, so that the data of a write lies on it,
// aligned as direct I/O wants it.
constexpr std::size_t kMessageOffset = kPageBytes - FuseSession::kWriteHeaderBytes;
constexpr std::size_t kSlotBytes = kPageBytes + FuseSession::kMaxIoBytes;

} // namespace

FuseQueue::FuseQueue(QueueId id, std::uint16_t depth, UniqueFd device, const FuseSession& session,
                     BlockTarget& target, Log& log)
    : m_id(id)
    , m_depth(depth)
    , m_device(std::move(device))
    , m_session(session)
    , m_target(target)
    , m_log(log)
    , m_slots(depth)
{
    m_free.reserve(depth);
    for (RequestTag tag = 0; tag < depth; ++tag) {
        m_slots[tag].request.pending.queue = id;
        m_slots[tag].request.pending.tag = tag;
        m_free.push_back(tag);
    }
}

void FuseQueue::start()
{
    m_thread = std::thread([this] { run(); });
}

Result<void> FuseQueue::waitUntilReady()
{
    return m_ready.get_future().get();
}

void FuseQueue::join()
{
    m_thread.join();
}

void FuseQueue::run() noexcept
{
    pthread_setname_np(pthread_self(), ("fuse-queue-" + std::to_string(m_id)).c_str());
    FuseSession::bindThread(*this);
    Result<void> prepared = prepare();
    m_ready.set_value(prepared);
    if (prepared)
        serve();
    m_ring.reset();
    m_buffers = Mapping();
}

Result<void> FuseQueue::prepare()
{
    // Not to be had without CAP_SYS_RESOURCE, as in some containers; the device works without it,
    // only not as its own swap space.
    (void)becomeIoFlusher();
    Result<Mapping> buffers = Mapping::lockedMemory(std::size_t { m_depth } * kSlotBytes);
    if (!buffers)
        return buffers.error();
    m_buffers = std::move(*buffers);
    // In one turn each request queues one entry at most, we one, and the target a few of its own.
    Result<IoRing> ring = IoRing::create({ .entries = m_depth + 8U });
    if (!ring)
        return ring.error();
    m_ring.emplace(std::move(*ring));
    return m_target.queueStarted(m_id, *m_ring);
}

void FuseQueue::serve()
{
    const auto handle = [this](std::uint64_t data, int result) {
        if (ownerOf(data) == CompletionOwner::Frontend) {
            m_listening = false;
            m_readable = true;
        } else {
            m_target.ringCompletion(m_id, data, result);
        }
    };
    for (;;) {
        receive();
        if (m_ended && m_free.size() == m_depth)
            break;
        listen();
        if (Result<void> turned = m_ring->submitAndWait(handle); !turned) {
            // Requests in flight can be neither answered nor taken back; the kernel does it when we
            // are gone.
            m_log.sayLast("FUSE queue " + std::to_string(m_id) + ": " + turned.error().message());
            std::abort();
        }
    }
    m_target.queueStopping(m_id);
}

// Takes what there is, as far as there is room for it.
void FuseQueue::receive()
{
    while (m_readable && !m_ended && !m_free.empty()) {
        std::span<std::byte> message = messageOf(m_free.back());
        ssize_t bytes = ::read(device(), message.data(), message.size());
        if (bytes > 0)
            m_session.handle(message.first(static_cast<std::size_t>(bytes)));
        else if (bytes < 0 && errno == EAGAIN)
            m_readable = false; // another queue may have been faster
        else if (bytes < 0 && (errno == EINTR || errno == ENOENT))
            continue; // ENOENT: the request was taken back while we read it
        else
            m_ended = true; // ENODEV: the loop device has let go of the file
    }
}

void FuseQueue::listen()
{
    if (m_listening || m_readable || m_ended || m_free.empty())
        return;
    io_uring_sqe& entry = m_ring->nextEntry();
    io_uring_prep_poll_add(&entry, device(), POLLIN);
    entry.user_data = makeUserData(CompletionOwner::Frontend, 0);
    m_listening = true;
}

std::span<std::byte> FuseQueue::messageOf(RequestTag tag) const
{
    return m_buffers.bytes().subspan(tag * kSlotBytes + kMessageOffset,
                                     FuseSession::kMaxMessageBytes);
}

std::span<std::byte> FuseQueue::dataOf(RequestTag tag) const
{
    return m_buffers.bytes().subspan(tag * kSlotBytes + kPageBytes, FuseSession::kMaxIoBytes);
}

bool FuseQueue::holds(const void* data, std::size_t bytes) const
{
    std::span<std::byte> buffer = dataOf(m_free.back());
    return data == buffer.data() && bytes <= buffer.size();
}

void FuseQueue::submit(fuse_req* reply, BlockOperation operation, SectorRange sectors, bool noUnmap)
{
    RequestTag tag = m_free.back();
    m_free.pop_back();
    Slot& slot = m_slots[tag];
    slot.reply = reply;
    slot.request.operation = operation;
    slot.request.noUnmap = noUnmap;
    slot.request.sectors = sectors;
    slot.request.data = {};
    if (operation == BlockOperation::Read || operation == BlockOperation::Write)
        slot.request.data = dataOf(tag).first(sectors.count().raw() * kSectorBytes);
    m_target.submit(slot.request);
}

void FuseQueue::complete(const BlockRequest& request, int result)
{
    RequestTag tag = request.pending.tag;
    fuse_req* reply = m_slots[tag].reply;
    // A short answer would pass as the file's end, and the loop driver fills up with zeroes.
    if (result >= 0 && static_cast<std::size_t>(result) < request.data.size())
        result = -EIO;
    // An error to answer means that the kernel has given up on the request.
    if (result < 0)
        fuse_reply_err(reply, -result);
    else if (request.operation == BlockOperation::Read)
        fuse_reply_buf(reply, reinterpret_cast<const char*>(request.data.data()),
                       request.data.size());
    else if (request.operation == BlockOperation::Write)
        fuse_reply_write(reply, request.data.size());
    else
        fuse_reply_err(reply, 0);
    m_free.push_back(tag);
}

} // namespace blkera
