// SPDX-License-Identifier: GPL-2.0-or-later
#include "ublk/ublk_queue.h"

#include "block/io_thread.h"
#include "ublk/ublk_command.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string>

#include <pthread.h>

namespace blkera {

namespace {

// Our completions: a fetch by its tag, or abandon().
constexpr std::uint64_t kAbandon = std::uint64_t { 1 } << 16;

} // namespace

UblkQueue::UblkQueue(QueueId id, std::uint16_t depth, std::uint32_t bufferBytes, int charDevice,
                     BlockTarget& target, const std::optional<cpu_set_t>& cpus, Log& log)
    : m_id(id)
    , m_depth(depth)
    , m_bufferBytes(bufferBytes)
    , m_charDevice(charDevice)
    , m_target(target)
    , m_cpus(cpus)
    , m_log(log)
    , m_requests(depth)
{
    for (RequestTag tag = 0; tag < depth; ++tag) {
        m_requests[tag].pending.queue = id;
        m_requests[tag].pending.tag = tag;
    }
}

void UblkQueue::start()
{
    m_thread = std::thread([this] { run(); });
}

Result<void> UblkQueue::waitUntilReady()
{
    return m_ready.get_future().get();
}

void UblkQueue::abandon()
{
    m_abandoned = true;
    if (m_wakeUp)
        m_wakeUp->wake(0);
}

void UblkQueue::join()
{
    m_thread.join();
}

void UblkQueue::run() noexcept
{
    pthread_setname_np(pthread_self(), ("ublk-queue-" + std::to_string(m_id)).c_str());
    // Whoever waits for an answer runs there: waking the two then crosses no CPU. Where none of
    // them is allowed to us, any other does.
    if (m_cpus)
        (void)pthread_setaffinity_np(pthread_self(), sizeof *m_cpus, &*m_cpus);
    Result<void> prepared = prepare();
    m_ready.set_value(prepared);
    if (prepared)
        serve();
    // What holds the char device must go before the device can be deleted: the registered file with
    // the ring, and the mapping.
    m_ring.reset();
    m_descriptors = Mapping();
    m_buffers = Mapping();
}

Result<void> UblkQueue::prepare()
{
    if (Result<void> flusher = becomeIoFlusher(); !flusher)
        return flusher;
    Result<QueueEvents> wakeUp = QueueEvents::create(1);
    if (!wakeUp)
        return wakeUp.error();
    m_wakeUp.emplace(std::move(*wakeUp));
    Result<Mapping> buffers = Mapping::lockedMemory(std::size_t { m_depth } * m_bufferBytes);
    if (!buffers)
        return buffers.error();
    m_buffers = std::move(*buffers);

    // In one turn each tag queues one entry at most, and the target a few of its own.
    Result<IoRing> ring = IoRing::create({ .entries = m_depth + 8U });
    if (!ring)
        return ring.error();
    m_ring.emplace(std::move(*ring));
    // Registered in the ring that carries the writes to the origin: when this process is killed,
    // the driver sees its end only after the last of them has landed.
    if (Result<void> set = m_ring->setFile(FileSlot::Frontend, m_charDevice); !set)
        return set;
    if (Result<void> started = m_target.queueStarted(m_id, *m_ring); !started)
        return started;

    m_wakeUp->listen(0, *m_ring, makeUserData(CompletionOwner::Frontend, kAbandon));
    for (RequestTag tag = 0; tag < m_depth; ++tag)
        command(kUblkFetch, tag, 0);
    m_liveTags = m_depth;
    if (Result<void> submitted = m_ring->submit(); !submitted)
        return submitted;

    // Only now: from a process that has mapped it and was killed before it had fetched, the driver
    // takes it back for no other. No request comes before all queues are ready.
    constexpr std::uint64_t stride = UBLK_MAX_QUEUE_DEPTH * sizeof(ublksrv_io_desc);
    Result<Mapping> descriptors = Mapping::readOnly(
        m_charDevice, UBLKSRV_CMD_BUF_OFFSET + m_id * stride, m_depth * sizeof(ublksrv_io_desc));
    if (!descriptors)
        return descriptors.error();
    m_descriptors = std::move(*descriptors);
    return {};
}

void UblkQueue::serve()
{
    const auto handle = [this](std::uint64_t data, int result) {
        if (data == makeUserData(CompletionOwner::Frontend, kAbandon))
            return; // the loop looks
        if (ownerOf(data) == CompletionOwner::Frontend)
            fetched(static_cast<RequestTag>(valueOf(data)), result);
        else
            m_target.ringCompletion(m_id, data, result);
    };
    while (m_liveTags > 0 && !m_abandoned) {
        if (Result<void> turned = m_ring->submitAndWait(handle); !turned) {
            // Requests in flight can be neither answered nor taken back; the driver does it when we
            // are gone.
            m_log.sayLast("ublk queue " + std::to_string(m_id) + ": " + turned.error().message());
            std::abort();
        }
    }
    if (m_abandoned)
        (void)m_ring->submit(); // answers that were given in the last turn
    m_target.queueStopping(m_id);
}

void UblkQueue::command(std::uint32_t operation, RequestTag tag, int result)
{
    ublksrv_io_cmd command {};
    command.q_id = m_id;
    command.tag = tag;
    command.result = result;
    command.addr = reinterpret_cast<std::uintptr_t>(m_buffers.bytes().data())
        + std::uint64_t { tag } * m_bufferBytes;
    prepareUblkCommand(m_ring->nextEntry(), operation, command);
}

void UblkQueue::fetched(RequestTag tag, int result)
{
    if (result != UBLK_IO_RES_OK) {
        --m_liveTags; // -ENODEV: the device stops; no fetch is taken from then on
        return;
    }
    if (describe(tag))
        m_target.submit(m_requests[tag]);
    else
        complete(m_requests[tag], -EOPNOTSUPP);
}

// Fills in the tag's request from what the driver says; false if it is nothing we serve.
bool UblkQueue::describe(RequestTag tag)
{
    ublksrv_io_desc descriptor;
    std::memcpy(&descriptor,
                m_descriptors.bytes().subspan(tag * sizeof descriptor, sizeof descriptor).data(),
                sizeof descriptor);
    BlockRequest& request = m_requests[tag];
    request.fua = (descriptor.op_flags & UBLK_IO_F_FUA) != 0;
    request.noUnmap = (descriptor.op_flags & UBLK_IO_F_NOUNMAP) != 0;
    request.sectors.begin = Sector(descriptor.start_sector);
    request.sectors.end = request.sectors.begin + SectorCount(descriptor.nr_sectors);
    request.data = {};

    switch (ublksrv_get_op(&descriptor)) {
    case UBLK_IO_OP_READ:
        request.operation = BlockOperation::Read;
        break;
    case UBLK_IO_OP_WRITE:
        request.operation = BlockOperation::Write;
        break;
    case UBLK_IO_OP_FLUSH:
        request.operation = BlockOperation::Flush;
        request.sectors = {};
        return true;
    case UBLK_IO_OP_DISCARD:
        request.operation = BlockOperation::Discard;
        return true;
    case UBLK_IO_OP_WRITE_ZEROES:
        request.operation = BlockOperation::WriteZeroes;
        return true;
    default:
        return false;
    }
    std::uint64_t bytes = std::uint64_t { descriptor.nr_sectors } * kSectorBytes;
    if (bytes > m_bufferBytes)
        return false;
    request.data = m_buffers.bytes().subspan(std::size_t { tag } * m_bufferBytes, bytes);
    return true;
}

void UblkQueue::complete(const BlockRequest& request, int result)
{
    command(kUblkCommitAndFetch, request.pending.tag, result);
}

} // namespace blkera
